"""Days as Thai people write them: understood in the Buddhist or the common era, echoed back, written out."""

import datetime as dt
import re
from dataclasses import dataclass

from buranakan.lib import clock, thai_text
from buranakan.lib.fiscal import BUDDHIST_ERA
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _

# The two ranges leave a gap on purpose: no year is ever taken for one of the other era.
BUDDHIST_YEARS = range(2400, 2700)
COMMON_YEARS = range(1900, 2151)
# What officials write for a year of the Buddhist era: 68 is 2568. Below, nobody can say which century is meant.
SHORT_YEARS, SHORT_CENTURY = range(50, 100), 2500
_LONGEST_TEXT = 80

_MONTH_NAMES = {
    "th": (
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    ),
    "en": (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
}
_MONTHS = {language: [names.split() for names in both] for language, both in _MONTH_NAMES.items()}
_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_MONTH_ENDINGS = re.compile("(?:าคม|ายน|าพันธ์)$")


def _month_names() -> dict[str, int]:
    """Every accepted spelling, without dots and spaces: ธันวาคม, ธันวา, ธค, december, dec."""
    names = {"sept": 9}
    for long_names, short_names in _MONTHS.values():
        for number, (long_name, short_name) in enumerate(zip(long_names, short_names, strict=True), start=1):
            spoken = _MONTH_ENDINGS.sub("า", long_name)
            names |= {name.replace(".", "").casefold(): number for name in (long_name, short_name, spoken)}
    return names


_MONTH_NUMBERS = _month_names()

_WEEKDAY = re.compile(rf"(?:วัน)?(?P<weekday>{'|'.join(_WEEKDAYS)})(?: ?ที่)? ?|(?:วัน)?ที่ ?")
_YEAR = r"(?P<era>พ\.? ?ศ\.?|ค\.? ?ศ\.?|พุทธศักราช|คริสต์ศักราช|b\.?e\.?|c\.?e\.?|a\.?d\.?)? ?'?(?P<year>[0-9]{1,9})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<year>[0-9]{4}) ?[-/.] ?(?P<month>[0-9]{1,2}) ?[-/.] ?(?P<day>[0-9]{1,2})(?P<era>)",
        rf"(?P<day>[0-9]{{1,2}}) ?[-/. ] ?(?P<month>[0-9]{{1,2}}) ?[-/. ] ?{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}}) ?[-/]? ?(?:เดือน ?)?(?P<month>[ก-๎a-z. ]+?) ?[-/,]? ?{_YEAR}",
        rf"(?P<month>[a-z]+)\.? ?(?P<day>[0-9]{{1,2}}),? {_YEAR}",
    )
)
_BUDDHIST_MARKS = ("พ", "b")


@dataclass(frozen=True)
class Understood:
    """The day, and the sentence that shows the person what was understood."""

    day: dt.date
    echo: str


def understand(text: str, *, language: str = "th", short_years: bool = False) -> Understood:
    """Read one day, day before month, and refuse whatever could be read in two ways.

    `short_years` takes 16/05/68 for a day of 2568, where the one who typed it sees what was understood.
    """
    written = thai_text.arabic_digits(thai_text.clean(text)).casefold()
    if not written:
        raise RuleBroken("date_missing", _("Write a date, for example 8 ธ.ค. 2567."))
    weekday = _WEEKDAY.match(written)
    found = _matched(written[weekday.end() :] if weekday else written)
    month = _month_number(found["month"]) if found else None
    if found is None or month is None:
        raise RuleBroken(
            "date_not_understood",
            _("“%(text)s” was not understood as a date. Write the day, the month and the year, like 8 ธ.ค. 2567."),
            text=text[:_LONGEST_TEXT],
        )
    year = _common_year(found["year"], era=found["era"] or "", short_years=short_years)
    day = _day_in_calendar(year, month, int(found["day"]), text=text)
    if weekday and weekday["weekday"] and _WEEKDAYS[day.weekday()] != weekday["weekday"]:
        raise RuleBroken(
            "weekday_does_not_match",
            _("“%(text)s”: that day is a %(weekday)s. Correct the day or leave the weekday out."),
            text=text,
            weekday=f"วัน{_WEEKDAYS[day.weekday()]}",
        )
    return Understood(day=day, echo=long(day, language=language))


