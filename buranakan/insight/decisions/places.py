"""Places behind plan that nobody is on the way to: moved to where people wait, or filled by finding people."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.areas.models import Office, Province
from buranakan.calls import queries as calls
from buranakan.calls.enums import ApplicationState
from buranakan.delivery.models import Participant
from buranakan.insight import late
from buranakan.insight.decisions.asking import Proposal
from buranakan.insight.decisions.rules import Candidate, Crowd, Empty, Kind, moves
from buranakan.insight.figures.training import OF_A_CALL
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name
from buranakan.insight.slices import Dimension
from buranakan.insight.statements import sentence
from buranakan.insight.waiting import OPEN_ROUNDS

# Those that miss most; what misses little is no decision for a ministry.
MOST_LINES = 20
COMING = _("Applicants without a decision or with a place, and people on rosters of open rounds.")


def candidates(asking, lists):
    """A move for each pair of unused places and people who wait for the same; finding people for what is left."""
    lines = lists.lines[:MOST_LINES]
    if not lines or not asking.scope.may(Permission.SEE_PLANS):
        return []
    activities = {row.names[Dimension.ACTIVITY].key for row in lines}
    coming = _coming(asking, activities)
    empties = [_empty(row, coming) for row in lines]
    pairs = moves(empties, _crowds(asking, activities))
    moved = defaultdict(int)
    for people, empty, _crowd in pairs:
        moved[id(empty)] = max(moved[id(empty)], people)
    goal = asking.ground.goal.value
    return [
        Candidate(kind=Kind.MOVE, gain=people, of=goal, name=f"{empty.province}-{crowd.province}", thing=(empty, crowd))
        for people, empty, crowd in pairs
    ] + [
        Candidate(
            kind=Kind.RECRUIT,
            gain=one.unused - moved[id(one)],
            of=goal,
            name=f"{one.province}-{one.activity}",
            thing=one,
        )
        for one in empties
    ]


def _empty(row, coming):
    key = row.names[Dimension.ACTIVITY].key, row.names[Dimension.PROVINCE].key
    return Empty(*key, missing=row.missing, coming=coming.get(key, 0), thing=row)


def _coming(asking, activities):
    """Applicants who may get or have a place, and people on rosters of open rounds, by activity and province."""
    on_the_way = Q(state=ApplicationState.SUBMITTED) | Q(state=ApplicationState.ACCEPTED, round_reference=None)
    sent = calls.applications(asking.scope).filter(on_the_way, call__activity__in=activities).order_by()
    seats = Participant.objects.standing().filter(round__state__in=OPEN_ROUNDS, round__activity__in=activities)
    seats = asking.scope.limit(seats, area="round__province").order_by()
    found = defaultdict(int)
    for rows, columns in ((sent, ("call__activity", "province")), (seats, ("round__activity", "round__province"))):
        for activity, province, people in rows.values_list(*columns).annotate(n=Count("pk")):
            found[activity, province] += people
    return found


def _crowds(asking, activities):
    """People on waiting lists of the slice, by activity and province."""
    rows = asking.asked.part.narrow(calls.applications(asking.scope), OF_A_CALL)
    rows = rows.of_state(ApplicationState.WAITING).filter(call__activity__in=activities).order_by()
    counted = rows.values_list("call__activity", "province").annotate(n=Count("pk"))
    return [Crowd(activity, province, people) for activity, province, people in counted]


# --- in words ---------------------------------------------------------------------------------------------------------
def move(asking, one):
    """Unused places to where people wait."""
    empty, crowd = one.thing
    address = reverse("desk:plan") if asking.scope.may(Permission.EDIT_PLANS) else asking.late_address("lines")
    people = asking.people(
        one.gain,
        key=f"places_to_move@{one.name}",
        name=_("Places that could move"),
        definition=_("Unused places of the activity here, at most as many as people are on its waiting list there."),
        address=address,
    )
    return _proposal(
        asking,
        one,
        empty,
        sentence=sentence(
            _("Move places for %(people)s of “%(activity)s” from %(province)s to %(there)s"),
            people=people,
            there=Name(Province.objects.get(pk=crowd.province).name),
            **_names(empty),
        ),
        people=people,
    )


def recruit(asking, one):
    """People to be found for unused places."""
    empty = one.thing
    people = asking.people(
        one.gain,
        key=f"places_unused@{one.name}",
        name=_("Unused places"),
        definition=_("Places that should be filled by now, less those filled and those somebody is on the way to."),
        address=asking.late_address("lines"),
    )
    office = empty.thing.names[Dimension.OFFICE]
    said = {"office": Name(office.label), "people": people} | _names(empty)
    return _proposal(
        asking,
        one,
        empty,
        sentence=sentence(_("Have %(office)s find %(people)s for “%(activity)s” in %(province)s"), **said),
        people=people,
    )


def _proposal(asking, one, empty, *, sentence, people):
    return Proposal(
        kind=one.kind,
        sentence=sentence,
        why=_why(asking, empty),
        effect=asking.people_rise(
            _("%(people)s more can be served: %(before)s of the goal becomes %(after)s."), people
        ),
        address=people.address,
        office=Office.objects.get(pk=empty.thing.names[Dimension.OFFICE].key),
    )


def _names(empty):
    named = empty.thing.names
    return {"activity": Name(named[Dimension.ACTIVITY].label), "province": Name(named[Dimension.PROVINCE].label)}


def _why(asking, empty):
    """What misses as the list of what is late says it, and why fewer are to be found."""
    said = {
        "missing": (empty.missing, _("Places not filled"), late.MISSING),
        "coming": (empty.coming, _("On the way"), COMING),
    }
    numbers = {
        name: asking.people(
            value,
            key=f"line_{name}@{empty.activity}-{empty.province}",
            name=words,
            definition=definition,
            address=asking.late_address("lines"),
        )
        for name, (value, words, definition) in said.items()
        if value
    }
    if empty.coming:
        return sentence(_("%(missing)s are missing there, and %(coming)s of them are on the way."), **numbers)
    return sentence(_("%(missing)s are missing there, and nobody is on the way."), **numbers)
