"""Monthly lists of company registrations, in whichever columns a month has them. Pure."""

import datetime as dt
import re
from dataclasses import dataclass

from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import Vocabulary, written
from buranakan.lib.words import _
from buranakan.registry.enums import LegalForm
from buranakan.registry.imports import cells, forms, places
from buranakan.registry.imports.rows import refusing

LONGEST_NAME, LONGEST_TEXT, LONGEST_CODE = 300, 1000, 10
_NUMBER = re.compile("[0๐][ -]?(?:[0-9๐-๙][ -]?){11,12}|[1-9][0-9]{11}(?:\\.0)?")
_DAY = re.compile(r"[0-9๐-๙]{1,2}[ /.-].{1,12}[ /.-] ?[0-9๐-๙]{2,4}(?: 00:00:00)?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_AMOUNT = re.compile(r"[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:\.[0-9]{1,2})?|[0-9]{4,12}(?:\.[0-9]{1,2})?")
_DIGIT = re.compile("[0-9๐-๙]")
_TOTALS = re.compile("รวม|ยอดรวม|หมายเหตุ|ที่มา|total|note|source", re.IGNORECASE)
_ADDRESS = re.compile("(?:ต\\.|ตำบล|แขวง).*(?:อ\\.|อำเภอ|เขต)")

VOCABULARY = Vocabulary(
    headings={
        "sequence": ("ลำดับ", "ลำดับที่", "ที่", "no", "ล.ด."),
        "number": (
            *("เลขทะเบียน", "เลขทะเบียนนิติบุคคล", "เลขนิติบุคคล", "ทะเบียนเลขที่", "ทะเบียนนิติบุคคล", "เลขที่ทะเบียน"),
            *("เลขประจำตัวผู้เสียภาษี", "เลขทะเบียนพาณิชย์", "registration number", "juristic id", "registration no"),
        ),
        "name": (
            *("ชื่อนิติบุคคล", "ชื่อกิจการ", "ชื่อสถานประกอบการ", "ชื่อบริษัท", "ชื่อผู้ประกอบการ", "ชื่อ", "นิติบุคคล"),
            *("ชื่อบริษัท/ห้างหุ้นส่วน", "name", "company name"),
        ),
        "form": ("ประเภท", "ประเภทนิติบุคคล", "ประเภทธุรกิจ", "ประเภทการจดทะเบียน", "type"),
        "registered_on": (
            *("วันที่จดทะเบียน", "วันจดทะเบียน", "วันที่จัดตั้ง", "วันที่จดทะเบียนจัดตั้ง", "วันเดือนปีที่จดทะเบียน", "วันเดือนปี"),
            *("วันที่", "จดทะเบียนเมื่อ", "registered date", "registration date"),
        ),
        "capital": ("ทุนจดทะเบียน", "ทุน", "เงินทุน", "ทุนจดทะเบียนแรกตั้ง", "capital", "registered capital"),
        "objective_code": (
            *("รหัสวัตถุประสงค์", "รหัสธุรกิจ", "รหัส tsic", "tsic", "หมวดธุรกิจ", "รหัสประเภทธุรกิจ", "รหัส"),
            *("objective code", "tsic code"),
        ),
        "objective": (
            *("รายละเอียดวัตถุประสงค์", "วัตถุประสงค์", "ประเภทธุรกิจวัตถุประสงค์", "รายละเอียด", "ประกอบกิจการ", "ประกอบธุรกิจ"),
            *("ลักษณะธุรกิจ", "objective"),
        ),
        **places.PLACE_HEADINGS,
    },
    telling=frozenset({"number", "name"}),
    looks={
        "number": lambda text: bool(_NUMBER.fullmatch(text)),
        "name": forms.looks_like_company,
        "address": lambda text: bool(_ADDRESS.search(text)),
        "registered_on": lambda text: bool(_DAY.fullmatch(text)),
        "capital": lambda text: bool(_AMOUNT.fullmatch(text)),
    },
)


@dataclass(slots=True)
class Company:
    """A row that was understood."""

    sheet: str
    row_number: int
    number: str
    name: str
    name_as_written: str
    form: str
    registered_on: dt.date | None
    capital_satang: int | None
    objective_code: str
    objective: str
    address: str
    province: str
    district: str
    subdistrict: str
    postcode: str

    def content(self):
        """What the row says, apart from where it stands."""
        return (self.name_as_written, self.registered_on, self.capital_satang, self.objective, self.address)

    def said(self):
        """One line of the manifest."""
        day = self.registered_on and self.registered_on.isoformat()
        return [self.sheet, self.row_number, self.number, self.name_as_written, day, self.capital_satang, self.address]


def is_row(row, context):
    """Does the row hold a registration, or something else that stands between them?"""
    heading = context.heading
    number, name = written(heading.cell(row, "number")), written(heading.cell(row, "name"))
    if _NUMBER.fullmatch(number):
        return True
    texts = [text for cell in row.cells if (text := written(cell))]
    sequence = written(heading.cell(row, "sequence"))
    others = set(texts) - {sequence}
    if not others or (_TOTALS.match(texts[0]) and not _DIGIT.search(number)):
        return False
    # Every registration has a number, a day, an amount: words alone are a rest of the heading or a remark.
    says_something = len(others) > 1 or sequence.isdecimal() or bool(_DIGIT.search(number))
    return forms.looks_like_company(name) or (says_something and any(_DIGIT.search(text) for text in texts))


def key_of(company):
    """The column and the value that two rows of one list may not share."""
    return "number", company.number


def read(row, context):
    """The registration in a row, or a refusal at the column that can't be taken."""
    heading = context.heading
    with refusing("number"):
        number = cells.juristic_number(heading.cell(row, "number"))
    with refusing("name"):
        name = _name(cells.text(heading.cell(row, "name"), longest=LONGEST_NAME))
    form = forms.form_of(name)
    if form == LegalForm.OTHER and "form" in heading.columns:
        form = forms.form_of_word(written(heading.cell(row, "form")))
    registered_on = None
    if "registered_on" in heading.columns:
        with refusing("registered_on"):
            registered_on = cells.day(heading.cell(row, "registered_on"), year=context.year)
    with refusing("capital"):
        capital = cells.satang(heading.cell(row, "capital"), title=heading.title("capital"))
    place = places.read(row, context)
    with refusing("objective_code"):
        code = cells.text(heading.cell(row, "objective_code"), longest=LONGEST_CODE)
    with refusing("objective"):
        objective = cells.text(heading.cell(row, "objective"), longest=LONGEST_TEXT)
    return Company(
        context.sheet,
        row.number,
        number,
        forms.in_full(name, form=form),
        name,
        form.value,
        registered_on,
        capital,
        code,
        objective,
        place.address,
        place.province,
        place.district,
        place.subdistrict,
        place.postcode,
    )


def _name(line):
    if not any(letter.isalnum() for letter in line):
        raise RuleBroken("name_missing", _("Write the name."))
    return line
