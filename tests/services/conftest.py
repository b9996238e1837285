"""An office of one province, its approved plan line, and an officer who records."""

import datetime as dt
from dataclasses import dataclass

import pytest

from buranakan.accounts.permissions import Role
from buranakan.services import actions
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.factories.registry import PersonFactory

AT = dt.datetime(2025, 5, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.date(2025, 5, 14)


@dataclass
class Ground:
    """Where services are recorded in these tests."""

    province: object
    office: object
    officer: object
    activity: object
    line: object
    person: object

    def recorded(self, **changes):
        """Record a plain service; `changes` say what is different."""
        given = {
            "person": self.person,
            "serving_office": self.office,
            "owner_office": self.line.owner_office,
            "province": self.province,
            "served_on": DAY,
            "minutes": 360,
            "by": self.officer,
            "at": AT,
        }
        given |= changes
        return actions.record_service(given.pop("activity", self.activity), **given)


@pytest.fixture
def ground(db):
    province = ProvinceFactory(code="30")
    office = provincial_office(province)
    activity = ActivityFactory()
    return Ground(
        province=province,
        office=office,
        officer=member(Role.PROVINCIAL_OFFICER, office),
        activity=activity,
        line=PlanLineFactory(
            version__approved=True,
            activity=activity,
            serving_office=office,
            province=province,
            month=dt.date(2025, 5, 1),
        ),
        person=PersonFactory(province=province),
    )
