"""The way to a goal: plan and result added up over time, and the band that a forecast spans; drawn on the server."""

from django import template

from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters

register = template.Library()

WIDTH, HEIGHT = 1000, 400
TOP = 12  # the highest line is not cut
FEW_LABELS = 12  # more months than this, and only every third is named


@register.inclusion_tag("ui/trend.html")
def ui_trend(*, points, caption, unit="", target=None, reached_word=""):
    """Points are dicts, oldest first: label, planned, reached, forecast (low, likely, high), is_due.

    What is not known yet is None. Each point is the end of its time; the lines begin at nothing.
    """
    points = list(points)
    highest = max([1, target or 0, *(number for point in points for number in _numbers(point))])
    drawing = _Drawing(len(points), highest)
    reached = [(place, point["reached"]) for place, point in enumerate(points) if point["reached"] is not None]
    forecast = [(place, point["forecast"]) for place, point in enumerate(points) if point["forecast"]]
    due = next((place for place, point in enumerate(points) if point["is_due"]), None)
    return {
        "caption": caption,
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
        "planned_line": drawing.line([(-1, 0), *((place, point["planned"]) for place, point in enumerate(points))]),
        "reached_line": drawing.line([(-1, 0), *reached]) if reached else "",
        "band": drawing.band(forecast),
        "likely": drawing.line([(place, likely) for place, (_low, likely, _high) in forecast]),
        "target_height": drawing.height(target) if target is not None else None,
        "due_place": drawing.place(due) if due is not None else None,
        "width": WIDTH,
        "height": HEIGHT,
        "labels": [point["label"] if _is_named(place, len(points)) else "" for place, point in enumerate(points)],
        "reached_word": reached_word,
        **_said(points, reached, forecast, target=target, due=due, unit=unit),
    }


def _said(points, reached, forecast, *, target, due, unit):
    """The last number of each line, in words beside its mark."""
    low, _likely, high = forecast[-1][1] if forecast else (None, None, None)
    return {
        "unit": phrases.unit(unit),
        "target_text": filters.quantity(target, unit) if target is not None else "",
        "planned_text": filters.quantity(points[-1 if due is None else due]["planned"], unit) if points else "",
        "reached_text": filters.quantity(reached[-1][1], unit) if reached else "",
        "forecast_text": f"{filters.quantity(low, unit)}–{filters.quantity(high, unit)}" if forecast else "",
    }


def _numbers(point):
    return [number for number in (point["planned"], point["reached"], *(point["forecast"] or ())) if number is not None]


def _is_named(place, count):
    return count <= FEW_LABELS or place % 3 == 0


class _Drawing:
    """Where a number of a time lies in the picture."""

    def __init__(self, count, highest):
        self.count, self.highest = count, highest

    def place(self, number):
        return round((number + 1) * WIDTH / max(1, self.count))

    def height(self, value):
        return round(HEIGHT - max(0, value) * (HEIGHT - TOP) / self.highest)

    def line(self, points):
        return " ".join(f"{self.place(place)},{self.height(value)}" for place, value in points)

    def band(self, forecast):
        """Along the lower ends and back along the upper ones; nothing where there is no forecast."""
        lower = [(place, low) for place, (low, _likely, _high) in forecast]
        upper = [(place, high) for place, (_low, _likely, high) in reversed(forecast)]
        return self.line([*lower, *upper])
