"""Open data: what is planned, by activity, province and month, of public programmes; money by programme and project."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Sum

from buranakan.insight import progress, publish
from buranakan.insight.columns import Column, Dataset, Words
from buranakan.insight.figures.people import PLANNED
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
from buranakan.lib import money
from buranakan.planning.models import Activity
from buranakan.planning.queries import provinces_by_code


class Of(StrEnum):
    """What a row is of."""

    PROGRAMME = "programme"
    PROJECT = "project"
    ACTIVITY_IN_PROVINCE_AND_MONTH = "activity_in_province_and_month"


@dataclass(frozen=True)
class Row:
    """A programme, one of its projects, or an activity in a province in a month. Money is public in the first two."""

    of: Of
    portfolio: object
    project: object | None
    activity: object | None
    province: object | None
    month: dt.date | None
    rounds: int
    people: int
    satang: int | None
    as_of: dt.date
    is_hidden = False  # a plan counts places, which are no people


def rows(releases, *, on):
    """Every programme that serves a public promise, as its announcement is read, its projects, and its lines."""
    found = [row for release in releases for row in _rows_of(release, on=on)]
    return sorted(found, key=_place)


def _place(row):
    return (
        -row.portfolio.fiscal_year,
        row.portfolio.code,
        list(Of).index(row.of),
        row.project.number if row.project else 0,
        row.activity.code if row.activity else "",
        row.province.pk if row.province else "",
        row.month or dt.date.min,
    )


def _rows_of(release, *, on):
    part = progress.as_announced([release.portfolio], on=on)
    lines = PLANNED.rows_in(publish.WHOLE, part).order_by()
    keys = "activity_id", "province_id", "month"
    cells = list(lines.values_list(*keys).annotate(rounds=Sum("rounds"), people=Sum("people")))
    activities = Activity.objects.select_related("project").in_bulk({cell[0] for cell in cells})
    provinces = provinces_by_code()
    rounds = {}
    for activity, _province, _month, count, _people in cells:
        for key in (None, activities[activity].project_id):
            rounds[key] = rounds.get(key, 0) + count
    empty = {"activity": None, "province": None, "month": None}
    common = {"portfolio": release.portfolio, "as_of": on}
    whole = {"rounds": rounds.get(None, 0), "people": release.planned, "satang": release.satang}
    yield Row(of=Of.PROGRAMME, project=None, **empty, **whole, **common)
    for one in release.projects:
        said = {"rounds": rounds.get(one.key, 0), "people": one.planned, "satang": one.satang}
        yield Row(of=Of.PROJECT, project=one.named, **empty, **said, **common)
    for activity, province, month, count, people in cells:
        yield Row(
            of=Of.ACTIVITY_IN_PROVINCE_AND_MONTH,
            project=activities[activity].project,
            activity=activities[activity],
            province=provinces[province],
            month=month,
            rounds=count,
            people=people,
            satang=None,
            **common,
        )


def _named(key, *, name, attribute, th, en, about_th, about_en):
    return Column(
        key=key,
        label=Words(th=th, en=en),
        description=Words(th=about_th, en=about_en),
        type="text",
        value=of(name, attribute),
        may_be_empty=True,
    )


COLUMNS = (
    Column(
        key="row_of",
        label=Words(th="แถวนี้เป็นของ", en="What the row is of"),
        description=Words(
            th="programme ทั้งชุดโครงการ, project ทั้งโครงการ, activity_in_province_and_month กิจกรรมหนึ่งในจังหวัดหนึ่งในเดือนหนึ่ง "
            "แถวย่อยรวมกันได้เท่ายอดรวม เพราะแผนนับที่นั่ง",
            en="programme: all of it; project: one of its projects; activity_in_province_and_month: one activity in "
            "one province in one month. These add up to the totals, for a plan counts places.",
        ),
        type="text",
        value=lambda row: row.of.value,
    ),
    FISCAL_YEAR,
    PROGRAMME_CODE,
    PROJECT_NUMBER,
    PROJECT_NAME_TH,
    _named(
        "activity_code",
        name="activity",
        attribute="code",
        th="รหัสกิจกรรม",
        en="Activity code",
        about_th="รหัสของกิจกรรม ใช้ตัวเดิมทุกปี",
        about_en="Code of the activity; the same from year to year.",
    ),
    _named(
        "activity_name_th",
        name="activity",
        attribute="name_th",
        th="ชื่อกิจกรรม",
        en="Activity, in Thai",
        about_th="ชื่อกิจกรรมภาษาไทย",
        about_en="Name of the activity in Thai.",
    ),
    _named(
        "activity_name_en",
        name="activity",
        attribute="name_en",
        th="ชื่อกิจกรรมภาษาอังกฤษ",
        en="Activity, in English",
        about_th="ชื่อกิจกรรมภาษาอังกฤษ แปลโดยระบบนี้ ไม่ใช่ชื่อทางการ",
        about_en="Name of the activity in English: our translation, no official name.",
    ),
    PROVINCE_CODE,
    _named(
        "province_name_th",
        name="province",
        attribute="name_th",
        th="จังหวัด",
        en="Province, in Thai",
        about_th="ชื่อจังหวัดที่วางแผนไว้",
        about_en="Name of the province planned for, in Thai.",
    ),
    _named(
        "province_name_en",
        name="province",
        attribute="name_en",
        th="จังหวัดภาษาอังกฤษ",
        en="Province, in English",
        about_th="ชื่อจังหวัดภาษาอังกฤษ",
        about_en="Name of the province planned for, in English.",
    ),
    Column(
        key="month",
        label=Words(th="เดือน", en="Month"),
        description=Words(
            th="วันแรกของเดือนที่วางแผนไว้ (ค.ศ. ปี-เดือน-วัน)", en="First day of the month planned for (year-month-day)."
        ),
        type="date",
        value=lambda row: row.month.isoformat() if row.month else None,
        may_be_empty=True,
    ),
    Column(
        key="rounds_planned",
        label=Words(th="จำนวนรุ่นตามแผน", en="Rounds planned"),
        description=Words(
            th="จำนวนรุ่นในรายการแผนฉบับที่อนุมัติแล้ว ของสิ่งที่แถวนี้เป็น",
            en="Rounds in the lines of approved plans, of what the row is of.",
        ),
        type="integer",
        value=lambda row: row.rounds,
        unit=Words(th="รุ่น", en="rounds"),
    ),
    Column(
        key="places_planned",
        label=Words(th="จำนวนที่นั่งตามแผน", en="Places planned"),
        description=Words(
            th="จำนวนที่นั่งในรายการแผนฉบับที่อนุมัติแล้ว ของสิ่งที่แถวนี้เป็น",
            en="Places in the lines of approved plans, of what the row is of.",
        ),
        type="integer",
        value=lambda row: row.people,
        unit=PEOPLE,
    ),
    Column(
        key="baht_planned",
        label=Words(th="วงเงินตามแผน", en="Baht planned"),
        description=Words(
            th="วงเงินตามแผนที่อนุมัติแล้วของทั้งชุดโครงการและของแต่ละโครงการ "
            "เว้นว่างในแถวย่อย เพราะวงเงินรายหน่วยงานและรายจังหวัดไม่ใช่ข้อมูลสาธารณะ",
            en="Money of the approved plans, of the programme and of each project. Empty in the rows below them: money "
            "by office and province is not public.",
        ),
        type="number",
        value=lambda row: _baht(row.satang),
        unit=Words(th="บาท", en="baht"),
        may_be_empty=True,
    ),
    Column(
        key="as_of",
        label=Words(th="ข้อมูล ณ วันที่", en="As of"),
        description=Words(
            th="วันที่จัดทำข้อมูล (ค.ศ. ปี-เดือน-วัน) แผนที่อนุมัติหลังจากนั้นยังไม่รวม",
            en="The day on which the data was made (year-month-day); what was approved later is not in it.",
        ),
        type="date",
        value=lambda row: row.as_of.isoformat(),
    ),
    NOTICE,
)


def _baht(satang):
    """With two decimals, as money is written in files; no float, which would round."""
    if satang is None:
        return None
    return money.format_baht(satang, always_satang=True).replace(",", "")


DATASET = Dataset(
    key="plan-by-activity-province-and-month",
    title=Words(th="แผนงานจำแนกตามกิจกรรม จังหวัด และเดือน", en="The plan by activity, province and month"),
    description=Words(
        th="จำนวนรุ่นและที่นั่งตามแผนที่อนุมัติแล้วของชุดโครงการร่วมที่ประกาศต่อสาธารณะ รายกิจกรรม จังหวัด และเดือน "
        "พร้อมยอดรวมและวงเงินของชุดโครงการและแต่ละโครงการ",
        en="Rounds and places in the approved plans of the joint programmes that were announced in public, by "
        "activity, province and month, with totals and money of the programme and of each project.",
    ),
    objective=Words(
        th="ให้ประชาชนรู้ล่วงหน้าว่าจะมีอะไรที่ไหนเมื่อใด และเทียบแผนกับผลได้",
        en="Lets everybody know what will be where and when, and compare the plan with what came of it.",
    ),
    source=Words(th="แผนที่อนุมัติแล้วของหน่วยงานในระบบบูรณาการ", en="Approved plans of the agencies in Buranakan."),
    coverage=Words(th="จังหวัด", en="Province"),
    category=Words(th="ข้อมูลสาธารณะ", en="Public data"),
    frequency=Words(th="วัน", en="Day"),
    keywords=(
        Words(th="แผนปฏิบัติการ", en="action plan"),
        Words(th="ส่งเสริมอุตสาหกรรม", en="industrial promotion"),
        Words(th="จังหวัด", en="provinces"),
    ),
    licence=LICENCE,
    licence_url=LICENCE_URL,
    columns=COLUMNS,
    rows=rows,
)
