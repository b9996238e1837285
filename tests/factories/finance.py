"""Accounts, commitments, movements and entries alone; running totals are kept by finance.actions, not here."""

import datetime as dt

import factory

from buranakan.finance.enums import Category, CommitmentKind, EntryKind, Measure, MovementKind
from buranakan.finance.models import Allotment, Commitment, DisbursementTarget, Entry, Movement
from buranakan.lib import clock
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.planning import ActivityFactory

DAY = dt.date(2025, 3, 12)
ENTERED_BY, APPROVED_BY = 1_000_001, 1_000_002


class AllotmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Allotment

    activity = factory.SubFactory(ActivityFactory)
    owner_office = factory.SubFactory(OfficeFactory, diprom=True)
    serving_office = factory.SubFactory(OfficeFactory, provincial=True)
    province = factory.SubFactory(ProvinceFactory)
    budget_act_year = 2568
    is_on_behalf = True


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    allotment = factory.SubFactory(AllotmentFactory)
    kind = CommitmentKind.ORDER
    document_no = factory.Sequence(lambda n: f"ใบสั่งจ้าง {n}/2568")
    document_on = DAY
    what = "ค่าจ้างจัดอบรม"
    payee = "ร้านทดสอบ"


class MovementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Movement

    allotment = factory.SubFactory(AllotmentFactory)
    kind = MovementKind.ALLOTMENT
    amount_satang = 100_000_00
    document_no = factory.Sequence(lambda n: f"อก 0401/{n}")
    document_on = DAY
    entered_at = factory.LazyFunction(clock.now)
    entered_by_id = ENTERED_BY


class EntryFactory(factory.django.DjangoModelFactory):
    """An entry with a movement of its own; the grain is the account's."""

    class Meta:
        model = Entry

    allotment = factory.SubFactory(AllotmentFactory)
    movement = factory.SubFactory(MovementFactory, allotment=factory.SelfAttribute("..allotment"))
    activity = factory.SelfAttribute("allotment.activity")
    owner_office = factory.SelfAttribute("allotment.owner_office")
    serving_office = factory.SelfAttribute("allotment.serving_office")
    province = factory.SelfAttribute("allotment.province")
    budget_act_year = factory.SelfAttribute("allotment.budget_act_year")
    is_provisional = factory.SelfAttribute("allotment.is_provisional")
    is_on_behalf = factory.SelfAttribute("allotment.is_on_behalf")
    kind = EntryKind.ALLOTMENT
    amount_satang = 100_000_00
    month = factory.LazyAttribute(lambda one: one.document_on.replace(day=1))
    document_no = factory.SelfAttribute("movement.document_no")
    document_on = DAY
    entered_at = factory.LazyFunction(clock.now)
    entered_by_id = ENTERED_BY
    approved_at = factory.LazyFunction(clock.now)
    approved_by_id = APPROVED_BY


class DisbursementTargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DisbursementTarget

    fiscal_year = 2568
    measure = Measure.DISBURSEMENT
    category = Category.OVERALL
    quarter = 4
    percent_hundredths = 94_00
    source = "test"
    as_of = dt.date(2024, 10, 1)
    confidence = "A"
