"""Many at the same moment: the last place, the same application twice, a place given back while it is asked for."""

import pytest

from buranakan.calls import actions, audit
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application, CallPlaces
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.registry.models import Person
from tests.calls.conftest import AT, make_ground
from tests.factories.calls import ApplicationFactory

pytestmark = pytest.mark.race
S = ApplicationState
DECIDERS = 50


def codes(outcomes):
    assert [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, RuleBroken)] == []
    return sorted(one.code if isinstance(one, RuleBroken) else str(one.state) for one in outcomes)


def copies(application, count):
    """The same application as it lies on many desks."""
    return [Application.objects.select_related("call").get(pk=application.pk) for _each in range(count)]


def test_fifty_deciders_give_the_last_place_once(race):
    ground = make_ground()
    call = ground.published()
    model = ground.sent(call, province=ground.surin)
    others = [
        ApplicationFactory(call=call, province=ground.surin, answers=model.answers) for _each in range(DECIDERS - 1)
    ]
    for serial, one in enumerate(others, start=100):
        one.state = S.DRAFT
        one.save()
        actions.fill_in(
            one, step="identity", answers={"citizen_number": ids.made_up_citizen_number(serial)}, at=AT
        )
        Application.objects.filter(pk=one.pk).update(state=S.SUBMITTED)
    outcomes = race([lambda one=one: actions.accept(one, by=ground.officer, at=AT) for one in [model, *others]])
    assert codes(outcomes) == ["accepted"] + ["no_place_left"] * (DECIDERS - 1)
    row = CallPlaces.objects.get(call=call, province=ground.surin)
    assert (row.places_taken, Person.objects.count()) == (1, 1)
    assert audit.differences() == []


def test_the_same_application_is_accepted_once(race):
    ground = make_ground()
    application = ground.sent(ground.published())
    outcomes = race(
        [lambda one=one: actions.accept(one, by=ground.officer, at=AT) for one in copies(application, 8)]
    )
    assert codes(outcomes) == ["accepted"] + ["application_cannot_move"] * 7
    assert audit.differences() == []


def test_a_place_given_back_while_others_are_put_on_the_list_is_never_lost_nor_given_twice(race):
    ground = make_ground()
    call = ground.published()
    holder = ground.accepted(call, province=ground.surin)
    first = ground.waiting(call, province=ground.surin)
    rival = ground.sent(call, province=ground.surin)
    outcomes = race(
        [
            lambda: actions.withdraw(Application.objects.get(pk=holder.pk), at=AT),
            lambda: actions.accept(rival, by=ground.officer, at=AT),
            lambda: actions.withdraw(Application.objects.get(pk=holder.pk), at=AT),
        ]
    )
    # Whoever comes first: the place goes from the holder to the first who waits, never to the rival.
    assert codes(outcomes) == ["application_cannot_move", "no_place_left", "withdrawn"]
    states = dict(Application.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (holder, first, rival)] == [S.WITHDRAWN, S.ACCEPTED, S.SUBMITTED]
    assert audit.differences() == []


def test_accepting_and_withdrawing_the_same_application_leave_the_places_right(race):
    ground = make_ground()
    application = ground.sent(ground.published())
    outcomes = race(
        [
            lambda: actions.accept(Application.objects.get(pk=application.pk), by=ground.officer, at=AT),
            lambda: actions.withdraw(Application.objects.get(pk=application.pk), at=AT),
        ]
    )
    assert codes(outcomes) in (["accepted", "withdrawn"], ["application_cannot_move", "withdrawn"])
    assert Application.objects.get().state == S.WITHDRAWN
    assert CallPlaces.objects.get(province=ground.korat).places_taken == 0
    assert audit.differences() == []


def test_a_draft_is_sent_once_however_often_the_button_is_pressed(race):
    ground = make_ground()
    draft = ground.ready(ground.published())
    outcomes = race([lambda one=one: actions.submit(one, at=AT) for one in copies(draft, 8)])
    assert codes(outcomes) == ["application_cannot_move"] * 7 + ["submitted"]
    assert Message.objects.filter(is_secret=False).count() == 1


def test_two_drafts_of_one_citizen_number_are_not_both_sent(race):
    ground = make_ground()
    call, number = ground.published(), ids.made_up_citizen_number(700)
    drafts = [ground.ready(call, number=number) for _each in range(4)]
    outcomes = race([lambda one=one: actions.submit(one, at=AT) for one in drafts])
    assert codes(outcomes) == ["already_applied"] * 3 + ["submitted"]


def test_two_calls_that_accept_the_same_new_person_register_them_once(race):
    ground = make_ground()
    number = ids.made_up_citizen_number(701)
    sent = [ground.sent(ground.published(), number=number) for _each in range(4)]
    outcomes = race([lambda one=one: actions.accept(one, by=ground.officer, at=AT) for one in sent])
    assert codes(outcomes) == ["accepted"] * 4
    assert Person.objects.count() == 1
    assert set(Application.objects.values_list("person", flat=True)) == {Person.objects.get().pk}
