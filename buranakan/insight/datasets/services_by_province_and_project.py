"""Open data: people reached beside places planned, by province, by project and by both, of public programmes."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from buranakan.insight import progress, publish
from buranakan.insight.columns import Column, Dataset, Words
from buranakan.insight.figures.people import PLANNED, REACHED_DISTINCT
from buranakan.insight.programme_columns import (
    FISCAL_YEAR,
    LICENCE,
    LICENCE_URL,
    NOTICE,
    PEOPLE,
    PROGRAMME_CODE,
    PROJECT_NAME_TH,
    PROJECT_NUMBER,
    PROVINCE_CODE,
    of,
)
from buranakan.insight.slices import Dimension
from buranakan.insight.small_tables import hidden_cells

YES, NO = "yes", "no"
BOTH_WAYS = (Dimension.PROVINCE, Dimension.PROJECT)


class Of(StrEnum):
    """What a row is of."""

    PROGRAMME = "programme"
    PROJECT = "project"
    PROVINCE = "province"
    PROJECT_IN_PROVINCE = "project_in_province"


@dataclass(frozen=True)
class Row:
    """A programme, one of its projects or provinces, or a project in a province; hidden counts are None."""

    of: Of
    portfolio: object
    project: object | None
    province: object | None
    planned: int
    reached: int | None
    figure: object
    as_of: dt.date

    @property
    def is_hidden(self):
        """Is its count left out?"""
        return self.reached is None


def rows(releases, *, on):
    """Every programme that serves a public promise, its projects, its provinces, and every project in each of these.

    The totals are those of the public tables. Where nothing was done there is a row too.
    """
    found = [row for release in releases for row in (*_totals_of(release, on=on), *_cells_of(release, on=on))]
    return sorted(found, key=_place)


def _place(row):
    project, province = row.project.number if row.project else 0, row.province.pk if row.province else ""
    return (-row.portfolio.fiscal_year, row.portfolio.code, list(Of).index(row.of), project, province)


def _totals_of(release, *, on):
    common = {"portfolio": release.portfolio, "figure": release.figure, "as_of": on}
    yield Row(
        of=Of.PROGRAMME, project=None, province=None, planned=release.planned, reached=release.reached, **common
    )
    for one in release.projects:
        yield Row(
            of=Of.PROJECT, project=one.named, province=None, planned=one.planned, reached=one.reached, **common
        )
    for one in release.provinces:
        yield Row(
            of=Of.PROVINCE, project=None, province=one.named, planned=one.planned, reached=one.reached, **common
        )


def _cells_of(release, *, on):
    """The same slice and the same rule of counting as the programme's public tables, which a reader has beside it."""
    part = progress.as_announced([release.portfolio], on=on)
    cells = [(province.key, project.key) for project in release.projects for province in release.provinces]
    planned = PLANNED.crossed(publish.WHOLE, BOTH_WAYS, part=part)
    people = REACHED_DISTINCT.crossed(publish.WHOLE, BOTH_WAYS, part=part)
    counted = release.figure.crossed(publish.WHOLE, BOTH_WAYS, part=part)
    hidden = hidden_cells(
        {cell: people.get(cell, 0) for cell in cells},
        threshold=settings.SMALL_COUNT,
        # As with every public table: the plan is public, and where least was planned, least is lost.
        given_up_first=sorted(cells, key=lambda cell: (planned.get(cell, 0), cell)),
        hidden_rows=frozenset(one.key for one in release.provinces if one.is_hidden),
        hidden_columns=frozenset(one.key for one in release.projects if one.is_hidden),
    )
    provinces = {one.key: one.named for one in release.provinces}
    projects = {one.key: one.named for one in release.projects}
    return [
        Row(
            of=Of.PROJECT_IN_PROVINCE,
            portfolio=release.portfolio,
            project=projects[cell[1]],
            province=provinces[cell[0]],
            planned=planned.get(cell, 0),
            reached=None if cell in hidden else counted[cell],
            figure=release.figure,
            as_of=on,
        )
        for cell in cells
    ]


