"""A small world for figures: two neighbouring provinces of Center 6 and one far away, two projects, approved plans."""

import datetime as dt
from types import SimpleNamespace

from buranakan.calls.enums import ApplicationState
from buranakan.finance.enums import EntryKind
from buranakan.finance.models import Allotment
from buranakan.lib import clock, thai_text
from buranakan.planning.enums import CountingRule, State
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.calls import ApplicationFactory, CallFactory, CallPlacesFactory
from tests.factories.delivery import ParticipantFactory, RoundFactory, SessionFactory
from tests.factories.finance import AllotmentFactory, CommitmentFactory, EntryFactory
from tests.factories.planning import (
    ActivityFactory,
    EnvelopeFactory,
    PlanFactory,
    PlanLineFactory,
    PlanVersionFactory,
    PortfolioFactory,
    ProjectFactory,
)
from tests.factories.policy import PromiseFactory
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory

# The middle of the demo's story: seven months of the year are full.
TODAY = dt.date(2025, 5, 15)
NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)


def build():
    """Plan: 30 places in Korat (February), 20 in Chaiyaphum (April), 40 in Chiang Mai (July)."""
    korat = a_province("30", name_th="นครราชสีมา", name_en="Nakhon Ratchasima")
    chaiyaphum = a_province("36", name_th="ชัยภูมิ", name_en="Chaiyaphum")
    chiang_mai = a_province("50", name_th="เชียงใหม่", name_en="Chiang Mai")
    world = SimpleNamespace(korat=korat, chaiyaphum=chaiyaphum, chiang_mai=chiang_mai)
    world.ministry = OfficeFactory(ministry=True)
    world.diprom = OfficeFactory(diprom=True)
    world.centre = centre_of(korat, chaiyaphum)
    world.offices = {one.pk: provincial_office(one) for one in (korat, chaiyaphum, chiang_mai)}
    world.portfolio = PortfolioFactory()
    world.farms = ProjectFactory(portfolio=world.portfolio, number=1, name_th="โครงการเกษตร", name_en="Farms")
    world.digital = ProjectFactory(portfolio=world.portfolio, number=2, name_th="โครงการดิจิทัล", name_en="Digital")
    world.training = ActivityFactory(project=world.farms, code="training", name_th="อบรม", name_en="Training")
    world.fair = ActivityFactory(
        project=world.digital, code="fair", counting_rule=CountingRule.OCCASIONS, name_th="งานแฟร์", name_en="Fair"
    )
    world.envelope = EnvelopeFactory(
        portfolio=world.portfolio, office=world.diprom, amount_satang=9_150_000_00, places=2180
    )
    add_line(world, world.training, korat, people=30, month=dt.date(2025, 2, 1))
    add_line(world, world.training, chaiyaphum, people=20, month=dt.date(2025, 4, 1))
    add_line(world, world.fair, chiang_mai, people=40, month=dt.date(2025, 7, 1))
    return world


def a_province(code, *, name_th, name_en):
    """Sorted as the reference files sort it: the same on every database."""
    return ProvinceFactory(code=code, name_th=name_th, name_en=name_en, sort_key=thai_text.collation_key(name_th))


def add_line(world, activity, province, *, people, month, satang=100_000_00, owner=None, serving=None, approved=True):
    """A line of a plan of its own, approved unless told otherwise."""
    version = PlanVersionFactory(plan=PlanFactory(envelope=world.envelope))
    line = PlanLineFactory(
        version=version,
        activity=activity,
        owner_office=owner or world.diprom,
        serving_office=serving or world.offices[province.pk],
        province=province,
        month=month,
        people=people,
        amount_satang=satang,
    )
    if approved:
        version.state, version.submitted_at, version.decided_at = State.APPROVED, version.made_at, version.made_at
        version.save()
    return line


def serve(world, province, *, people=1, activity=None, on=dt.date(2025, 2, 14), serving=None, persons=None):
    """People served in a province, new ones unless given."""
    persons = persons or PersonFactory.create_batch(
        people, province=province, registered_by_office=world.offices[province.pk]
    )
    return [
        ServiceRecordFactory(
            person=person,
            activity=activity or world.training,
            owner_office=world.diprom,
            serving_office=serving or world.offices[province.pk],
            province=province,
            served_on=on,
        )
        for person in persons
    ]


