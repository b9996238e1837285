"""Applications that nobody decided on after their call closed."""

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.calls.models import CallPlaces
from buranakan.insight import late
from buranakan.insight.decisions.asking import Proposal
from buranakan.insight.decisions.rules import Candidate, Kind
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name
from buranakan.insight.statements import sentence
from buranakan.insight.tallies import APPLICATIONS
from buranakan.lib import clock


def candidates(asking, lists):
    """For each closed call: applicants without a decision, as far as places are left."""
    if not asking.scope.may(Permission.SEE_CALLS) or not lists.applications:
        return []
    rows = CallPlaces.objects.filter(call__in=[row.call for row in lists.applications]).order_by()
    left = dict(rows.values_list("call").annotate(left=Sum(F("places") - F("places_taken"))))
    may_decide = asking.scope.may(Permission.DECIDE_APPLICATIONS)
    return [
        Candidate(
            kind=Kind.DECIDE,
            gain=min(row.count, left.get(row.call.pk, 0)),
            of=asking.ground.goal.value,
            is_own=may_decide and row.call.office_id == asking.scope.office_id,
            since=clock.local_day(row.call.closes_at),
            name=str(row.call.reference),
            thing=row,
        )
        for row in lists.applications
    ]


def proposal(asking, one):
    """Applications to decide, and how many could get a place."""
    row, address = one.thing, reverse("desk:call", args=[one.thing.call.reference])
    waiting = asking.number(
        row.count,
        APPLICATIONS,
        key=f"applications_undecided@{one.name}",
        name=_("Applications undecided after the call closed"),
        definition=late.RULES["applications"],
        address=address,
    )
    people = asking.people(
        one.gain,
        key=f"places_for_applicants@{one.name}",
        name=_("Applicants for whom places are left"),
        definition=_("Applications to the call without a decision, at most as many as places are left in it."),
        address=address,
    )
    office = row.call.office
    said = {"applications": waiting, "call": Name(row.call.title)}
    return Proposal(
        kind=one.kind,
        sentence=sentence(_("Decide on %(applications)s to “%(call)s”"), **said)
        if one.is_own
        else sentence(_("Have %(office)s decide on %(applications)s to “%(call)s”"), office=Name(office.short), **said),
        why=sentence(_("The call closed on %(day)s, and the applicants have no answer."), day=one.since),
        effect=asking.people_rise(
            _("Up to %(people)s get a place: %(before)s of the goal can become %(after)s."), people
        ),
        address=address,
        is_own=one.is_own,
        office=office,
    )
