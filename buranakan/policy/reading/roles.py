"""What a figure is in its sentence: a promise, a result, a rule, or only context. The words are in `cues`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buranakan.policy.reading import comparisons, cues, units
from buranakan.policy.reading.clauses import Clauses
from buranakan.policy.reading.cues import Cue
from buranakan.policy.reading.dates import common_year
from buranakan.policy.reading.figures import Found

_BEFORE = re.compile("|".join(f"(?P<{cue.rule}>{cue.words})" for cue in cues.BEFORE))
_AFTER = re.compile("|".join(f"(?P<{cue.rule}>{cue.words})" for cue in cues.AFTER))
_CUES_BEFORE = {cue.rule: cue for cue in cues.BEFORE}
_CUES_AFTER = {cue.rule: cue for cue in cues.AFTER}
_YEAR = re.compile(
    r"(?P<in>ภายใน|สิ้น|ใน)?(?:ปีงบประมาณ|ปี)\s*(?:พ\.?ศ\.?)?\s*(?P<year>2[4-6]\d\d|20\d\d|[4-7]\d(?!\d))(?!,)"
)
_LIMITED = re.compile(r"(?:วงเงิน|กู้|สินเชื่อ|เงินต้น|ค่างวด)(?:ได้|สูงสุด)?\s*$")
_REACH_BEFORE, _REACH_AFTER, _SAME_BREATH = 230, 45, 60


@dataclass(frozen=True)
class Role:
    """A role, the rule that gave it, and the words that decided (folded places; none when nothing was said)."""

    cue: Cue
    start: int = 0
    end: int = 0
    distance: int = 0


def roles(text: str, *, figures: Sequence[Found], clauses: Clauses, year: int | None) -> list[Role]:
    """One role for each figure, in the same order. `year`: of publication, to tell years to come from years gone."""
    given: list[Role] = []
    for at, found in enumerate(figures):
        next_start = figures[at + 1].start if at + 1 < len(figures) else len(text)
        given.append(_role(text, found, clauses, next_start=next_start, year=year))
        if given[-1].cue is cues.UNSAID and at:
            given[-1] = _going_on(given[-2], figures[at - 1], found, clauses) or given[-1]
    return given


def _role(text: str, found: Found, clauses: Clauses, *, next_start: int, year: int | None) -> Role:
    """The nearest strong words decide; without any, the nearest weak ones; without those it is context."""
    if _is_limit(text, found):
        return Role(cues.LIMIT, found.start, found.end)
    said = [
        *_said_before(text, found, clauses.start(found.start, reach=_REACH_BEFORE), year),
        *_said_after(text, found, min(clauses.end(found.end, reach=_REACH_AFTER), next_start), year),
    ]
    if said:
        return _telling(min(said, key=_weight), said)
    if found.comparison == comparisons.AT_LEAST and found.kind != units.SHARE:
        return Role(cues.AT_LEAST, found.start, found.end)
    return Role(cues.UNSAID)


def _weight(one: Role) -> tuple[int, int]:
    return -one.cue.strength, one.distance


def _telling(nearest: Role, said: list[Role]) -> Role:
    """ "คาดว่า … จะ …": of two words for the same, the one that tells more than that it lies ahead."""
    if nearest.cue not in cues.SAY_ONLY_WHEN:
        return nearest
    telling = [one for one in said if one.cue.role == nearest.cue.role and one.cue not in cues.SAY_ONLY_WHEN]
    return min([one for one in telling if one.cue.strength == cues.STRONG], key=_weight, default=nearest)


def _going_on(before: Role, figure_before: Found, found: Found, clauses: Clauses) -> Role | None:
    """ "… 350 กิจการ คิดเป็น 2,100 ล้านบาท": nothing new is said between the two."""
    gap = found.start - figure_before.end
    if gap > _SAME_BREATH or clauses.start(found.start, reach=gap + 1) > figure_before.end:
        return None
    cue = {cues.PROMISE: cues.PROMISE_GOES_ON, cues.RESULT: cues.RESULT_GOES_ON}.get(before.cue.role)
    return Role(cue, before.start, before.end) if cue else None


def _is_limit(text: str, found: Found) -> bool:
    """ "No more than 5 million each": a condition, however many follow."""
    if found.comparison not in (comparisons.AT_MOST, comparisons.UP_TO) or found.kind != units.MONEY:
        return False
    return found.per is not None or _LIMITED.search(text, max(0, found.start - 25), found.start) is not None


def _said_before(text: str, found: Found, start: int, year: int | None) -> Iterator[Role]:
    for words in _BEFORE.finditer(text, start, found.start):
        distance = found.start - words.end()
        yield from _if_it_reaches(_CUES_BEFORE[str(words.lastgroup)], found, words, distance)
        if words.lastgroup == cues.WILL_SOON.rule:
            yield from _if_it_reaches(cues.WILL_SOON, found, words, distance)
    for words in _YEAR.finditer(text, start, found.start):
        yield from _year(words, found, year, found.start - words.end())


def _said_after(text: str, found: Found, end: int, year: int | None) -> Iterator[Role]:
    for words in _AFTER.finditer(text, found.end, end):
        yield from _if_it_reaches(_CUES_AFTER[str(words.lastgroup)], found, words, words.start() - found.end)
    for words in _YEAR.finditer(text, found.end, end):
        if words.group("in"):
            yield from _year(words, found, year, words.start() - found.end)


def _if_it_reaches(cue: Cue, found: Found, words: re.Match[str], distance: int) -> Iterator[Role]:
    if distance <= cue.reach and (cue.kinds is None or found.kind in cue.kinds):
        yield Role(cue, words.start(), words.end(), distance)


def _year(words: re.Match[str], found: Found, published: int | None, distance: int) -> Iterator[Role]:
    said = common_year(words.group("year"))
    if said is None or published is None:
        return
    if said > published:
        yield from _if_it_reaches(cues.FUTURE_YEAR if words.group("in") else cues.YEAR_AHEAD, found, words, distance)
    elif said < published:
        yield from _if_it_reaches(cues.PAST_YEAR, found, words, distance)
    elif words.group("in") in ("ภายใน", "สิ้น"):
        yield from _if_it_reaches(cues.BY_THE_YEAR, found, words, distance)
