"""The training desk of a provincial office: rounds made through the actions, as the pages find them."""

import datetime as dt
from dataclasses import dataclass

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions
from buranakan.delivery.models import Participant, Round
from tests.factories.accounts import member
from tests.factories.areas import centre_of
from tests.pages.desk.counter import NOW, Counter, signed_in

FIRST_DAY, SECOND_DAY, TODAY = dt.date(2025, 5, 12), dt.date(2025, 5, 13), dt.date(2025, 5, 15)
WHOLE_DAY = 360
REASON = {"reason": "ลงชื่อผิดคน ต้องแก้ไขใหม่"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


@dataclass
class TrainingDesk:
    """A counter with one plan line of training."""

    counter: Counter
    line: object

    @classmethod
    def opened(cls):
        counter = Counter.opened()
        return cls(counter, counter.line(people=60, rounds=2))

    @property
    def client(self):
        return self.counter.client

    @property
    def acting(self):
        return {"by": self.counter.officer, "at": NOW}

    def round(self, **changes):
        given = {"title": "การตลาดออนไลน์", "venue": "หอประชุมอำเภอ", "places": 20} | self.acting | changes
        return actions.open_round(self.line, **given)

    def session(self, round_, held_on=FIRST_DAY, **changes):
        times = {"starts_at": dt.time(9), "ends_at": dt.time(16), "break_minutes": 60}
        given = {"held_on": held_on, "topic": "ขายของออนไลน์"} | times | self.acting | changes
        return actions.add_session(round_, **given)

    def seat(self, round_, **person):
        return actions.enrol_walk_in(round_, person=self.counter.person(**person), **self.acting)

    def seats(self, round_, number):
        return [self.seat(round_, first_name=f"คนที่{place}", last_name="สมมติ") for place in range(number)]

    def marked(self, session, present, **more):
        return actions.mark_attendance(session, present=set(present), **(self.acting | more))

    def ready(self, *, people=2):
        """A round that can be closed: two marked days that everybody attended."""
        round_ = self.round()
        days = [self.session(round_, day) for day in (FIRST_DAY, SECOND_DAY)]
        seats = self.seats(round_, people)
        for day in days:
            self.marked(day, seats)
        return Round.objects.get(pk=round_.pk)

    def closed(self, **changes):
        return actions.close_round(self.ready(**changes), **self.acting)

    def expert(self, *sessions):
        """A client of an expert who teaches these sessions."""
        user = member(Role.EXPERT, self.counter.office)
        for session in sessions:
            actions.add_trainer(session, user=user, **self.acting)
        return signed_in(user)

    def as_centre(self):
        """A client of the centre that answers for the province too: it sees, and does not run."""
        return self.counter.as_role(Role.CENTRE_OFFICER, centre_of(self.counter.province))


def seats_of(round_):
    return list(Participant.objects.filter(round=round_).order_by("pk"))


def url(round_, page=""):
    return f"/desk/rounds/{round_.reference}/{page}"


def session_url(session, page):
    return f"/desk/sessions/{session.reference}/{page}"
