"""Calls and applications for tests; nobody real."""

import datetime as dt

import factory

from buranakan.calls import numbers
from buranakan.calls.enums import ApplicationState, CallState, CriterionKind, QuestionKind
from buranakan.calls.models import Application, Call, CallPlaces, Criterion, Question
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.planning import ActivityFactory
from tests.factories.registry import PersonFactory


class CallFactory(factory.django.DjangoModelFactory):
    """A call alone; its places, criteria and questions are rows of their own."""

    class Meta:
        model = Call

    class Params:
        published = factory.Trait(state=CallState.PUBLISHED)

    activity = factory.SubFactory(ActivityFactory)
    office = factory.SubFactory(OfficeFactory, provincial=True)
    owner_office = factory.SubFactory(OfficeFactory, diprom=True)
    title_th = factory.Sequence(lambda n: f"ประกาศรับสมัครทดสอบ {n}")
    title_en = factory.Sequence(lambda n: f"Test call {n}")
    opens_at = factory.LazyFunction(lambda: clock.now() - dt.timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: clock.now() + dt.timedelta(days=7))
    is_synthetic = True
    made_at = factory.LazyFunction(clock.now)


class CallPlacesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallPlaces

    call = factory.SubFactory(CallFactory)
    province = factory.SubFactory(ProvinceFactory)
    places = 30


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    call = factory.SubFactory(CallFactory)
    order = factory.LazyAttribute(lambda one: one.call.criteria.count() + 1)
    kind = CriterionKind.LIVES_IN
    sentence_th = "มีที่อยู่ในจังหวัดที่เปิดรับสมัคร"
    sentence_en = "Lives in a province of the call"


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    call = factory.SubFactory(CallFactory)
    order = factory.LazyAttribute(lambda one: one.call.questions.count() + 1)
    kind = QuestionKind.TEXT
    label_th = "ทำไมจึงสมัคร"
    label_en = "Why do you apply?"


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application that was sent; `accepted` does not count the place: actions do."""

    class Meta:
        model = Application

    class Params:
        draft = factory.Trait(
            state=ApplicationState.DRAFT, submitted_at=None, province=None, consented_at=None, consent_version=""
        )
        accepted = factory.Trait(
            state=ApplicationState.ACCEPTED,
            decided_at=factory.LazyFunction(clock.now),
            person=factory.SubFactory(PersonFactory),
        )

    call = factory.SubFactory(CallFactory, published=True)
    province = factory.SubFactory(ProvinceFactory)
    state = ApplicationState.SUBMITTED
    number = factory.LazyFunction(lambda: numbers.new_number(2568))
    resume_code_hash = "0" * 64
    applicant_name = factory.Sequence(lambda n: f"นางทดสอบ{n} สมมติ")
    search_key = factory.Sequence(lambda n: f"ทดสอบ{n}สมมติ")
    phone = factory.Sequence(lambda n: f"08{n % 10**8:08d}")
    consent_version = "test"
    consented_at = factory.LazyFunction(clock.now)
    begun_at = factory.LazyFunction(clock.now)
    submitted_at = factory.LazyFunction(clock.now)
    is_synthetic = True
