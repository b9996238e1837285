"""Names in a text: projects, agencies, centres, provinces, frameworks, and the posts of the agencies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from buranakan.policy.reading import tries
from buranakan.policy.reading.fold import Folded
from buranakan.policy.reading.values import Name, Span
from buranakan.policy.reading.vocabulary import Entry, Vocabulary

PROJECT, AGENCY, CENTRE, PROVINCE, FRAMEWORK, PERSON_POST = (
    "project", "agency", "centre", "province", "framework", "person_post",
)  # fmt: skip

# A short Thai name is an everyday word too (ดีพร้อม: "in good order"). It is a name after a space, a mark, or these.
_SHORT = 8
_MAY_STAND_BEFORE = re.compile(
    "(?:[^ก-๎]|^|กับ|ของ|โดย|จาก|และ|หรือ|แก่|เจ้าหน้าที่|อธิบดี|ผู้บริหาร|มอบหมาย|สั่งการ|หนุน|ทีม|ระหว่าง|ทาง|ผ่าน|โต๊ะ|ให้กับ|ต่อ)$"
)
_MAKES_IT_ORDINARY = re.compile("วิลล์|ใช้งาน|ต้อนรับ")
_THAI = re.compile("[ก-๎]")
_LATIN_OR_DIGIT = re.compile("[A-Za-z0-9]")
_MORE_DIGITS = re.compile(r"\d|\s?-\s?\d")

_POSTS = {
    "รัฐมนตรีช่วยว่าการ": "deputy-minister",
    "เลขานุการรัฐมนตรีว่าการ": "minister-secretary",
    "รัฐมนตรีว่าการ": "minister",
    "รองปลัด": "deputy-permanent-secretary",
    "ผู้ช่วยปลัด": "assistant-permanent-secretary",
    "ปลัด": "permanent-secretary",
    "หัวหน้าผู้ตรวจราชการ": "inspector-general",
    "ผู้ตรวจราชการ": "inspector",
    "รองอธิบดี": "deputy-director-general",
    "อธิบดี": "director-general",
    "รองเลขาธิการ": "deputy-secretary-general",
    "เลขาธิการ": "secretary-general",
    "รองผู้อำนวยการ": "deputy-director",
    "ผู้อำนวยการ": "director",
    "โฆษก": "spokesperson",
}  # fmt: skip
_POST_BEFORE = re.compile("(?P<post>" + "|".join(sorted(_POSTS, key=len, reverse=True)) + r")\s?$")
_LONGEST_POST = max(map(len, _POSTS)) + 1
# The head of a provincial industry office carries the office's name without "office".
_PROVINCIAL_HEAD = re.compile("(?<!สำนักงาน)อุตสาหกรรมจังหวัด")
_PROVINCIAL_HEAD_CODE = "pio-*/head"

_PROVINCE_LEAD = re.compile(r"(?:จังหวัด|จ\.|สอจ\.|อสจ\.)\s?$")
_NOT_A_PROVINCE_AFTER = re.compile(r"(?:ถนน|ถ\.|ซอย|มหาวิทยาลัย|บริษัท|วิทยาลัย|โรงเรียน|สาย|แยก)\s?$")
_LIST_GAP = re.compile(r"\s?(?:,\s?|และ\s?)?(?:จังหวัด|จ\.)?\s?")
_LONG_ENOUGH = 6


@dataclass(frozen=True)
class Mention:
    """One place where something is named, in the folded text."""

    kind: str
    entry: Entry
    start: int
    end: int


def names(folded: Folded, mentions: list[Mention]) -> tuple[Name, ...]:
    """Each named thing once, at its first place, with its other places."""
    spans: dict[tuple[str, str], list[Span]] = {}
    entries: dict[tuple[str, str], Entry] = {}
    for mention in mentions:
        key = (mention.kind, mention.entry.code)
        entries.setdefault(key, mention.entry)
        spans.setdefault(key, []).append(folded.span(mention.start, mention.end))
    return tuple(
        Name(kind, code, entries[kind, code].name, first.quote, first.start, first.end, tuple(others))
        for (kind, code), (first, *others) in spans.items()
    )


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Every mention in order of place."""
    words, provinces = _words_of(vocabulary)
    named = [mention for mention in words.find(text) if _stands_alone(text, mention)]
    found = [*named, *_posts(text, named), *_provinces(text, provinces)]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


