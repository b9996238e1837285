"""Bars of plan and reached, drawn on the server; every bar says its numbers in text."""

from django import template

from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters

register = template.Library()

WIDTH = 1000


@register.inclusion_tag("ui/bars.html")
def ui_bars(*, rows, caption, reached_word="", planned_word=""):
    """Rows are dicts: label, planned, reached, unit, href. One scale for each unit, so that lengths compare.

    The words say what fill and outline stand for where that is not what was reached and what was planned.
    """
    rows = list(rows)
    longest = {}
    for row in rows:
        unit = row.get("unit", "")
        longest[unit] = max(longest.get(unit, 0), row.get("planned") or 0, row.get("reached") or 0)
    return {
        "caption": caption,
        "reached_word": reached_word,
        "planned_word": planned_word,
        "has_plans": any(row.get("planned") is not None for row in rows),
        "bars": [_bar(row, longest=longest[row.get("unit", "")]) for row in rows],
        "width": WIDTH,
    }


def _bar(row, *, longest):
    planned, reached, unit = row.get("planned"), row.get("reached"), row.get("unit", "")
    return {
        "label": row["label"],
        "href": row.get("href", ""),
        "unit": phrases.unit(unit),
        "planned": planned,
        "planned_text": filters.quantity(planned, unit),
        "reached_text": filters.quantity(reached, unit),
        "share_text": filters.percent(reached / planned) if planned and reached is not None else "",
        "planned_width": length(planned, longest=longest),
        "reached_width": length(reached, longest=longest),
        "is_full": bool(planned) and (reached or 0) >= planned,
    }


def length(value, *, longest):
    """Whole units of the drawing; what is not nothing is never invisible."""
    if not value or not longest:
        return 0
    return max(4, round(value * WIDTH / longest))
