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
