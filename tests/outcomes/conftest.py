"""An office with an enterprise, its owner, an indicator of each kind, and a round whose people are asked."""

import datetime as dt
from dataclasses import dataclass

import pytest

from buranakan.outcomes import actions
from buranakan.outcomes.enums import EvidenceLevel, Method, Stage
from buranakan.registry import actions as registry
from tests.delivery.conftest import AT, make_ground
from tests.factories.outcomes import AskingTimeFactory, IndicatorFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory

DAY = dt.date(2025, 5, 14)
REASON = "อ่านตัวเลขผิดช่อง ต้องบันทึกใหม่"


@dataclass
class Place:
    """Where values are recorded in these tests."""

    ground: object
    sales: object
    income: object
    enterprise: object
    owner: object

    @property
    def acting(self):
        return {"by": self.ground.officer, "at": AT}

    def recorded(self, indicator=None, **changes):
        """Record a plain value of the enterprise; `changes` say what is different."""
        given = {
            "enterprise": self.enterprise,
            "stage": Stage.BASELINE,
            "value_hundredths": 20_000_00,
            "measured_on": DAY,
            "method": Method.MEASURED,
            "evidence_level": EvidenceLevel.CLAIMED,
            "office": self.ground.office,
        }
        return actions.record_measurement(indicator or self.sales, **(given | self.acting | changes))

    def round_of_owner(self, **person):
        """An open round with the owner on its roster, for the enterprise."""
        round_ = self.ground.opened()
        seat = self.ground.walk_in(round_)
        seat.person, seat.enterprise = self.owner, self.enterprise
        seat.save()
        return round_, seat


def make_place():
    ground = make_ground()
    enterprise = EnterpriseFactory(province=ground.province)
    owner = PersonFactory(province=ground.province, phone="0812345678")
    registry.link_part(owner, enterprise, part="owner", by=None, at=AT)
    AskingTimeFactory()
    AskingTimeFactory(later=True)
    return Place(
        ground=ground,
        sales=IndicatorFactory(code="sales", order=1),
        income=IndicatorFactory(code="income", of_person=True, order=2),
        enterprise=enterprise,
        owner=owner,
    )


@pytest.fixture
def place(db):
    return make_place()
