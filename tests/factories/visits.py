"""Visits and their notes for tests."""

import datetime as dt
import uuid

import factory

from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.policy.models import Visit, VisitNote
from buranakan.policy.visits.enums import VisitState
from tests.factories.areas import OfficeFactory, ProvinceFactory


class VisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visit
        skip_postgeneration_save = True

    class Params:
        done = factory.Trait(state=VisitState.DONE, finished_at=factory.LazyFunction(clock.now))
        cancelled = factory.Trait(
            state=VisitState.CANCELLED, cancelled_at=factory.LazyFunction(clock.now), cancelled_because="ติดภารกิจด่วน"
        )

    title = factory.Sequence(lambda n: f"ตรวจเยี่ยมทดสอบ {n}")
    visiting_office = factory.SubFactory(OfficeFactory, ministry=True)
    visitors = "ปลัดกระทรวงอุตสาหกรรม"
    province = factory.SubFactory(ProvinceFactory)
    starts_at = dt.datetime(2025, 5, 16, 9, tzinfo=BANGKOK)
    ends_at = dt.datetime(2025, 5, 16, 16, tzinfo=BANGKOK)
    planned_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def offices(self, create, extracted, **kwargs):
        if create and extracted:
            self.offices.set(extracted)


class VisitNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisitNote

    visit = factory.SubFactory(VisitFactory)
    client_key = factory.LazyFunction(uuid.uuid4)
    text = "เครื่องจักรเดินครบทุกสายการผลิต"
    noted_at = factory.LazyFunction(clock.now)
    received_at = factory.LazyFunction(clock.now)
