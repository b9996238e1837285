"""Does a plan keep every limit, and what is it worth? Counted anew from the two; the solver is not asked."""

from collections import Counter

from buranakan.planning.allocation.problem import WHOLE, Limit, Plan, Problem, targets


def violations(problem: Problem, plan: Plan) -> list[Limit]:
    """The limits the plan breaks, in the order of the problem; none for a plan that may be carried out."""
    found = [*_totals(problem, plan), *_areas(problem, plan), *_projects(problem, plan)]
    found += [*_capacity(problem, plan), *_rounds(problem, plan), *_decided(problem, plan)]
    return found


def objective(problem: Problem, plan: Plan) -> int:
    """Worth of the cells, plus the smallest coverage, less what areas are off their targets, by their weights."""
    place = _places(problem)
    worth = sum(problem.worth[place[0][a]][place[1][o]][place[2][m]] * n for (a, o, m), n in plan.people.items())
    got = people_by_area(plan)
    off = sum(abs(got[area.key] - target) for area, target in zip(problem.areas, targets(problem), strict=True))
    fairness = problem.fairness
    return worth + fairness.weight_of_coverage * smallest_coverage(problem, plan) - fairness.weight_of_deviation * off


def smallest_coverage(problem: Problem, plan: Plan) -> int:
    """In ten-thousandths, at most the whole; areas that need nothing or may get nothing don't count."""
    got = people_by_area(plan)
    counted = [area for area in problem.areas if area.need > 0 and area.ceiling > 0]
    return min((min(WHOLE, WHOLE * got[area.key] // area.need) for area in counted), default=0)


def cost(problem: Problem, plan: Plan) -> int:
    """Satang the plan spends."""
    areas, offers, _ = _places(problem)
    seats = sum(problem.cost_per_person[areas[a]][offers[o]] * n for (a, o, _), n in plan.people.items())
    return seats + sum(problem.cost_per_round[areas[a]][offers[o]] * n for (a, o, _), n in plan.rounds.items())


def people_by_area(plan: Plan) -> Counter:
    got: Counter = Counter()
    for (area, _, _), people in plan.people.items():
        got[area] += people
    return got


def people_by_project(problem: Problem, plan: Plan) -> Counter:
    project_of = {offer.key: offer.project for offer in problem.offers}
    got: Counter = Counter()
    for (_, offer, _), people in plan.people.items():
        got[project_of[offer]] += people
    return got


def rounds_by_month(problem: Problem, plan: Plan) -> tuple[Counter, Counter]:
    """Of (centre, month), and of (area, month)."""
    centre_of = {area.key: area.centre for area in problem.areas}
    of_centre: Counter = Counter()
    of_area: Counter = Counter()
    for (area, _, month), rounds in plan.rounds.items():
        of_centre[centre_of[area], month] += rounds
        of_area[area, month] += rounds
    return of_centre, of_area


def _places(problem):
    areas = {area.key: place for place, area in enumerate(problem.areas)}
    offers = {offer.key: place for place, offer in enumerate(problem.offers)}
    return areas, offers, {month: place for place, month in enumerate(problem.months)}


def _totals(problem, plan):
    if sum(plan.people.values()) != problem.people:
        yield Limit("people", None, problem.people)
    if cost(problem, plan) > problem.budget:
        yield Limit("budget", None, problem.budget)


def _areas(problem, plan):
    got = people_by_area(plan)
    for area in problem.areas:
        if got[area.key] < area.floor:
            yield Limit("floor", area.key, area.floor)
        if got[area.key] > area.ceiling:
            yield Limit("ceiling", area.key, area.ceiling)


def _projects(problem, plan):
    got = people_by_project(problem, plan)
    for project, floor in problem.project_floors.items():
        if got[project] < floor:
            yield Limit("project_floor", project, floor)


def _capacity(problem, plan):
    of_centre, of_area = rounds_by_month(problem, plan)
    for centre, trainers in problem.trainers.items():
        for month, most in zip(problem.months, trainers, strict=True):
            if of_centre[centre, month] > most:
                yield Limit("trainers", (centre, month), most)
    for area, rooms in zip(problem.areas, problem.rooms, strict=True):
        for month, most in zip(problem.months, rooms, strict=True):
            if of_area[area.key, month] > most:
                yield Limit("rooms", (area.key, month), most)


def _rounds(problem, plan):
    offers = {offer.key: offer for offer in problem.offers}
    small, large, many = set(), set(), False
    for cell in sorted({*plan.people, *plan.rounds}, key=str):
        people, rounds = plan.people.get(cell, 0), plan.rounds.get(cell, 0)
        if people < rounds * offers[cell[1]].smallest:
            small.add(cell[1])
        if people > rounds * offers[cell[1]].largest:
            large.add(cell[1])
        many = many or rounds > problem.rounds_per_cell or rounds < 0
    yield from (Limit("smallest_round", key, offer.smallest) for key, offer in offers.items() if key in small)
    yield from (Limit("largest_round", key, offer.largest) for key, offer in offers.items() if key in large)
    if many:
        yield Limit("rounds_per_cell", None, problem.rounds_per_cell)


def _decided(problem, plan):
    closed = Counter(cell[1] for cell in problem.closed)
    broken = {cell[1] for cell in problem.closed if plan.people.get(cell, 0) or plan.rounds.get(cell, 0)}
    yield from (Limit("closed", offer, count) for offer, count in closed.items() if offer in broken)
    for pin in problem.pins:
        if (plan.people.get(pin.cell, 0), plan.rounds.get(pin.cell, 0)) != (pin.people, pin.rounds):
            yield Limit("pin", pin.cell, pin.people)
