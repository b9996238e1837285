"""Rounds within reach and what is in them; what an office may open; and what a certificate's code says."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, Count, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Kind as Reach
from buranakan.areas import queries as areas
from buranakan.areas.models import Office, Province
from buranakan.calls import queries as calls
from buranakan.delivery import codes, rules
from buranakan.delivery.enums import CertificateState, RoundState
from buranakan.delivery.models import Attendance, Certificate, Participant, Round, Session, SessionTrainer
from buranakan.planning.enums import Kind
from buranakan.planning.models import Activity
from buranakan.records.models import Event
from buranakan.registry.rules import can_see_names
from buranakan.services import queries as services

FILTERS = {
    "fiscal_year": "activity__project__portfolio__fiscal_year",
    "project": "activity__project",
    "activity": "activity",
    "owner_office": "owner_office",
    "serving_office": "serving_office",
    "province": "province",
    "state": "state",
}
LEADING_VOWELS = "เแโใไ"


# --- rounds -----------------------------------------------------------------------------------------------------------
def rounds(scope, **wanted):
    """Rounds in the provinces in reach; an expert's are those they teach in. The only door for pages."""
    if scope.kind == Reach.OWN:
        rows = Round.objects.filter(pk__in=_taught(scope).values("session__round"))
    else:
        rows = scope.limit(Round.objects.all(), area="province")
    return rows.filter(**{FILTERS[name]: value for name, value in wanted.items() if value is not None})


def rounds_run(scope):
    """Rounds of the office itself, which it works on."""
    return rounds(scope).filter(serving_office=scope.office_id)


def for_list(rows):
    """Rounds with what a list says of each: first and last day, how many sessions are marked, how many completed."""
    sessions = Session.objects.standing().filter(round=OuterRef("pk")).order_by()
    attended = Participant.objects.standing().filter(round=OuterRef("pk"), minutes__gt=0).order_by()
    return rows.for_list().annotate(
        first_on=Subquery(sessions.order_by("held_on").values("held_on")[:1]),
        last_on=Subquery(sessions.order_by("-held_on").values("held_on")[:1]),
        attended=_count(attended),
        completed=_count(Participant.objects.completed().filter(round=OuterRef("pk")).order_by()),
    )


def reopened(rows):
    """Those that were closed, reopened and not closed again, with `reopened_at`, when that was done last."""
    acts = Event.objects.filter(
        name="round.reopened", on_type=Round._meta.label_lower, on_id=Cast(OuterRef("pk"), CharField())
    )
    latest = acts.order_by("-at").values("at")[:1]
    return rows.filter(state=RoundState.RUNNING).annotate(reopened_at=Subquery(latest)).exclude(reopened_at=None)


def activities_held(scope):
    """Activities with a round in reach."""
    held = rounds(scope).order_by().values("activity")
    return Activity.objects.filter(pk__in=held).order_by("project__number", "code")


def offices_holding(scope):
    """Offices that give a round in reach."""
    return Office.objects.filter(pk__in=rounds(scope).order_by().values("serving_office"))


def provinces_held_in(scope):
    """Provinces with a round in reach."""
    return Province.objects.filter(pk__in=rounds(scope).order_by().values("province"))


@dataclass(frozen=True)
class Totals:
    """What a set of rounds comes to; cancelled ones count nowhere."""

    rounds: int
    open: int
    on_roster: int
    completed: int


def totals(rows):
    """Count rounds, those still open, people on their rosters, and those who completed."""
    standing = rows.standing().order_by()
    found = standing.aggregate(
        rounds=Count("pk"), open=Count("pk", filter=~Q(state=RoundState.CLOSED)), on_roster=Sum("places_taken")
    )
    completed = Participant.objects.completed().filter(round__in=standing.values("pk")).count()
    return Totals(**found | {"on_roster": found["on_roster"] or 0}, completed=completed)


@dataclass(frozen=True)
class Counts:
    """What a round's roster comes to, without a name."""

    on_roster: int
    attended: int
    left: int
    completed: int


