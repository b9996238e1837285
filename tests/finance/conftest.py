"""DIPROM's budget spent by a provincial office of another department: an approved line, and who enters and approves."""

import datetime as dt
from dataclasses import dataclass
from itertools import count

import pytest

from buranakan.accounts.permissions import Role
from buranakan.finance import actions
from buranakan.finance.enums import CommitmentKind
from buranakan.finance.values import Document
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory

AT = dt.datetime(2025, 5, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.date(2025, 3, 12)
PLANNED = 120_000_00


@dataclass
class Ground:
    """Where money moves in these tests. The plan gives the grain 120,000 baht."""

    activity: object
    diprom: object
    pio: object
    province: object
    line: object
    owner_clerk: object
    owner_head: object
    clerk: object
    head: object
    numbers: object

    def paper(self, satang, **said):
        """A document of its own number; `said` is what is different."""
        given = {
            "number": f"อก 0401/{next(self.numbers)}",
            "on": DAY,
            "amount_satang": satang,
            "what": "จัดอบรม 1 รุ่น",
            "payee": "ร้านทดสอบการพิมพ์",
            "reason": "ปรับตามที่ใช้จริงในรุ่นนี้",
        }
        return Document(**given | said)

    def receipt(self):
        """A stored file that proves a payment."""
        content = f"ใบสำคัญรับเงิน {next(self.numbers)}".encode()
        return actions.store_evidence(content, name="ใบสำคัญ.txt", by=self.clerk, at=AT)

    # --- entered, waiting ---
    def allotment_entered(self, satang=PLANNED, *, document=None, **said):
        return actions.enter_allotment(
            said.pop("activity", self.activity),
            **{"owner_office": self.diprom, "serving_office": self.pio, "province": self.province} | said,
            document=document or self.paper(satang),
            by=self.owner_clerk,
            at=AT,
        )

    def commitment_entered(self, allotment, satang, *, reserved_used_satang=0, **said):
        return actions.enter_commitment(
            allotment,
            kind=CommitmentKind.ORDER,
            document=self.paper(satang, **said),
            reserved_used_satang=reserved_used_satang,
            by=self.clerk,
            at=AT,
        )

    def payment_entered(self, commitment, satang, *, round_=None, is_advance=False, **said):
        evidence = said.pop("evidence", None)
        document = self.paper(satang, evidence=(self.receipt(),) if evidence is None else evidence, **said)
        return actions.enter_payment(
            commitment, document=document, round_=round_, is_advance=is_advance, by=self.clerk, at=AT
        )

    def entered(self, action, thing, satang, **said):
        """One of the plain kinds: returns, reservations, releases, reductions, reversals."""
        return action(thing, document=self.paper(satang, **said), by=self.clerk, at=AT)

    # --- approved ---
    def approved(self, movement):
        """The entry, approved by whoever of the right office did not enter it."""
        by = self.owner_head if movement.entered_by_id == self.owner_clerk.pk else self.head
        return actions.approve(movement, by=by, at=AT)

    def allotted(self, satang=PLANNED, **said):
        return self.approved(self.allotment_entered(satang, **said)).allotment

    def committed(self, allotment, satang, **said):
        return self.approved(self.commitment_entered(allotment, satang, **said)).commitment

    def paid(self, commitment, satang, **said):
        return self.approved(self.payment_entered(commitment, satang, **said))


def make_ground():
    province = ProvinceFactory(code="30")
    diprom, pio = OfficeFactory(diprom=True), provincial_office(province)
    activity = ActivityFactory()
    return Ground(
        activity=activity,
        diprom=diprom,
        pio=pio,
        province=province,
        line=PlanLineFactory(
            version__approved=True,
            version__plan__envelope__office=diprom,
            activity=activity,
            owner_office=diprom,
            serving_office=pio,
            province=province,
            amount_satang=PLANNED,
        ),
        owner_clerk=member(Role.FINANCE_OFFICER, diprom),
        owner_head=member(Role.OFFICE_HEAD, diprom),
        clerk=member(Role.FINANCE_OFFICER, pio),
        head=member(Role.OFFICE_HEAD, pio),
        numbers=count(1),
    )


@pytest.fixture
def ground(db):
    return make_ground()


def now(row):
    """The totals of an account or a commitment as they stand in the database."""
    row.refresh_from_db()
    return row.totals
