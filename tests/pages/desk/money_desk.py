"""The desks of money: DIPROM's finance officer and head, and those of the provincial office that spends."""

import datetime as dt
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.finance.conftest import Ground, make_ground
from tests.pages.desk.counter import main_text, signed_in

NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=BANGKOK)
PDF = b"%PDF-1.7\n%%EOF\n"

__all__ = ["NOW", "PDF", "MoneyDesk", "address", "main_text"]


@dataclass
class MoneyDesk:
    """Where the tests of money pages stand."""

    ground: Ground
    owner_clerk: Client
    owner_head: Client
    clerk: Client
    head: Client
    elsewhere: object  # the office of another province

    @classmethod
    def opened(cls):
        ground = make_ground()
        seats = {name: signed_in(getattr(ground, name)) for name in ("owner_clerk", "owner_head", "clerk", "head")}
        return cls(ground=ground, **seats, elsewhere=provincial_office(ProvinceFactory(code="50")))

    def as_role(self, role, office=None):
        return signed_in(member(role, office or self.ground.pio))

    def as_neighbour(self, role=Role.FINANCE_OFFICER):
        """Somebody of the office of another province."""
        return self.as_role(role, self.elsewhere)

    def as_ministry(self, role=Role.EXECUTIVE):
        return self.as_role(role, OfficeFactory(ministry=True))

    def paper(self, **changes):
        """A form as a finance officer fills it; `changes` say what is different."""
        given = {
            "amount_satang": "12,500.50",
            "number": "อก 0401/77",
            "on": "12 มี.ค. 2568",
            "what": "จัดอบรม 1 รุ่น",
            "payee": "ร้านทดสอบการพิมพ์",
            "reason": "ใช้ไม่หมดตามแผนของรุ่น",
        }
        return given | changes


def address(name, *args):
    return reverse(f"desk:{name}", args=[getattr(one, "reference", one) for one in args])
