"""What a figure is in its sentence: a promise, a result, a rule, or only context. The words are in `cues`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from buranakan.policy.reading import comparisons, cues, lists, unit_words
from buranakan.policy.reading.clauses import Clauses
from buranakan.policy.reading.cues import Cue, contexts, promises, results, rules
from buranakan.policy.reading.dates import common_year
from buranakan.policy.reading.figures import Found

_Family = tuple[re.Pattern[str], dict[str, Cue]]


def _family(gathered: Iterable[Cue]) -> _Family:
    by_rule = {cue.rule: cue for cue in gathered}
    return re.compile("|".join(f"(?P<{cue.rule}>{cue.words})" for cue in by_rule.values())), by_rule


_BEFORE = tuple(_family(family) for family in cues.BEFORE)
_AFTER = tuple(_family(family) for family in cues.AFTER)
_YEAR = re.compile(
    r"(?P<in>ภายใน|สิ้น|ใน)?(?:ปีงบประมาณ|ปี)\s*(?:พ\.?ศ\.?)?\s*(?P<year>2[4-6]\d\d|20\d\d|[4-7]\d(?!\d))(?!,)"
)
_REACH_BEFORE, _REACH_AFTER, _SAME_BREATH, _LEAD = 230, 45, 60, 600
_VERB_OF_A_FORECAST = 15  # "ตลาดโลก … จะ": a few letters behind the market

_LIMITED = re.compile(r"(?:วงเงิน|กู้|สินเชื่อ|เงินต้น|ค่างวด)(?:ได้|สูงสุด)?\s*$")
# "An envelope of no more than 38,000 million" is no condition: so much is lent to nobody.
_SET_ASIDE, _BEYOND_A_LOAN = re.compile("วงเงิน|งบ|กรอบ"), 100_000_000
# What one earns or saves is no rule: "5,000 baht each a year" of income is an effect.
_EARNED = re.compile("รายได้|ยอดขาย|กำไร|ค่าใช้จ่าย|ต้นทุน|ประหยัด|มูลค่า|เฉลี่ย|ผลผลิต|คาด|เพิ่มขึ้น")
_SPANS_OF_TIME = frozenset({"ปี", "เดือน", "สัปดาห์", "ไตรมาส", "เที่ยว/วัน"})
_NEAR, _WIDE = 25, 45

_OFFERS = re.compile("ของขวัญ|มาตรการช่วย|แพ็กเกจ|แพ็คเกจ")
_HEADLINE = 420
_COUNT_BEFORE = re.compile(r"(?:จำนวน|มูลค่า|รวม)\s*$")


@dataclass(frozen=True)
class Role:
    """A role, the rule that gave it, and the words that decided (folded places; none when nothing was said)."""

    cue: Cue
    start: int = 0
    end: int = 0
    distance: int = 0


def roles(text: str, *, figures: Sequence[Found], clauses: Clauses, year: int | None) -> list[Role]:
    """One role for each figure, in the same order. `year`: of publication, to tell years to come from years gone."""
    offers = _OFFERS.search(text, 0, _HEADLINE)
    given: list[Role] = []
    for at, found in enumerate(figures):
        next_start = figures[at + 1].start if at + 1 < len(figures) else len(text)
        role = _role(text, found, clauses, next_start=next_start, year=year)
        if role.cue is contexts.UNSAID and at:
            role = _going_on(given[-1], figures[at - 1], found, clauses) or role
        if role.cue is contexts.UNSAID or role.cue.strength == cues.NAMED:
            role = _on_a_list(text, found, clauses, figures[:at], given, year) or role
        if role.cue is contexts.UNSAID and offers and _is_counted_on_a_list(text, found):
            role = Role(promises.MEASURE_OF_A_GIFT, offers.start(), offers.end())
        if role.cue is contexts.UNSAID and _is_a_floor(found):
            role = _floor(found, figures[:at], given, clauses)
        given.append(role)
    return given


def _role(text: str, found: Found, clauses: Clauses, *, next_start: int, year: int | None) -> Role:
    """The nearest strong words decide; without any, the nearest weak ones, then the faint; else it is context."""
    said = [
        *_said_before(text, found, clauses.start(found.start, reach=_REACH_BEFORE), year),
        *_said_after(text, found, min(clauses.end(found.end, reach=_REACH_AFTER), next_start), year),
    ]
    undecided = not any(one.cue.strength == cues.STRONG for one in said)
    if _is_condition(text, found) or (undecided and _is_ceiling(text, found)):
        return Role(rules.LIMIT, found.start, found.end)
    if _is_for_each(text, found) and not any(one.cue.role == cues.RULE for one in said):
        return Role(rules.FOR_EACH, found.start, found.end)
    return _deciding(said) if said else Role(contexts.UNSAID)


def _deciding(said: Sequence[Role]) -> Role:
    """The nearest of the strongest; but what others forecast is nobody's promise, and a budget reported is spent."""
    forecast = max((one.end for one in said if one.cue is contexts.OTHERS_FORECAST), default=0)
    said = [one for one in said if not forecast or not _is_of_a_forecast(one, ends=forecast)]
    reported = any(one.cue.role == cues.RESULT and one.cue.strength == cues.STRONG for one in said)
    strongest = [one for one in said if one.cue.strength >= (cues.STRONG if reported else cues.NAMED)]
    return _telling(min(strongest, key=_distance), said) if strongest else min(said, key=_weight)


