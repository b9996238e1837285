"""People and enterprises for tests; nobody real."""

import factory

from buranakan.lib import clock, thai_text
from buranakan.registry.enums import EnterpriseKind
from buranakan.registry.models import Enterprise, Person, PersonReach
from tests.factories.areas import OfficeFactory, ProvinceFactory


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    title = "นาง"
    first_name = factory.Sequence(lambda n: f"ทดสอบ{n}")
    last_name = "สมมติ"
    sort_key = factory.LazyAttribute(lambda one: one.first_name)
    search_key = factory.LazyAttribute(lambda one: thai_text.search_key(f"{one.first_name} {one.last_name}"))
    province = factory.SubFactory(ProvinceFactory)
    registered_by_office = factory.SubFactory(OfficeFactory, provincial=True)
    registered_at = factory.LazyFunction(clock.now)
    is_synthetic = True


class EnterpriseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enterprise

    name = factory.Sequence(lambda n: f"วิสาหกิจทดสอบ {n}")
    kind = EnterpriseKind.COMMUNITY
    sort_key = factory.LazyAttribute(lambda one: one.name)
    search_key = factory.LazyAttribute(lambda one: thai_text.search_key(one.name))
    province = factory.SubFactory(ProvinceFactory)
    registered_by_office = factory.SubFactory(OfficeFactory, provincial=True)
    registered_at = factory.LazyFunction(clock.now)
    is_synthetic = True


class PersonReachFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonReach

    person = factory.SubFactory(PersonFactory)
    office = factory.SubFactory(OfficeFactory, provincial=True)
    because = "มาขอรับบริการที่สำนักงาน"
    at = factory.LazyFunction(clock.now)
