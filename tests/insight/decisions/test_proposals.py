"""Small worlds where the right proposal and its effect are known."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.calls.enums import ApplicationState
from buranakan.finance.enums import EntryKind
from buranakan.insight import addresses, decisions, statements
from buranakan.insight.decisions import Kind
from buranakan.lib import clock
from tests.factories.accounts import scope
from tests.factories.calls import CallPlacesFactory
from tests.factories.delivery import ParticipantFactory, RoundFactory, SessionFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.finance import MovementFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db
BEFORE = dt.date(2025, 5, 1)
QUERIES = 24


@pytest.fixture
def world():
    """Korat misses 30 places of the training since February, Chaiyaphum 20 since April."""
    return worlds.build()


@pytest.fixture
def executive(world):
    return scope(Role.EXECUTIVE, world.ministry)


def see(asker, promise=None):
    asked = addresses.read({"year": "2568"}, scope=asker, on=worlds.TODAY)
    ground = decisions.ground_of(asker, asked, at=worlds.NOW, promise=promise)
    return decisions.proposals(asker, asked, at=worlds.NOW, ground=ground)


def found(asker, kind):
    return [one for one in see(asker) if one.kind == kind]


def values(sentence):
    return [number.value for number in sentence.numbers]


def a_round_over(world, province, *, people, minutes=180):
    """Its only session, of 180 minutes, was two weeks ago, and nobody closed it."""
    line = worlds.add_line(world, world.fair, province, people=30, month=dt.date(2025, 8, 1))
    held = RoundFactory(plan_line=line, completion_percent=80)
    SessionFactory(round=held, held_on=BEFORE, starts_at=dt.time(9), ends_at=dt.time(12), break_minutes=0)
    return ParticipantFactory.create_batch(people, round=held, minutes=minutes)


# --- rounds -----------------------------------------------------------------------------------------------------------
def test_closing_rounds_counts_those_who_attended_enough_and_were_counted_by_nothing(world, executive):
    seats = a_round_over(world, world.chiang_mai, people=4)
    a_round_over(world, world.chiang_mai, people=3, minutes=90)
    worlds.serve(world, world.korat, persons=[seats[0].person])
    [one] = found(executive, Kind.CLOSE)
    # 90 places are planned besides the two lines of the rounds, 30 each.
    assert (values(one.sentence), values(one.effect)) == ([2], [3, 1 / 150, 4 / 150])
    assert (one.office, one.is_own) == (world.offices["50"], False)
    assert one.address == "/desk/late/?year=2568#rounds"


# --- money ------------------------------------------------------------------------------------------------------------
def a_payment(world, province, *, baht, days):
    commitment = worlds.book(world, province, EntryKind.COMMITMENT, 50_000_00).commitment
    return MovementFactory(
        allotment=commitment.allotment,
        commitment=commitment,
        kind="payment",
        amount_satang=baht * 100,
        entered_at=worlds.NOW - dt.timedelta(days=days),
    )


def test_payments_that_wait_raise_what_is_paid_of_what_was_allotted(world, executive):
    worlds.book(world, world.korat, EntryKind.ALLOTMENT, 100_000_00)
    worlds.book(world, world.korat, EntryKind.PAYMENT, 30_000_00)
    a_payment(world, world.korat, baht=12_000, days=10)
    a_payment(world, world.korat, baht=3_000, days=9)
    a_payment(world, world.korat, baht=7_000, days=2)
    [one] = found(executive, Kind.APPROVE)
    assert (values(one.sentence), values(one.effect)) == ([15_000_00], [0.3, 0.45])
    assert (one.office, one.address) == (world.offices["30"], "/desk/late/?year=2568#movements")


def test_who_may_approve_is_proposed_their_own_first_however_new(world):
    worlds.book(world, world.korat, EntryKind.ALLOTMENT, 100_000_00)
    a_payment(world, world.korat, baht=7_000, days=1)
    one = see(scope(Role.OFFICE_HEAD, world.offices["30"]))[0]
    assert (one.kind, one.is_own, one.address) == (Kind.APPROVE, True, "/desk/money/waiting/")
    assert values(one.effect) == [0, 0.07]


# --- directives -------------------------------------------------------------------------------------------------------
def an_order(world, **said):
    """Of the ministry, to the office of Korat."""
    made = {"ordered_by_office": world.ministry, "responsible_office": world.offices["30"], "text": "ให้เร่งเบิกจ่าย"}
    return DirectiveFactory(**made | {"number": "1.4", "ordered_on": dt.date(2025, 3, 1)} | said)


def test_the_oldest_reported_order_is_proposed_for_acceptance_without_its_number(world, executive):
    for day in (20, 10):
        order = an_order(world, state="reported", reported_at=worlds.NOW.replace(month=4, day=day))
    [one] = found(executive, Kind.ACCEPT)
    assert (values(one.effect), one.since, one.office) == ([2], dt.date(2025, 4, 10), world.offices["30"])
    assert (one.address, one.sentence.names) == (f"/desk/directives/{order.reference}/", ("ให้เร่งเบิกจ่าย",))


def test_of_an_only_reported_order_it_is_said_that_it_is_the_only_one(world, executive):
    an_order(world, state="reported", reported_at=worlds.NOW)
    assert [values(one.effect) for one in found(executive, Kind.ACCEPT)] == [[]]


def test_an_overdue_order_is_pressed_since_the_day_it_was_due(world, executive):
    an_order(world, due_on=dt.date(2025, 5, 10))
    late = an_order(world, due_on=dt.date(2025, 4, 30))
    an_order(world, due_on=dt.date(2025, 5, 20))
    [one] = found(executive, Kind.PRESS)
    assert (values(one.effect), one.since, one.is_own) == ([2], dt.date(2025, 4, 30), True)
    assert one.address == f"/desk/directives/{late.reference}/"
    assert one.sentence.names == ("pio-30", "ให้เร่งเบิกจ่าย")


def test_orders_of_others_are_pressed_for_by_nobody_as_their_own_nor_accepted(world):
    an_order(world, due_on=dt.date(2025, 4, 30))
    an_order(world, state="reported", reported_at=worlds.NOW)
    asker = scope(Role.AUDITOR, world.ministry)
    assert [(one.kind, one.is_own) for one in see(asker) if one.kind in {Kind.ACCEPT, Kind.PRESS}] == [
        (Kind.PRESS, False)
    ]


# --- applications -----------------------------------------------------------------------------------------------------
def test_undecided_applications_give_at_most_as_many_places_as_are_left(world, executive):
    call = worlds.open_call(world, world.chiang_mai, activity=world.fair, closes_at=worlds.NOW, places=5)
    worlds.apply(world, call, world.chiang_mai, people=8)
    [one] = found(executive, Kind.DECIDE)
    assert (values(one.sentence), values(one.effect)) == ([8], [5, 0, 5 / 90])
    assert (one.office, one.address) == (world.offices["50"], f"/desk/calls/{call.reference}/")


# --- places -----------------------------------------------------------------------------------------------------------
def test_unused_places_move_to_where_people_wait_for_the_same(world, executive):
    call = worlds.open_call(world, world.chaiyaphum, places=2)
    for number in range(1, 7):
        worlds.apply(world, call, world.chaiyaphum, state=ApplicationState.WAITING, waiting_number=number)
    [one] = found(executive, Kind.MOVE)
    assert (values(one.sentence), values(one.effect)) == ([6], [6, 0, 6 / 90])
    assert one.sentence.names == ("ชัยภูมิ", "อบรม", "นครราชสีมา")


def test_where_nobody_waits_people_are_to_be_found_less_those_on_the_way(world, executive):
    call = worlds.open_call(world, world.korat)
    worlds.apply(world, call, world.korat, people=4)
    first, second = found(executive, Kind.RECRUIT)
    assert [values(one.sentence) for one in (first, second)] == [[26], [20]]
    # What misses is said as the list of what is late says it, and beside it why fewer are to be found.
    assert [values(one.why) for one in (first, second)] == [[30, 4], [20]]
    assert first.office == world.offices["30"]


# --- within reach -----------------------------------------------------------------------------------------------------
def everything(world, province):
    a_round_over(world, province, people=2)
    worlds.book(world, province, EntryKind.ALLOTMENT, 100_000_00)
    a_payment(world, province, baht=5_000, days=20)
    call = worlds.open_call(world, province, activity=world.fair, closes_at=worlds.NOW)
    worlds.apply(world, call, province, people=3)


def test_nothing_is_proposed_out_of_reach(world):
    everything(world, world.chiang_mai)
    near = scope(Role.PROVINCIAL_OFFICER, world.offices["36"])
    assert {one.kind for one in see(near)} == {Kind.RECRUIT}
    assert {name for one in see(near) for each in one.sentences for name in each.names} == {"pio-36", "อบรม", "ชัยภูมิ"}


def test_nothing_is_proposed_that_the_role_may_not_see(world):
    everything(world, world.korat)
    assert see(scope(Role.ADMINISTRATOR, world.ministry)) == []


def test_every_number_of_a_proposal_has_its_source(world, executive):
    everything(world, world.chiang_mai)
    with clock.frozen_at(worlds.NOW):
        said = see(executive, promise=worlds.promise(world))
    assert len(said) == 3
    assert statements.unsourced_in([each for one in said for each in one.sentences]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, executive, count, django_assert_num_queries):
    for _number in range(count):
        everything(world, world.chiang_mai)
        CallPlacesFactory(call=worlds.open_call(world, world.korat), province=world.chaiyaphum, places=3)
    with django_assert_num_queries(QUERIES):
        see(executive)
