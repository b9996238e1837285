"""The demo's money: allotted for every planned grain, bound and paid for what was held; who enters never approves."""

import datetime as dt
from collections import defaultdict

from django.db import transaction

from buranakan.demo import posts
from buranakan.finance import actions
from buranakan.finance.enums import CommitmentKind
from buranakan.finance.values import Document
from buranakan.lib import clock
from buranakan.lib.money import SATANG_IN_A_BAHT

SPENT = (0.86, 0.97)  # part of what the plan gives a round that its real cost comes to
SLOW = 0.22  # rounds whose payment still waits on the demo's day
PAID_AFTER = (6, 24)  # days after the round
ALLOTTED_ON = dt.date(2024, 12, 16)
PAYEE = "ผู้รับจ้างจัดฝึกอบรม (สมมติ)"


class Treasurer:
    """Knows who enters and who approves at each office, and numbers the papers."""

    def __init__(self, *, users, chance, until):
        self.desks = posts.Desks(users=users)
        self.chance = chance
        self.until = until
        self.papers = defaultdict(int)

    def allot(self, lines):
        """Every grain of the approved plans gets what its lines give, by a letter of the owner."""
        given = defaultdict(int)
        for line in lines:
            given[(line.activity, line.owner_office, line.serving_office, line.province)] += line.amount_satang
        accounts = {}
        for (activity, owner, serving, province), satang in given.items():
            accounts[(activity.pk, serving.pk, province.pk)] = self._allot(activity, owner, serving, province, satang)
        return accounts

    @transaction.atomic
    def _allot(self, activity, owner, serving, province, satang):
        entered = actions.enter_allotment(
            activity,
            owner_office=owner,
            serving_office=serving,
            province=province,
            document=Document(self._paper(owner, "อก"), ALLOTTED_ON, satang, what="จัดสรรตามแผนที่อนุมัติ (สมมติ)"),
            by=self.desks.finance(owner),
            at=_at(ALLOTTED_ON, 10),
        )
        return actions.approve(entered, by=self.desks.head(owner), at=_at(ALLOTTED_ON, 15)).allotment

    @transaction.atomic
    def spend(self, account, one, *, satang, round_, evidence):
        """Bind the money before a round and pay after it; late ones are still to be paid."""
        serving = one.line.serving_office
        bound_on = max(one.held_on - dt.timedelta(days=5), ALLOTTED_ON)
        cost = round(satang * self.chance.uniform(*SPENT) / SATANG_IN_A_BAHT) * SATANG_IN_A_BAHT
        entered = actions.enter_commitment(
            account,
            kind=CommitmentKind.WITHOUT_CONTRACT,
            document=Document(self._paper(serving, "ขอ"), bound_on, cost, what=one.line.activity.name_th, payee=PAYEE),
            by=self.desks.finance(serving),
            at=_at(bound_on, 10),
        )
        commitment = actions.approve(entered, by=self.desks.head(serving), at=_at(bound_on, 14)).commitment
        paid_on = max(one.held_on, ALLOTTED_ON) + dt.timedelta(days=self.chance.randint(*PAID_AFTER))
        if paid_on >= self.until or not evidence:
            return
        waits = self.chance.random() < SLOW and paid_on.month >= self.until.month - 1
        payment = actions.enter_payment(
            commitment,
            document=Document(self._paper(serving, "จ"), paid_on, cost, what="ค่าใช้จ่ายของรุ่น (สมมติ)", evidence=evidence),
            round_=round_,
            by=self.desks.finance(serving),
            at=_at(paid_on, 10),
        )
        if not waits:
            actions.approve(payment, by=self.desks.head(serving), at=_at(paid_on, 15))

    def leave_waiting(self, account, line, *, on):
        """Enter a commitment for a line to come that nobody has decided on since."""
        serving = line.serving_office
        half = line.amount_satang // 2 // SATANG_IN_A_BAHT * SATANG_IN_A_BAHT
        document = Document(self._paper(serving, "ขอ"), on, half, what=line.activity.name_th, payee=PAYEE)
        actions.enter_commitment(
            account,
            kind=CommitmentKind.WITHOUT_CONTRACT,
            document=document,
            by=self.desks.finance(serving),
            at=_at(on, 10),
        )

    def _paper(self, office, letters):
        # By its place in the reference file: keys differ from one database to the next.
        self.papers[(office.sort_order, letters)] += 1
        return f"{letters} {office.sort_order:03d}/{self.papers[(office.sort_order, letters)]:03d}"


def _at(day, hour):
    return dt.datetime.combine(day, dt.time(hour), clock.BANGKOK)
