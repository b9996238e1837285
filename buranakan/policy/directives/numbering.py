"""Numbered orders as cabinet papers write them ("31.1) ให้ ... ร่วมกับ ..."): text and names in, items out. Pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from buranakan.lib import fiscal
from buranakan.policy.reading import names as naming
from buranakan.policy.reading.dates import DAY, MONTH, day_of
from buranakan.policy.reading.fold import Folded
from buranakan.policy.reading.reference import ALL_PROVINCIAL_OFFICES

# "31.1)", "31.1 ให้", "1." and "ข้อ 2" at the head of a line, and "ก. ให้"; within a paragraph only before the word that
# orders. What is given there (ให้คำปรึกษา) is no order.
_ORDERS = "(?:ขอ)?(?:มอบหมาย|สั่งการ|กำชับ|เห็นควร|มอบ)?ให้|มอบหมาย"
_GIVES = "ให้(?:คำ|ความ|บริการ|การ)"
_AT_HEAD = re.compile(
    rf"^[ ]*(?:ข้อ(?:ที่)?\s*)?(?:(?P<number>\d+(?:\.\d+)*)(?:\)|\.(?!\d)|(?=\s*(?:{_ORDERS})))"
    rf"|(?P<dotted>\d+(?:\.\d+)+)(?=\s)|(?P<letter>[ก-ฮ])[.)]\s*(?!{_GIVES})(?={_ORDERS}))",
    re.MULTILINE,
)
_WITHIN = re.compile(rf"(?<=[ \n])(?P<number>\d{{1,3}}(?:\.\d+)*)[.)]\s*(?!{_GIVES})(?={_ORDERS})")
# These divide a text only where nothing before them does: else they are lists within an item.
_ELSE_AT_HEAD = (
    re.compile(r"^[ ]*\((?P<number>\d+)\)", re.MULTILINE),
    re.compile(r"^[ ]*\(?(?P<letter>[ก-ฮ])\)", re.MULTILINE),
    re.compile(r"^[ ]*[-•▪*](?=[ ก-๎])", re.MULTILINE),
)
_FIRST_ORDER = re.compile(_ORDERS)
# "ให้กสอ.": an abbreviation is a name only where it stands free.
_GLUED = re.compile(r"(ให้|หมาย|กับ|โดย|และ|ทุก)(?=[ก-ฮ]{1,4}\.)")

# Between offices of one list, and before the next one.
_POST = "(?:อธิบดี|ปลัด|เลขาธิการ|ผู้อำนวยการ|ผอ\\.?|หัวหน้า|อุตสาหกรรมจังหวัด)?"
_GAP = re.compile(rf"\s*(?:,|/|และ|กับ|รวมทั้ง|ตลอดจน|พร้อมด้วย)?\s*(?:จังหวัด|จ\.)?\s*(?:ทุก)?\s*{_POST}\s*")
_BY = re.compile(r"\s*\(?\s*โดย\s*")
_TOGETHER = re.compile("(?:บูรณาการ|โดย)?ร่วม(?:ดำเนินการ|มือ|งาน)?กับ|ประสาน(?:งาน|ความร่วมมือ)?(?:ร่วม)?กับ|พร้อมด้วย")

# After "สอจ.": all of them, unless a part of the country follows; or how many, and then which.
_EVERY = (
    r"(?:ใน)?\s*(?:ทุก\s*(?:จังหวัด|แห่ง)?|ทั้งหมด|ทั้งสิ้น|ทั่ว(?:ทั้ง)?ประเทศ|ทั้งประเทศ|ทั้ง\s*7[67]\s*(?:จังหวัด|แห่ง))"
)
_ALL_OF_THEM = re.compile(rf"(?:\s*{_EVERY})+")
_EACH_OF_THEM = re.compile(r"ทุก\s*$")
_OF_A_PART = re.compile(r"\s*\(?\s*(?:ใน(?!ประเทศ|การ|วัน|เดือน|ปี)|ของ|ที่|เขต|ภาค|กลุ่ม|พื้นที่|ยกเว้น|เว้น|นอกจาก|\d)")
_WHICH = re.compile(
    rf"\s*(?:{_EVERY}\s*(?:ได้แก่|คือ|ใน)|(?:(?:ทั้ง|จำนวน|ใน)?\s*\d+\s*(?:จังหวัด|แห่ง))?\s*(?:ได้แก่|คือ|ใน)?)"
    r"\s*:?\s*(?:พื้นที่)?\s*(?:จังหวัด|จ\.)?\s*"
)
_ONE_RUN = re.compile(r"[ ]?(?:(?!และ|กับ|หรือ|ร่วม|โดย|รวมทั้ง|ตลอดจน)[^\s,;/()]){0,40}")

_WITHIN_A_TIME = r"(?P<lead>ภายใน|ก่อน|ไม่เกิน|ให้แล้วเสร็จ|แล้วเสร็จ|กำหนดส่ง|กำหนด)\s*(?:ภายใน|ใน)?\s*"
_DUE_DAY = re.compile(rf"{_WITHIN_A_TIME}(?:วัน[ก-๎]*ที่|วันที่)?\s*{DAY}")
_DUE_IN_DAYS = re.compile(r"ภายใน\s*(?P<count>\d{1,3})\s*วัน(?!ทำการ|ที่)")
_DUE_MONTH = re.compile(
    rf"{_WITHIN_A_TIME}(?:สิ้น)?เดือน\s*(?P<month>{MONTH})\.?\s*(?:พ\.?ศ\.?)?\s*(?P<year>\d{{4}}|\d{{2}}(?!\d))?"
)
_WHOLE_DAY = re.compile(DAY)
_DUE_QUARTER = re.compile(
    r"ไตรมาส(?:ที่)?\s*(?P<quarter>[1-4])\s*(?:/|ของ)?\s*(?:ปีงบประมาณ)?\s*(?:พ\.ศ\.)?\s*(?P<year>\d{4})"
)
_DUE_YEAR = re.compile(r"(?:ภายใน|ใน|ให้แล้วเสร็จใน)?(?:สิ้น)?ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*(?P<year>\d{4})")
_MOST_DAYS = 366
# A time that somebody wrote, whether or not a day can be read from it.
_SOME_TIME = re.compile(
    r"(?:ภายใน|ไม่เกิน|ก่อน|แล้วเสร็จใน)\s*(?:\d{1,2}/\d{1,2}/\d{2,4}|(?:\d+\s*)?(?:วัน|เดือน|สัปดาห์|ปี|ไตรมาส|สิ้น|ต้น|กลาง|ปลาย)"
    r"(?:(?!และ|โดย|เพื่อ|พร้อม|ให้)[^\s,;()]){0,30}(?:\s+\d[^\s,;()]{0,12}){0,2})"
)

_PROVINCIAL, ALL_PROVINCIAL = "pio-", ALL_PROVINCIAL_OFFICES.code


@dataclass(frozen=True)
class Named:
    """An office as the text names it: its code, or a class of offices ("pio-*") with the provinces said beside it.

    Without a code it is an office that the text names and nobody knows, in `unread` as it stands there.
    """

    code: str
    provinces: tuple = ()
    unread: str = ""

    @property
    def is_class(self):
        return self.code.endswith("*")


@dataclass(frozen=True)
class Item:
    """One order of a text. What could not be read is left empty: a person fills it in."""

    number: str
    text: str
    under: str = ""  # the heading it stands under, where that orders nothing itself
    responsible: str = ""  # the code of one office
    joint: tuple = ()  # Named
    due_on: dt.date | None = None
    due_words: str = ""
    unread_offices: tuple = ()  # words
    on_behalf_of: tuple = ()  # codes: "ให้ กสอ. โดย ศภ.6" has ศภ.6 answer for it
    unread_due: str = ""  # words that say a time from which no day is taken
    is_due_past: bool = False  # since that day is before the order


@dataclass(frozen=True)
class Numbered:
    """A text divided: the words before the first number, and its items."""

    preamble: str
    items: tuple


def divide(text, *, vocabulary, ordered_on):
    """The items of a pasted text; a text without numbers is one item."""
    folded = Folded(text)
    marks = _marks(folded.text)
    if not marks:
        words = _tidy(text)
        return Numbered("", (_read("", words, vocabulary=vocabulary, ordered_on=ordered_on),) if words else ())
    preamble = _tidy(text[: folded.place(marks[0].start())])
    pieces = list(_pieces(folded, marks))
    items, under = [], {}
    for place, (number, words) in enumerate(pieces):
        following = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if _is_heading(number, words, following=following):
            under[number] = ": ".join(filter(None, [under.get(number.rpartition(".")[0]), words]))
        elif words:
            heading = under.get(number.rpartition(".")[0], "")
            items.append(_read(number, words, under=heading, vocabulary=vocabulary, ordered_on=ordered_on))
    return Numbered(preamble, tuple(items))


def below(number, *, taken):
    """The number of what is handed on next from a numbered order."""
    return f"{number}.{taken + 1}"[:40] if number else ""


# --- dividing ---------------------------------------------------------------------------------------------------------
def _marks(text):
    """Where items begin: at the numbers, else at those in brackets, else at the letters, else at the dashes."""
    at_head = list(_AT_HEAD.finditer(text))
    taken = [range(mark.start(), mark.end()) for mark in at_head]
    within = [mark for mark in _WITHIN.finditer(text) if not any(mark.start() in one for one in taken)]
    found = sorted([*at_head, *within], key=lambda mark: mark.start())
    return found or next(filter(None, (list(mark.finditer(text)) for mark in _ELSE_AT_HEAD)), [])


def _pieces(folded, marks):
    ends = [mark.start() for mark in marks[1:]] + [len(folded.text)]
    for mark, end in zip(marks, ends, strict=True):
        named = mark.groupdict()
        number = named.get("number") or named.get("dotted") or named.get("letter") or ""
        yield number, _tidy(folded.span(mark.end(), end).quote if end > mark.end() else "")


def _is_heading(number, words, *, following):
    return following.startswith(f"{number}.") and _FIRST_ORDER.search(words) is None


def _tidy(text):
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines()).strip()


# --- reading one item -------------------------------------------------------------------------------------------------
def _read(number, words, *, under="", vocabulary, ordered_on):
    text = Folded(words).text
    responsible, joint, *told = _offices(text, vocabulary)
    due_on, due_words = due(text, ordered_on=ordered_on)
    unread_due = ("", False) if due_on else _due_unread(text, ordered_on=ordered_on)
    return Item(number, words, under, responsible, joint, due_on, due_words, *told, *unread_due)


def read_one(words, *, vocabulary, ordered_on):
    """One order as it stands, undivided."""
    return _read("", words, vocabulary=vocabulary, ordered_on=ordered_on)


def named_offices(text, *, vocabulary):
    """Every office that a text names, in order, each once: for a box where somebody types a list of offices."""
    text = Folded(text).text
    mentions = _mentions(text, vocabulary)
    found, place = [], 0
    while place < len(mentions):
        named, place, _end = _named(text, mentions, place)
        found += [one for one in named if not one.unread]
    return tuple(dict.fromkeys(found))


def left_over(text, *, vocabulary):
    """What of such a list was not understood as an office or a province."""
    text = Folded(text).text
    mentions = _mentions(text, vocabulary)
    kept, last = [], 0
    for place, mention in enumerate(mentions):
        named, _place, end = _named(text, mentions, place)
        if not any(one.unread for one in named):
            kept.append(_EACH_OF_THEM.sub("", text[last : mention.start]))
            last = max(last, mention.end, end)
    return " ".join(re.sub(r"(?:และ|กับ|จังหวัด|(?<![ก-ฮ])จ\.|[,;/\n])", " ", " ".join([*kept, text[last:]])).split())


def _offices(text, vocabulary):
    text = _GLUED.sub(r"\1 ", text)
    mentions = _mentions(text, vocabulary)
    ordered, end = _ordered(text, mentions)
    doers = []
    if by := _BY.match(text, end):
        doers, end = _list_from(text, mentions, by.end())
    shared = [named for found in _TOGETHER.finditer(text, end) for named in _list_from(text, mentions, found.end())[0]]
    # "ให้ กสอ. โดย ศภ.10": who does it answers for it, and the department above sees it anyway.
    first, *others = doers or ordered or [Named("")]
    unread = tuple(dict.fromkeys(named.unread for named in (*ordered, *doers, *shared) if named.unread))
    known = dict.fromkeys(named for named in (first, *others, *shared) if named.code)
    if first.is_class or not first.code:
        return "", tuple(known), unread, ()
    above = [named.code for named in ordered if doers and not named.is_class]
    above = tuple(code for code in above if code not in {"", first.code})
    return first.code, tuple(named for named in known if named.code != first.code), unread, above


def _ordered(text, mentions):
    """The offices right after the first word that orders some, or at the very beginning."""
    for start in [*(found.end() for found in _FIRST_ORDER.finditer(text)), 0]:
        found, end = _list_from(text, mentions, start)
        if found:
            return found, end
    return [], 0


def _mentions(text, vocabulary):
    kinds = {naming.AGENCY, naming.CENTRE, naming.PROVINCE}
    found, end = [], 0
    for mention in naming.mentions(text, vocabulary):
        # The province within an office's own name is no place by itself.
        if mention.kind in kinds and mention.start >= end:
            found.append(mention)
            end = mention.end
    return found


def _list_from(text, mentions, start):
    """The offices that follow each other from a place on, and where their list ends."""
    found, place, end = [], 0, start
    while place < len(mentions):
        if mentions[place].start < end:  # before the place that the list begins at
            place += 1
        elif _GAP.fullmatch(text, end, mentions[place].start) is None:
            break
        else:
            named, after, after_end = _named(text, mentions, place)
            if not named:
                break
            found += named
            end, place = after_end, after
    return found, end


def _named(text, mentions, place):
    """What stands at a place of the mentions, the next place, and where its words end.

    Provinces listed right after a provincial office, or after "สอจ.", name the offices of those provinces.
    """
    mention = mentions[place]
    code = mention.entry.code
    if mention.kind == naming.PROVINCE:
        return [], place + 1, mention.end
    if not code.startswith(_PROVINCIAL):
        return [Named(code)], place + 1, mention.end
    gap = _WHICH if code == ALL_PROVINCIAL else _GAP
    provinces, after, end = _provinces_after(text, mentions, place, gap=gap)
    itself, itself_end = [Named(code)], mention.end
    if code == ALL_PROVINCIAL and provinces:
        itself = []
    elif code == ALL_PROVINCIAL:
        itself, itself_end = _all_or_unread(text, mentions, place)
    listed = [Named(ALL_PROVINCIAL, tuple(provinces))] if provinces else []
    return [*itself, *listed], after, max(itself_end, end)


def _provinces_after(text, mentions, place, *, gap):
    """The provinces that follow a mention in one list, the place after them, and where they end."""
    provinces, end, place = [], mentions[place].end, place + 1
    while place < len(mentions) and mentions[place].kind == naming.PROVINCE:
        if gap.fullmatch(text, end, mentions[place].start) is None:
            break
        provinces.append(mentions[place].entry.code)
        end, place, gap = mentions[place].end, place + 1, _GAP
    return provinces, place, end


def _all_or_unread(text, mentions, place):
    """All provincial offices only where the text says so; "สอจ." with words that nobody knows is no office at all."""
    mention = mentions[place]
    every = _ALL_OF_THEM.match(text, mention.end)
    end = every.end() if every else mention.end
    if (every or _EACH_OF_THEM.search(text, 0, mention.start)) and _OF_A_PART.match(text, end) is None:
        return [Named(ALL_PROVINCIAL)], end
    until = mentions[place + 1].start if place + 1 < len(mentions) else len(text)
    end = _ONE_RUN.match(text, mention.end, until).end()
    return [Named("", unread=text[mention.start : end].strip())], end


# --- by when ----------------------------------------------------------------------------------------------------------
def due(text, *, ordered_on):
    """The day by which the text wants it, and the words that say so; (None, "") where it says none."""
    for pattern, understand in _WAYS:
        for found in pattern.finditer(text):
            day = understand(found, ordered_on)
            if day is not None and day >= ordered_on:
                return day, found.group().strip()
    return None, ""


def _due_unread(text, *, ordered_on):
    """Words that say a time where no day was read from any, and whether the day that they say is over."""
    for pattern, understand in _WAYS_IN_WORDS:
        for found in pattern.finditer(text):
            first = found.start("day") if "day" in found.groupdict() else found.start()
            return text[first : found.end()].strip(), understand(found, ordered_on) is not None
    found = _SOME_TIME.search(text)
    return (found.group().strip(), False) if found else ("", False)


def _day(found, ordered_on):
    day = day_of(found, ordered_on.year)
    if day is None:
        return None
    if not found["year"] and day < ordered_on:
        day = day_of(found, ordered_on.year + 1)
    return day - dt.timedelta(days=1) if day and found["lead"] == "ก่อน" else day


def _in_days(found, ordered_on):
    count = int(found["count"])
    return ordered_on + dt.timedelta(days=count) if count <= _MOST_DAYS else None


def _month(found, ordered_on):
    """The last day of a month; without a year, of the next one of that name."""
    first = day_of(_WHOLE_DAY.match(f"1 {found['month']} {found['year'] or ''}".strip()), ordered_on.year)
    if first is None:
        return None
    if not found["year"] and first < ordered_on.replace(day=1):
        first = first.replace(year=first.year + 1)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _quarter(found, ordered_on):
    year = int(found["year"])
    if year not in fiscal.YEARS:
        return None
    first = fiscal.first_day(year)
    month = first.month - 1 + int(found["quarter"]) * 3
    begins = dt.date(first.year + month // 12, month % 12 + 1, 1)
    return begins - dt.timedelta(days=1)


def _fiscal_year(found, ordered_on):
    year = int(found["year"])
    return fiscal.last_day(year) if year in fiscal.YEARS else None


_WAYS_IN_WORDS = ((_DUE_DAY, _day), (_DUE_IN_DAYS, _in_days), (_DUE_MONTH, _month))
_WAYS = (
    *_WAYS_IN_WORDS,
    (_DUE_QUARTER, _quarter),
    (_DUE_YEAR, _fiscal_year),
)
