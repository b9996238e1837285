"""Fifty at once for the last baht: one wins, the others are refused by the rule, none errors, and it all adds up."""


import pytest

from buranakan.finance import actions, audit
from buranakan.finance.enums import State
from buranakan.finance.models import Allotment, Entry, Movement
from buranakan.finance.values import Totals
from buranakan.records.models import Event
from tests.finance.conftest import AT, PLANNED, make_ground, now
from tests.races import told

RACERS = 50

pytestmark = pytest.mark.race


@pytest.fixture
def ground(transactional_db):
    return make_ground()


def approving(movements, by):
    return [lambda one=one: actions.approve(one, by=by, at=AT) for one in movements]


def test_fifty_payers_of_the_last_baht(ground, race):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 1_00)
    waiting = [ground.payment_entered(commitment, 1_00) for _ in range(RACERS)]
    outcomes = race(approving(waiting, ground.head))
    assert told(outcomes) == {"done": 1, "more_than_is_committed": RACERS - 1}
    assert now(commitment) == Totals(committed=1_00, paid=1_00)
    assert Entry.objects.filter(kind="payment").count() == 1
    assert Movement.objects.filter(state=State.WAITING).count() == RACERS - 1
    assert audit.differences() == []


def test_fifty_who_commit_the_last_baht(ground, race):
    allotment = ground.allotted(1_00)
    waiting = [ground.commitment_entered(allotment, 1_00) for _ in range(RACERS)]
    outcomes = race(approving(waiting, ground.head))
    assert told(outcomes) == {"done": 1, "more_than_is_left": RACERS - 1}
    assert now(allotment) == Totals(allotted=1_00, committed=1_00)
    assert allotment.commitments.count() == 1
    assert audit.differences() == []


def test_fifty_approvals_of_one_payment(ground, race):
    commitment = ground.committed(ground.allotted(), 10_000_00)
    payment = ground.payment_entered(commitment, 1_00)
    outcomes = race(approving([payment] * RACERS, ground.head))
    assert told(outcomes) == {"done": 1, "movement_decided": RACERS - 1}
    assert now(commitment) == Totals(committed=10_000_00, paid=1_00)
    assert Event.objects.filter(name="movement.approved", on_id=str(payment.pk)).count() == 1
    assert audit.differences() == []


def test_fifty_allotters_of_what_the_plan_still_gives(ground, race):
    years = [2560 + number % 5 for number in range(RACERS)]
    waiting = [ground.allotment_entered(PLANNED, budget_act_year=year) for year in years]
    outcomes = race(approving(waiting, ground.owner_head))
    assert told(outcomes) == {"done": 1, "more_than_the_plan_gives": RACERS - 1}
    assert sum(one.totals.held for one in Allotment.objects.all()) == PLANNED
    assert audit.differences() == []


def test_fifty_who_open_the_same_account(ground, race):
    papers = [ground.paper(1_00) for _ in range(RACERS)]
    outcomes = race([lambda one=one: ground.allotment_entered(document=one) for one in papers])
    assert told(outcomes) == {"done": RACERS}
    assert Allotment.objects.count() == 1


def test_a_payment_a_reduction_and_a_return_at_once_never_break_the_account(ground, race):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 100_00)
    payments = [ground.payment_entered(commitment, 60_00) for _ in range(10)]
    reductions = [ground.entered(actions.enter_reduction, commitment, 60_00) for _ in range(10)]
    returns = [ground.entered(actions.enter_return, allotment, PLANNED - 100_00) for _ in range(10)]
    outcomes = told(race(approving([*payments, *reductions, *returns], ground.head)))
    assert outcomes["done"] == 2  # the return of the rest, and either the payment or the reduction
    after = now(allotment)
    assert (after.returned, now(commitment)) in [
        (PLANNED - 100_00, Totals(committed=100_00, paid=60_00)),
        (PLANNED - 100_00, Totals(committed=40_00)),
    ]
    assert audit.differences() == []
