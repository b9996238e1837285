"""Indicators that people enter and change; what they refuse, and what loading the file leaves alone."""

import dataclasses
import datetime as dt

import pytest

from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions, imports
from buranakan.outcomes import indicator_rules as rules
from buranakan.outcomes.models import Indicator
from buranakan.outcomes.written import WrittenIndicator
from buranakan.policy import imports as policy_files
from buranakan.records.models import Event
from tests.factories.outcomes import IndicatorFactory, MeasurementFactory
from tests.factories.policy import PillarFactory

AT = dt.datetime(2025, 5, 15, 9, tzinfo=clock.BANGKOK)
WRITTEN = WrittenIndicator(
    name_th="ใบอนุญาตที่ออกทันกำหนด",
    name_en="Permits in time",
    unit_th="ร้อยละ",
    direction="more",
    counted_for="enterprise",
    method="measured",
    evidence_level="documented",
    highest_hundredths=100_00,
    source="คำสั่งกระทรวง",
    confidence="A",
)


def but(**said):
    return dataclasses.replace(WRITTEN, **said)


def code_of(check, *said, **named):
    with pytest.raises(RuleBroken) as refusal:
        check(*said, **named)
    return refusal.value.code


@pytest.mark.parametrize(
    ("said", "pillars", "code"),
    [
        ({"name_th": " "}, ["a pillar"], "indicator_incomplete"),
        ({"highest_hundredths": 0}, ["a pillar"], "indicator_without_room"),
        ({}, [], "indicator_of_no_pillar"),
        ({"method": "imputed", "evidence_level": "confirmed"}, ["a pillar"], "computed_value_not_confirmed"),
    ],
)
def test_what_an_indicator_refuses(said, pillars, code):
    rules.check_written(WRITTEN, pillars=["a pillar"])
    assert code_of(rules.check_written, but(**said), pillars=pillars) == code


def enter(written=WRITTEN, *, pillars):
    return actions.enter_indicator(written, pillars=pillars, by=None, at=AT)


@pytest.mark.django_db
def test_an_indicator_is_entered_for_a_pillar_and_changed_with_its_meaning_kept():
    pillar, other = PillarFactory.create_batch(2)
    indicator = enter(pillars=[pillar])
    assert (indicator.code, indicator.question_th, indicator.unit_en) == ("permits-in-time", WRITTEN.name_th, "ร้อยละ")
    assert [tie.entered_at for tie in indicator.ties.all()] == [AT]
    assert code_of(enter, pillars=[pillar]) == "indicator_already_there"

    def change(written, pillars=(pillar,)):
        return actions.change_indicator(indicator, written=written, pillars=pillars, by=None, at=AT)

    assert code_of(change, WRITTEN) == "nothing_changed"
    change(but(unit_th="ใบ"), pillars=[other])
    assert set(indicator.pillars.all()) == {pillar, other}
    MeasurementFactory(indicator=indicator)
    assert code_of(change, but(unit_th="คน")) == "indicator_has_values"
    change(but(unit_th="ใบ", is_used=False))
    assert [event.payload["before"] for event in Event.objects.filter(name="indicator.changed")] == [
        {"unit_th": "ร้อยละ", "unit_en": "ร้อยละ"},
        {"is_used": True},
    ]


@pytest.mark.django_db
def test_loading_the_file_leaves_what_people_entered_and_says_so():
    policy_files.load(by=None, at=AT)
    assert imports.load(by=None, at=AT) == []
    sales = Indicator.objects.get(code="sales")
    mine = enter(pillars=[PillarFactory()])
    actions.change_indicator(
        sales,
        written=dataclasses.replace(
            WrittenIndicator.of(sales), name_th="ยอดขาย", method="self_reported", evidence_level="claimed"
        ),
        pillars=[PillarFactory()],
        by=None,
        at=AT,
    )
    jobs = Indicator.objects.get(code="jobs")
    ties = set(sales.pillars.all())
    assert imports.load(by=None, at=AT) == ["sales"]
    sales.refresh_from_db()
    mine.refresh_from_db()
    assert (sales.name_th, mine.is_used, set(sales.pillars.all())) == ("ยอดขาย", True, ties)
    assert jobs.ties.count() == 2


@pytest.mark.django_db
def test_an_indicator_of_the_file_that_is_gone_from_it_takes_no_more_values():
    policy_files.load(by=None, at=AT)
    gone = IndicatorFactory()
    imports.load(by=None, at=AT)
    gone.refresh_from_db()
    assert not gone.is_used
