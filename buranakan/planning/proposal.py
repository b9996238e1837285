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
    """Each round goes where the need so far is met least; where its activity has been already, others come first."""
    needs = {province: Fraction(need) for province, need in ask.need.items() if need > 0}
    if not needs:
        raise RuleBroken("nobody_needs_anything", _("No province says that it needs anything."))
    whole = sum(needs.values(), Fraction(0))
    given: Counter[str] = Counter()
    been: set[tuple[int, str]] = set()
    rounds, wanted = [], 0
    for place, size in _interleaved(_sizes_of_rounds(ask, comfortable=comfortable)):
        wanted += size
        unmet = {
            province: need * wanted - whole * (given[province] + (size if (place, province) in been else 0))
            for province, need in needs.items()
        }
        province = max(unmet, key=lambda code: unmet[code])  # the first of equals
        given[province] += size
        been.add((place, province))
        rounds.append((place, _Round(offer=ask.offers[place], province=province, people=size)))
    return [one for _place, one in sorted(rounds, key=lambda pair: pair[0])]


def _sizes_of_rounds(ask: Ask, *, comfortable: int) -> list[list[int]]:
    """The rounds of each activity. The largest comes last: it takes up what whole rounds put too many before it."""
    targets = _targets(ask)
    sizes: list[list[int]] = [[] for _offer in ask.offers]
    missing = 0
    for place in sorted(range(len(targets)), key=lambda place: targets[place]):
        offer = ask.offers[place]
        missing += targets[place]
        if missing > 0:
            (sizes[place],) = whole_rounds(
                missing, [1], smallest=offer.round_smallest, largest=_fill(offer, comfortable=comfortable)
            )
            missing -= sum(sizes[place])
    return sizes


def _interleaved(sizes: list[list[int]]) -> list[tuple[int, int]]:
    """(place of the activity, size of the round), the rounds of each activity evenly among the others."""
    ordered = [
        (Fraction(2 * turn + 1, 2 * len(of_activity)), place, size)
        for place, of_activity in enumerate(sizes)
        for turn, size in enumerate(of_activity)
    ]
    return [(place, size) for _when, place, size in sorted(ordered)]


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
