"""The demo's next year, begun in April: its programme, money lent before its act, what provinces need, two splits."""

import datetime as dt

from buranakan.areas import queries as areas
from buranakan.demo import needs, scenarios
from buranakan.lib import clock
from buranakan.planning import actions

FISCAL_YEAR = 2569
# Until the act of the year is there, money is lent under the act before it.
ACT_BEFORE = 2568
# As much as was announced for this year: nobody has announced the next one (an assumption, which the paper says).
PEOPLE, MONEY_SATANG = 2_180, 915_000_000
PAPER = "กรอบวงเงินไปพลางก่อน ปีงบประมาณ พ.ศ. 2569 (สมมติ: ตั้งเท่าปี 2568)"
PAPER_ON = dt.date(2025, 5, 12)
COPIED_AT = dt.datetime(2025, 4, 18, 10, tzinfo=clock.BANGKOK)
RECEIVED_AT = dt.datetime(2025, 5, 12, 14, tzinfo=clock.BANGKOK)


def tell(portfolio, *, users):
    """Told before the day that the demo opens on; nothing of this year's portfolio changes."""
    newer = actions.copy_portfolio(
        portfolio, fiscal_year=FISCAL_YEAR, budget_act_year=FISCAL_YEAR, by=users["planner"], at=COPIED_AT
    )
    envelope = actions.open_envelope(
        newer,
        office=areas.office_by_code("diprom"),
        amount_satang=MONEY_SATANG,
        places=PEOPLE,
        budget_act_year=ACT_BEFORE,
        is_provisional=True,
        document=PAPER,
        document_on=PAPER_ON,
        by=users["planner"],
        at=RECEIVED_AT,
    )
    needs.tell(newer, users=users)
    scenarios.tell(envelope, users=users)
    return newer
