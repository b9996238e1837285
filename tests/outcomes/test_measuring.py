"""Values: recorded with how they are known, never overwritten, taken back with a reason; the database says it too."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions
from buranakan.outcomes.enums import CountedFor, EvidenceLevel, Method, Stage
from buranakan.outcomes.models import Measurement
from buranakan.records.models import Event
from tests.delivery.conftest import AT
from tests.factories.areas import ProvinceFactory
from tests.factories.outcomes import (
    AskingFactory,
    AskingTimeFactory,
    IndicatorFactory,
    IndicatorPillarFactory,
    MeasurementFactory,
)
from tests.factories.policy import FrameworkFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.outcomes.conftest import DAY, REASON, make_place

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def events(name):
    return list(Event.objects.filter(name=name))


# --- recording --------------------------------------------------------------------------------------------------------
def test_a_value_is_recorded_and_the_trail_tells_neither_the_name_nor_the_value(place):
    file = actions.store_evidence(PNG, name="ใบกำกับ.png", **place.acting)
    one = place.recorded(evidence_level=EvidenceLevel.DOCUMENTED, evidence=[file], how=" จากใบกำกับภาษี ")
    (event,) = events("measurement.recorded")
    assert (one.value, one.how, one.province, one.recorded_by_id) == (
        20_000,
        "จากใบกำกับภาษี",
        place.ground.province,
        place.ground.officer.pk,
    )
    assert (file.classification, list(one.evidence.all())) == ("personal", [file])
    assert (event.office_id, event.province_id, event.on_label) == (place.ground.office.pk, "30", "sales · baseline")
    assert event.payload == {
        "indicator": "sales",
        "person_id": None,
        "enterprise_id": place.enterprise.pk,
        "participant_id": None,
        "asking_id": None,
        "stage": "baseline",
        "measured_on": "2025-05-14",
        "method": "measured",
        "evidence_level": "documented",
        "evidence": [file.sha256],
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value_hundredths": -1}, "value_out_of_range"),
        ({"measured_on": dt.date(2025, 5, 16)}, "measured_in_future"),
        ({"evidence_level": EvidenceLevel.DOCUMENTED}, "document_missing"),
        ({"evidence_level": EvidenceLevel.VERIFIED}, "register_not_named"),
        ({"method": Method.MULTIPLIER}, "computed_value_says_how"),
        ({"method": Method.IMPUTED, "how": "ก" * 501}, "text_too_long"),
        ({"enterprise": None}, "indicator_of_another_receiver"),
    ],
)
def test_a_value_that_can_not_be_is_not_recorded(place, changes, code):
    assert code_of(place.recorded, **changes) == code
    assert (Measurement.objects.count(), events("measurement.recorded")) == (0, [])


def test_an_indicator_that_is_used_no_more_takes_no_value(place):
    assert code_of(place.recorded, IndicatorFactory(is_used=False)) == "indicator_not_used"


def test_a_value_is_never_overwritten(place):
    first = place.recorded()
    with pytest.raises(RuleBroken) as refusal:
        place.recorded(value_hundredths=30_000_00)
    assert (refusal.value.code, refusal.value.params["earlier"]) == ("already_measured", str(first.reference))
    assert Measurement.objects.get().value == 20_000


def test_another_day_stage_method_indicator_or_receiver_is_another_value(place):
    place.recorded()
    place.recorded(measured_on=dt.date(2025, 5, 13))
    place.recorded(stage=Stage.FOLLOW_UP)
    place.recorded(method=Method.SELF_REPORTED)
    place.recorded(IndicatorFactory(code="cost"))
    place.recorded(enterprise=EnterpriseFactory(province=place.ground.province))
    place.recorded(place.income, enterprise=None, person=place.owner)
    assert Measurement.objects.count() == 7


def test_a_merged_receiver_is_measured_as_the_one_that_remains(place):
    merged = EnterpriseFactory(province=place.ground.province, merged_into=place.enterprise)
    assert place.recorded(enterprise=merged).enterprise == place.enterprise
    old = MeasurementFactory(indicator=place.sales, enterprise=merged, stage=Stage.FOLLOW_UP, measured_on=DAY)
    again = {"stage": Stage.FOLLOW_UP, "method": old.method}
    assert code_of(place.recorded, **again) == "already_measured"


@pytest.mark.race
def test_of_many_desks_recording_the_same_value_one_wins_and_the_rest_are_refused(race):
    place = make_place()
    outcomes = race([place.recorded] * 10)
    codes = [one.code for one in outcomes if isinstance(one, RuleBroken)]
    assert (codes, Measurement.objects.count()) == (["already_measured"] * 9, 1)


# --- taking back ------------------------------------------------------------------------------------------------------
def test_a_value_taken_back_stays_with_its_reason_and_makes_room(place):
    one = actions.take_back(place.recorded(), reason=f" {REASON} ", **place.acting)
    one.refresh_from_db()
    (event,) = events("measurement.taken_back")
    assert (one.taken_back_at, one.taken_back_by_id, one.taken_back_because) == (AT, place.ground.officer.pk, REASON)
    assert (event.on_id, event.payload) == (str(one.pk), {"reason": REASON})
    assert place.recorded(value_hundredths=30_000_00).value == 30_000


def test_taking_back_needs_a_reason_and_happens_once(place):
    first_tab = place.recorded()
    second_tab = Measurement.objects.get(pk=first_tab.pk)
    assert code_of(actions.take_back, first_tab, reason="ผิด", **place.acting) == "reason_needed"
    actions.take_back(first_tab, reason=REASON, **place.acting)
    assert code_of(actions.take_back, second_tab, reason=REASON, **place.acting) == "already_taken_back"
    assert len(events("measurement.taken_back")) == 1


# --- the database says it too -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: MeasurementFactory(person=PersonFactory()), "a_value_is_of_one_person_or_one_enterprise"),
        (
            lambda: MeasurementFactory(enterprise=None, province=ProvinceFactory()),
            "a_value_is_of_one_person_or_one_enterprise",
        ),
        (lambda: MeasurementFactory(value_hundredths=-1), "a_value_is_not_negative"),
        (lambda: MeasurementFactory(method=Method.IMPUTED), "a_computed_value_says_how"),
        (lambda: MeasurementFactory(taken_back_at=AT), "a_value_taken_back_has_a_reason"),
        (lambda: IndicatorFactory(highest_hundredths=0), "an_indicator_has_room_for_values"),
        (lambda: AskingTimeFactory(months_after=3), "a_baseline_is_asked_at_once_and_a_follow_up_later"),
        (lambda: AskingFactory(enterprise=None, province=ProvinceFactory()), "an_asking_asks_somebody"),
        (lambda: AskingFactory(closes_on=dt.date(2025, 4, 30)), "an_asking_closes_after_it_is_due"),
        (lambda: AskingFactory(withdrawn_at=AT), "an_asking_withdrawn_has_a_reason"),
        (lambda: AskingFactory(reminders=3), "nobody_is_reminded_more_often_than_said"),
    ],
)
def test_rows_that_can_not_be(db, make, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def two_of_person():
    indicator, person = IndicatorFactory(counted_for=CountedFor.PERSON), PersonFactory()
    return lambda: MeasurementFactory(indicator=indicator, person=person, enterprise=None)


def two_of_enterprise():
    indicator, enterprise = IndicatorFactory(), EnterpriseFactory()
    return lambda: MeasurementFactory(indicator=indicator, enterprise=enterprise)


def two_askings_of_enterprise():
    enterprise = EnterpriseFactory()
    return lambda: AskingFactory(enterprise=enterprise)


def two_ties():
    indicator = IndicatorFactory()
    pillar = FrameworkFactory().pillars.create(code="a", order=1)
    return lambda: IndicatorPillarFactory(indicator=indicator, pillar=pillar)


TWICE = {
    "one_value_per_indicator_person_stage_day_and_method": two_of_person,
    "one_value_per_indicator_enterprise_stage_day_and_method": two_of_enterprise,
    "one_asking_per_enterprise_stage_and_day": two_askings_of_enterprise,
    "one_tie_per_indicator_and_pillar": two_ties,
    "one_asking_time_per_stage_and_months": lambda: AskingTimeFactory,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_like_the_first_is_refused(name):
    make = TWICE[name]()
    make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