def promise(world, *, portfolio=True, **said):
    """A promise that the portfolio serves."""
    made = PromiseFactory(**{"value": 2180, "statement_th": "พัฒนาผู้ประกอบการกว่า 2,180 คน"} | said)
    if portfolio:
        world.portfolio.promises.add(made)
    return made


def money_promise(world, **said):
    """The promise about money."""
    made = PromiseFactory(money=True, **said)
    world.portfolio.promises.add(made)
    return made


# --- the rest of the chain --------------------------------------------------------------------------------------------
def open_call(world, province, *, activity=None, closes_at=None, places=30, **said):
    """A published call of the province's office."""
    opens_at = dt.datetime(2025, 2, 1, 9, 0, tzinfo=clock.BANGKOK)
    call = CallFactory(
        published=True,
        activity=activity or world.training,
        office=world.offices[province.pk],
        owner_office=world.diprom,
        opens_at=opens_at,
        closes_at=closes_at or dt.datetime(2025, 6, 1, 16, 30, tzinfo=clock.BANGKOK),
        **said,
    )
    CallPlacesFactory(call=call, province=province, places=places)
    return call


def apply(world, call, province, *, people=1, on=dt.date(2025, 2, 20), **said):
    """People apply to a call; `state=` says what became of it."""
    at = dt.datetime.combine(on, dt.time(10), clock.BANGKOK)
    return ApplicationFactory.create_batch(people, call=call, province=province, submitted_at=at, begun_at=at, **said)


def accept(world, call, province, **said):
    """People apply and are given a place."""
    return apply(world, call, province, accepted=True, state=ApplicationState.ACCEPTED, **said)


def complete(world, province, *, people=1, minutes=720, on=dt.date(2025, 2, 14), line=None):
    """A closed round that people completed, with the services it wrote."""
    line = line or add_line(world, world.training, province, people=30, month=on.replace(day=1))
    at = dt.datetime.combine(on, dt.time(17), clock.BANGKOK)
    held = RoundFactory(plan_line=line, state="closed", closed_at=at)
    SessionFactory(round=held, held_on=on)
    services = serve(world, province, people=people, on=on)
    for service in services:
        service.minutes, service.from_round, service.round_reference = minutes, True, str(held.reference)
        service.save()
        ParticipantFactory(
            round=held, person=service.person, minutes=minutes, completed_at=at, service=service
        )
    return services


def book(world, province, kind, satang, *, activity=None, serving=None, on=dt.date(2025, 3, 12), **said):
    """An approved entry in the books of the department and of the province's office."""
    grain = {
        "activity": activity or world.training,
        "owner_office": world.diprom,
        "serving_office": serving or world.offices[province.pk],
        "province": province,
    }
    allotment = Allotment.objects.filter(**grain).first() or AllotmentFactory(**grain)
    if kind in {EntryKind.COMMITMENT, EntryKind.PAYMENT}:
        said.setdefault("commitment", CommitmentFactory(allotment=allotment))
    return EntryFactory(allotment=allotment, kind=kind, amount_satang=satang, document_on=on, **said)


def keep_books(world, province, **said):
    """100,000 baht allotted, 10,000 of it given back, 20,000 reserved, 50,000 committed, 30,000 of that paid."""
    return [
        book(world, province, kind, baht * 100, **said)
        for kind, baht in [
            (EntryKind.ALLOTMENT, 100_000),
            (EntryKind.RETURN, 10_000),
            (EntryKind.RESERVATION, 20_000),
            (EntryKind.COMMITMENT, 50_000),
            (EntryKind.PAYMENT, 30_000),
        ]
    ]


def another_portfolio_serves(world):
    """The only promise about people is served by a second programme too."""
    second = PortfolioFactory(code="second-2568")
    second.promises.add(world.portfolio.promises.exclude(unit="บาท").get())
    return second
