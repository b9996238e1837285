"""Money carried over from last year's act, as the demo tells it: through another department down to a province."""

import datetime as dt

from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.planning import actions

HERE = "pio-30"
RECEIVED, PLACES = 250_000_00, 40
TO_OPS, OPS_PLACES = 120_000_00, 20
TO_PROVINCE, PROVINCE_PLACES = 90_000_00, 15


def carry_over(portfolio, *, users):
    """The department receives it, the ministry's office spends part of it on its behalf, a province gets its share."""
    diprom, ops, province = (areas.office_by_code(code) for code in ("diprom", "ops", HERE))
    carried = actions.open_envelope(
        portfolio,
        office=diprom,
        amount_satang=RECEIVED,
        places=PLACES,
        budget_act_year=portfolio.fiscal_year - 1,
        is_carried_over=True,
        document="หนังสืออนุมัติกันเงินไว้เบิกเหลื่อมปี ที่ กค 0402/2567 (ข้อมูลสมมติ)",
        document_on=dt.date(2024, 11, 15),
        by=users["planner"],
        at=_moment(18),
    )
    theirs = actions.hand_on(
        carried,
        office=ops,
        amount_satang=TO_OPS,
        places=OPS_PLACES,
        reason="เบิกจ่ายแทนกันตามมติคณะกรรมการ",
        by=users["planner"],
        at=_moment(19),
    )
    actions.hand_on(
        theirs,
        office=province,
        amount_satang=TO_PROVINCE,
        places=PROVINCE_PLACES,
        counts_for=province,
        reason="จังหวัดพร้อมจัดรุ่นแรกก่อน",
        by=None,
        at=_moment(20),
    )


def _moment(day):
    return dt.datetime(2024, 11, day, 9, tzinfo=clock.BANGKOK)