def short(day: dt.date, *, language: str = "th", thai_digits: bool = False) -> str:
    """8 ธ.ค. 2567, or 8 Dec 2024."""
    return f"{_digits(day.day, thai_digits)} {month(day, language=language, thai_digits=thai_digits, shortened=True)}"


def long(day: dt.date, *, language: str = "th", thai_digits: bool = False) -> str:
    """8 ธันวาคม 2567, or 8 December 2024."""
    return f"{_digits(day.day, thai_digits)} {month(day, language=language, thai_digits=thai_digits)}"


def month(day: dt.date, *, language: str = "th", thai_digits: bool = False, shortened: bool = False) -> str:
    """ธันวาคม 2567, or December 2024; English readers get the common era."""
    clock.check_is_day(day)
    names = _MONTHS[language][1 if shortened else 0]
    year = day.year + BUDDHIST_ERA if language == "th" else day.year
    return f"{names[day.month - 1]} {_digits(year, thai_digits)}"


def month_alone(day: dt.date, *, language: str = "th") -> str:
    """ธ.ค., or Dec: without its year, for a narrow place."""
    clock.check_is_day(day)
    return _MONTHS[language][1][day.month - 1]


def moment(at: dt.datetime, *, language: str = "th", thai_digits: bool = False) -> str:
    """8 ธ.ค. 2567 14.30 น., or 8 Dec 2024 14:30: always the time in Thailand."""
    local = at.astimezone(clock.BANGKOK)
    day = short(clock.local_day(at), language=language, thai_digits=thai_digits)
    time = f"{local:%H.%M} น." if language == "th" else f"{local:%H:%M}"
    return f"{day} {thai_text.thai_digits(time) if thai_digits else time}"


def formal(day: dt.date) -> str:
    """๘ ธันวาคม พ.ศ. ๒๕๖๗: as official papers write it."""
    return f"{_day_and_month(day)} {_formal_year(day)}"


def formal_span(first: dt.date, last: dt.date) -> str:
    """๓๐ เมษายน – ๒ พฤษภาคม พ.ศ. ๒๕๖๘: what both days share is said once."""
    if first == last:
        return formal(first)
    if first.year != last.year:
        return f"{formal(first)} – {formal(last)}"
    start = _day_and_month(first) if first.month != last.month else _digits(first.day, True)
    return f"{start} – {formal(last)}"


def _day_and_month(day: dt.date) -> str:
    clock.check_is_day(day)
    return f"{_digits(day.day, True)} {_MONTHS['th'][0][day.month - 1]}"


def _formal_year(day: dt.date) -> str:
    return f"พ.ศ. {_digits(day.year + BUDDHIST_ERA, True)}"


def _matched(written: str) -> re.Match[str] | None:
    if len(written) > _LONGEST_TEXT:
        return None
    return next((match for shape in _SHAPES if (match := shape.fullmatch(written))), None)


def _month_number(written: str) -> int | None:
    """None when a name is not a month's. A number is taken as it stands; the calendar judges it later."""
    return int(written) if written.isdigit() else _MONTH_NUMBERS.get(re.sub("[. ]", "", written))


def _common_year(written: str, *, era: str, short_years: bool) -> int:
    if short_years and int(written) in SHORT_YEARS and (not era or era[0] in _BUDDHIST_MARKS):
        return SHORT_CENTURY + int(written) - BUDDHIST_ERA
    if len(written) <= 2:
        raise RuleBroken(
            "year_two_digits", _("Write the year with four digits, for example 2567, not “%(year)s”."), year=written
        )
    year = int(written)
    if year in BUDDHIST_YEARS and (not era or era[0] in _BUDDHIST_MARKS):
        return year - BUDDHIST_ERA
    if year in COMMON_YEARS and (not era or era[0] not in _BUDDHIST_MARKS):
        return year
    raise RuleBroken(
        "year_not_understood",
        _("The year “%(year)s” was not understood. Write a Buddhist-era year like 2567 or one like 2024."),
        year=f"{era} {written}".strip(),
    )


def _day_in_calendar(year: int, month: int, day: int, *, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise RuleBroken(
            "date_impossible", _("“%(text)s” is not a day in the calendar. Check the day and the month."), text=text
        ) from None


def _digits(number: int, thai: bool) -> str:
    return thai_text.thai_digits(str(number)) if thai else str(number)
