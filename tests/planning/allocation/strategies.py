"""Small allocation problems of every shape: some easy, some tight, some that can't be solved."""

from hypothesis import strategies as st

from buranakan.planning.allocation.problem import Area, Fairness, Measure, Offer, Pin, Problem

MONTHS = ("oct", "nov", "dec")


@st.composite
def pins(draw, areas, offers, months):
    cells = draw(
        st.lists(
            st.tuples(st.sampled_from(areas), st.sampled_from(offers), st.sampled_from(months)), max_size=2, unique=True
        )
    )
    return [
        Pin(area.key, offer.key, month, people=rounds * draw(st.integers(offer.smallest, offer.largest)), rounds=rounds)
        for area, offer, month in cells
        for rounds in [draw(st.integers(0, 1))]
    ]


@st.composite
def areas_of(draw, key, *, people):
    floor = draw(st.integers(0, 4))
    return Area(
        key=key,
        centre=draw(st.sampled_from(["north", "south"])),
        need=draw(st.sampled_from([0, 7, 30, 45, 200])),
        floor=floor * draw(st.integers(0, 1)),
        ceiling=draw(st.integers(max(floor, people // 3), people)),
    )


def tables(*sizes, values):
    """Nested lists of these sizes."""
    for size in reversed(sizes):
        values = st.lists(values, min_size=size, max_size=size)
    return values


@st.composite
def problems(draw):
    people, roomy = draw(st.integers(4, 40)), draw(st.integers(0, 3))
    areas = [draw(areas_of(f"province {i}", people=people)) for i in range(draw(st.integers(1, 4)))]
    sizes = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 16)), min_size=1, max_size=3))
    offers = [Offer(i, f"project {i % 2}", small, small + more) for i, (small, more) in enumerate(sizes)]
    months = MONTHS[: draw(st.integers(1, 3))]
    shape = len(areas), len(offers), len(months)
    needed = len(areas) if draw(st.booleans()) else 0
    return Problem(
        areas=areas,
        offers=offers,
        months=months,
        worth=draw(tables(*shape, values=st.integers(-20, 90))),
        cost_per_person=draw(tables(*shape[:2], values=st.integers(0, 300))),
        cost_per_round=draw(tables(*shape[:2], values=st.integers(0, 3000))),
        people=people,
        budget=draw(st.sampled_from([10**9, people * 400, people * 250])),
        trainers={centre: draw(tables(shape[2], values=st.integers(roomy, 4))) for centre in ("north", "south")},
        rooms=draw(tables(shape[0], shape[2], values=st.integers(min(2, roomy), 3))),
        project_floors=draw(st.dictionaries(st.sampled_from(["project 0", "project 1"]), st.integers(0, people // 4))),
        fairness=Fairness(
            draw(st.sampled_from(Measure)),
            coverage=draw(st.integers(0, 3)),
            deviation=draw(st.integers(0, 30)),
            targets=draw(tables(needed, values=st.integers(0, people))),
        ),
        pins=draw(pins(areas, offers, months)),
        rounds_per_cell=draw(st.integers(1, 3)),
        closed=[(areas[0].key, 0, months[0])] if draw(st.integers(0, 4)) == 0 else [],
    )