def _is_of_a_forecast(one: Role, *, ends: int) -> bool:
    before = one.start < ends + _VERB_OF_A_FORECAST and one.cue.rule in contexts.WORDS_OF_A_FORECAST
    return before or one.cue.rule in contexts.YEARS_OF_A_FORECAST


def _distance(one: Role) -> int:
    return one.distance


def _weight(one: Role) -> tuple[int, int]:
    return -one.cue.strength, one.distance


def _telling(nearest: Role, said: list[Role]) -> Role:
    """ "คาดว่า … จะ …": of two words for the same, the one that tells more than that it lies ahead."""
    if nearest.cue not in promises.SAY_ONLY_WHEN:
        return nearest
    telling = [one for one in said if one.cue.role == nearest.cue.role and one.cue not in promises.SAY_ONLY_WHEN]
    return min([one for one in telling if one.cue.strength == cues.STRONG], key=_weight, default=nearest)


def _going_on(before: Role, figure_before: Found, found: Found, clauses: Clauses) -> Role | None:
    """ "… 350 กิจการ คิดเป็น 2,100 ล้านบาท": nothing new is said between the two."""
    gap = found.start - figure_before.end
    if gap > _SAME_BREATH or clauses.start(found.start, reach=gap + 1) > figure_before.end:
        return None
    cue = {cues.PROMISE: promises.GOES_ON, cues.RESULT: results.GOES_ON}.get(before.cue.role)
    return Role(cue, before.start, before.end) if cue else None


def _is_a_floor(found: Found) -> bool:
    return found.comparison == comparisons.AT_LEAST and found.kind != unit_words.SHARE


def _floor(found: Found, before: Sequence[Found], given: Sequence[Role], clauses: Clauses) -> Role:
    """ "No fewer than 350" is a target, but in a paragraph that reports it sums up the report."""
    start = clauses.paragraph(found.start)
    for figure, role in zip(reversed(before), reversed(given), strict=True):
        if figure.start < start or role.cue.role == cues.PROMISE:
            break
        if role.cue.role == cues.RESULT:
            return Role(results.GOES_ON, role.start, role.end)
    return Role(promises.AT_LEAST, found.start, found.end)


