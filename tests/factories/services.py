"""Service records for tests."""

import datetime as dt

import factory

from buranakan.lib import clock
from buranakan.services.models import ServiceRecord
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory
from tests.factories.registry import PersonFactory


class ServiceRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceRecord

    person = factory.SubFactory(PersonFactory)
    activity = factory.SubFactory(ActivityFactory)
    owner_office = factory.SubFactory(OfficeFactory, diprom=True)
    serving_office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.SelfAttribute("person.province")
    served_on = dt.date(2025, 2, 14)
    month = factory.LazyAttribute(lambda one: one.served_on.replace(day=1))
    minutes = 360
    recorded_at = factory.LazyFunction(clock.now)
