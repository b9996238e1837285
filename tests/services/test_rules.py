"""What the spine refuses. No database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.areas.models import Office
from buranakan.lib import ids, thai_text
from buranakan.lib.rules import RuleBroken, allows
from buranakan.planning.enums import State
from buranakan.services import rules
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory

TODAY = dt.date(2025, 5, 15)


def code_of(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("person", "enterprise", "allowed"),
    [
        (PersonFactory.build(), None, True),
        (None, EnterpriseFactory.build(), True),
        (PersonFactory.build(), EnterpriseFactory.build(), True),
        (None, None, False),
    ],
    ids=["person", "enterprise", "both", "nobody"],
)
def test_somebody_receives_a_service(person, enterprise, allowed):
    assert allows(rules.check_somebody_received, person, enterprise) is allowed


def test_a_service_to_nobody_says_so():
    assert code_of(rules.check_somebody_received, None, None) == "nobody_received"


@given(st.integers(min_value=-10, max_value=3000))
def test_a_service_lasts_from_a_minute_to_a_day(minutes):
    assert allows(rules.check_minutes, minutes) is (1 <= minutes <= 1440)


@given(st.integers(min_value=-10, max_value=70_000))
def test_a_round_lasts_longer(minutes):
    assert allows(rules.check_minutes, minutes, from_round=True) is (1 <= minutes <= 60_000)


def test_a_service_of_no_length_says_so():
    assert code_of(rules.check_minutes, 0) == "minutes_out_of_range"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2025, 5, 16), "served_in_future"),
        (dt.date(2024, 9, 30), "outside_fiscal_year"),
        (dt.date(2025, 10, 1), "served_in_future"),
    ],
    ids=["tomorrow", "last-day-of-the-year-before", "next-year"],
)
def test_days_that_are_refused(day, code):
    assert code_of(rules.check_day, day, today=TODAY, fiscal_year=2568) == code


@pytest.mark.parametrize("day", [dt.date(2024, 10, 1), TODAY], ids=["first-day", "today"])
def test_days_that_are_taken(day):
    assert allows(rules.check_day, day, today=TODAY, fiscal_year=2568) is True


def test_late_records_of_september_are_taken_in_october():
    assert allows(rules.check_day, dt.date(2025, 9, 30), today=dt.date(2025, 10, 3), fiscal_year=2568) is True
    assert code_of(rules.check_day, dt.date(2025, 10, 1), today=dt.date(2025, 10, 3), fiscal_year=2568) == (
        "outside_fiscal_year"
    )


@pytest.mark.parametrize(
    ("kind", "answers_for", "code"),
    [
        (Office.Kind.MINISTRY, None, "office_does_not_serve"),
        (Office.Kind.DEPARTMENT, None, "office_does_not_serve"),
        (Office.Kind.DIVISION, None, "office_does_not_serve"),
        (Office.Kind.CENTRE, frozenset({"31"}), "office_does_not_answer"),
        (Office.Kind.PROVINCIAL, frozenset(), "office_does_not_answer"),
    ],
)
def test_offices_that_do_not_serve_there(kind, answers_for, code):
    office, province = OfficeFactory.build(kind=kind, parent=None), ProvinceFactory.build(code="30")
    assert code_of(rules.check_office_answers, office, province=province, answers_for=answers_for) == code


@pytest.mark.parametrize("kind", [Office.Kind.CENTRE, Office.Kind.PROVINCIAL])
def test_offices_that_serve_there(kind):
    office, province = OfficeFactory.build(kind=kind, parent=None), ProvinceFactory.build(code="30")
    assert allows(rules.check_office_answers, office, province=province, answers_for=frozenset({"30"})) is True


def line_and_its_grain(state=State.APPROVED):
    activity, owner = ActivityFactory.build(pk=1), OfficeFactory.build(pk=2, parent=None)
    serving, province = OfficeFactory.build(pk=3, parent=None), ProvinceFactory.build(code="30")
    line = PlanLineFactory.build(
        version__state=state, activity=activity, owner_office=owner, serving_office=serving, province=province
    )
    return line, {"activity": activity, "owner_office": owner, "serving_office": serving, "province": province}


def test_a_record_fits_its_plan_line():
    line, grain = line_and_its_grain()
    assert allows(rules.check_fits_plan_line, line, **grain) is True


@pytest.mark.parametrize(
    "other",
    [
        {"activity": ActivityFactory.build(pk=9)},
        {"owner_office": OfficeFactory.build(pk=9, parent=None)},
        {"serving_office": OfficeFactory.build(pk=9, parent=None)},
        {"province": ProvinceFactory.build(code="90")},
    ],
    ids=["activity", "owner", "serving", "province"],
)
def test_a_record_of_another_grain_does_not_fit(other):
    line, grain = line_and_its_grain()
    assert code_of(rules.check_fits_plan_line, line, **grain | other) == "plan_line_does_not_fit"


@pytest.mark.parametrize("state", sorted(set(State) - {State.APPROVED}))
def test_only_approved_plans_are_served(state):
    line, grain = line_and_its_grain(state)
    assert code_of(rules.check_fits_plan_line, line, **grain) == "plan_line_not_approved"


def test_the_same_service_twice_is_refused_with_the_earlier_one():
    earlier = ServiceRecordFactory.build()
    with pytest.raises(RuleBroken) as refusal:
        rules.check_is_new(earlier)
    assert (refusal.value.code, refusal.value.params["earlier"]) == ("already_recorded", str(earlier.reference))


def test_what_was_taken_back_is_not_touched_again():
    taken_back = ServiceRecordFactory.build(taken_back_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    assert code_of(rules.check_stands, taken_back) == "already_taken_back"


def test_a_note_is_short_and_holds_no_citizen_number():
    assert code_of(rules.check_note, "ก" * 501) == "text_too_long"
    assert code_of(rules.check_note, f"เลข {ids.made_up_citizen_number(3)}") == "citizen_number_in_text"
    assert thai_text.one_line(" รุ่นที่\u200b 1 \n บ้านหนอง ") == "รุ่นที่ 1 บ้านหนอง"


def test_adding_no_file_is_refused():
    assert code_of(rules.check_has_evidence, []) == "evidence_missing"
