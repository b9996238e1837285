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
def areas_of(draw, people):
    floor = draw(st.integers(0, 6))
    return Area(
        key=f"p{draw(st.integers(0, 10**9))}",
        centre=draw(st.sampled_from(["north", "south"])),
        need=draw(st.sampled_from([0, 7, 30, 45, 200])),
        floor=draw(st.sampled_from([0, 0, floor])),
        ceiling=draw(st.integers(floor, people)),
    )


def tables(*sizes, values):
    """Nested lists of these sizes."""
    for size in reversed(sizes):
        values = st.lists(values, min_size=size, max_size=size)
    return values


@st.composite
def problems(draw):
    people = draw(st.integers(4, 40))
    areas = draw(st.lists(areas_of(people), min_size=1, max_size=4, unique_by=lambda area: area.key))
    sizes = draw(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 9)), min_size=1, max_size=3))
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
        budget=draw(st.sampled_from([10**9, people * 300, people * 200])),
        trainers={centre: draw(tables(shape[2], values=st.integers(0, 4))) for centre in ("north", "south")},
        rooms=draw(tables(shape[0], shape[2], values=st.integers(0, 3))),
        project_floors=draw(st.dictionaries(st.sampled_from(["project 0", "project 1"]), st.integers(0, people // 2))),
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
