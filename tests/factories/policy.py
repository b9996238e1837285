"""Announcements, proposals and promises for tests."""

import datetime as dt
import hashlib

import factory

from buranakan.lib import clock
from buranakan.policy.enums import Comparison, ProposalState
from buranakan.policy.models import Announcement, Framework, Pillar, PillarWording, Promise, Proposal


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    code = factory.Sequence(lambda n: f"framework-{n}")
    name_th = factory.LazyAttribute(lambda one: f"กรอบ {one.code}")
    name_en = factory.LazyAttribute(lambda one: f"Framework {one.code}")
    level = "minister"
    owner_th = "รัฐมนตรีว่าการกระทรวงอุตสาหกรรม"
    owner_en = "Minister of Industry"
    pillar_label_th = "แนวทาง"
    pillar_label_en = "Approach"
    valid_from = dt.date(2024, 10, 7)
    source = "test"
    confidence = "A"


class PillarFactory(factory.django.DjangoModelFactory):
    """A pillar with the wording it has from its framework's first day."""

    class Meta:
        model = Pillar
        skip_postgeneration_save = True

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"pillar-{n}")
    order = factory.LazyAttribute(lambda one: one.framework.pillars.count() + 1 if one.framework.pk else 1)

    @factory.post_generation
    def worded(self, create, extracted, **kwargs):
        if create:
            PillarWordingFactory(pillar=self, name_th=extracted or f"ด้าน {self.code}", name_en=f"Side {self.code}")


class PillarWordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PillarWording

    pillar = factory.SubFactory(PillarFactory)
    name_th = "ด้านทดสอบ"
    name_en = "A test side"
    valid_from = factory.SelfAttribute("pillar.framework.valid_from")
    source = "test"


class AnnouncementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Announcement

    title = factory.Sequence(lambda n: f"ประกาศทดสอบ {n}")
    text = factory.LazyAttribute(lambda one: f"{one.title} มีเป้าหมายกว่า 100 คน")
    sha256 = factory.LazyAttribute(lambda one: hashlib.sha256(one.text.encode()).hexdigest())
    source = "test"
    published_on = dt.date(2024, 12, 10)
    added_at = factory.LazyFunction(clock.now)


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    announcement = factory.SubFactory(AnnouncementFactory)
    quote = "กว่า 100 คน"
    start = factory.LazyAttribute(lambda one: one.announcement.text.index(one.quote))
    end = factory.LazyAttribute(lambda one: one.start + len(one.quote))
    value = 100
    unit = "คน"
    comparison = Comparison.MORE_THAN
    why = "test"


class PromiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Promise

    class Params:
        money = factory.Trait(
            figure_key="money_planned",
            unit="บาท",
            value=9_150_000_00,
            comparison=Comparison.EXACTLY,
            statement_th="วงเงินทดสอบ",
        )
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(clock.now), withdrawn_because="รวมกับเป้าหมายอื่นแล้ว"
        )

    proposal = factory.SubFactory(
        ProposalFactory, state=ProposalState.CONFIRMED, decided_at=factory.LazyFunction(clock.now)
    )
    statement_th = "เป้าหมายทดสอบ"
    statement_en = "A test promise"
    value = 100
    unit = "คน"
    comparison = Comparison.MORE_THAN
    figure_key = "people_reached_distinct"
    fiscal_year = 2568
    due_on = dt.date(2025, 9, 30)
    promised_by = "อธิบดีกรมส่งเสริมอุตสาหกรรม"
    reference = factory.Sequence(lambda n: f"promise-{n}")
    confirmed_at = factory.LazyFunction(clock.now)
