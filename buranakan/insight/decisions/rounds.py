"""Rounds that are over and not closed: their people are counted nowhere."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.delivery import rules as delivery
from buranakan.delivery.models import Participant, Session
from buranakan.insight import late
from buranakan.insight.decisions.asking import Proposal
from buranakan.insight.decisions.rules import Candidate, Kind
from buranakan.insight.figures.people import services_to_people
from buranakan.insight.quotes import Name
from buranakan.insight.statements import sentence
from buranakan.insight.tallies import ROUNDS
from buranakan.services.queries import COUNTED_PERSON


def candidates(asking, lists):
    """For each office: its rounds, and who of them attended enough and is counted for nothing yet."""
    if not asking.scope.may(Permission.SEE_ROUNDS) or not lists.rounds:
        return []
    people = _would_count(asking, lists.rounds)
    by_office = defaultdict(list)
    for one in lists.rounds:
        by_office[one.serving_office].append(one)
    return [
        Candidate(
            kind=Kind.CLOSE,
            gain=len(set().union(*(people[one.pk] for one in rows))),
            of=asking.ground.goal.value,
            is_own=asking.scope.may(Permission.RUN_ROUNDS) and office.pk == asking.scope.office_id,
            since=min(one.last_on for one in rows),
            name=office.code,
            thing=(office, rows),
        )
        for office, rows in by_office.items()
    ]


def _would_count(asking, rounds):
    """People of each round who attended enough and whom no service of the slice counts yet, by round."""
    length = defaultdict(int)
    for session in Session.objects.standing().filter(round__in=[one.pk for one in rounds]):
        length[session.round_id] += session.minutes
    percent = {one.pk: one.completion_percent for one in rounds}
    reached = asking.asked.part.narrow(services_to_people(asking.scope)).order_by().values(counted=COUNTED_PERSON)
    seats = Participant.objects.standing().filter(round__in=percent).annotate(counted_person=COUNTED_PERSON)
    seats = seats.exclude(counted_person__in=reached).values_list("round", "counted_person", "minutes")
    found = defaultdict(set)
    for held, person, minutes in seats:
        if delivery.completes(minutes, of=length[held], percent=percent[held]):
            found[held].add(person)
    return found


def proposal(asking, one):
    """Rounds to close, and how many people would count."""
    office, rows = one.thing
    address = asking.late_address("rounds")
    people = asking.people(
        one.gain,
        key=f"people_of_open_rounds@{office.code}",
        name=_("People who attended enough in rounds that are not closed"),
        definition=_("People on the rosters who attended as much as their round asks, and whom no service counts yet."),
        address=address,
    )
    rounds = asking.number(
        len(rows),
        ROUNDS,
        key=f"rounds_not_closed@{office.code}",
        name=_("Rounds not closed in time"),
        definition=late.RULES["rounds"],
        address=address,
    )
    said, short = {"rounds": rounds}, Name(office.short)
    return Proposal(
        kind=one.kind,
        sentence=sentence(_("Close %(rounds)s whose last session is over"), **said)
        if one.is_own
        else sentence(_("Have %(office)s close %(rounds)s whose last session is over"), office=short, **said),
        why=sentence(_("The first of them ended on %(day)s, and nobody in them is counted yet."), day=one.since),
        effect=asking.people_rise(_("%(people)s more are counted: %(before)s of the goal becomes %(after)s."), people),
        address=address,
        is_own=one.is_own,
        office=office,
    )
