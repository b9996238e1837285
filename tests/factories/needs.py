"""Surveys of need, answers and needs for tests."""

import datetime as dt

import factory

from buranakan.lib import clock
from buranakan.planning.models import Need, NeedsAnswer, NeedsSurvey
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.planning import ActivityFactory, PortfolioFactory


class NeedsSurveyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NeedsSurvey

    portfolio = factory.SubFactory(PortfolioFactory)
    office = factory.SubFactory(OfficeFactory, diprom=True)
    opens_on = dt.date(2024, 12, 1)
    closes_on = dt.date(2024, 12, 31)
    opened_at = factory.LazyFunction(clock.now)


class NeedsAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NeedsAnswer

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(clock.now))

    survey = factory.SubFactory(NeedsSurveyFactory)
    office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.SubFactory(ProvinceFactory)
    written_at = factory.LazyFunction(clock.now)


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    answer = factory.SubFactory(NeedsAnswerFactory, confirmed=True)
    activity = factory.SubFactory(ActivityFactory)
    month = dt.date(2025, 2, 1)
    people = 30
    evidence = "มีผู้สมัครเกินที่นั่ง"
    written_at = factory.LazyFunction(clock.now)