def counts(round_):
    """How many are on the roster, came at least once, left, completed."""
    standing = Q(left_at__isnull=True)
    return Counts(
        **round_.participants.aggregate(
            on_roster=Count("pk", filter=standing),
            attended=Count("pk", filter=standing & Q(minutes__gt=0)),
            left=Count("pk", filter=~standing),
            completed=Count("pk", filter=Q(completed_at__isnull=False)),
        )
    )


def sessions(round_):
    """All sessions of a round in order, those called off too."""
    return list(round_.sessions.order_by("held_on", "starts_at", "pk").prefetch_related("trainers"))


def roster(round_):
    """Everybody on a round's roster by name, those who left too, with what a page says of each."""
    named = "person", "enterprise", "application", "service"
    return (
        round_.participants.select_related(*named)
        .prefetch_related("certificates__series", "attendance")
        .order_by("person__sort_key", "pk")
    )


def participant(scope, reference):
    """One participant of a round in reach, or None."""
    found = Participant.objects.filter(round__in=rounds(scope), reference=reference)
    return found.select_related("round__serving_office", "round__activity", "person").first()


def people_of(scope, **wanted):
    """Participations in the rounds in reach, by the keys of FILTERS: for figures and their rows."""
    return Participant.objects.filter(round__in=rounds(scope, **wanted))


def sessions_to_mark(scope):
    """Standing sessions whose attendance is theirs to mark: those an expert teaches, or those of the office."""
    rows = Session.objects.standing().select_related(
        "round__activity", "round__serving_office", "round__province", "round__activity__project__portfolio"
    )
    if scope.kind == Reach.OWN:
        return rows.filter(pk__in=_taught(scope).values("session"))
    return rows.filter(round__in=rounds_run(scope))


def sessions_between(scope, first, last, **wanted):
    """Standing sessions from one day to another, of rounds in reach that stand; `wanted` as for rounds."""
    rows = Session.objects.standing().filter(held_on__range=(first, last), round__in=rounds(scope, **wanted).standing())
    named = "round__activity", "round__owner_office", "round__serving_office", "round__province"
    return rows.select_related(*named).order_by("held_on", "starts_at", "pk")


def sessions_on(day):
    """Every standing session of a day, whoever holds it: trainers and venues are shared by all. Not for pages."""
    rows = Session.objects.standing().filter(held_on=day).exclude(round__state=RoundState.CANCELLED)
    return rows.select_related("round__serving_office", "round__province").order_by("starts_at", "pk")


def sessions_run(scope):
    """Standing sessions of the office's own rounds."""
    named = "round__activity__project__portfolio", "round__serving_office", "round__province"
    return Session.objects.standing().filter(round__in=rounds_run(scope)).select_related(*named)


def marks(session):
    """The standing roster by name, each with its mark of this session: (participant, attendance or None) pairs."""
    found = {mark.participant_id: mark for mark in Attendance.objects.filter(session=session)}
    people = session.round.participants.standing().select_related("person", "enterprise")
    return [(one, found.get(one.pk)) for one in people.order_by("person__sort_key", "pk")]


def trainer(scope, pk):
    """A trainer of a session of the office's own rounds, or None."""
    rows = SessionTrainer.objects.filter(session__round__in=rounds_run(scope), pk=pk)
    return rows.select_related("session__round").first()


def last_attended_days(round_):
    """The last day each participant was there, by participant id."""
    attended = Attendance.objects.filter(participant__round=round_, minutes__gt=0, session__called_off_at=None)
    return dict(attended.order_by().values_list("participant_id").annotate(last=Max("session__held_on")))


def total_minutes(round_):
    """How long the whole round lasts."""
    return sum(session.minutes for session in round_.sessions.standing())


def missing_before_closing(round_, *, at):
    """What the round lacks before it can be closed: (what, which sessions) pairs."""
    standing = list(round_.sessions.standing())
    return rules.missing_before_closing(standing, roster=round_.participants.standing().exists(), at=at)


def evidence_file(scope, reference, *, round_):
    """A stored file of a round within reach, or None. It may show people, so it opens to those who see names."""
    if not can_see_names(scope):
        return None
    return round_.evidence.filter(reference=reference).first()


def _taught(scope):
    return SessionTrainer.objects.filter(user=scope.user_id, taken_off_at=None, session__called_off_at=None)


def _count(rows):
    """How many rows a subquery finds."""
    return Coalesce(Subquery(rows.values("round").annotate(n=Count("pk")).values("n")), 0)


