"""The counter of a provincial office: its officer signed in, its province, another province beside it."""

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.registry import actions as registry
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.pages.signing_in import signed_in

NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=BANGKOK)
DAY = dt.date(2025, 5, 14)


@dataclass
class Counter:
    """Where the tests of register and services stand."""

    province: object
    elsewhere: object
    office: object
    other_office: object
    officer: object
    client: Client

    @classmethod
    def opened(cls):
        province = ProvinceFactory(code="30", name_th="นครราชสีมา", name_en="Nakhon Ratchasima")
        elsewhere = ProvinceFactory(code="50", name_th="เชียงใหม่", name_en="Chiang Mai")
        office, other_office = provincial_office(province), provincial_office(elsewhere)
        officer = member(Role.PROVINCIAL_OFFICER, office)
        return cls(province, elsewhere, office, other_office, officer, signed_in(officer))

    def as_role(self, role, office=None):
        """A client signed in with a role, at this office unless another is given."""
        return signed_in(member(role, office or self.office))

    def as_neighbour(self):
        """A client of the office next door, in another province."""
        return self.as_role(Role.PROVINCIAL_OFFICER, self.other_office)

    def as_steward(self):
        return self.as_role(Role.STEWARD, OfficeFactory(diprom=True))

    def person(self, **details):
        """Somebody registered here, through the action that registers."""
        details = {"first_name": "สมศรี", "last_name": "ใจดี", "title": "นาง", "province": self.province} | details
        return registry.add_person(**details, office=self.office, by=self.officer, at=clock.now())

    def enterprise(self, **details):
        details = {"name": "กลุ่มทอผ้าบ้านหนอง", "kind": "community", "province": self.province} | details
        return registry.add_enterprise(**details, office=self.office, by=self.officer, at=clock.now())

    def line(self, **columns):
        """A line of this office in an approved plan."""
        columns = {"activity": ActivityFactory(), "province": self.province, "month": dt.date(2025, 5, 1)} | columns
        return PlanLineFactory(version__approved=True, serving_office=self.office, **columns)


def main_text(response):
    """The page without its frame, where a name may not leak."""
    text = response.content.decode()
    return text[text.index('<main') :]
