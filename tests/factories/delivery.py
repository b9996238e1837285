"""Rounds, sessions and participants for tests; running totals are kept by delivery.actions, not here."""

import datetime as dt

import factory

from buranakan.delivery.models import (
    Attendance,
    Certificate,
    CertificateSeries,
    Participant,
    Round,
    Session,
    SessionTrainer,
)
from buranakan.lib import clock
from tests.factories.planning import PlanLineFactory
from tests.factories.registry import PersonFactory


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    plan_line = factory.SubFactory(PlanLineFactory, version__approved=True)
    activity = factory.SelfAttribute("plan_line.activity")
    owner_office = factory.SelfAttribute("plan_line.owner_office")
    serving_office = factory.SelfAttribute("plan_line.serving_office")
    province = factory.SelfAttribute("plan_line.province")
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda one: f"หลักสูตรทดสอบ รุ่นที่ {one.number}")
    venue = "ห้องประชุมทดสอบ"
    places = 30
    completion_percent = 80
    opened_at = factory.LazyFunction(clock.now)


class SessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    round = factory.SubFactory(RoundFactory)
    held_on = dt.date(2025, 5, 12)
    starts_at = dt.time(9)
    ends_at = dt.time(16)
    break_minutes = 60
    topic = "การตลาดออนไลน์"
    venue = factory.SelfAttribute("round.venue")


class SessionTrainerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionTrainer

    session = factory.SubFactory(SessionFactory)
    name = "วิทยากรทดสอบ"
    minutes = 360


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participant

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory(PersonFactory)
    enrolled_at = factory.LazyFunction(clock.now)


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    participant = factory.SubFactory(ParticipantFactory)
    minutes = 360
    marked_at = factory.LazyFunction(clock.now)


class CertificateSeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CertificateSeries
        django_get_or_create = ["office", "year"]

    office = factory.SelfAttribute("..participant.round.serving_office")
    year = 2568


class CertificateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Certificate

    participant = factory.SubFactory(ParticipantFactory)
    series = factory.SubFactory(CertificateSeriesFactory)
    number = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"{n:012d}")
    issued_at = factory.LazyFunction(clock.now)
