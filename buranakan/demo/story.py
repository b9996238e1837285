"""The demo's year, told through the same actions that people use: promise, plan, register, deliver."""

import datetime as dt
import random
from importlib import resources

from buranakan.accounts.scope import Scope
from buranakan.areas import imports as area_files
from buranakan.areas import queries as areas
from buranakan.demo import (
    appointments,
    directives,
    envelopes,
    frameworks,
    next_year,
    posts,
    recruiting,
    replanning,
    today,
    visits,
    year,
)
from buranakan.finance import imports as finance_files
from buranakan.lib import clock, fiscal
from buranakan.outcomes import imports as outcome_files
from buranakan.planning import actions as planning
from buranakan.planning import imports as planning_files
from buranakan.planning import queries as plans
from buranakan.planning.proposal import propose
from buranakan.policy import actions as policy
from buranakan.policy import imports as policy_files
from buranakan.policy import queries as policies
from buranakan.policy.reading.reference import vocabulary_of_files
from buranakan.records import actions as records
from buranakan.services import imports as service_files

SEED = 25680515
FISCAL_YEAR = 2568
DEMO_DAY = dt.date(2025, 5, 15)
PEOPLE, MONEY_SATANG = 2_180, 915_000_000
PLACES = 2_400
CENTRE_6 = "diprom-c06"
CENTRE_6_PROVINCES = {"30", "31", "32", "36"}
BANGKOK = "10"
# People who asked, least and most: the story follows Center 6, so more is asked for there.
NEAR, FAR = (240, 330), (40, 120)
# The office that most of the story happens at: twice the need of its neighbours.
HERE, TWICE = "30", 2
# Provinces that the demo's survey leaves without need: Bangkok has no provincial office, the others by chance.
WITHOUT_NEED = 31
BASIS = (
    "ข้อเสนอที่คำนวณจากผลสำรวจความต้องการรายจังหวัด (ข้อมูลสมมติ) จัดเป็นรุ่นเต็มรุ่น กระจายตามเดือน "
    "และแบ่งวงเงินตามช่วงต้นทุนต่อหน่วย ข่าวที่ประกาศไม่ได้ระบุการแบ่งนี้"
)
WHOLE = Scope.system("demo")


def moment(written):
    """A moment of the story, in Thai time."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=clock.BANGKOK)


def tell(say):
    """Load the whole demo into an empty database; `say` is told each step."""
    chance = random.Random(SEED)  # noqa: S311 - synthetic data, the same every time
    say("ข้อมูลอ้างอิง: จังหวัด หน่วยงาน กรอบนโยบาย")
    load_reference(at=moment("2024-10-01 09:00"))
    say("ตำแหน่งที่เข้าสู่ระบบได้")
    users = posts.make_posts(on=fiscal.first_day(FISCAL_YEAR), at=moment("2024-10-01 09:00"))
    say("ชุดโครงการ วงเงิน และแผน")
    portfolio = planning_files.load(by=users["planner"], at=moment("2024-10-28 09:00"))
    plan(portfolio, users=users, chance=chance)
    say("การตรวจเยี่ยมเมื่อ 8 ธันวาคม 2567")
    visits.tell_founding(users=users)
    say("เป้าหมายที่ประกาศ")
    promise(portfolio, users=users)
    frameworks.tag_projects(portfolio, by=users["planner"], at=moment("2024-12-11 13:00"))
    say("คน กิจการ และบริการของครึ่งปีแรก")
    teller = year.serve(users=users, until=DEMO_DAY, chance=chance, say=say)
    say("ประกาศรับสมัครและรายชื่อที่นำเข้า")
    today.open_calls(teller.lines, applicants=teller.applicants, desks=teller.desks, today=DEMO_DAY)
    today.bring_in_list(desks=teller.desks, today=DEMO_DAY, chance=chance)
    say("สิ่งที่แผนต้องปรับ และรุ่นที่จะจัด")
    replanning.tell(teller.lines, users=users, applicants=teller.applicants, desks=teller.desks)
    say("ข้อสั่งการ")
    directives.tell(portfolio, users=users, desks=teller.desks)
    say("แผนฉบับปรับปรุงที่รอพิจารณา")
    amend(users=users)
    say("หัวหน้าหน่วยงานคนใหม่")
    appointments.change_heads(teller)
    say("การตรวจเยี่ยมครั้งต่อไป")
    visits.tell_next(users=users)
    say("แผนของปีงบประมาณถัดไป")
    next_year.tell(portfolio, users=users)
    say("ส่งจดหมายไปกล่องจดหมายสาธิต")
    recruiting.deliver(moment("2025-05-15 07:45"))
    say("ปิดผนึกประวัติการกระทำ")
    records.seal(moment("2025-05-15 08:00"))


def load_reference(*, at):
    """All reference files: areas, frameworks, what matters of each kind of service, targets of spending, indicators."""
    for files in (area_files, policy_files, service_files, finance_files, outcome_files):
        files.load(by=None, at=at)


def plan(portfolio, *, users, chance):
    """The envelope goes down the tree; two plans are computed by need, one returned once, both approved."""
    diprom, centre = areas.office_by_code("diprom"), areas.office_by_code(CENTRE_6)
    envelope = planning.open_envelope(
        portfolio,
        office=diprom,
        amount_satang=MONEY_SATANG,
        places=PLACES,
        document="หนังสือแจ้งจัดสรรงบประมาณ ที่ อก 0401/2568 (ข้อมูลสมมติ)",
        document_on=dt.date(2024, 10, 29),
        by=users["planner"],
        at=moment("2024-10-30 09:00"),
    )
    ask = planning_files.ask(WHOLE, portfolio, need=need(chance), more_than=PEOPLE, satang=MONEY_SATANG)
    lines = propose(ask)
    near = areas.province_codes_of(centre, on=dt.date(2024, 11, 1))
    ours = [line for line in lines if line.province in near]
    others = [line for line in lines if line.province not in near]
    held = planning.hand_on(
        envelope,
        office=centre,
        amount_satang=sum(line.amount_satang for line in ours),
        places=sum(line.people for line in ours) + 40,
        reason="ให้ศูนย์ภาคที่ 6 วางแผนในจังหวัดที่รับผิดชอบ",
        by=users["planner"],
        at=moment("2024-11-04 09:00"),
    )
    national = planning.draft_proposal(
        envelope,
        proposed=others,
        owner_office=diprom,
        name_th="แผนบูรณาการดีพร้อมและ สอจ.",
        name_en="Joint plan of DIPROM and the provincial offices",
        basis=BASIS,
        by=users["planner"],
        at=moment("2024-11-05 09:00"),
    )
    local = planning.draft_proposal(
        held,
        proposed=ours,
        owner_office=centre,
        name_th="แผนบูรณาการ ศภ.6",
        name_en="Joint plan of DIPROM Center 6",
        basis=BASIS,
        by=users["planner6"],
        at=moment("2024-11-06 09:00"),
    )
    decide(national, local, users=users)
    envelopes.carry_over(portfolio, users=users)


def decide(national, local, *, users):
    """The national plan is returned once and then approved; Center 6's is approved by its head."""
    planning.submit(national, by=users["planner"], at=moment("2024-11-08 09:00"))
    planning.return_version(
        national, reason="ขอให้ระบุที่มาของตัวเลขรายจังหวัดให้ชัดเจน", by=users["director"], at=moment("2024-11-11 09:00")
    )
    planning.reopen(national, by=users["planner"], at=moment("2024-11-11 13:00"))
    planning.submit(national, by=users["planner"], at=moment("2024-11-12 09:00"))
    planning.approve(national, by=users["director"], at=moment("2024-11-13 09:00"))
    planning.submit(local, by=users["planner6"], at=moment("2024-11-12 09:00"))
    planning.approve(local, by=users["head"], at=moment("2024-11-14 09:00"))