class _Words:
    """The words of some kinds of names, as one pattern, and what each word names."""

    def __init__(self, *kinds: tuple[str, tuple[Entry, ...]]) -> None:
        self._owners: dict[str, tuple[str, Entry]] = {}
        doubtful, words = set(), []
        for kind, entries in kinds:
            for entry in entries:
                for word in filter(None, entry.words):
                    key = _spaceless(word)
                    if self._owners.get(key, (kind, entry))[1].code != entry.code:
                        doubtful.add(key)  # what names two things names neither
                    self._owners[key] = (kind, entry)
                    words.append(word)
        self._pattern = re.compile(tries.pattern(word for word in words if _spaceless(word) not in doubtful) or "(?!)")

    def find(self, text: str) -> Iterator[Mention]:
        for found in self._pattern.finditer(text):
            kind, entry = self._owners[_spaceless(found.group())]
            yield Mention(kind, entry, *found.span())


@lru_cache(maxsize=8)
def _words_of(vocabulary: Vocabulary) -> tuple[_Words, _Words]:
    named = _Words(
        (PROJECT, vocabulary.projects),
        (AGENCY, vocabulary.agencies),
        (CENTRE, vocabulary.centres),
        (FRAMEWORK, vocabulary.frameworks),
    )
    return named, _Words((PROVINCE, vocabulary.provinces))


def _spaceless(word: str) -> str:
    return word.replace(" ", "")


def _stands_alone(text: str, mention: Mention) -> bool:
    """Not a piece of a longer word or number, and not an everyday word that only looks like the name."""
    word = text[mention.start : mention.end]
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    if _LATIN_OR_DIGIT.match(word[0]) and _LATIN_OR_DIGIT.match(before):
        return False
    if word[-1].isdigit():
        return _MORE_DIGITS.match(text, mention.end) is None
    if _LATIN_OR_DIGIT.match(word[-1]):
        return _LATIN_OR_DIGIT.match(after) is None
    if word.endswith("."):
        return _THAI.match(before) is None
    if len(word) <= _SHORT:
        window = text[max(0, mention.start - 12) : mention.start]
        return bool(_MAY_STAND_BEFORE.search(window)) and not _MAKES_IT_ORDINARY.match(text, mention.end)
    return True


def _provinces(text: str, words: _Words) -> Iterator[Mention]:
    last_end = -1
    for mention in words.find(text):
        in_list = last_end >= 0 and _LIST_GAP.fullmatch(text, last_end, mention.start) is not None
        if in_list or _is_province(text, mention):
            last_end = mention.end
            yield mention


def _is_province(text: str, mention: Mention) -> bool:
    """With "จังหวัด" before it always; alone only when long (น่าน, แพร่, เลย, ตาก are everyday words) and free-standing."""
    window = text[max(0, mention.start - 14) : mention.start]
    if _PROVINCE_LEAD.search(window):
        return True
    if text[mention.end - 1] == ".":
        return not _THAI.match(window[-1:])
    if mention.end - mention.start < _LONG_ENOUGH or _NOT_A_PROVINCE_AFTER.search(window):
        return False
    return not _THAI.match(window[-1:])


def _posts(text: str, named: list[Mention]) -> Iterator[Mention]:
    for mention in named:
        if mention.kind not in (AGENCY, CENTRE):
            continue
        post = _POST_BEFORE.search(text, max(0, mention.start - _LONGEST_POST), mention.start)
        if post:
            entry = Entry(f"{mention.entry.code}/{_POSTS[post.group('post')]}", post.group("post") + mention.entry.name)
            yield Mention(PERSON_POST, entry, post.start(), mention.end)
    for head in _PROVINCIAL_HEAD.finditer(text):
        yield Mention(PERSON_POST, Entry(_PROVINCIAL_HEAD_CODE, head.group()), *head.span())
