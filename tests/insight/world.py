"""A small world for figures: two neighbouring provinces of Center 6 and one far away, two projects, approved plans."""

import datetime as dt
from types import SimpleNamespace

from buranakan.lib import thai_text
from buranakan.planning.enums import CountingRule, State
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
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