def need(chance):
    """A synthetic survey of need: people who asked, by province code; some provinces asked for nothing."""
    codes = sorted(province.pk for province in areas.provinces() if province.pk != BANGKOK)
    without = set(chance.sample([code for code in codes if code not in CENTRE_6_PROVINCES], WITHOUT_NEED - 1))
    asked = {
        code: 0 if code in without else chance.randint(*(NEAR if code in CENTRE_6_PROVINCES else FAR)) for code in codes
    }
    return asked | {HERE: asked[HERE] * TWICE}


def promise(portfolio, *, users):
    """The announcement is read; its two promises are confirmed by a planner and bound to figures."""
    text = resources.files("buranakan.demo").joinpath("texts/announcement.txt").read_text(encoding="utf-8")
    announcement = policy.take_in(
        text=text,
        source="https://www.thaigov.go.th/news/contents/details/91218",
        vocabulary=vocabulary_of_files(),
        by=users["planner"],
        at=moment("2024-12-11 09:00"),
    )
    diprom = areas.office_by_code("diprom")
    wanted = {
        "คน": ("people_reached_distinct", "ผู้รับบริการกว่า 2,180 คน", "More than 2,180 people served"),
        "บาท": ("money_planned", "วงเงินรวม 9.15 ล้านบาท", "An envelope of 9.15 million baht"),
    }
    for proposal in policies.proposals(WHOLE, announcement):
        if proposal.unit not in wanted:
            policy.reject(proposal, because="ไม่ใช่เป้าหมายหรือวงเงิน", by=users["planner"], at=moment("2024-12-11 10:00"))
            continue
        figure_key, statement_th, statement_en = wanted[proposal.unit]
        confirmed = policy.confirm(
            proposal,
            statement_th=statement_th,
            statement_en=statement_en,
            value=proposal.value,
            unit=proposal.unit,
            comparison=proposal.comparison,
            figure_key=figure_key,
            figure_unit=proposal.unit,
            fiscal_year=FISCAL_YEAR,
            due_on=dt.date(2025, 9, 30),
            promised_by="อธิบดีกรมส่งเสริมอุตสาหกรรม",
            promised_by_en="Director-General, Department of Industrial Promotion",
            office=diprom,
            by=users["planner"],
            at=moment("2024-12-11 11:00"),
        )
        planning.serve_promise(portfolio, promise=confirmed, by=users["planner"], at=moment("2024-12-11 12:00"))


def amend(*, users):
    """Center 6 asks to amend its plan; the new version waits for its head."""
    centre = areas.office_by_code(CENTRE_6)
    approved = plans.plan_versions(WHOLE).get(state="approved", plan__envelope__office=centre)
    draft = planning.amend(
        approved, reason="เลื่อนรุ่นท้ายปีขึ้นมา เพื่อให้เบิกจ่ายทันสิ้นปีงบประมาณ", by=users["planner6"], at=moment("2025-05-13 09:00")
    )
    late = draft.lines.order_by("-month", "pk").first()
    planned = late.as_planned()
    planning.change_line(
        late,
        line=year.earlier(planned, months={line.month for line in draft.lines.all()}),
        by=users["planner6"],
        at=moment("2025-05-13 10:00"),
    )
    planning.submit(draft, by=users["planner6"], at=moment("2025-05-14 09:00"))
