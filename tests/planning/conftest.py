"""A department with an envelope, two neighbouring provinces of a centre and one far away, and the people who plan."""

import datetime as dt
from dataclasses import dataclass

import pytest

from buranakan.accounts.permissions import Role
from buranakan.planning import actions
from buranakan.planning.values import PlannedLine
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.planning import ActivityFactory, EnvelopeFactory

AT = dt.datetime(2024, 12, 16, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@dataclass
class Ground:
    """Where plans are made in these tests. The activity takes rounds of 15 to 40 at 3,000 to 6,000 baht."""

    korat: object
    surin: object
    chiang_mai: object
    pio_korat: object
    pio_surin: object
    pio_chiang_mai: object
    centre: object
    diprom: object
    envelope: object
    activity: object
    planner: object
    head: object

    def line(self, **changes):
        """30 people in Korat in February 2025 for 120,000 baht; `changes` say what is different."""
        given = {
            "activity": self.activity,
            "owner_office": self.diprom,
            "serving_office": self.pio_korat,
            "province": self.korat,
            "month": dt.date(2025, 2, 1),
            "rounds": 1,
            "people": 30,
            "amount_satang": 120_000_00,
        }
        return PlannedLine(**given | changes)

    def draft(self, *lines, envelope=None):
        """A draft with these lines, made by the planner."""
        version = actions.start_plan(envelope or self.envelope, name_th="แผนทดสอบ", by=self.planner, at=AT)
        return actions.add_lines(version, lines=lines, by=self.planner, at=AT) if lines else version

    def submitted(self, *lines, envelope=None):
        """A submitted version with these lines."""
        return actions.submit(self.draft(*lines, envelope=envelope), by=self.planner, at=AT)

    def approved(self, *lines, envelope=None):
        """An approved version with these lines."""
        return actions.approve(self.submitted(*lines, envelope=envelope), by=self.head, at=AT)


def make_ground():
    korat, surin, chiang_mai = (ProvinceFactory(code=code) for code in ("30", "32", "50"))
    diprom = OfficeFactory(diprom=True)
    return Ground(
        korat=korat,
        surin=surin,
        chiang_mai=chiang_mai,
        pio_korat=provincial_office(korat),
        pio_surin=provincial_office(surin),
        pio_chiang_mai=provincial_office(chiang_mai),
        centre=centre_of(korat, surin),
        diprom=diprom,
        envelope=EnvelopeFactory(office=diprom, amount_satang=1_000_000_00, places=200),
        activity=ActivityFactory(),
        planner=member(Role.PLANNER, diprom),
        head=member(Role.OFFICE_HEAD, diprom),
    )


@pytest.fixture
def ground(db):
    return make_ground()
