"""The 77 provinces as light SVG paths, drawn once a process from the vendored map."""

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

HERE = Path(__file__).parent
SCALE = 2  # two steps of the drawing to one unit of the source, so that whole numbers are fine enough
# How far, in units of the source, a dropped corner may stand from the line kept: under a pixel at the size drawn.
FINE = 0.7
COARSE = 1.2
LARGE = 1200  # steps; a view higher than this is drawn small enough for the coarse outline
MARGIN = 12  # steps of the drawing left free round what is shown
SMALLEST_ISLAND = 1.5  # square units; smaller islands can't be seen at the size drawn


@dataclass(frozen=True)
class Shape:
    """A path, and the box it fills: left, top, right, bottom."""

    path: str
    box: tuple


@dataclass(frozen=True)
class View:
    """What a page draws: the box it looks through, and the paths that lie in it."""

    box: tuple
    provinces: dict
    lakes: list


@dataclass(frozen=True)
class Drawing:
    """A shape for each province code, and the lakes."""

    provinces: dict
    lakes: list

    def box_of(self, codes):
        """The box round these provinces with a margin; round the whole country when none is named."""
        boxes = [self.provinces[code].box for code in codes if code in self.provinces]
        boxes = boxes or [shape.box for shape in self.provinces.values()]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return (min(lefts) - MARGIN, min(tops) - MARGIN, max(rights) + MARGIN, max(bottoms) + MARGIN)


def meet(one, other):
    """Whether two boxes share any ground."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def view_of(codes):
    """These provinces as large as the page allows: neighbours are cut at the edge, and the rest is not sent at all."""
    box = drawing().box_of(codes)
    shapes = drawing(COARSE if box[3] - box[1] > LARGE else FINE)
    return View(
        box=box,
        provinces={code: shape.path for code, shape in shapes.provinces.items() if meet(shape.box, box)},
        lakes=[lake.path for lake in shapes.lakes if meet(lake.box, box)],
    )


@cache
def drawing(tolerance=FINE):
    """Reading and thinning takes a twentieth of a second, so once is enough."""
    source = json.loads(Path(finders.find("vendor/thailand.json")).read_text(encoding="utf-8"))
    codes = province_codes()
    return Drawing(
        provinces={codes[key]: thinned(path, tolerance=tolerance) for key, path in source["provinces"].items()},
        lakes=[thinned(path, tolerance=tolerance) for path in source["lakes"].values()],
    )


def province_codes():
    """The map's name for a province -> its two-digit code."""
    with (HERE / "map_provinces.csv").open(encoding="utf-8", newline="") as lines:
        return {row["map_key"]: row["code"] for row in csv.DictReader(lines)}


def thinned(path, *, tolerance):
    """The same outline with fewer corners, in whole steps of the drawing."""
    rings = sorted(_rings(path), key=_area, reverse=True)
    kept = [ring for number, ring in enumerate(rings) if number == 0 or _area(ring) >= SMALLEST_ISLAND]
    outlines = [
        [(round(x * SCALE), round(y * SCALE)) for x, y in _simplified([*ring, ring[0]], tolerance=tolerance)[:-1]]
        for ring in kept
    ]
    across, down = zip(*(corner for outline in outlines for corner in outline), strict=True)
    return Shape(
        path="".join(_written(outline) for outline in outlines), box=(min(across), min(down), max(across), max(down))
    )


def _rings(path):
    """The source uses only `m` with relative pairs and `z`."""
    x = y = 0.0
    rings = []
    for part in re.findall(r"m([^mz]*)z", path):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", part)]
        ring = []
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            ring.append((x, y))
        x, y = ring[0]
        rings.append(ring)
    return rings


def _area(ring):
    return (
        abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True)))
        / 2
    )


def _simplified(points, *, tolerance):
    """Douglas and Peucker: keep the corner farthest from the line between two kept ones, until none is far."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest = max(
            range(first + 1, last), key=lambda i: _distance(points[i], points[first], points[last]), default=None
        )
        if farthest is not None and _distance(points[farthest], points[first], points[last]) > tolerance:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point, start, end):
    across, down = end[0] - start[0], end[1] - start[1]
    span = (across * across + down * down) ** 0.5
    from_start = (point[0] - start[0], point[1] - start[1])
    if not span:
        return (from_start[0] ** 2 + from_start[1] ** 2) ** 0.5
    return abs(across * from_start[1] - down * from_start[0]) / span


def _written(corners):
    """Each corner relative to the last: half the letters."""
    steps = [f"{x - last_x} {y - last_y}" for (last_x, last_y), (x, y) in zip(corners, corners[1:], strict=False)]
    return f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z"
