"""Services within reach, who received them, the files that prove them, and what an office may record."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from buranakan.accounts.scope import Scope
from buranakan.areas.models import Office, Province
from buranakan.lib import fiscal
from buranakan.planning import queries as planning
from buranakan.planning.enums import State
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.models import StoredFile
from buranakan.registry import queries as registry
from buranakan.registry.rules import can_see_names
from buranakan.services import details
from buranakan.services.models import ServiceField, ServiceRecord

# A person merged into another counts as the one that remains; merges keep the way to it one step long.
COUNTED_PERSON = Coalesce("person__merged_into_id", "person_id")
FILTERS = {
    "fiscal_year": "activity__project__portfolio__fiscal_year",
    "project": "activity__project",
    "activity": "activity",
    "kind": "activity__kind",
    "owner_office": "owner_office",
    "serving_office": "serving_office",
    "province": "province",
    "month": "month",
}


def services(scope, **wanted):
    """Every record in the provinces in reach, those taken back included; an expert's own. The only door for pages.

    `wanted` narrows by the keys of FILTERS; None is not narrowed.
    """
    rows = scope.limit(ServiceRecord.objects.all(), area="province", own="recorded_by_id")
    return rows.filter(**{FILTERS[name]: value for name, value in wanted.items() if value is not None})


def standing_services(scope, **wanted):
    """Records in reach that were not taken back: what every figure counts."""
    return services(scope, **wanted).standing()


def services_given(scope):
    """Records of the office itself, which it may take back or add evidence to."""
    return services(scope).filter(serving_office=scope.office_id)


@dataclass(frozen=True)
class Totals:
    """What a set of records comes to."""

    services: int
    people: int  # each person once
    without_evidence: int


def totals(rows):
    """Count records, distinct people, and records without evidence."""
    counts = rows.order_by().aggregate(
        services=Count("pk", distinct=True),
        people=Count(COUNTED_PERSON, distinct=True),
        without_evidence=Count("pk", filter=Q(evidence=None), distinct=True),
    )
    return Totals(**counts)


def services_to_person(scope, person):
    """Records in reach of what a person received, also under a record that was merged into theirs."""
    return services(scope).filter(Q(person=person) | Q(person__merged_into=person))


def services_to_enterprise(scope, enterprise):
    """Records in reach of what an enterprise received, also under a record that was merged into it."""
    return services(scope).filter(Q(enterprise=enterprise) | Q(enterprise__merged_into=enterprise))


def people(scope):
    """People the register shows within reach, and those served there or taken up, wherever they live."""
    return every_person(scope).standing()


def every_person(scope):
    """Those, and records merged into another one: so that an old link still leads somewhere."""
    served = standing_services(scope).filter(person__isnull=False).order_by().values(counted=COUNTED_PERSON)
    everybody = registry.every_person(Scope.system("served within reach, or taken up"))
    return registry.every_person(scope) | everybody.filter(Q(pk__in=served) | Q(pk__in=registry.taken_up(scope)))


def with_counts(people, scope):
    """People with `services_in_reach`: how many standing records in reach they have, merged records included."""
    received = standing_services(scope).filter(
        Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")),
    )
    count = received.order_by().annotate(whole=Value(1)).values("whole").annotate(n=Count("pk")).values("n")
    return people.annotate(services_in_reach=Coalesce(Subquery(count), 0))


def evidence_file(scope, reference, *, service=None):
    """The stored file that proves a service within reach (or this one), or None. It may show people: names too."""
    if not can_see_names(scope):
        return None
    proved = services(scope).filter(pk=service.pk) if service else services(scope)
    return StoredFile.objects.filter(reference=reference, services__in=proved).distinct().first()


def kept_evidence(scope, references):
    """Files this user stored a moment ago and hands in with a form put right; whatever is not theirs is left out."""
    known = [reference for reference in references if _is_reference(reference)]
    return StoredFile.objects.filter(reference__in=known, by_id=scope.user_id).order_by("pk")


# --- what matters of each kind ----------------------------------------------------------------------------------------
def fields_asked(kind):
    """What is asked when a service of a kind is recorded, in order."""
    return list(ServiceField.objects.filter(kind=kind, is_asked=True))


def told(service):
    """What was told of a service: each field with its value, also fields that are asked no more."""
    if not service.details:
        return []
    return details.told(ServiceField.objects.filter(kind=service.activity.kind), service.details)


# --- what an office may record, and what its records can be narrowed by ---------------------------------------------
def lines_to_serve(scope, *, on):
    """Lines of approved plans that the office itself delivers, of the fiscal year of the day and the one before."""
    lines = planning.approved_lines(scope, serving_office=scope.office_id)
    return lines.filter(activity__project__portfolio__fiscal_year__in=_years(on)).select_related(
        "version", "activity__project__portfolio", "owner_office", "serving_office", "province"
    ).order_by("-activity__project__portfolio__fiscal_year", "activity__project__number", "activity__code", "month")


def line_in_force(line):
    """The same line in the approved version of its plan, whichever `line` is of; None where taken out."""
    named = "activity_id", "owner_office_id", "serving_office_id", "province_id"
    same = {name: getattr(line, name) for name in named}
    found = PlanLine.objects.filter(version__plan=line.version.plan_id, version__state=State.APPROVED, month=line.month)
    return found.filter(**same).select_related(
        "version", "activity__project__portfolio", "owner_office", "serving_office", "province"
    ).first()


def activities_to_serve(*, on):
    """Activities of the joint programmes of those two years, for services outside the office's own plan lines."""
    activities = Activity.objects.filter(project__portfolio__fiscal_year__in=_years(on))
    return activities.select_related("project__portfolio").order_by(
        "-project__portfolio__fiscal_year", "project__number", "code"
    )


def owners_to_serve(scope, *, on):
    """Offices whose budget may pay: those of the joint programmes' approved plans, and the office itself."""
    lines = planning.approved_lines(Scope.system("offices that pay in the joint programmes"))
    owners = lines.filter(activity__project__portfolio__fiscal_year__in=_years(on)).values("owner_office")
    return Office.objects.filter(Q(pk__in=owners) | Q(pk=scope.office_id))


def activities_recorded(scope):
    """Activities with a record in reach."""
    recorded = services(scope).order_by().values("activity")
    return Activity.objects.filter(pk__in=recorded).select_related("project").order_by("project__number", "code")


def offices_recorded(scope):
    """Offices that own or gave a service in reach."""
    rows = services(scope).order_by()
    return Office.objects.filter(Q(pk__in=rows.values("owner_office")) | Q(pk__in=rows.values("serving_office")))


def provinces_recorded(scope):
    """Provinces with a record in reach."""
    return Province.objects.filter(pk__in=services(scope).order_by().values("province"))


def months_recorded(scope):
    """Months with a record in reach, newest first."""
    return services(scope).order_by("-month").values_list("month", flat=True).distinct()


def _is_reference(text):
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _years(on):
    """In October the last days of September are still being written down."""
    year = fiscal.fiscal_year_of(on)
    return [year, year - 1]
