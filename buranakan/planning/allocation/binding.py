"""Which limits hold a plan back, and what one unit more of each would be worth by the duals of the relaxed problem."""

from collections.abc import Iterator

import numpy as np

from buranakan.planning.allocation.answer import Answer
from buranakan.planning.allocation.arrays import Arrays
from buranakan.planning.allocation.problem import Binding, Problem, centres, projects
from buranakan.planning.allocation.relaxation import Prices

SMALL = 1e-9  # below this a price is rounding


def of_plan(problem: Problem, arrays: Arrays, *, answer: Answer) -> tuple[Binding, ...]:
    """The dearest first within a kind."""
    if answer.prices is None or answer.people is None or answer.rounds is None:
        return ()
    people, rounds, prices = answer.people, answer.rounds, answer.prices
    found = [*_whole(problem, arrays, people=people, rounds=rounds, prices=prices)]
    found += _capacity(problem, arrays, rounds=rounds, prices=prices)
    found += _areas(problem, arrays, people=people, prices=prices)
    order = list(dict.fromkeys(each.limit for each in found))
    return tuple(sorted(found, key=lambda each: (order.index(each.limit), -each.price, str(each.key))))


def _whole(problem: Problem, arrays: Arrays, *, people, rounds, prices: Prices) -> Iterator[Binding]:
    if abs(prices.people) > SMALL:
        yield Binding("people", None, 0, prices.people)
    if prices.budget > SMALL:
        yield Binding("budget", None, arrays.budget - arrays.cost(people, rounds), prices.budget)
    got = arrays.people_by_project(people)
    for place, project in enumerate(projects(problem)):
        # One person fewer asked for the project is worth this much.
        if project in problem.project_floors and -prices.project[place] > SMALL:
            slack = int(got[place]) - problem.project_floors[project]
            yield Binding("project_floor", project, slack, -float(prices.project[place]))


def _capacity(problem: Problem, arrays: Arrays, *, rounds, prices: Prices) -> Iterator[Binding]:
    used = np.zeros(arrays.trainers.shape, np.int64)
    np.add.at(used, arrays.centre, rounds.sum(1))
    areas = [area.key for area in problem.areas]
    for kind, keys, limits, spent, worth in (
        ("trainers", centres(problem), arrays.trainers, used, prices.trainers),
        ("rooms", areas, arrays.rooms, rounds.sum(1), prices.rooms),
    ):
        for who, month in zip(*np.nonzero(worth > SMALL), strict=True):
            slack = int(limits[who, month] - spent[who, month])
            yield Binding(kind, (keys[who], problem.months[month]), slack, float(worth[who, month]))


def _areas(problem: Problem, arrays: Arrays, *, people, prices: Prices) -> Iterator[Binding]:
    """At its floor an area would rather have fewer, at its ceiling more: by what a person in its cells is worth there.

    A person counts as one in the best of the area's cells that are used; a new round is not reckoned.
    """
    got = people.sum((1, 2))
    costs = prices.project[arrays.project] + prices.budget * arrays.per_person
    gain = np.where(people > 0, arrays.worth - costs[:, :, None], -np.inf).max((1, 2))
    for place, area in enumerate(problem.areas):
        if not got[place]:
            continue
        worth = float(gain[place] - prices.people - prices.covered[place])
        if got[place] == area.floor:
            loss = -(worth + (arrays.deviation if got[place] <= arrays.target[place] else -arrays.deviation))
            if loss > SMALL:
                yield Binding("floor", area.key, 0, loss)
        if got[place] == area.ceiling:
            more = worth + (arrays.deviation if got[place] < arrays.target[place] else -arrays.deviation)
            if more > SMALL:
                yield Binding("ceiling", area.key, 0, more)
