"""Indicators, values and askings for tests."""

import datetime as dt

import factory

from buranakan.lib import clock
from buranakan.outcomes.enums import CountedFor, Direction, EvidenceLevel, Method, Stage
from buranakan.outcomes.models import Asking, AskingTime, Indicator, IndicatorPillar, Measurement
from tests.factories.areas import OfficeFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    class Params:
        of_person = factory.Trait(counted_for=CountedFor.PERSON)

    code = factory.Sequence(lambda n: f"indicator-{n}")
    name_th = factory.LazyAttribute(lambda one: f"ตัวชี้วัด {one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Indicator {one.code}")
    question_th = factory.LazyAttribute(lambda one: f"ถามถึง {one.code}")
    question_en = factory.LazyAttribute(lambda one: f"About {one.code}")
    unit_th = "บาทต่อเดือน"
    unit_en = "baht a month"
    direction = Direction.MORE
    counted_for = CountedFor.ENTERPRISE
    highest_hundredths = 10**12
    is_asked_by_link = True
    order = factory.Sequence(lambda n: n)
    source = "test"
    confidence = "D"


class IndicatorPillarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IndicatorPillar

    indicator = factory.SubFactory(IndicatorFactory)
    source = "test"
    confidence = "D"


class AskingTimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AskingTime

    class Params:
        later = factory.Trait(stage=Stage.FOLLOW_UP, months_after=3)

    stage = Stage.BASELINE
    months_after = 0
    open_days = 30
    remind_after_days = 7
    most_reminders = 2
    source = "test"
    confidence = "D"


class AskingFactory(factory.django.DjangoModelFactory):
    """An asking alone, without the letter."""

    class Meta:
        model = Asking

    stage = Stage.BASELINE
    enterprise = factory.SubFactory(EnterpriseFactory)
    office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.LazyAttribute(lambda one: (one.enterprise or one.person).province)
    due_on = dt.date(2025, 5, 1)
    closes_on = dt.date(2025, 5, 31)
    remind_after_days = 7
    most_reminders = 2
    asked_at = factory.LazyFunction(clock.now)


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measurement

    class Params:
        follow_up = factory.Trait(stage=Stage.FOLLOW_UP, measured_on=dt.date(2025, 5, 1))
        of_person = factory.Trait(
            indicator=factory.SubFactory(IndicatorFactory, of_person=True),
            person=factory.SubFactory(PersonFactory),
            enterprise=None,
        )

    indicator = factory.SubFactory(IndicatorFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    stage = Stage.BASELINE
    value_hundredths = 20_000_00
    measured_on = dt.date(2025, 1, 15)
    method = Method.SELF_REPORTED
    evidence_level = EvidenceLevel.CLAIMED
    office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.LazyAttribute(lambda one: (one.enterprise or one.person).province)
    recorded_at = factory.LazyFunction(clock.now)