def _on_a_list(
    text: str, found: Found, clauses: Clauses, before: Sequence[Found], given: Sequence[Role], year: int | None
) -> Role | None:
    """What introduces a list speaks for its items: the last figure told before it, else the words there."""
    if found.kind not in cues.COUNTED or found.per or (end := lists.introduction(text, found.start)) is None:
        return None
    item = lists.item(text, found.start)
    told = _told(before, given, start=item, end=found.start)
    told = told or _told(before, given, start=max(clauses.paragraph(end - 1), end - _LEAD), end=end)
    start = clauses.start(end - 1, reach=_REACH_BEFORE)
    before_it = _said_before(text, replace(found, start=end), start, year)
    said = [one for one in before_it if one.cue.strength == cues.STRONG]
    role = told[-1] if told else min(said, key=_weight, default=None)
    cue = {cues.PROMISE: promises.ON_A_LIST, cues.RESULT: results.ON_A_LIST}.get(role.cue.role) if role else None
    return Role(cue, role.start, role.end) if role and cue else None


def _told(before: Sequence[Found], given: Sequence[Role], *, start: int, end: int) -> list[Role]:
    """The promises and results among the figures of a stretch."""
    return [
        role
        for figure, role in zip(before, given, strict=True)
        if start <= figure.start < end and role.cue.role in (cues.PROMISE, cues.RESULT)
    ]


def _is_counted_on_a_list(text: str, found: Found) -> bool:
    """An item of a numbered list that says how many there are."""
    if found.kind not in cues.COUNTED or found.per or lists.introduction(text, found.start) is None:
        return False
    counted = _COUNT_BEFORE.search(text, max(0, found.start - _NEAR), found.start)
    return counted is not None or found.comparison != comparisons.EXACTLY


def _is_condition(text: str, found: Found) -> bool:
    """ "No more than 5 million each": a condition, however many follow."""
    if found.comparison not in (comparisons.AT_MOST, comparisons.UP_TO):
        return False
    if found.per not in (None, *_SPANS_OF_TIME):
        return True
    lent = _LIMITED.search(text, max(0, found.start - _NEAR), found.start)
    return found.kind == unit_words.MONEY and lent is not None and not _is_set_aside(text, found)


def _is_ceiling(text: str, found: Found) -> bool:
    """ "Registered capital of no more than 5 million": money with a ceiling is a condition unless it is a budget."""
    is_money = found.kind == unit_words.MONEY
    return is_money and found.comparison == comparisons.AT_MOST and not _is_set_aside(text, found)


def _is_set_aside(text: str, found: Found) -> bool:
    about = _SET_ASIDE.search(text, max(0, found.start - _NEAR), found.start)
    return about is not None and found.value >= _BEYOND_A_LOAN


def _is_for_each(text: str, found: Found) -> bool:
    """So many baht for one (per person, per rai): what an offer gives or asks, unless it is earned or saved."""
    if found.kind != unit_words.MONEY or found.per is None or set(found.per.split("/")) <= _SPANS_OF_TIME:
        return False
    return _EARNED.search(text, max(0, found.start - _WIDE), found.start) is None


def _said_before(text: str, found: Found, start: int, year: int | None) -> Iterator[Role]:
    for pattern, by_rule in _BEFORE:
        for words in pattern.finditer(text, start, found.start):
            distance = found.start - words.end()
            yield from _if_it_reaches(by_rule[str(words.lastgroup)], found, words, distance)
            if words.lastgroup == promises.WILL_SOON.rule:
                yield from _if_it_reaches(promises.WILL_SOON, found, words, distance)
    for words in _YEAR.finditer(text, start, found.start):
        yield from _year(words, found, year, found.start - words.end())


def _said_after(text: str, found: Found, end: int, year: int | None) -> Iterator[Role]:
    for pattern, by_rule in _AFTER:
        for words in pattern.finditer(text, found.end, end):
            yield from _if_it_reaches(by_rule[str(words.lastgroup)], found, words, words.start() - found.end)
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
        cue = promises.FUTURE_YEAR if words.group("in") else promises.YEAR_AHEAD
        yield from _if_it_reaches(cue, found, words, distance)
    elif said < published:
        yield from _if_it_reaches(results.PAST_YEAR, found, words, distance)
    elif words.group("in") in ("ภายใน", "สิ้น"):
        yield from _if_it_reaches(promises.BY_THE_YEAR, found, words, distance)
