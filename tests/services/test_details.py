"""What is told of a service: the fields of its kind, what they take, what is refused, and loading them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Kind
from buranakan.records.models import Event
from buranakan.services import actions, details, imports, queries
from buranakan.services.enums import FieldType
from buranakan.services.models import ServiceField, ServiceRecord
from tests.factories.planning import ActivityFactory
from tests.factories.services import ServiceFieldFactory, ServiceRecordFactory
from tests.services.conftest import AT

LARGEST = details.LARGEST_HUNDREDTHS


def field(type=FieldType.TEXT, **columns):
    return ServiceFieldFactory.build(code="it", type=type, choice=type == FieldType.CHOICE, **columns)


def refused(*args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        details.stored(*args, **kwargs)
    return refusal.value.code, refusal.value.params.get("field")


# --- what each type takes --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (FieldType.TEXT, "  เครื่อง\u200bอบแห้ง \n ขนาดเล็ก ", "เครื่องอบแห้ง ขนาดเล็ก"),
        (FieldType.LONG_TEXT, " ข้อแรก \n ข้อสอง ", "ข้อแรก\nข้อสอง"),
        (FieldType.NUMBER, -1250, -1250),
        (FieldType.HOURS, 150, 150),
        (FieldType.BAHT, 1_500_50, 1_500_50),
        (FieldType.DATE, dt.date(2025, 5, 14), "2025-05-14"),
        (FieldType.DATE, "2025-05-14", "2025-05-14"),
        (FieldType.YES_NO, False, False),
        (FieldType.CHOICE, "two", "two"),
    ],
)
def test_a_field_keeps_what_fits_it(kind, value, kept):
    assert details.stored([field(kind)], {"it": value}) == {"it": kept}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (FieldType.TEXT, 12, "detail_of_wrong_kind"),
        (FieldType.TEXT, "ก" * 301, "text_too_long"),
        (FieldType.LONG_TEXT, "ก" * 2001, "text_too_long"),
        (FieldType.LONG_TEXT, f"ของ {ids.made_up_citizen_number(4)}", "citizen_number_in_text"),
        (FieldType.NUMBER, "12", "detail_of_wrong_kind"),
        (FieldType.NUMBER, 1.5, "detail_of_wrong_kind"),
        (FieldType.NUMBER, True, "detail_of_wrong_kind"),
        (FieldType.NUMBER, LARGEST + 1, "detail_out_of_range"),
        (FieldType.HOURS, -1, "detail_out_of_range"),
        (FieldType.BAHT, -1, "detail_out_of_range"),
        (FieldType.BAHT, LARGEST + 1, "detail_out_of_range"),
        (FieldType.DATE, "14/5/2568", "detail_of_wrong_kind"),
        (FieldType.DATE, 20250514, "detail_of_wrong_kind"),
        (FieldType.YES_NO, "yes", "detail_of_wrong_kind"),
        (FieldType.CHOICE, "three", "detail_not_offered"),
    ],
)
def test_a_field_refuses_what_does_not_fit_it(kind, value, code):
    assert refused([field(kind)], {"it": value}) == (code, "detail_it")


@given(st.integers(min_value=0, max_value=LARGEST))
def test_every_amount_in_range_is_kept_exactly(hundredths):
    assert details.stored([field(FieldType.BAHT)], {"it": hundredths}) == {"it": hundredths}


@given(st.text(max_size=250))
def test_text_is_stored_the_same_when_it_is_stored_again(text):
    kept = details.stored([field()], {"it": text})
    assert details.stored([field()], kept) == kept


# --- required, unknown, told -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("given_value", [{}, {"it": ""}, {"it": None}, {"it": " \u200b "}])
def test_a_required_field_is_told_but_of_a_round(given_value):
    required = [field(is_required=True)]
    assert refused(required, given_value) == ("detail_missing", "detail_it")
    assert details.stored(required, given_value, may_be_missing=True) == {}


def test_no_is_an_answer_and_so_is_nought():
    required = [field(FieldType.YES_NO, is_required=True)]
    assert details.stored(required, {"it": False}) == {"it": False}
    assert details.stored([field(FieldType.BAHT, is_required=True)], {"it": 0}) == {"it": 0}


def test_what_is_no_field_of_the_kind_is_refused():
    assert refused([field()], {"other": "x"})[0] == "detail_unknown"


def test_what_was_told_is_shown_in_the_order_of_the_fields_in_the_readers_language():
    fields = [field(FieldType.CHOICE), ServiceFieldFactory.build(code="day", type=FieldType.DATE)]
    with override("en"):
        shown = [(one.field.code, one.value) for one in details.told(fields, {"day": "2025-05-14", "it": "two"})]
    assert shown == [("it", "Two"), ("day", dt.date(2025, 5, 14))]
    assert [one.value for one in details.told(fields, {"it": "gone"})] == ["gone"]


# --- on the spine ----------------------------------------------------------------------------------------------------
@pytest.fixture
def advice(ground):
    ServiceFieldFactory(code="topic", choice=True, is_required=True)
    ServiceFieldFactory(code="hours", type=FieldType.HOURS)
    ServiceFieldFactory(kind=Kind.FAIRS, code="booth", is_required=True)
    return ActivityFactory(kind=Kind.ADVICE)


def test_a_service_tells_what_matters_of_its_kind(ground, advice):
    service = ground.recorded(activity=advice, details={"hours": 150, "topic": "one"})
    service.refresh_from_db()
    assert service.details == {"topic": "one", "hours": 150}
    assert [(one.field.code, one.value) for one in queries.told(service)] == [("topic", "หนึ่ง"), ("hours", 150)]
    assert Event.objects.get().payload["details_told"] == ["hours", "topic"]


@pytest.mark.parametrize(
    ("told", "code"),
    [({}, "detail_missing"), ({"topic": "nine"}, "detail_not_offered"), ({"booth": "A1"}, "detail_unknown")],
)
def test_a_service_that_tells_wrong_is_not_recorded(ground, advice, told, code):
    with pytest.raises(RuleBroken) as refusal:
        ground.recorded(activity=advice, details=told)
    assert (refusal.value.code, ServiceRecord.objects.count(), Event.objects.count()) == (code, 0, 0)


def test_a_round_is_not_asked_but_may_tell(ground, advice):
    assert ground.recorded(activity=advice, from_round=True).details == {}
    other = ground.recorded(activity=ActivityFactory(kind=Kind.ADVICE), from_round=True, details={"hours": 100})
    assert other.details == {"hours": 100}


def test_a_record_from_before_there_were_fields_stays_as_it_was(ground, advice):
    earlier = ServiceRecordFactory(activity=advice, province=ground.province, person=ground.person)
    actions.take_back(earlier, reason="บันทึกผิดคน ต้องบันทึกใหม่", by=ground.officer, at=AT)
    earlier.refresh_from_db()
    assert (earlier.details, queries.told(earlier)) == ({}, [])


# --- loading ---------------------------------------------------------------------------------------------------------
def test_every_kind_has_fields_and_loading_again_changes_nothing(db):
    imports.load(by=None, at=AT)
    before = list(ServiceField.objects.values())
    imports.load(by=None, at=AT)
    assert list(ServiceField.objects.values()) == before
    assert {one["kind"] for one in before} == set(Kind.values)
    assert [one.code for one in queries.fields_asked(Kind.ADVICE)] == ["topic", "hours", "advice_given", "referred_to"]
    assert {one["confidence"] for one in before} == {"D"}
    assert list(Event.objects.values_list("name", flat=True)) == ["service_fields.loaded"] * 2


def test_a_field_that_left_the_file_is_asked_no_more_and_still_shown(ground):
    gone = ServiceFieldFactory(kind=Kind.TRAINING, code="gone", is_required=True)
    service = ground.recorded(details={"gone": "เคยถาม"})
    imports.load(by=None, at=AT)
    assert "gone" not in [one.code for one in queries.fields_asked(Kind.TRAINING)]
    assert [(one.field, one.value) for one in queries.told(service)] == [(gone, "เคยถาม")]


# --- the database says it too ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: ServiceFieldFactory(type=FieldType.CHOICE), "a_field_of_choice_offers_something"),
        (
            lambda: ServiceRecordFactory(minutes=1441),
            "a_service_lasts_a_day_or_a_round",
        ),
        (
            lambda: ServiceRecordFactory(round_reference="00000000-0000-4000-8000-000000000001"),
            "a_service_with_a_round_comes_from_it",
        ),
    ],
)
def test_rows_that_can_not_be(db, make, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_one_field_per_kind_and_code(db):
    ServiceFieldFactory(code="it")
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceFieldFactory(code="it")
    ServiceFieldFactory(kind=Kind.ITC, code="it")
