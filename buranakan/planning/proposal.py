"""Computes plan lines from need: whole rounds, just over the promised people, the money to the last hundred baht. Pure.

What comes out is a proposal: no announcement says how people and money are split. The same ask gives the same lines.
"""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from buranakan.lib.rules import RuleBroken
from buranakan.lib.split import Weight, apportion, whole_rounds
from buranakan.lib.words import _

HUNDRED_BAHT = 100_00


@dataclass(frozen=True)
class Offer:
    """An activity as the proposal needs it; `share` is its part of the people."""

    key: Hashable
    share: Weight
    round_smallest: int
    round_largest: int
    unit_cost_low_satang: int
    unit_cost_high_satang: int


@dataclass(frozen=True)
class Ask:
    """What is to be split: more people than `more_than`, exactly `satang`, by need of provinces and by season."""

    more_than: int
    satang: int
    need: Mapping[str, Weight]
    offers: Sequence[Offer]
    seasons: Mapping[dt.date, Weight]
    lines: range = range(60, 81)
    step_satang: int = HUNDRED_BAHT


@dataclass(frozen=True)
class ProposedLine:
    """One line of the proposal; `activity` is the offer's key, `province` a code, `month` its first day."""

    activity: Hashable
    province: str
    month: dt.date
    rounds: int
    people: int
    amount_satang: int


@dataclass(frozen=True)
class _Round:
    offer: Offer
    province: str
    people: int


@dataclass(frozen=True)
class _Line:
    offer: Offer
    province: str
    month: dt.date
    sizes: tuple[int, ...]

    @property
    def people(self) -> int:
        return sum(self.sizes)

    def floor(self, step: int) -> int:
        """The lowest cost, in steps."""
        return -(-self.offer.unit_cost_low_satang * self.people // step)

    def room(self, step: int) -> int:
        """How many steps above the lowest cost it may go."""
        return self.offer.unit_cost_high_satang * self.people // step - self.floor(step)


def propose(ask: Ask) -> list[ProposedLine]:
    """The lines, by activity, province and month; their number near the middle of what is wanted."""
    for size in _sizes(ask):
        lines = _grouped(_months(_rounds(ask, comfortable=size), ask.seasons))
        if len(lines) in ask.lines:
            return _priced(lines, ask)
    raise RuleBroken(
        "proposal_lines_do_not_fit",
        _("These people can't be put into %(fewest)s to %(most)s lines of whole rounds."),
        fewest=ask.lines.start,
        most=ask.lines.stop - 1,
    )


def _sizes(ask: Ask) -> list[int]:
    """How full rounds may be, likeliest first: the fewer people a round has, the more lines there are."""
    largest = max(offer.round_largest for offer in ask.offers)
    smallest = min(offer.round_smallest for offer in ask.offers)
    middle = (ask.lines.start + ask.lines.stop - 1) / 2
    targets = _targets(ask)

    def rounds(size: int) -> int:
        fill = (_fill(offer, comfortable=size) for offer in ask.offers)
        return sum(-(-target // people) for target, people in zip(targets, fill, strict=True))

    return sorted(range(largest, smallest - 1, -1), key=lambda size: abs(rounds(size) - middle))


def _fill(offer: Offer, *, comfortable: int) -> int:
    return max(offer.round_smallest, min(offer.round_largest, comfortable))


def _targets(ask: Ask) -> list[int]:
    """People of each activity: together the least number above what was promised."""
    return apportion(ask.more_than + 1, [offer.share for offer in ask.offers])


def _rounds(ask: Ask, *, comfortable: int) -> list[_Round]:
    """Rounds of each activity go where the need so far is met least, so each province has its turn."""
    provinces = list(ask.need)
    need = [Fraction(ask.need[province]) for province in provinces]
    given: Counter[str] = Counter()
    rounds, wanted = [], 0
    # The largest share comes last: what whole rounds of the others put too many or too few, it takes up.
    for offer, target in sorted(zip(ask.offers, _targets(ask), strict=True), key=lambda pair: pair[1]):
        wanted += target
        missing = wanted - given.total()
        if missing <= 0:
            continue
        sizes = whole_rounds(
            missing,
            _unmet(need, given=[given[province] for province in provinces], wanted=wanted),
            smallest=offer.round_smallest,
            largest=_fill(offer, comfortable=comfortable),
        )
        for province, of_province in zip(provinces, sizes, strict=True):
            rounds += [_Round(offer=offer, province=province, people=size) for size in of_province]
            given[province] += sum(of_province)
    return rounds


def _unmet(need: list[Fraction], *, given: list[int], wanted: int) -> list[Fraction]:
    """How far each province is behind its part of the people wanted so far."""
    whole = sum(need, Fraction(0))
    if not whole:
        return need
    unmet = [max(Fraction(0), wanted * part / whole - got) for part, got in zip(need, given, strict=True)]
    return unmet if any(unmet) else need


def _months(rounds: list[_Round], seasons: Mapping[dt.date, Weight]) -> list[tuple[_Round, dt.date]]:
    """Deal the months out one round at a time, always the one furthest behind its part: each activity spreads out."""
    months = sorted(seasons)
    quotas = dict(zip(months, apportion(len(rounds), [seasons[month] for month in months]), strict=True))
    dealt: Counter[dt.date] = Counter()
    placed = []
    for turn, one in enumerate(rounds, start=1):
        behind = {
            month: quotas[month] * turn - dealt[month] * len(rounds) for month in months if dealt[month] < quotas[month]
        }
        month = max(behind, key=lambda month: behind[month])  # the earliest of equals
        dealt[month] += 1
        placed.append((one, month))
    return placed


def _grouped(placed: list[tuple[_Round, dt.date]]) -> list[_Line]:
    """Rounds of the same activity, province and month are one line."""
    sizes: dict[tuple[Offer, str, dt.date], list[int]] = {}
    for one, month in placed:
        sizes.setdefault((one.offer, one.province, month), []).append(one.people)
    return [_Line(*grain, sizes=tuple(of_line)) for grain, of_line in sizes.items()]


def _priced(lines: list[_Line], ask: Ask) -> list[ProposedLine]:
    """Every line gets its lowest cost; the rest is shared by how far each may go up, so none leaves its range."""
    step = ask.step_satang
    room = [line.room(step) for line in lines]
    steps, odd = divmod(ask.satang, step)
    more = steps - sum(line.floor(step) for line in lines)
    if odd or min(room) < 0 or not 0 <= more <= sum(room):
        raise RuleBroken(
            "proposal_money_does_not_fit", _("The money can't be shared out within the unit costs of the activities.")
        )
    extras = apportion(more, room) if more else [0] * len(lines)
    return [
        _proposed(line, satang=(line.floor(step) + extra) * step) for line, extra in zip(lines, extras, strict=True)
    ]


def _proposed(line: _Line, *, satang: int) -> ProposedLine:
    return ProposedLine(
        activity=line.offer.key,
        province=line.province,
        month=line.month,
        rounds=len(line.sizes),
        people=line.people,
        amount_satang=satang,
    )
