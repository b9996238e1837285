"""Sharing whole things out by weight: people, satang, rounds. The parts always add up to the whole."""

import heapq
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _

Weight = int | float | Decimal | Fraction


def apportion(total: int, weights: Sequence[Weight]) -> list[int]:
    """Largest remainders: everyone gets the whole part of their share, what is left goes to the largest fractions.

    Equal fractions are settled by the larger weight, then by the earlier place, so the answer never varies.
    """
    exact = _exact(weights)
    if total < 0:
        raise ValueError("A negative total cannot be shared out.")
    if total == 0:
        return [0] * len(exact)
    whole = _check_something_to_share_by(exact)
    shares = [total * weight / whole for weight in exact]
    parts = [floor(share) for share in shares]
    by_fraction = sorted(range(len(exact)), key=lambda place: (parts[place] - shares[place], -exact[place], place))
    for place in by_fraction[: total - sum(parts)]:
        parts[place] += 1
    return parts


def whole_rounds(target: int, weights: Sequence[Weight], *, smallest: int, largest: int) -> list[list[int]]:
    """For each weight, the sizes of its rounds: whole rounds, as few as can hold the target, shared out by weight.

    Every size is within the limits, and the people in them are the target or the least number above it that whole
    rounds can hold. A small weight may get no round; its people are then expected at a neighbour's.
    """
    exact = _exact(weights)
    if not 1 <= smallest <= largest:
        raise ValueError(f"Rounds of {smallest} to {largest} people are not possible.")
    if target < 0:
        raise ValueError("A negative number of people cannot be planned for.")
    rounds = apportion(-(-target // largest), exact)
    people = _people_within_limits(
        max(target, sum(rounds) * smallest), exact, rounds=rounds, smallest=smallest, largest=largest
    )
    return [_even_sizes(people[place], rounds=count) for place, count in enumerate(rounds)]


def _exact(weights: Sequence[Weight]) -> list[Fraction]:
    exact = [Fraction(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError("A weight cannot be negative.")
    return exact


def _check_something_to_share_by(exact: list[Fraction]) -> Fraction:
    whole = sum(exact, Fraction(0))
    if not whole:
        raise RuleBroken("nothing_to_share_by", _("There is nothing to share by: every weight is zero."))
    return whole


def _people_within_limits(
    total: int, exact: list[Fraction], *, rounds: list[int], smallest: int, largest: int
) -> list[int]:
    """Start from the smallest sizes; each further person goes where people are fewest for the weight."""
    people = [count * smallest for count in rounds]
    room = [(people[place] / exact[place], place) for place, count in enumerate(rounds) if count and largest > smallest]
    heapq.heapify(room)
    for _further in range(total - sum(people)):
        _fewest, place = heapq.heappop(room)
        people[place] += 1
        if people[place] < rounds[place] * largest:
            heapq.heappush(room, (people[place] / exact[place], place))
    return people


def _even_sizes(people: int, *, rounds: int) -> list[int]:
    """Rounds of one place differ by one person at most, the larger first."""
    return [people // rounds + (1 if place < people % rounds else 0) for place in range(rounds)]
