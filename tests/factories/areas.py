"""Small places for tests: two neighbouring provinces of one centre, and one far away."""

import datetime as dt

import factory

from buranakan.areas.models import Cluster, Confidence, Holiday, Office, Province, Responsibility


class ClusterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cluster
        django_get_or_create = ["code"]

    code = "northeast-lower-1"
    name_th = "กลุ่มทดสอบ"
    name_en = "Test cluster"
    region_th = "ภาคทดสอบ"
    region_en = "Test region"
    source = "test"


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Province
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"{n % 90 + 10:02d}")
    name_th = factory.LazyAttribute(lambda one: f"จังหวัด{one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Province {one.code}")
    cluster = factory.SubFactory(ClusterFactory)
    sort_key = factory.LazyAttribute(lambda one: one.name_th)
    source = "test"


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office
        django_get_or_create = ["code"]

    class Params:
        ministry = factory.Trait(kind=Office.Kind.MINISTRY, code="moi")
        diprom = factory.Trait(
            kind=Office.Kind.DEPARTMENT,
            code="diprom",
            parent=factory.SubFactory("tests.factories.areas.OfficeFactory", ministry=True),
        )
        ops = factory.Trait(
            kind=Office.Kind.DEPARTMENT,
            code="ops",
            parent=factory.SubFactory("tests.factories.areas.OfficeFactory", ministry=True),
        )
        centre = factory.Trait(
            kind=Office.Kind.CENTRE,
            code=factory.Sequence(lambda n: f"diprom-c{n}"),
            parent=factory.SubFactory("tests.factories.areas.OfficeFactory", diprom=True),
        )
        provincial = factory.Trait(
            kind=Office.Kind.PROVINCIAL,
            code=factory.Sequence(lambda n: f"pio-{n}"),
            parent=factory.SubFactory("tests.factories.areas.OfficeFactory", ops=True),
        )

    code = factory.Sequence(lambda n: f"office-{n}")
    kind = Office.Kind.DIVISION
    name_th = factory.LazyAttribute(lambda one: f"หน่วยงาน {one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Office {one.code}")
    short_th = factory.LazyAttribute(lambda one: one.code)
    short_en = factory.LazyAttribute(lambda one: one.code)
    source = "test"
    confidence = Confidence.EXPLICIT
    sort_order = factory.Sequence(lambda n: n)


class ResponsibilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Responsibility

    office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.SubFactory(ProvinceFactory)
    confidence = Confidence.EXPLICIT
    source = "test"


def provincial_office(province):
    """A provincial office that answers for the province."""
    office = OfficeFactory(provincial=True, code=f"pio-{province.code}", seat=province)
    ResponsibilityFactory(office=office, province=province)
    return office


def centre_of(*provinces, code="diprom-c06"):
    """A centre that answers for the provinces."""
    office = OfficeFactory(centre=True, code=code)
    for province in provinces:
        ResponsibilityFactory(office=office, province=province)
    return office


class HolidayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holiday

    on = dt.date(2025, 6, 2)
    name_th = "วันหยุดทดสอบ"
    name_en = "Test holiday"
    kind = Holiday.Kind.SPECIAL
    source = "test"
    as_of = dt.date(2024, 11, 12)
    confidence = Confidence.EXPLICIT
