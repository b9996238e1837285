"""The map of provinces: five steps of one hue, hatching for what is hidden, an outline for what is not known."""

from bisect import bisect_right

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from buranakan.areas import queries as areas
from buranakan.pages.ui import phrases
from buranakan.pages.ui.map_drawing import view_of
from buranakan.pages.ui.tags import filters

register = template.Library()

STEPS = 5
LAYERS = {"outside": 0, "unknown": 1, "0": 3, "hidden": 3}  # all others lie between


@register.inclusion_tag("ui/map.html")
def ui_map(*, values, caption, href_name="", unit="", legend=(), unknown_word="", hidden_word="", listed=True):
    """Values are keyed by province code: value, label, tone (0 to 5), hidden.

    The label is what is said after the province's name; without one the value and the unit are. Without tones the
    values are shared out over the steps. `legend` words the five steps when their ranges should not be; `unknown_word`
    and `hidden_word` say what a missing and a hidden value mean.
    """
    names = {province.code: province.name for province in areas.provinces()}
    tones = _tones(values)
    view = view_of([code for code in names if code in values])
    provinces = [
        _province(code, path=path, names=names, said=values.get(code), tone=tones.get(code, 0), unit=unit)
        for code, path in view.provinces.items()
    ]
    for one in provinces:
        one["href"] = reverse(href_name, args=[one["code"]]) if href_name and one["is_said"] else ""
    left, top, right, bottom = view.box
    order = {code: place for place, code in enumerate(names)}
    return {
        "caption": caption,
        "view_box": f"{left} {top} {right - left} {bottom - top}",
        # What is known comes last, and outlined ones after filled ones, so that no outline lies under a neighbour.
        "provinces": sorted(provinces, key=lambda one: (LAYERS.get(one["step"], 2), order.get(one["code"], 0))),
        "lakes": view.lakes,
        "legend": _legend(
            values, tones=tones, unit=unit, words=legend, unknown_word=unknown_word, hidden_word=hidden_word
        ),
        "listed": sorted((one for one in provinces if one["is_said"] and listed), key=lambda one: order[one["code"]]),
    }


def _province(code, *, path, names, said, tone, unit):
    is_said = said is not None and code in names
    return {
        "code": code,
        "path": path,
        "text": province_text(names[code], said, unit=unit) if is_said else names.get(code, ""),
        "is_said": is_said,
        "step": _step(said, tone=tone) if is_said else "outside",
    }


def _step(said, *, tone):
    if said.get("hidden"):
        return "hidden"
    return "unknown" if said.get("value") is None else str(tone)


def province_text(name, said, *, unit):
    """ "ขอนแก่น: 120 คน": the same words in the drawing's titles and in the list below it."""
    label = str(said.get("label") or "")
    if label.startswith(name) and label != name:
        return label
    if not label or label == name:
        label = _value_text(said, unit=unit)
    return f"{name}: {label}"


def _value_text(said, *, unit):
    if said.get("hidden"):
        return _("hidden, because the number is small")
    if said.get("value") is None:
        return _("no data")
    return f"{filters.quantity(said['value'], unit)} {phrases.unit(unit)}".strip()


def _tones(values):
    """The tones given; else five shares of the values above nothing, by rank."""
    shown = {code: said for code, said in values.items() if said.get("value") is not None and not said.get("hidden")}
    ranked = sorted({said["value"] for said in shown.values() if said["value"]})
    edges = [ranked[len(ranked) * step // STEPS] for step in range(STEPS)] if ranked else []
    return {
        code: said["tone"] if said.get("tone") is not None else bisect_right(sorted(set(edges)), said["value"])
        for code, said in shown.items()
    }


def _legend(values, *, tones, unit, words, unknown_word, hidden_word):
    """What each step that is on the map means, in words; then hidden and unknown, when there are any."""
    lines = []
    for step in range(STEPS + 1):
        held = sorted(values[code]["value"] for code, tone in tones.items() if tone == step)
        if held:
            text = words[step - 1] if step and len(words) >= step else _range_text(held[0], held[-1], unit=unit)
            lines.append({"step": str(step), "text": text})
    if any(said.get("hidden") for said in values.values()):
        lines.append({"step": "hidden", "text": hidden_word or _("Hidden: a small number of people")})
    if any(said.get("value") is None and not said.get("hidden") for said in values.values()):
        lines.append({"step": "unknown", "text": unknown_word or _("No data")})
    return lines


def _range_text(low, high, *, unit):
    span = (
        filters.quantity(low, unit) if low == high else f"{filters.quantity(low, unit)}–{filters.quantity(high, unit)}"
    )
    return f"{span} {phrases.unit(unit)}".strip()
