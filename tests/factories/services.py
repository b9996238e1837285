"""Service records for tests."""

import datetime as dt

import factory

from buranakan.lib import clock
from buranakan.planning.enums import Kind
from buranakan.services.enums import FieldType
from buranakan.services.models import ServiceField, ServiceRecord
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


class ServiceFieldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceField

    class Params:
        choice = factory.Trait(
            type=FieldType.CHOICE,
            choices=[
                {"code": "one", "name_th": "หนึ่ง", "name_en": "One"},
                {"code": "two", "name_th": "สอง", "name_en": "Two"},
            ],
        )

    kind = Kind.ADVICE
    code = factory.Sequence(lambda n: f"field-{n}")
    name_th = factory.LazyAttribute(lambda one: f"ช่อง {one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Field {one.code}")
    type = FieldType.TEXT
    order = factory.Sequence(lambda n: n)
    source = "test"
    confidence = "D"
