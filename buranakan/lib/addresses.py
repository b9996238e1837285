"""Thai addresses as people write them: province, district, subdistrict and postcode out of free text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from buranakan.lib import thai_text

BANGKOK = "10"
# Besides the name, the abbreviation and the English name of the reference file.
_ALSO_CALLED = {
    BANGKOK: ("กรุงเทพฯ", "กรุงเทพ", "กทม.", "กทม", "BKK"),
    "14": ("อยุธยา", "Ayutthaya"),
    "30": ("โคราช", "Korat"),
    "33": ("ศรีษะเกษ",),
    "38": ("บึงกาญจน์",),
}
_MARKS = "จังหวัด|จ\\.|จว\\."
_BREAK = "(?:^|(?<=[\\s,;:/)(0-9]))"
_NAME = "(?P<name>[ก-๎][ก-๎.ฯ\\-]*)"
_POSTCODE = re.compile("(?<![0-9/])([1-9][0-9]{4})(?![0-9/])")
_POSTCODE_AT_END = re.compile(f"{_POSTCODE.pattern} *$")
_DISTRICT = re.compile(f"{_BREAK}(?:กิ่งอำเภอ|กิ่ง อ\\.|กิ่งอ\\.|อำเภอ|อ\\.|เขต) ?{_NAME}")
_SUBDISTRICT = re.compile(f"{_BREAK}(?:ตำบล|ต\\.|แขวง) ?{_NAME}")
_LEAD = re.compile(f"^(?:{_MARKS}) ?")


@dataclass(frozen=True)
class Address:
    """What was understood; "" where the text doesn't say. The province is its code."""

    province: str = ""
    district: str = ""
    subdistrict: str = ""
    postcode: str = ""


class Gazetteer:
    """The provinces by all their names."""

    def __init__(self, provinces: Iterable[Mapping[str, str]]) -> None:
        """Rows with `code`, `name_th`, and where known `name_en` and `abbreviation_th`."""
        self._codes: dict[str, str] = {}
        names: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for row in provinces:
            code = row["code"]
            self.names[code] = row["name_th"]
            short = row.get("abbreviation_th", "")
            for name in (row["name_th"], row.get("name_en", ""), *_ALSO_CALLED.get(code, ())):
                if name:
                    names[name] = code
                    self._codes[thai_text.search_key(name)] = code
            # Two letters mean a province only where they stand alone.
            if short:
                self._codes.setdefault(thai_text.search_key(short), code)
        self._by_name = names
        either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._mention = re.compile(f"(?:{_BREAK}|(?P<mark>{_MARKS}) ?)(?P<name>{either})(?![ก-๎a-z])", re.IGNORECASE)
        self._folded = {name.casefold(): code for name, code in names.items()}

    def province(self, text: str) -> str:
        """The code of the province that a cell names, and nothing but names; "" when it is none."""
        return self._codes.get(thai_text.search_key(_LEAD.sub("", thai_text.clean(text))), "")

    def understand(self, text: str) -> Address:
        """What a free-text address says, read from its end, where the wide places stand."""
        text = thai_text.arabic_digits(thai_text.clean(text).replace("\n", " "))
        mention = self._last_mention(text)
        before = text[: mention.start()] if mention else text
        postcodes = _POSTCODE.findall(text[mention.end() :]) if mention else _POSTCODE_AT_END.findall(text)
        return Address(
            province=self._folded[mention["name"].casefold()] if mention else "",
            district=_last(_DISTRICT, before),
            subdistrict=_last(_SUBDISTRICT, before),
            postcode=postcodes[-1] if postcodes else "",
        )

    def _last_mention(self, text: str) -> re.Match[str] | None:
        """The last province named; one with a mark before it outweighs a bare name, which may be a road's."""
        last = marked = None
        for found in self._mention.finditer(text):
            last = found
            if found["mark"]:
                marked = found
        if last and not last["mark"] and not _is_at_end(text, last):
            return marked or (last if _follows_district(text, last) else None)
        return last


def place_name(text: str) -> str:
    """The name in a cell that holds a district or a subdistrict alone, without the word for its kind."""
    text = thai_text.clean(text).replace("\n", " ")
    return re.sub("^(?:กิ่งอำเภอ|กิ่ง อ\\.|กิ่งอ\\.|อำเภอ|อ\\.|เขต|ตำบล|ต\\.|แขวง) ?", "", text)


def postcode(text: str) -> str:
    """Five digits, or "" when the text has none."""
    found = _POSTCODE.findall(thai_text.arabic_digits(text))
    return found[-1] if found else ""


@lru_cache(maxsize=8)
def gazetteer(provinces: tuple[tuple[str, str, str, str], ...]) -> Gazetteer:
    """One for the same rows of code, Thai name, English name and abbreviation."""
    keys = ("code", "name_th", "name_en", "abbreviation_th")
    return Gazetteer([dict(zip(keys, row, strict=True)) for row in provinces])


def _last(shape: re.Pattern[str], text: str) -> str:
    found = list(shape.finditer(text))
    return found[-1]["name"] if found else ""


def _is_at_end(text: str, mention: re.Match[str]) -> bool:
    """Nothing but a postcode, a country or a telephone number after it."""
    rest = text[mention.end() :].strip(" ,.")
    return not rest or bool(re.match("(?:รหัสไปรษณีย์ ?)?[1-9][0-9]{4}(?![0-9])|ประเทศไทย|โทร|thailand|tel", rest, re.I))


def _follows_district(text: str, mention: re.Match[str]) -> bool:
    return bool(_DISTRICT.search(text[: mention.start()]))
