"""Made-up allocation problems of any size, the same for the same seed: areas by five offers by twelve months."""

import numpy as np

from buranakan.planning.allocation.problem import Area, Fairness, Measure, Offer, Problem

OFFERS, MONTHS = 5, 12
ROUND = (6, 40)
FLOOR = 12
SHARES = (0.15, 0.15, 0.12, 0.12, 0.10)
# People and money of 77 areas; other sizes in proportion.
AREAS, PEOPLE, BAHT = 77, 2180, 9_150_000
DEVIATION = 20

# A programme as planners set it up: activities with round sizes, costs (baht a person) and parts of their own.
PROGRAMME = (
    *((20, 40, 4000, 11), (15, 25, 6000, 5), (15, 30, 5500, 6), (15, 40, 4500, 8)),
    *((15, 30, 5500, 9), (20, 40, 2900, 14), (15, 30, 3750, 7), (20, 40, 4000, 10)),
    *((20, 40, 4250, 12), (15, 25, 7000, 6), (20, 40, 2500, 8), (15, 25, 5000, 4)),
)
SEASON = (3, 4, 7, 10, 10, 7, 10, 10, 8, 5)
USUAL_NEED, WISHES = 40, 3
FLOOR_PERCENT = 30  # of an activity's part
BAHT_A_ROUND = 3_000


def programme(areas: int = AREAS, *, seed: int = 1, measure: Measure = Measure.BLEND) -> Problem:
    """Like next year's programme of a department: most areas have the same, assumed need and may get nobody, one round
    serves most of them, each wishes for three of twelve activities, and worth is that wish and the season's part."""
    draw = np.random.default_rng(seed)
    people = round(PEOPLE * areas / AREAS)
    need = np.where(draw.random(areas) < 0.1, draw.integers(25, 120, areas), USUAL_NEED)
    smallest, largest, baht, part = np.array(PROGRAMME).T
    share = people * part / part.sum()
    floors = (share * FLOOR_PERCENT // 100).astype(int)
    wished = np.argsort(draw.random((areas, len(part))) ** (1 / part), axis=1)[:, -WISHES:]
    fit = np.zeros((areas, len(part)), int)
    np.put_along_axis(fit, wished, draw.choice([70, 70, 50], (areas, WISHES)), axis=1)
    season = np.array(SEASON)
    centre = np.arange(areas) * max(1, areas // 7) // areas
    served = np.bincount(centre)
    trainers = np.maximum(1, np.ceil(0.3 * served[:, None] * season / season.max())).astype(int)
    ceiling = np.maximum(40, people * need * 18 // (10 * need.sum()))
    return Problem(
        areas=[Area(a, int(centre[a]), int(need[a]), 0, int(ceiling[a])) for a in range(areas)],
        offers=[Offer(o, o, int(smallest[o]), int(largest[o])) for o in range(len(part))],
        months=range(len(season)),
        worth=(fit[:, :, None] + 30 * season // season.max()).tolist(),
        cost_per_person=[(baht * 100).tolist()] * areas,
        cost_per_round=[[BAHT_A_ROUND * 100] * len(part)] * areas,
        people=people,
        budget=int(BAHT * areas / AREAS * 100),
        trainers={each: row.tolist() for each, row in enumerate(trainers)},
        rooms=[[2] * len(season)] * areas,
        project_floors={o: int(floor) for o, floor in enumerate(floors) if floor >= smallest[o]},
        fairness=Fairness(measure, coverage=max(1, 200 * people // 10_000), deviation=DEVIATION),
    )


def instance(areas: int = AREAS, *, seed: int = 1, budget_factor: float = 1.0) -> Problem:
    draw = np.random.default_rng(seed)
    scale = areas / AREAS
    people = int(round(PEOPLE * scale))
    need = np.round(np.clip(draw.lognormal(5.3, 0.8, areas), 30, 3000)).astype(int)
    target = people * (0.5 * need / need.sum() + 0.5 * np.sqrt(need) / np.sqrt(need).sum())
    ceiling = np.minimum(np.maximum(40, np.round(target * 1.8)), 160).astype(int)
    per_person = draw.integers(22, 34, (areas, OFFERS)) * 100
    per_round = draw.integers(80, 260, (areas, OFFERS)) * 100
    fit = draw.integers(1, 100, (areas, OFFERS))[:, :, None] * 0.7 + draw.integers(1, 43, (areas, 1, MONTHS))
    centre = np.arange(areas) * int(max(11, areas // 7)) // areas
    trainers = np.maximum(2, np.ceil(np.bincount(centre) * 0.30)).astype(int)
    return Problem(
        areas=[
            Area(key=a, centre=int(centre[a]), need=int(need[a]), floor=FLOOR, ceiling=int(ceiling[a]))
            for a in range(areas)
        ],
        offers=[Offer(key=o, project=o, smallest=ROUND[0], largest=ROUND[1]) for o in range(OFFERS)],
        months=range(MONTHS),
        worth=np.round(fit).astype(int).tolist(),
        cost_per_person=(per_person * 100).tolist(),
        cost_per_round=(per_round * 100).tolist(),
        people=people,
        budget=int(BAHT * scale * budget_factor * 100 + 1e-3),
        trainers={centre: [int(most)] * MONTHS for centre, most in enumerate(trainers)},
        rooms=[[2] * MONTHS] * areas,
        project_floors={o: int(share * people) for o, share in enumerate(SHARES)},
        fairness=Fairness(
            Measure.BLEND,
            coverage=max(1, int(200 * people) // 10_000),
            deviation=DEVIATION,
            targets=np.round(target).astype(int).tolist(),
        ),
    )
