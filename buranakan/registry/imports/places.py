"""Where a row says its place: one free-text address, or columns for its parts, or a sub-heading above. Pure."""

from dataclasses import dataclass

from buranakan.lib import addresses
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _
from buranakan.registry.imports import cells
from buranakan.registry.imports.rows import refusing

LONGEST_ADDRESS, LONGEST_NAME = 1000, 100
PLACE_HEADINGS = {
    "address": (
        *("ที่ตั้งสำนักงานใหญ่", "ที่ตั้ง", "ที่อยู่", "ที่อยู่สำนักงานใหญ่", "สำนักงานใหญ่", "ที่ตั้งสำนักงานแห่งใหญ่", "ที่ตั้งสถานประกอบการ"),
        *("สถานที่ตั้ง", "ที่อยู่ปัจจุบัน", "ที่อยู่ตามบัตรประชาชน", "ที่อยู่ที่ติดต่อได้", "address"),
    ),
    "house": ("บ้านเลขที่", "เลขที่", "เลขที่ตั้ง", "ที่ตั้งเลขที่", "house no"),
    "moo": ("หมู่", "หมู่ที่", "moo"),
    "soi": ("ซอย", "ตรอก/ซอย", "ตรอก", "soi"),
    "road": ("ถนน", "road"),
    "subdistrict": ("ตำบล", "ตำบล/แขวง", "แขวง", "แขวง/ตำบล", "subdistrict", "tambon"),
    "district": ("อำเภอ", "อำเภอ/เขต", "เขต", "เขต/อำเภอ", "district", "amphoe"),
    "province": ("จังหวัด", "จังหวัดที่ตั้ง", "province", "changwat"),
    "postcode": ("รหัสไปรษณีย์", "ไปรษณีย์", "ปณ.", "postcode", "zip", "zip code", "postal code"),
}
# How the parts of an address are written one after the other.
_PARTS = (
    ("address", ""),
    ("house", ""),
    ("moo", "หมู่ที่ "),
    ("soi", "ซอย"),
    ("road", "ถนน"),
    ("subdistrict", "ต."),
    ("district", "อ."),
    ("province", "จ."),
    ("postcode", ""),
)
_BANGKOK_WORDS = {"subdistrict": "แขวง", "district": "เขต", "province": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """A row's address as one line, and what was understood of it."""

    address: str
    province: str
    district: str
    subdistrict: str
    postcode: str


def read(row, context, *, is_required=True):
    """The place of a row; refuses an address from which no province can be read."""
    heading = context.heading
    if "address" in heading.columns and len(heading.columns.keys() & PLACE_HEADINGS.keys()) == 1:
        with refusing("address"):
            address = cells.text(heading.cell(row, "address"), longest=LONGEST_ADDRESS)
        parts = {}
    else:
        parts = _parts(row, context)
        address = ""
    found = context.gazetteer.understand(address or parts.get("address", ""))
    province = _province(parts, found, context, has_words=bool(address or parts), is_required=is_required)
    return Place(
        address or _line(parts, province),
        province,
        _short(addresses.place_name(parts.get("district", "")) or found.district),
        _short(addresses.place_name(parts.get("subdistrict", "")) or found.subdistrict),
        addresses.postcode(parts.get("postcode", "")) or found.postcode,
    )


def _parts(row, context):
    found = {}
    for key in PLACE_HEADINGS:
        if key in context.heading.columns:
            with refusing(key):
                said = cells.text(context.heading.cell(row, key), longest=LONGEST_ADDRESS)
            if said:
                found[key] = said
    return found


def _province(parts, found, context, *, has_words, is_required):
    """What the province's own column says, else the address, else the sub-heading above, else what was given."""
    written_province = parts.get("province", "")
    province = context.gazetteer.province(written_province) if written_province else ""
    province = province or found.province
    if not province and written_province:
        with refusing("province"):
            raise RuleBroken(
                "province_not_known",
                _("“%(text)s” is not known as a province. Write its name in full."),
                text=written_province[:LONGEST_NAME],
            )
    province = province or context.province or context.given_province
    if not province and is_required and _has_place_columns(context.heading):
        with refusing("address" if "address" in context.heading.columns else "province"):
            if has_words:
                raise RuleBroken(
                    "province_not_found",
                    _("No province was found in this address. Write it at the end, like จ.นครราชสีมา."),
                )
            raise RuleBroken("address_missing", _("The address is missing: at least the province is needed."))
    return province


def _has_place_columns(heading):
    return bool(heading.columns.keys() & {"address", "province"})


def _line(parts, province):
    if not parts:
        return ""
    words = _BANGKOK_WORDS if province == addresses.BANGKOK else {}
    line = " ".join(_joined(words.get(key, mark), parts[key]) for key, mark in _PARTS if key in parts)
    with refusing("address"):
        return cells.text(line, longest=LONGEST_ADDRESS)


def _joined(mark, said):
    """The mark of the part before it, unless it stands there already."""
    return said if not mark or addresses.place_name(said) != said or said.startswith(mark.strip(" .")) else mark + said


def _short(name):
    return name[:LONGEST_NAME]
