"""What was measured for each pillar of the framework in force: changes by method, which are never added up."""

from collections import defaultdict
from dataclasses import dataclass

from buranakan.outcomes import queries as outcomes
from buranakan.outcomes.enums import Method


@dataclass(frozen=True)
class OfAMethod:
    """Changes found by one method over a pillar's indicators, and how many of them are for the better."""

    method: Method
    changes: int
    better: int


@dataclass(frozen=True)
class PillarStanding:
    """A pillar as worded today, with its indicators and what each method found."""

    wording: object
    indicators: int
    methods: tuple[OfAMethod, ...]


@dataclass(frozen=True)
class FrameworkStanding:
    """A framework in force, pillar by pillar."""

    framework: object
    pillars: tuple[PillarStanding, ...]


def standing(scope, *, on):
    """The framework that most indicators speak of, or None while none does."""
    frameworks = outcomes.frameworks_with_indicators(on=on)
    if not frameworks:
        return None
    readings = outcomes.pillar_readings(scope, frameworks[0])
    return FrameworkStanding(frameworks[0].framework, tuple(_pillar(one) for one in readings))


def _pillar(found):
    changes, better = defaultdict(int), defaultdict(int)
    for indicator in found.indicators:
        for summary in indicator.reading.summaries:
            changes[summary.method] += summary.receivers
            better[summary.method] += summary.better
    methods = tuple(OfAMethod(one, changes[one], better[one]) for one in Method if changes[one])
    return PillarStanding(found.wording, indicators=len(found.indicators), methods=methods)
