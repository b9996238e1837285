"""A round of a provincial office: two days held, some people on its roster, an officer who runs it."""

import datetime as dt
from dataclasses import dataclass

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions
from buranakan.delivery.models import Participant, Round
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.factories.registry import PersonFactory

AT = dt.datetime(2025, 5, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
FIRST_DAY, SECOND_DAY = dt.date(2025, 5, 12), dt.date(2025, 5, 13)
WHOLE_DAY = 360  # nine to four, an hour of it a break
REASON = "ลงชื่อผิดคน ต้องแก้ไขใหม่"


@dataclass
class Ground:
    """Where rounds are run in these tests."""

    province: object
    office: object
    officer: object
    activity: object
    line: object

    @property
    def acting(self):
        return {"by": self.officer, "at": AT}

    def opened(self, **changes):
        given = {"title": "การตลาดออนไลน์ รุ่นทดสอบ", "venue": "หอประชุมอำเภอ", "places": 20} | self.acting | changes
        return actions.open_round(given.pop("line", self.line), **given)

    def session(self, round_, held_on=FIRST_DAY, **changes):
        given = {
            "held_on": held_on,
            "starts_at": dt.time(9),
            "ends_at": dt.time(16),
            "break_minutes": 60,
            "topic": "ขายของออนไลน์",
        }
        return actions.add_session(round_, **(given | self.acting | changes))

    def walk_in(self, round_, **person):
        return actions.enrol_walk_in(round_, person=PersonFactory(province=self.province, **person), **self.acting)

    def marked(self, session, present, **more):
        return actions.mark_attendance(session, present=set(present), **(self.acting | more))

    def held(self, *, people=3, **changes):
        """A round of two marked days that everybody attended, ready to be closed."""
        round_ = self.opened(**changes)
        days = [self.session(round_, day) for day in (FIRST_DAY, SECOND_DAY)]
        seats = [self.walk_in(round_) for _ in range(people)]
        for day in days:
            self.marked(day, seats)
        return Round.objects.get(pk=round_.pk)

    def closed(self, **changes):
        return actions.close_round(self.held(**changes), **self.acting)


def seats_of(round_):
    return list(Participant.objects.filter(round=round_).order_by("pk"))


def make_ground():
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
            people=60,
            rounds=2,
        ),
    )


@pytest.fixture
def ground(db):
    return make_ground()