# --- opening ----------------------------------------------------------------------------------------------------------
def rounds_of_line(line):
    """Standing rounds of a line, whichever version of its plan they were opened from."""
    return Round.objects.standing().filter(
        plan_line__version__plan=line.version.plan_id,
        plan_line__month=line.month,
        activity=line.activity_id,
        owner_office=line.owner_office_id,
        serving_office=line.serving_office_id,
        province=line.province_id,
    )


def line_in_force(round_):
    """The line of the plan's approved version that the round belongs to; None where an amendment took it out."""
    return services.line_in_force(round_.plan_line)


def lines_to_open(scope, *, on):
    """Training lines of approved plans that the office delivers."""
    return services.lines_to_serve(scope, on=on).filter(activity__kind=Kind.TRAINING)


def places_opened(line):
    """How many places the line's rounds have."""
    return rounds_of_line(line).aggregate(total=Sum("places"))["total"] or 0


def calls_for(scope, activity):
    """Calls of the office for an activity that are not drafts."""
    found = calls.calls(scope).public().filter(activity=activity, office=scope.office_id)
    return found.select_related("plan_line__version")


def call_of_line(offered, line):
    """The call made for a line, whichever version of its plan it was made from."""
    key = (line.version.plan_id, line.grain)
    made = (one for one in offered if one.plan_line)
    return next((one for one in made if (one.plan_line.version.plan_id, one.plan_line.grain) == key), None)


def experts(round_, *, on):
    """Users who wear the role of expert at the serving office, or at one that answers for the province."""
    answering = areas.responsibilities(on=on).filter(province=round_.province_id).values("office_id")
    held = accounts.memberships_on(on).filter(Q(office__in=answering) | Q(office=round_.serving_office_id))
    return list({one.user_id: one.user for one in held.filter(role=Role.EXPERT)}.values())


def applications_to_enrol(scope, round_):
    """Accepted applications to the round's call from its province that no round has a seat for, oldest first."""
    accepted = calls.accepted_without_round(scope, round_.call_id)
    return accepted.filter(province=round_.province_id) if round_.call_id else accepted.none()


# --- certificates -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Verified:
    """What a certificate's code tells whoever holds it: enough to compare, not enough to learn who somebody is."""

    state: CertificateState
    number: str
    initials: str
    course: str
    activity: object
    office: object
    first_on: dt.date
    last_on: dt.date
    minutes: int
    issued_at: dt.datetime
    withdrawn_at: dt.datetime | None
    is_synthetic: bool


def certificates(scope):
    """Certificates of rounds in reach."""
    named = "participant__person", "participant__service", "participant__round__activity", "series__office"
    return Certificate.objects.filter(participant__round__in=rounds(scope)).select_related(*named)


def certificates_to_print(scope, round_):
    """Those of a round that are valid, by number."""
    found = certificates(scope).filter(participant__round=round_, withdrawn_at=None).order_by("number")
    return [one for one in found if one.state == CertificateState.VALID]


def verified(text):
    """What the certificate with this code says, or None. No scope: the code itself is the key, and is never guessed."""
    named = "participant__person", "participant__service", "participant__round__activity", "series__office"
    code = codes.read(text)
    found = Certificate.objects.select_related(*named).filter(code=code).first() if code else None
    if found is None:
        return None
    person, round_ = found.participant.person, found.participant.round
    days = list(round_.sessions.standing().values_list("held_on", flat=True))
    return Verified(
        state=found.state,
        number=found.number_shown,
        initials=" ".join(initial(name) for name in (person.first_name, person.last_name) if name),
        course=round_.title,
        activity=round_.activity,
        office=found.series.office,
        first_on=min(days),
        last_on=max(days),
        minutes=found.participant.minutes,
        issued_at=found.issued_at,
        withdrawn_at=found.withdrawn_at or (found.participant.service and found.participant.service.taken_back_at),
        is_synthetic=person.is_synthetic,
    )


def initial(name):
    """The first consonant, as Thai names are shortened: ส. of สมศรี and of แสงดาว."""
    letters = name.lstrip(LEADING_VOWELS) or name
    return f"{letters[0]}."
