"""A portfolio with activities, envelopes, plans and lines for tests."""

import datetime as dt

import factory
from django.db.models import QuerySet

from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.enums import CountingRule, Kind, MoveKind, State, Way
from buranakan.planning.models import (
    Activity,
    Envelope,
    EnvelopeMove,
    LineComment,
    LineMove,
    PillarTag,
    Plan,
    PlanLine,
    PlanVersion,
    Portfolio,
    Project,
    Retagging,
)
from buranakan.planning.replanning import Ground, LineState
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.policy import FrameworkFactory, PillarFactory


class PortfolioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Portfolio
        django_get_or_create = ["code"]

    code = "joint-2568"
    name_th = "ชุดโครงการร่วมทดสอบ"
    name_en = "Test joint portfolio"
    fiscal_year = 2568
    budget_act_year = 2568


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Project

    portfolio = factory.SubFactory(PortfolioFactory)
    number = factory.Sequence(lambda n: n + 1)
    series = factory.LazyAttribute(lambda one: f"project-{one.number}")
    name_th = factory.LazyAttribute(lambda one: f"โครงการ {one.number}")
    name_en = factory.LazyAttribute(lambda one: f"Project {one.number}")


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"activity-{n}")
    name_th = factory.LazyAttribute(lambda one: f"กิจกรรม {one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Activity {one.code}")
    kind = Kind.TRAINING
    unit = "คน"
    counting_rule = CountingRule.DISTINCT
    unit_cost_low_satang = 3_000_00
    unit_cost_high_satang = 6_000_00


class EnvelopeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Envelope
        skip_postgeneration_save = True

    portfolio = factory.SubFactory(PortfolioFactory)
    office = factory.SubFactory(OfficeFactory, diprom=True)
    budget_act_year = factory.SelfAttribute("portfolio.budget_act_year")
    way = factory.LazyAttribute(lambda one: Way.TRANSFER if getattr(one, "parent", None) else "")
    owner_office = factory.SelfAttribute("office")
    counts_for = factory.SelfAttribute("owner_office")
    amount_satang = 1_000_000_00
    places = 300

    @factory.post_generation
    def received(self, create, extracted, **said):
        """What an envelope holds came to it, so that a recount finds it."""
        if create and (self.amount_satang or self.places):
            kind = MoveKind.HANDED_ON if self.parent_id else MoveKind.RECEIVED
            EnvelopeMoveFactory(envelope=self, kind=kind, amount_satang=self.amount_satang, places=self.places)


class EnvelopeMoveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EnvelopeMove

    envelope = factory.SubFactory(EnvelopeFactory)
    kind = MoveKind.RECEIVED
    amount_satang = 1_000_000_00
    places = 300
    made_at = factory.LazyFunction(clock.now)


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    envelope = factory.SubFactory(EnvelopeFactory)
    name_th = "แผนทดสอบ"
    name_en = "Test plan"


class PlanVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanVersion

    class Params:
        submitted = factory.Trait(state=State.SUBMITTED, submitted_at=factory.LazyFunction(clock.now))
        approved = factory.Trait(
            state=State.APPROVED,
            submitted_at=factory.LazyFunction(clock.now),
            decided_at=factory.LazyFunction(clock.now),
        )

    plan = factory.SubFactory(PlanFactory)
    number = factory.LazyAttribute(lambda one: one.plan.versions.count() + 1 if one.plan.pk else 1)
    made_at = factory.LazyFunction(clock.now)


class PlanLineFactory(factory.django.DjangoModelFactory):
    """A line alone; the version's running totals are kept by planning.actions, not here."""

    class Meta:
        model = PlanLine

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Past the guard of approved versions, so that a test may begin with an approved plan."""
        line = model_class(*args, **kwargs)
        QuerySet(model_class).bulk_create([line])
        return line

    version = factory.SubFactory(PlanVersionFactory)
    activity = factory.SubFactory(ActivityFactory)
    owner_office = factory.LazyAttribute(lambda one: one.version.plan.envelope.office)
    serving_office = factory.SubFactory(OfficeFactory, provincial=True)
    counts_for = factory.SelfAttribute("owner_office")
    province = factory.SubFactory(ProvinceFactory)
    month = dt.date(2025, 2, 1)
    rounds = 1
    people = 30
    amount_satang = 120_000_00


def amended(version):
    """An approved version's amendment with the same lines, approved."""
    newer = actions.amend(version, reason="เลื่อนรุ่น", by=None, at=clock.now())
    version.plan.versions.supersede()
    newer.state, newer.submitted_at, newer.decided_at = State.APPROVED, clock.now(), clock.now()
    newer.save()
    return newer


class LineCommentFactory(factory.django.DjangoModelFactory):
    """What somebody said of a line; `line` says which."""

    class Meta:
        model = LineComment

    class Params:
        line = factory.SubFactory(PlanLineFactory)

    version = factory.SelfAttribute("line.version")
    activity = factory.SelfAttribute("line.activity")
    owner_office = factory.SelfAttribute("line.owner_office")
    serving_office = factory.SelfAttribute("line.serving_office")
    province = factory.SelfAttribute("line.province")
    month = factory.SelfAttribute("line.month")
    people = factory.SelfAttribute("line.people")
    amount_satang = factory.SelfAttribute("line.amount_satang")
    text = "ขอให้แบ่งเป็นสองรุ่น"
    made_at = factory.LazyFunction(clock.now)


class PillarTagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PillarTag

    project = factory.SubFactory(ProjectFactory)
    pillar = factory.SubFactory(PillarFactory)
    weight_percent = 100
    valid_from = dt.date(2024, 10, 7)
    because = "test"
    tagged_at = factory.LazyFunction(clock.now)


class RetaggingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Retagging

    old = factory.SubFactory(FrameworkFactory)
    new = factory.SubFactory(FrameworkFactory)
    starts_on = dt.date(2025, 10, 3)
    made_at = factory.LazyFunction(clock.now)


class LineMoveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LineMove

    version = factory.SubFactory(PlanVersionFactory)
    number = 1
    from_line = factory.SubFactory(PlanLineFactory, version=factory.SelfAttribute("..version"))
    state = LineState.LATE
    reached = 0
    activity = factory.SelfAttribute("from_line.activity")
    serving_office = factory.SelfAttribute("from_line.serving_office")
    province = factory.SelfAttribute("from_line.province")
    month = dt.date(2025, 6, 1)
    people = 30
    amount_satang = 120_000_00
    ground = Ground.LATER