COLUMNS = (
    Column(
        key="row_of",
        label=Words(th="แถวนี้เป็นของ", en="What the row is of"),
        description=Words(
            th="programme ทั้งชุดโครงการ, project ทั้งโครงการ, province ทั้งจังหวัด, "
            "project_in_province โครงการหนึ่งในจังหวัดหนึ่ง ยอดรวมไม่ใช่ผลบวกของแถวย่อยเมื่อนับคนไม่ซ้ำ",
            en="programme: all of it; project: in every province; province: every project; project_in_province: one in "
            "one. Where each person is counted once, totals are no sums of the rows below them.",
        ),
        type="text",
        value=lambda row: row.of.value,
    ),
    FISCAL_YEAR,
    PROGRAMME_CODE,
    Column(
        key="programme_name_th",
        label=Words(th="ชื่อชุดโครงการ", en="Programme, in Thai"),
        description=Words(th="ชื่อชุดโครงการร่วมภาษาไทย", en="Name of the joint programme in Thai."),
        type="text",
        value=lambda row: row.portfolio.name_th,
    ),
    Column(
        key="programme_name_en",
        label=Words(th="ชื่อชุดโครงการภาษาอังกฤษ", en="Programme, in English"),
        description=Words(
            th="ชื่อชุดโครงการร่วมภาษาอังกฤษ แปลโดยระบบนี้ ไม่ใช่ชื่อทางการ",
            en="Name of the joint programme in English: our translation, no official name.",
        ),
        type="text",
        value=lambda row: row.portfolio.name_en,
        may_be_empty=True,
    ),
    PROJECT_NUMBER,
    PROJECT_NAME_TH,
    Column(
        key="project_name_en",
        label=Words(th="ชื่อโครงการภาษาอังกฤษ", en="Project, in English"),
        description=Words(
            th="ชื่อโครงการภาษาอังกฤษ แปลโดยระบบนี้ ไม่ใช่ชื่อทางการ",
            en="Name of the project in English: our translation, no official name.",
        ),
        type="text",
        value=of("project", "name_en"),
        may_be_empty=True,
    ),
    PROVINCE_CODE,
    Column(
        key="province_name_th",
        label=Words(th="จังหวัด", en="Province, in Thai"),
        description=Words(th="ชื่อจังหวัดที่ให้บริการ", en="Name of the province served in, in Thai."),
        type="text",
        value=of("province", "name_th"),
        may_be_empty=True,
    ),
    Column(
        key="province_name_en",
        label=Words(th="จังหวัดภาษาอังกฤษ", en="Province, in English"),
        description=Words(th="ชื่อจังหวัดภาษาอังกฤษ", en="Name of the province served in, in English."),
        type="text",
        value=of("province", "name_en"),
        may_be_empty=True,
    ),
    Column(
        key="places_planned",
        label=Words(th="จำนวนที่นั่งตามแผน", en="Places planned"),
        description=Words(
            th="จำนวนที่นั่งทั้งปีในรายการแผนฉบับที่อนุมัติแล้ว ของสิ่งที่แถวนี้เป็น",
            en="Places in the lines of approved plans for the whole year, of what the row is of.",
        ),
        type="integer",
        unit=PEOPLE,
        value=lambda row: row.planned,
    ),
    Column(
        key="people_reached",
        label=Words(th="จำนวนผู้รับบริการ", en="People reached"),
        description=Words(
            th="จำนวนคนที่รับบริการตั้งแต่ต้นปีงบประมาณถึงวันที่ของข้อมูล ของสิ่งที่แถวนี้เป็น นับตามวิธีในช่อง counting_rule "
            f"เว้นว่างเมื่อปกปิด: จำนวนที่น้อยกว่า {settings.SMALL_COUNT} คนซึ่งรวมถึงศูนย์ และจำนวนอื่นที่จะทำให้คำนวณย้อนกลับได้",
            en="People who received services since the fiscal year began, of what the row is of, counted as "
            f"counting_rule says. Empty where hidden: fewer than {settings.SMALL_COUNT} people, none "
            "among them, and other counts that would tell such a one.",
        ),
        type="integer",
        unit=PEOPLE,
        value=lambda row: row.reached,
        may_be_empty=True,
    ),
    Column(
        key="is_hidden",
        label=Words(th="ปกปิดหรือไม่", en="Is it hidden?"),
        description=Words(
            th="yes เมื่อจำนวนผู้รับบริการถูกปกปิด, no เมื่อแสดง",
            en="yes where the number of people reached is hidden, no where it is shown.",
        ),
        type="text",
        value=lambda row: YES if row.reached is None else NO,
    ),
    Column(
        key="counting_rule",
        label=Words(th="วิธีนับ", en="Counting rule"),
        description=Words(
            th="รหัสของวิธีนับ: people_reached_distinct นับแต่ละคนครั้งเดียว "
            "จึงรวมข้ามแถวไม่ได้เพราะคนเดียวกันอาจอยู่หลายแถว; people_reached_participations นับทุกครั้งที่เข้าร่วม",
            en="Key of the rule: people_reached_distinct counts each person once, so rows don't add up where somebody "
            "stands in several; people_reached_participations counts each participation.",
        ),
        type="text",
        value=lambda row: row.figure.key,
    ),
    Column(
        key="as_of",
        label=Words(th="ข้อมูล ณ วันที่", en="As of"),
        description=Words(
            th="วันที่จัดทำข้อมูล (ค.ศ. ปี-เดือน-วัน) บริการที่บันทึกหลังจากนั้นยังไม่รวม",
            en="The day on which the data was made (year-month-day); what was recorded later is not in it.",
        ),
        type="date",
        value=lambda row: row.as_of.isoformat(),
    ),
    NOTICE,
)

