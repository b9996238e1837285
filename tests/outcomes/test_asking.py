"""Askings: made for a round or an enterprise, sent when due, reminded, answered by a link, corrected, withdrawn."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.outcomes import actions, queries, tokens
from buranakan.outcomes.actions.answering import CORRECTED
from buranakan.outcomes.actions.asking import LONGEST_MONTH
from buranakan.outcomes.enums import AskingState, EvidenceLevel, Method, Stage
from buranakan.outcomes.models import Asking, Measurement
from buranakan.records.models import Event
from tests.delivery.conftest import AT
from tests.factories.outcomes import AskingFactory, IndicatorFactory
from tests.factories.registry import EnterpriseFactory
from tests.outcomes.conftest import REASON, make_place

TODAY = clock.local_day(AT)


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def days_later(days, hour=10):
    return dt.datetime.combine(TODAY + dt.timedelta(days=days), dt.time(hour), BANGKOK)


def asked(place, **changes):
    """The enterprise by itself is asked for its baseline, today."""
    given = {"stage": Stage.BASELINE, "due_on": TODAY, "office": place.ground.office} | changes
    return actions.ask(given.pop("receiver", place.enterprise), **given, **place.acting)


def values_of(rows):
    return sorted((one.indicator.code, one.value_hundredths) for one in rows.select_related("indicator"))


# --- making -----------------------------------------------------------------------------------------------------------
def test_an_enterprise_is_asked_for_its_own_indicators(place):
    asking = asked(place)
    (event,) = Event.objects.filter(name="asking.made")
    assert (asking.due_on, asking.closes_on) == (TODAY, TODAY + dt.timedelta(days=30))
    assert [one.code for one in queries.questions_of(asking)] == ["sales"]
    assert event.payload == {
        "participant_id": None,
        "enterprise_id": place.enterprise.pk,
        "stage": "baseline",
        "due_on": "2025-05-15",
        "asked": ["sales"],
    }


def test_a_participant_is_asked_for_their_own_and_for_their_enterprise(place):
    round_, seat = place.round_of_owner()
    assert actions.ask_for_baselines(round_, **place.acting) == 1
    asking = seat.askings.get()
    assert [one.code for one in queries.questions_of(asking)] == ["sales", "income"]
    assert (asking.person, asking.enterprise, asking.office) == (place.owner, place.enterprise, round_.serving_office)


def test_only_one_of_a_rounds_people_is_asked_for_their_enterprise(place):
    round_, seat = place.round_of_owner()
    partner = place.ground.walk_in(round_)
    partner.enterprise = place.enterprise
    partner.save()
    actions.ask_for_baselines(round_, **place.acting)
    assert [[one.code for one in queries.questions_of(of.askings.get())] for of in (seat, partner)] == [
        ["sales", "income"],
        ["income"],
    ]


def test_asking_a_round_again_asks_only_who_is_new(place):
    round_, _seat = place.round_of_owner()
    actions.ask_for_baselines(round_, **place.acting)
    place.ground.walk_in(round_)
    assert actions.ask_for_baselines(round_, **place.acting) == 1
    assert actions.ask_for_baselines(round_, **place.acting) == 0
    assert queries.counts_of_round(round_, stage=Stage.BASELINE) == queries.AskingCounts(made=2, sent=0, answered=0)


def test_those_who_completed_are_asked_months_later_and_nobody_else(place):
    round_ = place.ground.closed(people=2)
    assert actions.schedule_follow_ups(round_, **place.acting) == 2
    assert {one.due_on for one in Asking.objects.all()} == {dt.date(2025, 8, 15)}
    assert actions.schedule_follow_ups(round_, **place.acting) == 0
    assert actions.ask_for_baselines(place.ground.opened(), **place.acting) == 0


def test_a_time_that_is_over_is_not_asked_for(place):
    round_ = place.ground.closed(people=1)
    late = {"by": place.ground.officer, "at": days_later(200)}
    assert (actions.schedule_follow_ups(round_, **late), Asking.objects.count()) == (0, 0)


def test_the_night_asks_every_round_once(place):
    open_round, _seat = place.round_of_owner()
    closed_round = place.ground.closed(people=2)
    assert actions.ask_what_is_due(AT) == 3
    assert actions.ask_what_is_due(AT) == 0
    assert {one.participant.round for one in Asking.objects.all()} == {open_round, closed_round}
    far = days_later(3 * LONGEST_MONTH + 31)
    assert actions.ask_what_is_due(far) == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stage": Stage.FOLLOW_UP, "months_after": 9}, "no_time_to_ask"),
        ({}, "already_asked"),
    ],
)
def test_askings_that_are_refused(place, changes, code):
    asked(place)
    assert code_of(asked, place, **changes) == code


def test_without_a_question_for_the_phone_nobody_is_asked(place):
    place.sales.is_asked_by_link = False
    place.sales.save()
    assert code_of(asked, place) == "nothing_to_ask"


def test_who_left_or_did_not_complete_is_not_asked(place):
    round_, seat = place.round_of_owner()
    assert code_of(asked, place, receiver=seat, stage=Stage.FOLLOW_UP) == "participant_did_not_complete"
    seat.left_at, seat.left_because = AT, REASON
    seat.save()
    assert code_of(asked, place, receiver=seat) == "participant_left"
    assert actions.ask_for_baselines(round_, **place.acting) == 0


def test_one_asking_per_participant_stage_and_months(place):
    _round, seat = place.round_of_owner()
    same = {"participant": seat, "person": seat.person, "enterprise": None, "province": place.ground.province}
    AskingFactory(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        AskingFactory(**same, due_on=TODAY)


@pytest.mark.race
def test_two_who_ask_the_same_round_ask_everybody_once(race):
    place = make_place()
    round_, _seat = place.round_of_owner()
    assert sorted(race([lambda: actions.ask_for_baselines(round_, **place.acting)] * 5)) == [0, 0, 0, 0, 1]


# --- sending ----------------------------------------------------------------------------------------------------------
def test_a_due_asking_is_sent_once_with_its_link(place):
    asking = asked(place)
    assert (actions.send_due(AT), actions.send_due(AT)) == (1, 0)
    letter = Message.objects.get()
    asking.refresh_from_db()
    token = tokens.token_of(asking)
    assert (letter.recipient, letter.channel, asking.sent_at) == ("0812345678", "sms", AT)
    assert f"{settings.PUBLIC_ADDRESS}/ask/{token}/" in letter.body
    assert letter.useless_from == dt.datetime(2025, 6, 15, tzinfo=BANGKOK)
    assert [one.name for one in Event.objects.filter(on_type="outcomes.asking").order_by("pk")] == [
        "asking.made",
        "asking.sent",
    ]


def test_nothing_is_sent_before_it_is_due_nor_at_night(place):
    asked(place, due_on=TODAY + dt.timedelta(days=1))
    assert actions.send_due(AT) == 0
    assert actions.send_due(days_later(1, hour=2)) == 0
    assert actions.send_due(days_later(1)) == 1


def test_reminders_follow_and_come_to_an_end(place):
    asked(place)
    sent = [day for day in range(40) if actions.send_due(days_later(day))]
    assert sent == [0, 7, 14]
    asking = Asking.objects.get()
    assert (asking.reminders, asking.state_on(TODAY + dt.timedelta(days=31))) == (2, AskingState.CLOSED)


def test_who_answered_is_not_reminded(place):
    asking = asked(place)
    actions.send_due(AT)
    actions.answer(asking, values={"sales": 1_00}, at=AT)
    assert [actions.send_due(days_later(day)) for day in (7, 14)] == [0, 0]
    asking.refresh_from_db()
    assert asking.state_on(TODAY) == AskingState.ANSWERED


def test_who_can_not_be_reached_waits_until_somebody_finds_a_number(place):
    alone = EnterpriseFactory(province=place.ground.province)
    asking = asked(place, receiver=alone)
    assert (actions.send_due(AT), asking.state_on(TODAY)) == (0, AskingState.WAITING)
    place.owner.phone = "021234567"  # a fixed line receives no text
    place.owner.save()
    asked(place)
    assert (actions.send_due(AT), Message.objects.count()) == (0, 0)


def test_who_left_in_the_meantime_is_asked_no_more(place):
    round_, seat = place.round_of_owner()
    actions.ask_for_baselines(round_, **place.acting)
    seat.left_at, seat.left_because = AT, REASON
    seat.save()
    assert actions.send_due(AT) == 0
    assert Asking.objects.get().state_on(TODAY) == AskingState.WITHDRAWN


@pytest.mark.race
def test_two_senders_at_once_write_one_letter(race):
    place = make_place()
    asked(place)
    assert sorted(race([lambda: actions.send_due(AT)] * 4)) == [0, 0, 0, 1]
    assert Message.objects.count() == 1


# --- the link ---------------------------------------------------------------------------------------------------------
def test_a_link_opens_its_own_asking_and_a_changed_one_opens_nothing(place):
    asking = asked(place)
    token = tokens.token_of(asking)
    assert queries.asking_by_token(token) == asking
    other = tokens.token_of(AskingFactory())
    forged = other.split(".")[0] + "." + token.split(".")[1]
    for wrong in (forged, token[:-1], token.split(".")[0], "", "x.y", str(asking.reference)):
        assert queries.asking_by_token(wrong) is None


def test_a_secret_that_was_changed_not_long_ago_still_opens(place, settings):
    asking = asked(place)
    token = tokens.token_of(asking)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert queries.asking_by_token(token) == asking
    settings.SECRET_KEY_FALLBACKS = []
    assert queries.asking_by_token(token) is None


# --- answering --------------------------------------------------------------------------------------------------------
def test_an_answer_is_told_by_the_client_and_claimed(place):
    round_, seat = place.round_of_owner()
    actions.ask_for_baselines(round_, **place.acting)
    asking = actions.answer(seat.askings.get(), values={"sales": 15_000_00, "income": 9_000_50}, at=AT)
    rows = Measurement.objects.filter(asking=asking)
    assert values_of(rows) == [("income", 9_000_50), ("sales", 15_000_00)]
    kept = rows.values_list("method", "evidence_level", "measured_on", "recorded_by_id", "participant", "stage")
    assert set(kept) == {(Method.SELF_REPORTED, EvidenceLevel.CLAIMED, TODAY, None, seat.pk, Stage.BASELINE)}
    assert set(rows.values_list("person", "enterprise")) == {(place.owner.pk, None), (None, place.enterprise.pk)}
    (event,) = Event.objects.filter(name="asking.answered")
    assert (event.payload["told"], event.payload["corrected"]) == (["income", "sales"], False)
    assert queries.told_in(asking) == {"income": 9_000_50, "sales": 15_000_00}


def test_a_corrected_answer_takes_back_what_was_told_otherwise_and_keeps_the_rest(place):
    IndicatorFactory(code="cost", order=3)
    asking = asked(place)
    actions.answer(asking, values={"sales": 100, "cost": 50}, at=AT)
    actions.answer(asking, values={"sales": 120, "cost": 50}, at=days_later(1))
    standing, gone = Measurement.objects.standing(), Measurement.objects.filter(taken_back_at__isnull=False)
    assert (values_of(standing), values_of(gone)) == ([("cost", 50), ("sales", 120)], [("sales", 100)])
    assert gone.get().taken_back_because == CORRECTED
    actions.answer(asking, values={"sales": None, "cost": 50}, at=days_later(2))
    assert values_of(Measurement.objects.standing()) == [("cost", 50)]


def test_what_the_client_says_last_on_a_day_stands(place):
    place.recorded(method=Method.SELF_REPORTED, measured_on=TODAY, value_hundredths=100)
    asking = asked(place)
    actions.answer(asking, values={"sales": 100}, at=AT)
    assert Measurement.objects.count() == 1
    actions.answer(asking, values={"sales": 130}, at=AT)
    assert values_of(Measurement.objects.standing()) == [("sales", 130)]


@pytest.mark.parametrize(
    ("values", "days", "code"),
    [
        ({}, 0, "nothing_answered"),
        ({"sales": None}, 0, "nothing_answered"),
        ({"other": 1}, 0, "not_asked"),
        ({"sales": -1}, 0, "value_out_of_range"),
        ({"sales": 1}, 31, "asking_closed"),
        ({"sales": 1}, -1, "asking_not_due"),
    ],
)
def test_answers_that_are_refused_leave_nothing(place, values, days, code):
    assert code_of(actions.answer, asked(place), values=values, at=days_later(days)) == code
    assert (Measurement.objects.count(), Asking.objects.get().answered_at) == (0, None)


@pytest.mark.race
def test_a_button_pressed_twice_tells_once(race):
    place = make_place()
    asking = asked(place)
    race([lambda: actions.answer(asking, values={"sales": 100}, at=AT)] * 4)
    assert values_of(Measurement.objects.standing()) == [("sales", 100)]
    assert Measurement.objects.count() == 1


# --- withdrawing ------------------------------------------------------------------------------------------------------
def test_an_asking_withdrawn_stays_with_its_reason_and_may_be_made_again(place):
    asking = actions.withdraw(asked(place), reason=REASON, **place.acting)
    assert (asking.withdrawn_because, asking.state_on(TODAY)) == (REASON, AskingState.WITHDRAWN)
    assert code_of(actions.answer, asking, values={"sales": 1}, at=AT) == "asking_withdrawn"
    assert code_of(actions.withdraw, asking, reason=REASON, **place.acting) == "asking_withdrawn"
    again = asked(place)
    actions.answer(again, values={"sales": 1}, at=AT)
    assert code_of(actions.withdraw, again, reason=REASON, **place.acting) == "already_answered"


def test_the_states_of_an_asking(place):
    asking = asked(place, due_on=TODAY + dt.timedelta(days=2))
    assert asking.state_on(TODAY) == AskingState.WAITING
    actions.send_due(days_later(2))
    asking.refresh_from_db()
    assert asking.state_on(TODAY) == AskingState.SENT
    assert asking.state_on(asking.closes_on + dt.timedelta(days=1)) == AskingState.CLOSED
