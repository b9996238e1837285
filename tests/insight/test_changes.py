"""What changed between two moments, within reach; and when somebody last looked."""

import datetime as dt

import pytest
from django.db import transaction

from buranakan.accounts import actions as accounts
from buranakan.accounts.permissions import Role
from buranakan.insight import addresses, changes, headings
from buranakan.insight.course import PromiseState
from buranakan.lib import clock
from tests.factories.accounts import MembershipFactory, scope
from tests.factories.directives import DirectiveFactory
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db
NOW = worlds.NOW
SINCE = NOW - dt.timedelta(days=3)
BEFORE = SINCE - dt.timedelta(days=1)


@pytest.fixture
def world():
    with clock.frozen_at(NOW):
        yield worlds.build()


@pytest.fixture
def executive(world):
    return scope(Role.EXECUTIVE, world.ministry)


def see(asker, *, since=SINCE):
    asked = addresses.read({"year": "2568"}, scope=asker, on=worlds.TODAY)
    found = changes.changes(asker, asked, since=since, at=NOW).found
    return [(_said(one.sentence), one.is_better) for one in found]


def _said(sentence):
    return [number.value for number in sentence.numbers] or list(sentence.names)


def serve(world, province, *, people, recorded_at, taken_back_at=None):
    for service in worlds.serve(world, province, people=people):
        service.recorded_at, service.taken_back_at = recorded_at, taken_back_at
        if taken_back_at:
            service.taken_back_because = "ทดสอบ"
        service.save()


def test_nothing_changed(world, executive):
    serve(world, world.korat, people=2, recorded_at=BEFORE)
    assert see(executive) == []


def test_people_then_and_now_and_how_many_more(world, executive):
    serve(world, world.korat, people=2, recorded_at=BEFORE)
    serve(world, world.korat, people=3, recorded_at=NOW)
    assert see(executive) == [([2, 5, 3], True)]


def test_records_taken_back_counted_then_and_do_not_now(world, executive):
    serve(world, world.korat, people=4, recorded_at=BEFORE, taken_back_at=NOW)
    assert see(executive) == [([4, 0, 4], False)]


def test_money_paid_since(world, executive):
    worlds.book(world, world.korat, "payment", 1_000_00, approved_at=BEFORE)
    worlds.book(world, world.korat, "payment", 2_000_00, approved_at=NOW)
    assert see(executive) == [([1_000_00, 3_000_00, 2_000_00], True)]
    assert see(scope(Role.PROVINCIAL_OFFICER, world.offices["50"])) == []


def test_provinces_that_fell_behind_when_a_month_ended_and_that_caught_up(world, executive):
    # On 30 April what is due is Korat's 30 of February; from 1 May on also Chaiyaphum's 20 of April.
    april = dt.datetime(2025, 4, 30, 9, 0, tzinfo=clock.BANGKOK)
    serve(world, world.korat, people=30, recorded_at=NOW)
    assert see(executive, since=april)[1:] == [(["ชัยภูมิ"], False), (["นครราชสีมา"], True)]


def test_directives_given_closed_and_newly_overdue(world, executive):
    given = {"responsible_office": world.offices["30"], "ordered_by_office": world.ministry}
    DirectiveFactory(given_at=NOW, due_on=dt.date(2025, 6, 1), **given)
    DirectiveFactory(given_at=BEFORE, due_on=dt.date(2025, 5, 14), **given)
    DirectiveFactory(given_at=BEFORE, due_on=dt.date(2025, 5, 15), **given)
    DirectiveFactory(
        given_at=BEFORE, due_on=dt.date(2025, 5, 14), state="accepted", closed_at=NOW, closed_by_id=1, **given
    )
    assert see(executive) == [([1], None), ([1], True), ([1], False)]
    assert see(scope(Role.OFFICE_HEAD, world.offices["50"])) == []


# --- promises ---------------------------------------------------------------------------------------------------------
def of_promises(world, executive):
    found = headings.of_year(executive, 2568, on=worlds.TODAY)
    said = [one.sentence.parts for one in changes.of_promises(found, since=SINCE)]
    return [tuple(str(part) for _name, part in parts) for parts in said]


def test_a_promise_that_was_reached_since_then_says_what_it_was(world, executive):
    promise = worlds.promise(world, value=4, comparison="at_least", confirmed_at=BEFORE)
    serve(world, world.korat, people=3, recorded_at=BEFORE)
    serve(world, world.korat, people=2, recorded_at=NOW)
    [(statement, before, now)] = of_promises(world, executive)
    assert (statement, now) == (promise.statement, PromiseState.REACHED.label)
    assert before in {PromiseState.OFF_COURSE.label, PromiseState.UNCERTAIN.label}


def test_a_promise_that_was_reached_before_is_no_news_and_a_new_one_is(world, executive):
    worlds.promise(world, value=4, comparison="at_least", confirmed_at=BEFORE)
    serve(world, world.korat, people=5, recorded_at=BEFORE)
    new = worlds.promise(world, value=9000, confirmed_at=NOW)
    assert of_promises(world, executive) == [(new.statement,)]


# --- the last look ----------------------------------------------------------------------------------------------------
def test_the_last_look_is_that_of_an_earlier_day(world):
    membership, other = MembershipFactory(), MembershipFactory(office=world.diprom)
    assert changes.last_look(membership, at=NOW) == changes.LastLook(
        NOW - dt.timedelta(days=7), is_first=True, is_noted_today=False
    )
    for at in (BEFORE, SINCE, NOW):
        with transaction.atomic():
            accounts.note_look(membership, office=membership.office, by=membership.user, at=at)
    assert changes.last_look(membership, at=NOW) == changes.LastLook(SINCE, is_first=False, is_noted_today=True)
    assert changes.last_look(other, at=NOW).is_first