DATASET = Dataset(
    key="services-by-province-and-project",
    title=Words(th="จำนวนผู้รับบริการจำแนกตามจังหวัดและโครงการ", en="Services by province and project"),
    description=Words(
        th="จำนวนผู้รับบริการเทียบกับจำนวนที่นั่งตามแผน รายจังหวัด รายโครงการ และรายโครงการในแต่ละจังหวัด "
        "ของชุดโครงการร่วมที่ประกาศต่อสาธารณะ "
        f"จำนวนคนที่น้อยกว่า {settings.SMALL_COUNT} และจำนวนที่จะทำให้คำนวณย้อนกลับได้ถูกปกปิด",
        en="People reached beside places planned, by province, by project, and for every project in every province, "
        "of the joint programmes that were announced in public. "
        f"Counts of fewer than {settings.SMALL_COUNT} people, and what would reveal them, are hidden.",
    ),
    objective=Words(
        th="ให้ประชาชนตรวจสอบได้ว่าเป้าหมายที่ประกาศไว้เกิดผลที่ใดเท่าใด",
        en="Lets everybody check where, and how far, what was announced came true.",
    ),
    source=Words(
        th="บันทึกการให้บริการและแผนที่อนุมัติแล้วของหน่วยงานในระบบบูรณาการ",
        en="Records of services and approved plans of the agencies in Buranakan.",
    ),
    coverage=Words(th="จังหวัด", en="Province"),
    category=Words(th="ข้อมูลสาธารณะ", en="Public data"),
    frequency=Words(th="วัน", en="Day"),
    keywords=(
        Words(th="ผู้ประกอบการ", en="entrepreneurs"),
        Words(th="ส่งเสริมอุตสาหกรรม", en="industrial promotion"),
        Words(th="จังหวัด", en="provinces"),
    ),
    licence=LICENCE,
    licence_url=LICENCE_URL,
    columns=COLUMNS,
    rows=rows,
)
