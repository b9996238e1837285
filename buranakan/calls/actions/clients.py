"""An applicant who is given a place becomes a person, and their enterprise an enterprise, of the register."""

from django.utils.translation import gettext as _

from buranakan.areas.models import Province
from buranakan.calls import applying
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.registry import actions as registry
from buranakan.registry import queries
from buranakan.registry.details import EnterpriseDetails
from buranakan.registry.models import Enterprise, EnterprisePart, Person


def register(application, *, by, at):
    """Set the person and the enterprise: those the register knows already, else new ones."""
    found = applying.reading(application, on=clock.local_day(application.submitted_at))
    application.person = _person(application, found, by=by, at=at)
    if found.value("enterprise", "has_enterprise"):
        application.enterprise = _enterprise(application, found, by=by, at=at)
        _link(application, part=found.value("enterprise_details", "part"), by=by, at=at)


def _person(application, found, *, by, at):
    """Somebody who is in the register, wherever they live, is taken up by the calling office."""
    number = found.value("identity", "citizen_number")
    known = _known(application)
    if known is None:
        try:
            return registry.add_person(
                title=found.value("person", "title") or "",
                first_name=found.value("person", "first_name"),
                last_name=found.value("person", "last_name"),
                phone=found.value("contact", "phone"),
                citizen_number=number,
                province=Province.objects.get(pk=found.value("person", "home_province")),
                office=application.call.office,
                is_synthetic=application.is_synthetic,
                by=by,
                at=at,
            )
        except RuleBroken as refusal:
            # Another desk registered the same person a moment ago.
            if refusal.code != "citizen_number_taken":
                raise
    reason = _("Given a place by application %(number)s") % {"number": application.number_shown}
    return registry.take_up_person(number, office=application.call.office, reason=reason, by=by, at=at)


def _known(application):
    return Person.objects.standing().filter(citizen_number_hash=application.citizen_number_hash).first()


def _enterprise(application, found, *, by, at):
    """By its number, else by its name in its province where the register has no number for it either."""
    written = EnterpriseDetails.read(
        name=found.value("enterprise_details", "name"),
        kind=found.value("enterprise_details", "kind"),
        number=found.value("enterprise_details", "number") or "",
    )
    province = Province.objects.get(pk=found.value("enterprise_details", "province"))
    standing = Enterprise.objects.standing().filter(kind=written.kind)
    known = standing.filter(number=written.number).first() if written.number else None
    if known is None and not written.number:
        # Sole proprietors go by their owner's name, which many people share: theirs only when it is linked already.
        same_name = standing.filter(search_key=written.search_key, province=province)
        same_name = same_name.filter(parts__person=application.person) if _is_a_persons(written) else same_name
        known = same_name.order_by("pk").first()
    return known or registry.add_enterprise(
        name=written.name,
        kind=written.kind,
        number=written.number,
        province=province,
        office=application.call.office,
        is_synthetic=application.is_synthetic,
        by=by,
        at=at,
    )


def _is_a_persons(written):
    return Enterprise(kind=written.kind).is_a_persons


def _link(application, *, part, by, at):
    enterprise, person = queries.canonical(application.enterprise), queries.canonical(application.person)
    if not EnterprisePart.objects.filter(person=person, enterprise=enterprise, part=part).exists():
        registry.link_part(person, enterprise, part=part, by=by, at=at)
