"""The roster: applications in one act, walk-ins, leaving, coming back."""

import pytest

from buranakan.accounts.scope import Scope
from buranakan.calls import actions as calls
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import CallPlaces
from buranakan.delivery import actions, audit, queries
from buranakan.delivery.models import Participant, Round
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from tests.delivery.applicants import a_call, an_accepted
from tests.delivery.conftest import REASON, seats_of
from tests.factories.registry import EnterpriseFactory, PersonFactory

SYSTEM = Scope.system("test")


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


@pytest.fixture
def call(ground):
    return a_call(activity=ground.activity, office=ground.office)


def accepted(ground, call, **columns):
    return an_accepted(call, province=ground.province, **columns)


def enrolled(ground, round_, *applications):
    return actions.enrol(round_, applications=applications, **ground.acting)


def taken(round_):
    return Round.objects.get(pk=round_.pk).places_taken


def test_accepted_applicants_come_on_the_roster_in_one_act_with_one_event(ground, call):
    round_ = ground.opened(call=call)
    enterprise = EnterpriseFactory()
    applications = [accepted(ground, call, enterprise=enterprise), accepted(ground, call)]
    assert list(queries.applications_to_enrol(SYSTEM, round_)) == applications
    seats = enrolled(ground, round_, *applications)
    assert [(one.person, one.enterprise, one.is_walk_in) for one in seats] == [
        (applications[0].person, enterprise, False),
        (applications[1].person, None, False),
    ]
    event = Event.objects.get(name="round.people_enrolled")
    assert (event.payload["rows"], event.payload["application_ids"]) == (2, [one.pk for one in applications])
    assert (taken(round_), list(queries.applications_to_enrol(SYSTEM, round_)), audit.differences()) == (2, [], [])


def test_all_of_them_or_none(ground, call):
    round_ = ground.opened(call=call, places=1)
    applications = [accepted(ground, call), accepted(ground, call)]
    assert code_of(enrolled, ground, round_, *applications) == "round_full"
    assert (taken(round_), seats_of(round_)) == (0, [])


def test_nobody_chosen(ground):
    assert code_of(enrolled, ground, ground.opened()) == "nobody_chosen"


@pytest.mark.parametrize("state", sorted(set(ApplicationState) - {ApplicationState.ACCEPTED}))
def test_only_who_is_accepted_still(ground, call, state):
    application = accepted(ground, call)
    application.state, application.waiting_number, application.decided_because = state, 1, REASON
    application.save()
    assert code_of(enrolled, ground, ground.opened(call=call), application) == "application_not_accepted"


def test_only_for_this_activity(ground):
    application = accepted(ground, a_call())
    assert code_of(enrolled, ground, ground.opened(), application) == "application_for_another_activity"


def test_an_application_gets_one_seat_until_its_round_is_cancelled(ground, call):
    first, second = ground.opened(call=call), ground.opened(call=call)
    application = accepted(ground, call)
    enrolled(ground, first, application)
    assert code_of(enrolled, ground, second, application) == "application_in_a_round"
    assert code_of(enrolled, ground, first, application) == "already_on_roster"
    actions.cancel_round(first, reason=REASON, **ground.acting)
    assert list(queries.applications_to_enrol(SYSTEM, second)) == [application]
    enrolled(ground, second, application)
    assert taken(second) == 1


def test_two_applications_of_one_person_are_one_place(ground, call):
    person = PersonFactory(province=ground.province)
    applications = [
        accepted(ground, call, person=person),
        accepted(ground, a_call(activity=ground.activity), person=person),
    ]
    assert code_of(enrolled, ground, ground.opened(call=call), *applications) == "person_chosen_twice"


def test_a_walk_in_whose_application_turns_up_keeps_one_place(ground, call):
    round_ = ground.opened(call=call)
    seat = ground.walk_in(round_)
    application = accepted(ground, call, person=seat.person)
    enrolled(ground, round_, application)
    (kept,) = seats_of(round_)
    assert (kept.application, taken(round_)) == (application, 1)


def test_who_was_merged_is_enrolled_as_the_one_who_remains(ground):
    remains = PersonFactory(province=ground.province)
    gone = PersonFactory(province=ground.province, merged_into=remains)
    round_ = ground.opened()
    seat = actions.enrol_walk_in(round_, person=gone, **ground.acting)
    assert seat.person == remains
    assert code_of(actions.enrol_walk_in, round_, person=remains, **ground.acting) == "already_on_roster"


def test_a_full_round_takes_nobody(ground):
    round_ = ground.opened(places=1)
    ground.walk_in(round_)
    assert code_of(ground.walk_in, round_) == "round_full"


def test_leaving_frees_the_place_and_can_be_undone_while_there_is_one(ground):
    round_ = ground.opened(places=1)
    seat = ground.walk_in(round_)
    assert code_of(actions.bring_back, seat, **ground.acting) == "has_not_left"
    assert code_of(actions.leave, seat, reason="ป่วย", **ground.acting) == "reason_needed"
    actions.leave(seat, reason=REASON, **ground.acting)
    assert code_of(actions.leave, seat, reason=REASON, **ground.acting) == "already_left"
    other = ground.walk_in(round_)
    assert code_of(actions.bring_back, seat, **ground.acting) == "round_full"
    actions.leave(other, reason=REASON, **ground.acting)
    back = actions.bring_back(seat, **ground.acting)
    assert (back.left_at, back.left_because, taken(round_), audit.differences()) == (None, "", 1, [])


def test_who_left_comes_back_as_a_walk_in_with_what_they_attended(ground):
    round_ = ground.opened()
    seat = ground.walk_in(round_)
    ground.marked(ground.session(round_), [seat])
    actions.leave(seat, reason=REASON, **ground.acting)
    actions.enrol_walk_in(round_, person=seat.person, **ground.acting)
    (back,) = seats_of(round_)
    assert (back.pk, back.left_at, back.minutes) == (seat.pk, None, 360)


def test_who_leaves_waits_for_a_round_again_and_who_comes_back_does_not(ground, call):
    round_ = ground.opened(call=call)
    application = accepted(ground, call)
    (seat,) = enrolled(ground, round_, application)
    actions.leave(seat, reason=REASON, **ground.acting)
    assert list(queries.applications_to_enrol(SYSTEM, round_)) == [application]
    actions.bring_back(seat, **ground.acting)
    application.refresh_from_db()
    assert (application.round_reference, audit.differences()) == (round_.reference, [])


def test_who_withdrew_their_application_and_comes_all_the_same_is_brought_back(ground, call):
    CallPlaces.objects.create(call=call, province=ground.province, places=5, places_taken=1)
    round_ = ground.opened(call=call)
    application = accepted(ground, call)
    (seat,) = enrolled(ground, round_, application)
    calls.withdraw(application, reason=REASON, **ground.acting)
    actions.leave(seat, reason=REASON, **ground.acting)
    assert actions.bring_back(seat, **ground.acting).left_at is None


def test_the_trail_names_nobody_and_keeps_reasons_of_leaving_out(ground):
    seat = ground.walk_in(ground.opened(), first_name="สมหมาย")
    actions.leave(seat, reason="คุณสมหมายป่วยหนัก", **ground.acting)
    told = [str(event.payload) + event.on_label for event in Event.objects.all()]
    assert not any("สมหมาย" in one for one in told)
    assert Participant.objects.get().left_because == "คุณสมหมายป่วยหนัก"
