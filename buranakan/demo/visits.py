"""The demo's visits: the founding one to Center 6, with what was noted there, and one to come with its brief."""

import datetime as dt
import uuid

from buranakan.areas import queries as areas
from buranakan.insight.briefs import visit_paper
from buranakan.lib import clock
from buranakan.policy.visits import actions
from buranakan.policy.visits.enums import Topic

# Keys a phone would have made; fixed, so that every demo is alike.
NOTES = uuid.UUID("25671208-0000-4000-8000-000000000000")
FOUNDING_DAY = dt.date(2024, 12, 8)
NEXT_DAY = dt.date(2025, 5, 16)
PERMANENT_SECRETARY = "ปลัดกระทรวงอุตสาหกรรม"
FOUNDING_NOTES = (
    ((9, 40), "ศูนย์รายงานแผนงานและกลุ่มเป้าหมายใน 4 จังหวัด ขอให้แยกข้อมูลรายจังหวัดให้เห็นความต้องการจริง", False),
    ((10, 25), "ห้องปฏิบัติการ ITC ใช้งานได้ครบ แต่คิวทดลองผลิตภัณฑ์เกษตรแปรรูปยาว", False),
    ((11, 15), "ผู้ประกอบการขอช่องทางตลาดออนไลน์และการออกแบบบรรจุภัณฑ์", False),
    ((11, 50), "ให้ดีพร้อมร่วมกับ สอจ. จัดแผนร่วมรายพื้นที่ และรายงานผลทุกไตรมาส", True),
)


def tell_founding(*, users):
    """8 December 2567: the Permanent Secretary visits Center 6, hands on policy, and notes what is to be done."""
    centre = areas.office_by_code("diprom-c06")
    visit = actions.plan_visit(
        title="ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6 และมอบนโยบาย",
        visiting_office=areas.office_by_code("moi"),
        visitors=f"{PERMANENT_SECRETARY} และคณะ",
        place="อำเภอสูงเนิน",
        province=areas.provinces().get(pk="30"),
        offices=[centre],
        starts_at=_at(FOUNDING_DAY, 9),
        ends_at=_at(FOUNDING_DAY, 12),
        topics=[Topic.PROMISES, Topic.MACHINES, Topic.MONEY],
        look_at="ความพร้อมของศูนย์ในการทำงานร่วมกับ สอจ. ในพื้นที่",
        programme=[
            (_at(FOUNDING_DAY, 9), "รับฟังบรรยายสรุปผลการดำเนินงาน"),
            (_at(FOUNDING_DAY, 10), "เยี่ยมชมห้องปฏิบัติการ ITC และพบผู้ประกอบการ"),
            (_at(FOUNDING_DAY, 11, 30), "มอบนโยบายแก่หัวหน้าหน่วยงานในพื้นที่"),
        ],
        by=users["executive"],
        at=_at(dt.date(2024, 12, 4), 10),
    )
    visit_paper.make(visit, by=users["executive"], at=_at(FOUNDING_DAY - dt.timedelta(days=1), 17, 30))
    for place, ((hour, minute), text, is_directive) in enumerate(FOUNDING_NOTES):
        actions.note(
            visit,
            client_key=uuid.UUID(int=NOTES.int + place),
            text=text,
            noted_at=_at(FOUNDING_DAY, hour, minute),
            is_directive=is_directive,
            by=users["executive"],
            at=_at(FOUNDING_DAY, 13),
        )
    return actions.finish(visit, by=users["executive"], at=_at(FOUNDING_DAY, 16))


def tell_next(*, users):
    """16 May 2568: a visit to the provincial office that most of the story happens at, with its brief."""
    office = areas.office_by_code("pio-30")
    visit = actions.plan_visit(
        title="ตรวจเยี่ยมสำนักงานอุตสาหกรรมจังหวัดนครราชสีมา",
        visiting_office=areas.office_by_code("moi"),
        visitors="ผู้ตรวจราชการกระทรวงอุตสาหกรรม",
        province=office.seat,
        offices=[office],
        starts_at=_at(NEXT_DAY, 9),
        ends_at=_at(NEXT_DAY, 15, 30),
        topics=list(Topic),
        look_at="รุ่นอบรมที่จบแล้วแต่ยังไม่ปิด และใบสมัครที่ยังไม่พิจารณา",
        programme=[
            (_at(NEXT_DAY, 9), "รับฟังสรุปผลงานและปัญหา"),
            (_at(NEXT_DAY, 10, 30), "ตรวจเอกสารการเบิกจ่ายและหลักฐานการให้บริการ"),
            (_at(NEXT_DAY, 13), "พบผู้ประกอบการที่ผ่านการอบรม"),
            (_at(NEXT_DAY, 15), "สรุปผลและข้อสั่งการ"),
        ],
        by=users["inspector"],
        at=_at(dt.date(2025, 5, 12), 10),
    )
    # The evening before has not come on the demo's day, so the brief is made as the demo begins.
    return visit_paper.make(visit, by=users["inspector"], at=_at(dt.date(2025, 5, 15), 7, 50))


def _at(day, hour, minute=0):
    return dt.datetime.combine(day, dt.time(hour, minute), clock.BANGKOK)
