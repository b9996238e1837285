"""The demo's survey of need for the next year: some provinces have answered, the committee has begun to decide."""

import datetime as dt

from django.utils.translation import override

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.demo import posts
from buranakan.insight import needs_evidence
from buranakan.lib import clock, fiscal
from buranakan.planning import actions, queries
from buranakan.planning import needs as known
from buranakan.planning.enums import NeedState
from buranakan.planning.values import NeedDecision, WrittenNeed

WHOLE = Scope.system("demo")
HOLDER = "diprom"
HERE = "30"  # written, and left to its head: something to do for whoever signs in there
ASKED_ON, CLOSES_ON = dt.date(2025, 4, 21), dt.date(2025, 5, 30)
ASKS = "ขอให้ระบุจำนวนที่รับสมัครและจัดรุ่นได้จริงในไตรมาสที่ 1-3 พร้อมหลักฐานความต้องการ เช่น จำนวนผู้สมัครที่เกินที่นั่ง"
# Of the provinces that had a plan this year, each second one has answered by now; of these, the last few only began.
EACH, STILL_WRITING = 2, 4
# What provinces ask for, against what they had: in turn.
MORE_IN_PERCENT = (150, 100, 120, 80)
REASONS = (
    "มีผู้สมัครเกินที่นั่งและวิสาหกิจชุมชนขอให้จัดต่อเนื่อง",
    "ผู้ประกอบการรายเดิมต้องการพัฒนาต่อยอด",
    "เป็นเป้าหมายตามแผนพัฒนาอุตสาหกรรมระดับจังหวัด",
)
LIMITED = "วงเงินรวมมีจำกัด จัดให้เท่าจำนวนที่จัดรุ่นได้จริงในปีที่ผ่านมา"
DOUBLED = "ซ้ำกับโครงการที่จังหวัดได้รับงบประมาณของจังหวัดแล้ว"


def tell(portfolio, *, users):
    """Ask for the needs of a portfolio of the next year, let some provinces answer, decide a part."""
    holder = areas.office_by_code(HOLDER)
    survey = actions.open_survey(
        portfolio,
        office=holder,
        opens_on=ASKED_ON,
        closes_on=CLOSES_ON,
        asks=ASKS,
        by=users["planner"],
        at=_moment(ASKED_ON, 9),
    )
    desks = posts.Desks(users=users)
    answering = _answering(portfolio)
    for turn, (province, office) in enumerate(answering):
        is_left = province.pk == HERE or turn >= len(answering) - STILL_WRITING
        _answer(survey, province, office, turn=turn, desks=desks, is_left=is_left)
    _decide(survey, by=users["director"])
    return survey


def _answering(portfolio):
    """Provinces with a plan this year, each second one, and always the one where the story happens."""
    planned = set(
        queries.approved_lines(WHOLE)
        .filter(activity__project__portfolio__fiscal_year=portfolio.fiscal_year - 1)
        .order_by()
        .values_list("province_id", flat=True)
    )
    asked = [
        (province, office)
        for province, office in known.asked_provinces(on=ASKED_ON)
        if province.pk in planned and office.kind == office.Kind.PROVINCIAL
    ]
    return [one for turn, one in enumerate(asked) if turn % EACH == 0 or one[0].pk == HERE]


def _answer(survey, province, office, *, turn, desks, is_left):
    at = _moment(ASKED_ON + dt.timedelta(days=2 + turn % 14), 10)
    wanted = _needs(survey, province, turn=turn)
    answer = actions.write_needs(
        survey, office=office, province=province, needs=wanted, expected=0, by=desks.officer(office), at=at
    )
    if not is_left:
        actions.confirm_answer(answer, by=desks.head(office), at=at + dt.timedelta(hours=5))


def _needs(survey, province, *, turn):
    """What this year's plan held, a little more or less, in the same quarter of the next year."""
    found = []
    every = needs_evidence.known(WHOLE, survey.portfolio, province)
    by_pk = {one.pk: one for one in queries.activities(WHOLE, survey.portfolio)}
    for place, (pk, before) in enumerate((pk, one) for pk, one in every.items() if one.planned):
        percent = MORE_IN_PERCENT[(turn + place) % len(MORE_IN_PERCENT)]
        found.append(
            WrittenNeed(
                activity=by_pk[pk],
                month=_quarter_start(needs_evidence.a_year_later(min(before.planned))),
                is_whole_quarter=True,
                people=max(by_pk[pk].round_smallest, before.people * percent // 100),
                reason=REASONS[(turn + place) % len(REASONS)],
                evidence=_in_thai(before),
            )
        )
    return found


def _in_thai(before):
    with override("th"):
        return str(before)


def _quarter_start(month):
    first = fiscal.first_day(fiscal.fiscal_year_of(month))
    return fiscal.months_of(fiscal.fiscal_year_of(first))[(fiscal.quarter_of(month) - 1) * 3]


def _decide(survey, *, by):
    """The first half of what is confirmed: more than before is cut back, one is refused."""
    rows = list(known.needs(WHOLE, survey).filter(answer__confirmed_at__isnull=False, state=NeedState.PROPOSED))
    decisions = []
    for turn, need in enumerate(rows[: len(rows) // 2]):
        if turn == len(rows) // 4:
            decisions.append(NeedDecision(need.pk, 0, DOUBLED))
        elif need.people > need.activity.round_largest:
            decisions.append(NeedDecision(need.pk, need.activity.round_largest, LIMITED))
        else:
            decisions.append(NeedDecision(need.pk, need.people))
    actions.decide_needs(survey, decisions=decisions, by=by, at=_moment(dt.date(2025, 5, 13), 14))


def _moment(day, hour):
    return dt.datetime.combine(day, dt.time(hour), clock.BANGKOK)
