"""Fifty at once for the last of an envelope: one wins, the others are refused by the rule, none errors."""

import datetime as dt

import pytest
from django.db.models import QuerySet

from buranakan.planning import actions, audit
from buranakan.planning.models import Envelope, EnvelopeMove, PlanVersion
from buranakan.records.models import Event
from tests.factories.areas import OfficeFactory
from tests.planning.conftest import AT, make_ground
from tests.races import told

RACERS = 50

pytestmark = pytest.mark.race


@pytest.fixture
def ground(transactional_db):
    return make_ground()


def leave(ground, *, satang, places):
    """Only this much is left in the envelope, and only this much came to it."""
    Envelope.objects.filter(pk=ground.envelope.pk).update(amount_satang=satang, places=places)
    moves = EnvelopeMove.objects.filter(envelope=ground.envelope)
    QuerySet(EnvelopeMove, query=moves.query).update(amount_satang=satang, places=places)


def test_fifty_approvers_of_the_last_places(ground, race):
    versions = [ground.submitted(ground.line()) for _ in range(RACERS)]
    leave(ground, satang=1_000_000_00, places=59)
    outcomes = race([lambda one=one: actions.approve(one, by=ground.head, at=AT) for one in versions])
    assert told(outcomes) == {"done": 1, "envelope_exhausted_places": RACERS - 1}
    assert PlanVersion.objects.final().count() == 1
    assert Event.objects.filter(name="plan_version.approved").count() == 1
    assert audit.differences() == []


def test_fifty_approvers_of_the_last_baht(ground, race):
    versions = [ground.submitted(ground.line()) for _ in range(RACERS)]
    leave(ground, satang=239_999_99, places=10_000)
    outcomes = race([lambda one=one: actions.approve(one, by=ground.head, at=AT) for one in versions])
    assert told(outcomes) == {"done": 1, "envelope_exhausted_baht": RACERS - 1}
    assert audit.differences() == []


def test_fifty_approvers_of_one_version(ground, race):
    version = ground.submitted(ground.line())
    outcomes = race([lambda: actions.approve(version, by=ground.head, at=AT)] * RACERS)
    assert told(outcomes) == {"done": 1, "plan_move_not_allowed": RACERS - 1}
    assert audit.differences() == []


@pytest.mark.parametrize(
    ("left", "code"),
    [((1_999_99, 10_000), "envelope_exhausted_baht"), ((10_000_00, 19), "envelope_exhausted_places")],
    ids=["baht", "places"],
)
def test_fifty_who_hand_on_the_last_of_an_envelope(ground, race, left, code):
    offices = [OfficeFactory(provincial=True) for _ in range(RACERS)]
    leave(ground, satang=left[0], places=left[1])
    outcomes = race(
        [
            lambda one=one: actions.hand_on(
                ground.envelope, office=one, amount_satang=1_000_00, places=10, by=ground.planner, at=AT
            )
            for one in offices
        ]
    )
    assert told(outcomes) == {"done": 1, code: RACERS - 1}
    assert Envelope.objects.count() == 2
    assert audit.differences() == []


def test_approvers_and_spenders_of_the_same_last_places(ground, race):
    versions = [ground.submitted(ground.line()) for _ in range(RACERS // 2)]
    offices = [OfficeFactory(provincial=True) for _ in range(RACERS // 2)]
    leave(ground, satang=1_000_000_00, places=30)
    outcomes = race(
        [lambda one=one: actions.approve(one, by=ground.head, at=AT) for one in versions]
        + [
            lambda one=one: actions.hand_on(
                ground.envelope, office=one, amount_satang=1_00, places=30, by=ground.planner, at=AT
            )
            for one in offices
        ]
    )
    assert told(outcomes) == {"done": 1, "envelope_exhausted_places": RACERS - 1}
    assert audit.differences() == []


def test_takers_back_and_spenders_of_the_same_last_places(ground, race):
    child = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=1_000_00, places=30, by=ground.planner, at=AT
    )
    offices = [OfficeFactory(provincial=True) for _ in range(RACERS // 2)]
    said = {"amount_satang": 1_00, "places": 30, "by": ground.planner, "at": AT}
    outcomes = race(
        [lambda: actions.take_back(child, reason="ไม่ได้ใช้", **said)] * (RACERS // 2)
        + [lambda one=one: actions.hand_on(child, office=one, **said) for one in offices]
    )
    assert told(outcomes) == {"done": 1, "envelope_exhausted_places": RACERS - 1}
    assert audit.differences() == []


def test_the_same_paper_received_by_many_at_once_counts_once(ground, race):
    paper = {"document": "อก 0401/1", "document_on": AT.date(), "by": ground.planner, "at": AT}
    said = {"office": ground.diprom, "amount_satang": 5_00, "places": 1} | paper
    outcomes = race([lambda: actions.open_envelope(ground.envelope.portfolio, **said)] * RACERS)
    assert told(outcomes) == {"done": 1, "receipt_entered_already": RACERS - 1}
    assert audit.differences() == []


def test_lines_written_while_the_draft_is_submitted_are_in_or_refused(ground, race):
    version = ground.draft(ground.line())
    lines = [
        ground.line(month=dt.date(2025, month, 1), people=15, amount_satang=90_000_00)
        for month in (1, 3, 4, 5, 6, 7, 8, 9)
    ]
    writers = [lambda line=line: actions.add_line(version, line=line, by=ground.planner, at=AT) for line in lines]
    outcomes = race([*writers, lambda: actions.submit(version, by=ground.planner, at=AT)])
    counted = told(outcomes)
    assert counted["done"] + counted["version_not_editable"] == len(outcomes)
    assert not isinstance(outcomes[-1], Exception)
    assert audit.differences() == []
