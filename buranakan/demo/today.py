"""What waits on the demo's day: calls that are open or to be decided, drafts, a list brought in, letters sent."""

import csv
import datetime as dt
import io

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.demo import recruiting
from buranakan.lib import clock, ids, thai_dates
from buranakan.planning.enums import Kind
from buranakan.registry.enums import ImportKind
from buranakan.registry.imports import actions as imports
from buranakan.registry.imports import queries as lists

WHOLE = Scope.system("demo")
MOST_OPEN_CALLS = 6
ROWS = 180
CHOSEN = 6
OFFICE = "pio-30"
MADE_UP_FROM = 7_001
TRADES = "อาหารแปรรูป เครื่องจักรกล สิ่งทอ บรรจุภัณฑ์ เกษตรอินทรีย์ ไม้แปรรูป โลหะการ เซรามิก สมุนไพร ขนส่ง".split()


def open_calls(lines, *, applicants, desks, today):
    """Calls of the rounds to come: the first waits for decisions, the others are open to applicants."""
    coming = sorted((line for line in lines if line.month > today), key=lambda line: (line.month, line.pk))
    ours = [line for line in coming if line.serving_office.code == OFFICE]
    others = [line for line in coming if line.activity.kind == Kind.TRAINING and line not in ours]
    for place, line in enumerate((ours + others)[:MOST_OPEN_CALLS]):
        officer = desks.officer(line.serving_office)
        places = min(line.people, line.activity.round_largest)
        closes_on = today - dt.timedelta(days=2) if place == 0 else today + dt.timedelta(days=9 + 4 * place)
        call = recruiting.open_call(
            line, places=places, opens_at=_at(today, 9, days=-20), closes_at=_at(closes_on, 16), officer=officer
        )
        for number in range(places // 2 if place == 0 else 5):
            applicants.apply(call, province=line.province, at=_at(today, 8, days=-16) + dt.timedelta(hours=number))
        applicants.begin(call, province=line.province, at=_at(today, 11, days=-5))


def bring_in_list(*, desks, today, chance):
    """A made-up month of company registrations, brought in by the steward's eye; a few become enterprises of ours."""
    office = areas.office_by_code(OFFICE)
    officer = desks.officer(office)
    run = imports.upload(
        _registrations(today, chance=chance).encode("cp874"),
        name="นิติบุคคลจัดตั้งใหม่-ข้อมูลสมมติ.csv",
        kind=ImportKind.ENTERPRISES,
        office=office,
        by=officer,
        at=_at(today, 9, days=-8),
    )
    imports.bring_in(run, by=officer, at=_at(today, 9, days=-8) + dt.timedelta(minutes=5))
    near = lists.source_records(WHOLE, province=office.seat)
    for one in list(near[:CHOSEN]):
        imports.choose(one, office=office, by=officer, at=_at(today, 10, days=-7))


def _registrations(today, *, chance):
    """As the monthly file comes: title rows, a heading with a line break, amounts with spaces, Thai days."""
    by_code = {one.pk: one for one in areas.provinces()}
    provinces = [by_code[code] for code in ("30", "31", "32", "36", "30", "40")]
    first = today.replace(day=1) - dt.timedelta(days=31)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([f"นิติบุคคลจัดตั้งเดือน{thai_dates.month(first)} (ข้อมูลสมมติ)", "", "", "", "", ""])
    write(["ทั่วประเทศ", "", "", "", "", ""])
    write(["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่\nจดทะเบียน", " ทุนจดทะเบียน\n(บาท) ", "ที่ตั้งสำนักงานใหญ่"])
    for number in range(1, ROWS + 1):
        day = first.replace(day=1 + chance.randrange(28))
        where = chance.choice(provinces)
        write(
            [
                number,
                ids.made_up_juristic_number(MADE_UP_FROM + number),
                f"บจ.ตัวอย่าง{chance.choice(TRADES)} {number} จำกัด",
                f"{day.day}/{day.month}/{day.year + 543}",
                f" {chance.choice([1, 2, 3, 5, 10]) * 500_000:,} ",
                f"{number} หมู่ {chance.randint(1, 12)} ต.ตัวอย่าง อ.เมือง{where.name_th} จ.{where.name_th} {where.pk}000",
            ]
        )
    return out.getvalue()


def _at(day, hour, *, days=0):
    return dt.datetime.combine(day + dt.timedelta(days=days), dt.time(hour), clock.BANGKOK)
