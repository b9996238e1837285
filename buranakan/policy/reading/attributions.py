"""Around a figure: whose it is, what it is about, and by when; the best honest span, or nothing."""

import datetime as dt
import re

from buranakan.lib import fiscal
from buranakan.policy.reading.clauses import Clauses
from buranakan.policy.reading.dates import DAY, common_year, day_of
from buranakan.policy.reading.figures import Found
from buranakan.policy.reading.fold import Folded
from buranakan.policy.reading.names import AGENCY, CENTRE, PROVINCE, Mention
from buranakan.policy.reading.values import Due, Place, Span

# An agency behind these words is the one something is done with or for, not the one who speaks of its own.
_OBJECT_BEFORE = re.compile(
    r"(?:กับ|แก่|ให้|จาก|ของ|ณ|ระหว่าง|และ|สังกัด|ต่อ|ผ่าน|ใน|ด้วย|ปลัด|อธิบดี|รัฐมนตรีว่าการ|\(|/)\s*[\"“”'‘]?\s*$"
)
_WHOSE_REACH = 700

_EVERYWHERE = re.compile("ทั่วประเทศ|ทั่วทุกภูมิภาค|ทุกจังหวัด")
_WHERE_BEFORE, _WHERE_AFTER = 120, 60

_ABOUT_REACH, _ABOUT_ENOUGH = 70, 8
_ABOUT_OPENERS = re.compile(
    r"^(?:\s|โดย(?:เฉพาะ)?|ซึ่ง|และ|รวมถึง|รวมทั้ง|พร้อม(?:ทั้ง)?|ทั้งนี้|มี(?=เป้า)|ว่า|(?:ต่อ|/)\s?(?:ปี|เดือน|วัน|ไตรมาส|ราย|คน|ไร่)(?![ก-๎])|\)|\d{1,2}\)|[”“\",])+"
)
_ABOUT_FILLERS = re.compile(r"(?:\s|เป็นจำนวน|จำนวน|(?<!ราย)ได้|อีก|ถึง|ทั้งสิ้น|เป็น|[“”\"(:])+$")

_PHRASE_BEGINS = re.compile(" |และ|เพื่อ|โดย|ซึ่ง|ให้")

_ERA = r"(?:พ\.?ศ\.?\s*)?"
_DUE = re.compile(
    rf"(?:ภายใน|ก่อน)(?:สิ้น)?\s*(?:วันที่\s*)?(?P<by_day>{DAY})"
    rf"|(?:ภายใน|ใน)?ปีงบประมาณ\s*{_ERA}(?P<fiscal>\d{{4}})"
    rf"|(?:ภายใน|ใน)(?:สิ้น)?ปี\s*{_ERA}(?P<calendar>\d{{4}}|\d{{2}})(?![\d,])"
    rf"|ภายใน\s*\d{{1,2}}\s*ปี\s*\(\s*{_ERA}(?P<after_years>\d{{4}})\s*\)"
    r"|ภายใน(?P<this_year>(?:สิ้น)?ปีนี้)"
)
_DUE_BEFORE, _DUE_AFTER = 120, 60


def whose(folded: Folded, found: Found, *, mentions: list[Mention], clauses: Clauses) -> tuple[Span, str] | None:
    """Words and code of the nearest agency before it in its paragraph that is not said as somebody's partner."""
    start = max(clauses.paragraph(found.start), found.start - _WHOSE_REACH)
    before = [
        mention
        for mention in mentions
        if mention.kind in (AGENCY, CENTRE) and start <= mention.start and mention.end <= found.start
    ]
    own = [
        mention
        for mention in before
        if not _OBJECT_BEFORE.search(folded.text, max(0, mention.start - 20), mention.start)
    ]
    nearest = (own or before)[-1:]
    return (folded.span(nearest[0].start, nearest[0].end), nearest[0].entry.code) if nearest else None


def where(folded: Folded, found: Found, *, mentions: list[Mention], clauses: Clauses) -> tuple[Place, ...]:
    """The provinces named in the same thought, else the whole country where it says so."""
    start, end = clauses.start(found.start, reach=_WHERE_BEFORE), clauses.end(found.end, reach=_WHERE_AFTER)
    named = [one for one in mentions if one.kind == PROVINCE and start <= one.start and one.end <= end]
    if named:
        return tuple(_place(folded, one.start, one.end, one.entry.code) for one in named)
    everywhere = _EVERYWHERE.search(folded.text, start, end)
    return (_place(folded, *everywhere.span(), None),) if everywhere else ()


def _place(folded: Folded, start: int, end: int, code: str | None) -> Place:
    span = folded.span(start, end)
    return Place(span.quote, span.start, span.end, code)


def about(folded: Folded, found: Found, *, clauses: Clauses, after: int) -> Span | None:
    """The phrase before it: from the nearest space that leaves enough words, not reaching over another figure."""
    start = max(clauses.start(found.start, reach=_ABOUT_REACH), after)
    if start == found.start - _ABOUT_REACH:
        # The window begins in the middle of a word: go on to where a phrase begins.
        phrase = _PHRASE_BEGINS.search(folded.text, start, found.start)
        start = phrase.end() if phrase else found.start
    words = folded.text[start : found.start]
    words = words[: len(words) - len(_trailing(words))]
    if len(words) > _ABOUT_ENOUGH:
        space = words.rfind(" ", 0, len(words) - _ABOUT_ENOUGH)
        start, words = start + space + 1, words[space + 1 :]
    opening = _ABOUT_OPENERS.match(words)
    if opening:
        start, words = start + opening.end(), words[opening.end() :]
    return folded.span(start, start + len(words)) if len(words) >= 3 else None


def due(folded: Folded, found: Found, *, clauses: Clauses, published_on: dt.date | None) -> Due | None:
    """By when, as said in the same thought; a day before publication is no due day."""
    start = clauses.start(found.start, reach=_DUE_BEFORE)
    end = clauses.end(found.end, reach=_DUE_AFTER)
    said = [
        (words, on)
        for words in _DUE.finditer(folded.text, start, end)
        if (on := _due_on(words, published_on)) and (published_on is None or on >= published_on)
    ]
    if not said:
        return None
    words, on = min(said, key=lambda one: min(abs(one[0].start() - found.end), abs(found.start - one[0].end())))
    span = folded.span(*words.span())
    return Due(span.quote, span.start, span.end, on)


def _trailing(words: str) -> str:
    fillers = _ABOUT_FILLERS.search(words)
    return fillers.group() if fillers else ""


def _due_on(words: re.Match[str], published_on: dt.date | None) -> dt.date | None:
    if words.group("by_day"):
        return day_of(words, published_on.year if published_on else None)
    if words.group("fiscal"):
        year = common_year(words.group("fiscal"))
        return fiscal.last_day(year + fiscal.BUDDHIST_ERA) if year else None
    if words.group("this_year"):
        return _last_day_of(published_on.year) if published_on else None
    year = common_year(words.group("calendar") or words.group("after_years"))
    return _last_day_of(year) if year else None


def _last_day_of(year: int) -> dt.date:
    return dt.date(year, 12, 31)
