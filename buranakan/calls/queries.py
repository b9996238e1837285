"""Calls and applications within reach, and what the public may read of calls."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind, Scope
from buranakan.areas import queries as areas
from buranakan.calls import numbers
from buranakan.calls.enums import LIVE, ApplicationState, CallState
from buranakan.calls.models import Application, Call, CallPlaces
from buranakan.lib import fiscal, phones, thai_text
from buranakan.planning import queries as planning
from buranakan.planning.models import Activity
from buranakan.registry import details
from buranakan.services import queries as services

SHORTEST_NUMBER_PART = 4


# --- calls ------------------------------------------------------------------------------------------------------------
def open_calls(at):
    """Calls that take applications at a moment, the one that closes first in front. Public."""
    return Call.objects.open_at(at).for_list().order_by("closes_at", "pk")


def public_calls():
    """Every call that was ever published. Public."""
    return Call.objects.public().for_list()


def calls(scope):
    """Published calls of the provinces in reach, and the office's own, drafts included. The only door for the desk."""
    rows = Call.objects.for_list()
    if scope.kind == Kind.SYSTEM:
        return rows
    if scope.kind != Kind.OFFICE:
        return rows.none()
    here = scope.limit(CallPlaces.objects.filter(call=OuterRef("pk"), places__gt=0), area="province")
    return rows.filter(Q(office=scope.office_id) | (~Q(state=CallState.DRAFT) & Exists(here)))


def calls_to_edit(scope):
    """Calls that the office itself made, which it may write, publish and close."""
    return calls(scope).filter(office=scope.office_id) if scope.may(Permission.EDIT_CALLS) else calls(scope).none()


def closing_from(scope, moment, *, province):
    """Published calls in reach with places in a province that close at a moment or after it, first ones first."""
    places = CallPlaces.objects.filter(call=OuterRef("pk"), province=province, places__gt=0)
    rows = calls(scope).exclude(state=CallState.DRAFT).filter(closes_at__gte=moment)
    return rows.filter(Exists(places)).prefetch_related(None).order_by("closes_at", "pk")


def with_counts(rows):
    """Calls with their sums: `places_in_all`, `taken_in_all`, and how many applications are in each state."""
    of_call = CallPlaces.objects.filter(call=OuterRef("pk")).order_by().values("call")
    counts = {f"count_{state}": _count_of(state) for state in LIVE}
    return rows.annotate(
        places_in_all=Coalesce(Subquery(of_call.annotate(n=Sum("places")).values("n")), 0),
        taken_in_all=Coalesce(Subquery(of_call.annotate(n=Sum("places_taken")).values("n")), 0),
        **counts,
    )


def _count_of(state):
    rows = Application.objects.filter(call=OuterRef("pk"), state=state).order_by().values("call")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def places_of(call):
    """Places by province, with how many wait for a decision and on the waiting list there."""
    counts = {}
    for state in [ApplicationState.SUBMITTED, ApplicationState.WAITING]:
        rows = Application.objects.filter(call=call, province=OuterRef("province"), state=state).order_by()
        found = rows.values("province").annotate(n=Count("pk")).values("n")
        counts[f"count_{state}"] = Coalesce(Subquery(found), 0)
    return call.places.select_related("province").annotate(left=F("places") - F("places_taken"), **counts)


# --- what a call may be for -------------------------------------------------------------------------------------------
def lines_to_call_for(scope, *, on):
    """Lines of approved plans of the day's fiscal year that the office itself delivers."""
    lines = planning.approved_lines(scope, serving_office=scope.office_id)
    return lines.filter(activity__project__portfolio__fiscal_year=fiscal.fiscal_year_of(on)).select_related(
        "version", "activity__project__portfolio", "owner_office", "serving_office", "province"
    ).order_by("activity__project__number", "activity__code", "month", "pk")


def activities_to_call_for(*, on):
    """Activities of that year, for calls outside the office's plan lines."""
    return Activity.objects.filter(project__portfolio__fiscal_year=fiscal.fiscal_year_of(on)).select_related(
        "project__portfolio"
    ).order_by("project__number", "code")


