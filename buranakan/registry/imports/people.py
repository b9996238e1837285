"""Lists of people, as offices keep them in spreadsheets. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.lib.tabular import Vocabulary, written
from buranakan.lib.words import _
from buranakan.registry import rules
from buranakan.registry.details import LONGEST, TITLES, PersonDetails
from buranakan.registry.imports import cells, places
from buranakan.registry.imports.rows import refusing

LONGEST_EMAIL, LONGEST_ENTERPRISE, LONGEST_FULL_NAME = 254, 300, 300
# Ranks and academic titles that lists write before a name, besides those that the register looks past.
_RANKS = (
    *("ว่าที่ร้อยตรีหญิง", "ว่าที่ ร.ต.หญิง", "ว่าที่ร.ต.หญิง", "ว่าที่ร.ต.", "ว่าที่พันตรี", "ว่าที่ร้อยโท", "ว่าที่ร้อยเอก", "คุณหญิง", "คุณ"),
    *("พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พล.อ.", "พล.ท.", "พล.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "พ.อ.", "พ.ท.", "พ.ต."),
    *("ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "จ.ส.อ.", "จ.ส.ท.", "จ.ส.ต.", "ส.อ.", "ส.ท."),
    *("ส.ต.", "ด.ต.", "สิบเอก", "สิบโท", "สิบตรี", "จ่าสิบเอก", "ดาบตำรวจ", "ม.ร.ว.", "ม.ล.", "นพ.", "พญ.", "ทพ.", "ทญ."),
    *("นสพ.", "น.สพ.", "พระ", "นส.", "น.ส ", "Mr ", "Mrs ", "Ms ", "Dr.", "Dr "),
)
_LONGEST_FIRST = sorted({*TITLES, *_RANKS}, key=len, reverse=True)
_TITLE = re.compile(f"(?:{'|'.join(re.escape(word) for word in _LONGEST_FIRST)}) ?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_TOTALS = re.compile("รวม|ยอดรวม|หมายเหตุ|ที่มา|ลงชื่อ|ผู้รายงาน|ผู้รับรอง|total|note|source", re.IGNORECASE)
_NUMBER = re.compile(r"[1-8๑-๘][ -]?(?:[0-9๐-๙][ -]?){12}")
_PHONE = re.compile(r"(?:\+?66|0)?[ -]?[2-9](?:[ -]?[0-9]){7,8}")

VOCABULARY = Vocabulary(
    headings={
        "sequence": ("ลำดับ", "ลำดับที่", "ที่", "no", "ล.ด."),
        "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "คำนำ", "ยศ/คำนำหน้า", "title", "prefix"),
        "full_name": (
            *("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อและสกุล", "รายชื่อ", "ชื่อผู้เข้าอบรม", "ชื่อผู้เข้าร่วม", "ชื่อผู้สมัคร"),
            *("ชื่อ-สกุลผู้เข้าอบรม", "ชื่อผู้ประกอบการ", "ผู้เข้าร่วมอบรม", "name", "full name", "name surname"),
        ),
        "first_name": ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "first name", "firstname", "given name"),
        "last_name": ("สกุล", "นามสกุล", "last name", "lastname", "surname", "family name"),
        "citizen_number": (
            *("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขที่บัตรประชาชน", "หมายเลขบัตรประชาชน", "หมายเลขประจำตัวประชาชน"),
            *("บัตรประชาชน", "รหัสประจำตัวประชาชน", "รหัสบัตรประชาชน", "เลขบัตร", "เลขประจำตัว", "เลข 13 หลัก", "citizen id"),
            *("citizen number", "id card", "national id", "เลขประจำตัวบัตรประชาชน", "เลขบัตรประจำตัวประชาชน"),
        ),
        "phone": (
            *("โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "โทร", "มือถือ", "เบอร์มือถือ", "โทรศัพท์มือถือ", "เบอร์ติดต่อ"),
            *("หมายเลขติดต่อ", "เบอร์", "phone", "tel", "telephone", "mobile", "phone number"),
        ),
        "email": ("อีเมล", "อีเมล์", "อีเมลล์", "ไปรษณีย์อิเล็กทรอนิกส์", "e-mail", "email address"),
        "enterprise": (
            *("ชื่อสถานประกอบการ", "สถานประกอบการ", "ชื่อกิจการ", "กิจการ", "ชื่อวิสาหกิจ", "ชื่อวิสาหกิจชุมชน", "วิสาหกิจชุมชน"),
            *("ชื่อบริษัท", "บริษัท", "ชื่อกลุ่ม", "กลุ่ม", "หน่วยงาน", "ชื่อหน่วยงาน", "ชื่อร้าน", "enterprise", "company"),
            "organization",
        ),
        **places.PLACE_HEADINGS,
    },
    telling=frozenset({"full_name", "first_name"}),
    looks={
        "citizen_number": lambda text: bool(_NUMBER.fullmatch(text)),
        "phone": lambda text: bool(_PHONE.fullmatch(text)),
        "full_name": lambda text: bool(_TITLE.match(text)) and " " in text,
    },
)


@dataclass(slots=True)
class ListedPerson:
    """A row that was understood."""

    sheet: str
    row_number: int
    title: str
    first_name: str
    last_name: str
    phone: str
    citizen_number: str
    province: str
    email: str
    enterprise_name: str

    @property
    def full_name(self):
        """Title joined to the first name, as Thai names are written."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    @property
    def name_key(self):
        """What the register finds this name by."""
        return thai_text.search_key(f"{self.first_name} {self.last_name}")

    def content(self):
        """What the row says, apart from where it stands."""
        names = (self.title, self.first_name, self.last_name)
        return (*names, self.phone, self.citizen_number, self.province, self.email, self.enterprise_name)


