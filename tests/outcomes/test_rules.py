"""What measuring refuses. No database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids, thai_text
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken, allows
from buranakan.outcomes import rules
from buranakan.outcomes.enums import CountedFor, EvidenceLevel, Method, Stage
from tests.factories.delivery import ParticipantFactory
from tests.factories.outcomes import AskingFactory, IndicatorFactory, MeasurementFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory

TODAY = dt.date(2025, 5, 15)
THEN = dt.datetime(2025, 5, 14, 12, tzinfo=BANGKOK)
SOMEBODY, SOMETHING = PersonFactory.build(), EnterpriseFactory.build()


def code_of(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("counted_for", "person", "enterprise", "fits"),
    [
        (CountedFor.PERSON, SOMEBODY, None, True),
        (CountedFor.ENTERPRISE, None, SOMETHING, True),
        (CountedFor.PERSON, None, SOMETHING, False),
        (CountedFor.ENTERPRISE, SOMEBODY, None, False),
        (CountedFor.ENTERPRISE, SOMEBODY, SOMETHING, False),
        (CountedFor.PERSON, None, None, False),
    ],
)
def test_an_indicator_is_measured_for_its_own_receivers(counted_for, person, enterprise, fits):
    indicator = IndicatorFactory.build(counted_for=counted_for)
    assert allows(rules.check_fits_receiver, indicator, person=person, enterprise=enterprise) is fits


def test_a_value_of_another_receiver_says_so():
    indicator = IndicatorFactory.build()
    assert code_of(rules.check_fits_receiver, indicator, person=SOMEBODY, enterprise=None) == (
        "indicator_of_another_receiver"
    )
    assert code_of(rules.check_is_used, IndicatorFactory.build(is_used=False)) == "indicator_not_used"


@given(st.integers(min_value=-1000, max_value=30_000))
def test_a_percentage_goes_from_nought_to_a_hundred(hundredths):
    indicator = IndicatorFactory.build(highest_hundredths=10_000)
    assert allows(rules.check_value, indicator, hundredths) is (0 <= hundredths <= 10_000)


@given(st.integers(min_value=0, max_value=100_000))
def test_people_are_counted_whole(hundredths):
    indicator = IndicatorFactory.build(is_whole=True)
    assert allows(rules.check_value, indicator, hundredths) is (hundredths % 100 == 0)


def test_values_that_can_not_be_say_why():
    indicator = IndicatorFactory.build(highest_hundredths=10_000, is_whole=True)
    assert code_of(rules.check_value, indicator, 10_001) == "value_out_of_range"
    assert code_of(rules.check_value, indicator, 150) == "value_not_whole"
    assert code_of(rules.check_day, dt.date(2025, 5, 16), today=TODAY) == "measured_in_future"
    assert allows(rules.check_day, TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("method", "level", "has_files", "how", "code"),
    [
        (Method.MEASURED, EvidenceLevel.CLAIMED, False, "", ""),
        (Method.MEASURED, EvidenceLevel.DOCUMENTED, True, "", ""),
        (Method.MEASURED, EvidenceLevel.DOCUMENTED, False, "", "document_missing"),
        (Method.SELF_REPORTED, EvidenceLevel.CONFIRMED, False, "", ""),
        (Method.MEASURED, EvidenceLevel.VERIFIED, True, "", "register_not_named"),
        (Method.MEASURED, EvidenceLevel.VERIFIED, False, "ทะเบียนโรงงาน", ""),
        (Method.MULTIPLIER, EvidenceLevel.CLAIMED, False, "", "computed_value_says_how"),
        (Method.IMPUTED, EvidenceLevel.CLAIMED, False, "1,000 บาท × 30 คน", ""),
        (Method.IMPUTED, EvidenceLevel.DOCUMENTED, True, "1,000 บาท × 30 คน", ""),
        (Method.IMPUTED, EvidenceLevel.CONFIRMED, True, "1,000 บาท × 30 คน", "computed_value_not_confirmed"),
        (Method.MULTIPLIER, EvidenceLevel.VERIFIED, True, "10 เท่าของงบ", "computed_value_not_confirmed"),
    ],
)
def test_a_rung_of_the_ladder_has_to_be_stood_on(method, level, has_files, how, code):
    refused = ""
    try:
        rules.check_level(method, level, has_files=has_files, how=how)
    except RuleBroken as refusal:
        refused = refusal.code
    assert refused == code


def test_how_it_is_known_is_short_and_holds_no_citizen_number():
    assert code_of(rules.check_how, "ก" * 501) == "text_too_long"
    assert code_of(rules.check_how, f"บัตร {ids.made_up_citizen_number(5)}") == "citizen_number_in_text"
    assert thai_text.one_line(" ใบกำกับ\u200bภาษี \n มี.ค. ") == "ใบกำกับภาษี มี.ค."


def test_a_value_stands_alone_and_is_taken_back_once():
    earlier = MeasurementFactory.build()
    with pytest.raises(RuleBroken) as refusal:
        rules.check_is_new(earlier)
    assert (refusal.value.code, refusal.value.params["earlier"]) == ("already_measured", str(earlier.reference))
    assert code_of(rules.check_stands, MeasurementFactory.build(taken_back_at=THEN)) == "already_taken_back"


# --- asking -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2025, 4, 30), "asking_not_due"),
        (dt.date(2025, 5, 1), ""),
        (dt.date(2025, 5, 31), ""),
        (dt.date(2025, 6, 1), "asking_closed"),
    ],
    ids=["day-before", "first-day", "last-day", "day-after"],
)
def test_an_asking_is_answered_on_its_days(day, code):
    asking = AskingFactory.build(due_on=dt.date(2025, 5, 1), closes_on=dt.date(2025, 5, 31))
    assert (code_of(rules.check_can_answer, asking, on=day) if code else "") == code
    assert allows(rules.check_can_answer, asking, on=day) is (not code)


def test_an_asking_withdrawn_is_neither_answered_nor_withdrawn_again():
    asking = AskingFactory.build(withdrawn_at=THEN)
    assert code_of(rules.check_can_answer, asking, on=TODAY) == "asking_withdrawn"
    assert code_of(rules.check_can_withdraw, asking) == "asking_withdrawn"
    assert code_of(rules.check_can_withdraw, AskingFactory.build(answered_at=THEN)) == "already_answered"


def test_an_answer_gives_something_that_was_asked():
    assert code_of(rules.check_answers, {"sales": None}, asked={"sales"}) == "nothing_answered"
    assert code_of(rules.check_answers, {"sales": 1, "other": 2}, asked={"sales"}) == "not_asked"
    assert allows(rules.check_answers, {"sales": 0, "cost": None}, asked={"sales", "cost"})


def test_who_is_asked():
    asked = ParticipantFactory.build(left_at=None, completed_at=None)
    assert allows(rules.check_can_ask, asked, stage=Stage.BASELINE)
    assert code_of(rules.check_can_ask, asked, stage=Stage.FOLLOW_UP) == "participant_did_not_complete"
    left = ParticipantFactory.build(left_at=THEN)
    assert code_of(rules.check_can_ask, left, stage=Stage.BASELINE) == "participant_left"
    assert code_of(rules.check_has_indicators, []) == "nothing_to_ask"
    assert code_of(rules.check_has_a_time, None) == "no_time_to_ask"
    assert code_of(rules.check_is_not_asked, AskingFactory.build()) == "already_asked"


@pytest.mark.parametrize(("hour", "polite"), [(8, False), (9, True), (17, True), (18, False), (2, False)])
def test_no_telephone_rings_at_night(hour, polite):
    assert rules.is_polite_hour(dt.datetime(2025, 5, 15, hour, 30, tzinfo=BANGKOK)) is polite


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2025, 5, 15), 3, dt.date(2025, 8, 15)),
        (dt.date(2024, 11, 30), 3, dt.date(2025, 2, 28)),
        (dt.date(2025, 12, 31), 12, dt.date(2026, 12, 31)),
        (dt.date(2025, 9, 30), 6, dt.date(2026, 3, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day, months, later):
    assert rules.months_later(day, months) == later


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2100, 1, 1)), st.integers(min_value=0, max_value=36))
def test_so_many_months_later_is_so_many_months_later(day, months):
    later = rules.months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