def provinces_to_call_in(scope):
    """Provinces the office may open a call in."""
    provinces = areas.provinces()
    return list(provinces if scope.sees_all_provinces else provinces.filter(pk__in=scope.provinces))


# --- applications -----------------------------------------------------------------------------------------------------
def applications(scope):
    """Those that were sent, to calls of the office itself or from provinces in reach. The only door for pages."""
    rows = Application.objects.sent()
    if scope.kind == Kind.SYSTEM:
        return rows
    if scope.kind != Kind.OFFICE:
        return rows.none()
    within = scope.limit(rows, area="province")
    return within if scope.sees_all_provinces else within | rows.filter(call__office=scope.office_id)


def applications_to_decide(scope):
    """Applications to calls of the office itself, for whoever decides there."""
    rows = applications(scope)
    return rows.filter(call__office=scope.office_id) if scope.may(Permission.DECIDE_APPLICATIONS) else rows.none()


def waiting_for_decision(scope):
    """What waits for a decision of this office, oldest first."""
    return applications_to_decide(scope).of_state(ApplicationState.SUBMITTED).for_list()


def accepted_without_round(scope, call):
    """Accepted applications of a call that no round has given a seat to yet, oldest decision first."""
    rows = applications(scope).filter(call=call, state=ApplicationState.ACCEPTED, round_reference=None)
    return rows.select_related("person", "enterprise", "province").order_by("decided_at", "pk")


def find_applications(rows, text):
    """Those of the rows whose applicant, enterprise, telephone or number is the text."""
    number = numbers.read_number(text)
    if number:
        return rows.filter(number=number)
    wanted = Q(pk__in=[])
    for keys in details.name_keys(text):
        every = Q()
        for key in keys:
            every &= Q(search_key__contains=key)
        wanted |= every
    phone = phones.part_of_phone_number(text)
    if len(phone) >= SHORTEST_NUMBER_PART:
        wanted |= Q(phone__contains=phone) | Q(enterprise_number__contains=phone)
    if thai_text.search_key(text):
        wanted |= Q(enterprise_name__icontains=thai_text.clean(text))
    return rows.filter(wanted)


def ahead_of(application):
    """How many stand before a waiting application on the list of its province."""
    if application.waiting_number is None:
        return 0
    return Application.objects.filter(
        call=application.call_id,
        province=application.province_id,
        state=ApplicationState.WAITING,
        waiting_number__lt=application.waiting_number,
    ).count()


def earlier_support(scope, application):
    """Services within reach that the same citizen number received from any agency, newest first."""
    if application.citizen_number_hash is None:
        return services.standing_services(scope).none()
    return services.standing_services(scope).filter(_received_by(application.citizen_number_hash)).for_list()


def is_supported(activity_id, citizen_number_hash):
    """Did this citizen number receive this activity, wherever that was? An activity belongs to one fiscal year."""
    if citizen_number_hash is None:
        return False
    everything = services.standing_services(Scope.system("support asked about by a criterion"), activity=activity_id)
    return everything.filter(_received_by(citizen_number_hash)).exists()


def is_round_held(application):
    """Has the round that gave this application a seat written its services?"""
    if application.round_reference is None:
        return False
    everything = services.standing_services(
        Scope.system("whether an application's round was held"), activity=application.call.activity_id
    )
    return everything.filter(round_reference=str(application.round_reference)).exists()


def _received_by(found_by):
    """Records made before a merge still name the record that was merged away."""
    return Q(person__citizen_number_hash=found_by) | Q(person__merged_into__citizen_number_hash=found_by)


# --- an applicant's own -----------------------------------------------------------------------------------------------
def application_by_reference(reference):
    """The application a browser has opened before with its code; for the applicant's own session only, or None."""
    return Application.objects.select_related("call__activity", "call__office", "province").filter(
        reference=reference
    ).first()


def by_number(text):
    """The application with a number, however it was typed, or None."""
    number = numbers.read_number(str(text))
    rows = Application.objects.select_related("call__activity", "call__office", "province")
    return rows.filter(number=number).first() if number else None