def key_of(person):
    """The column and the value that two rows of one list may not share; without a number, all that is known."""
    if person.citizen_number:
        return "citizen_number", person.citizen_number
    return "full_name", (person.name_key, *person.content())


def is_row(row, context):
    """Does the row hold somebody, or something else that stands between the rows?"""
    heading = context.heading
    sequence = written(heading.cell(row, "sequence"))
    texts = [text for cell in row.cells if (text := written(cell))]
    others = dict.fromkeys(text for text in texts if text != sequence)
    name = written(heading.cell(row, "full_name")) or written(heading.cell(row, "first_name"))
    if not others or (_TOTALS.match(texts[0]) and not _has_number(row, context)):
        return False
    return len(others) > 1 or sequence.isdecimal() or bool(_TITLE.match(name))


def read(row, context):
    """The person in a row, or a refusal at the column that can't be taken."""
    title, first_name, last_name = _names(row, context)
    heading = context.heading
    with refusing("citizen_number"):
        number = cells.citizen_number(heading.cell(row, "citizen_number"))
    with refusing("phone"):
        phone = cells.phone(heading.cell(row, "phone"))
    with refusing("email"):
        email = _email(cells.text(heading.cell(row, "email"), longest=LONGEST_EMAIL))
    with refusing("enterprise"):
        enterprise_name = _open_text(heading.cell(row, "enterprise"), longest=LONGEST_ENTERPRISE)
    return ListedPerson(
        context.sheet,
        row.number,
        title,
        first_name,
        last_name,
        phone,
        number,
        _province(row, context),
        email,
        enterprise_name,
    )


def split_name(text):
    """Title, first name and last name of a whole name; titles stick to names as they like."""
    rest, titles = text.strip(), []
    while (found := _TITLE.match(rest)) and _can_begin(rest[found.end() :]):
        titles.append(found.group().strip())
        rest = rest[found.end() :]
    first, _space, last = rest.strip().partition(" ")
    return "".join(titles), first, last.strip()


def _names(row, context):
    heading = context.heading
    key = "full_name" if "first_name" not in heading.columns else "first_name"
    with refusing(key):
        title, first, last = split_name(_open_text(heading.cell(row, key), longest=LONGEST_FULL_NAME))
    with refusing("title"):
        own_title = cells.text(heading.cell(row, "title"), longest=LONGEST["title"])
    if key == "first_name":
        # ชื่อสกุล beside ชื่อ is the family name alone.
        rest_key = "last_name" if "last_name" in heading.columns else "full_name"
        with refusing(rest_key):
            own_last = _open_text(heading.cell(row, rest_key), longest=LONGEST["last_name"])
        last = " ".join(word for word in (last, own_last) if word)
    with refusing(key):
        details = PersonDetails.read(title=own_title or title, first_name=first, last_name=last)
    return details.title, details.first_name, details.last_name


def _open_text(cell, *, longest):
    """Text that is not sealed: a citizen number may not stand in it."""
    line = cells.text(cell, longest=longest)
    rules.check_says_no_citizen_number(line)
    return line


def _can_begin(rest):
    """A name begins with a letter: นายิกา is no นาย with a name ิกา."""
    return bool(rest.strip()) and unicodedata.category(rest.strip()[0])[0] == "L"


def _province(row, context):
    place = places.read(row, context, is_required=False)
    with refusing("province" if "province" in context.heading.columns else "address"):
        if not place.province:
            raise RuleBroken(
                "province_missing",
                _("The row names no province. Add a column for it, or choose it for the whole list."),
            )
        if context.reach is not None and place.province not in context.reach:
            raise RuleBroken(
                "province_out_of_reach",
                _("“%(province)s” is not a province of your office. Send the row to the office there."),
                province=context.gazetteer.names[place.province],
            )
    return place.province


def _email(line):
    if line and not _EMAIL.fullmatch(line):
        raise RuleBroken("email_not_understood", _("Write an e-mail address like name@example.com, or nothing."))
    return line


def _has_number(row, context):
    return bool(_NUMBER.fullmatch(written(context.heading.cell(row, "citizen_number"))))
