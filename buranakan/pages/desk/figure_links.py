"""Where a figure opens, and how the standing of provinces and projects is shown: one way for every page of the desk."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.insight import names
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.registry import PEOPLE
from buranakan.insight.progress import State, last_full_month
from buranakan.pages.ui.tags import filters

# Tones of the badges that say how reality stands to the plan.
TONES = {State.BEHIND: "warn", State.ON_PLAN: "good", State.NOT_DUE: "plain", State.NO_PLAN: "plain"}

# Five steps of the map: how much of the plan is filled.
STEPS = (0.2, 0.4, 0.6, 0.8)
LEGEND = (
    _("under a fifth of the plan"),
    _("one to two fifths"),
    _("two to three fifths"),
    _("three to four fifths"),
    _("four fifths or more"),
)


def figure_href(key, asked, **changes):
    """The page of a figure over a slice."""
    address = asked.address(**changes)
    return f"{reverse('desk:figure', args=[key])}?{address}" if address else reverse("desk:figure", args=[key])


def due_href(asked, *, on, **changes):
    """What was planned by the end of last month, which is what a standing compares with."""
    until = names.month_text(last_full_month(on))
    return figure_href("people_planned", asked, until=until, **changes)


def only_standing(provinces, *, asked, on):
    """How one's province stands, and what that compares with, where one's area is a single province."""
    if len(provinces) != 1:
        return {"only_state": ""}
    [one] = provinces
    return {
        "only_state": one.progress.state.label,
        "only_due": filters.number(one.progress.planned_to_date) if one.progress.planned_to_date else "",
        "only_due_href": due_href(asked, on=on, province=one.province.pk),
    }


def badge(progress):
    """How reality stands to the plan, as a badge's words and tone."""
    return {"text": progress.state.label, "tone": TONES[progress.state]}


def map_values(provinces):
    """The map of provinces: five steps of how much of the plan is filled, with the numbers in words."""
    return {one.province.pk: _map_value(one.progress) for one in provinces}


def _map_value(progress):
    if progress.share is None:
        return {"value": None, "label": _in_words(progress)}
    return {"value": round(progress.share * 100), "tone": _step(progress.share), "label": _in_words(progress)}


def _step(share):
    return 1 + sum(share >= edge for edge in STEPS)


def _in_words(progress):
    if progress.share is None:
        return gettext("no plan · filled %(reached)s") % {"reached": filters.number(progress.reached)}
    return gettext("%(reached)s of %(planned)s (%(share)s%%) · %(state)s") % {
        "reached": filters.number(progress.reached),
        "planned": filters.number(progress.planned),
        "share": filters.percent(progress.share),
        "state": progress.state.label,
    }


# --- tables -----------------------------------------------------------------------------------------------------------
# Behind first, and among them the furthest; then those on their way; what is not planned comes last.
ORDER = [State.BEHIND, State.ON_PLAN, State.NOT_DUE, State.NO_PLAN]


def province_rows(provinces, *, asked):
    """Provinces where something is planned or done, those behind first."""
    shown = [one for one in provinces if one.progress.planned or one.progress.reached]
    shown.sort(key=lambda one: (ORDER.index(one.progress.state), one.progress.share or 0))
    return [
        {
            "province": one.province,
            "href": reverse("desk:province", args=[one.province.pk]),
            "planned_href": figure_href("people_planned", asked, province=one.province.pk),
            "filled_href": figure_href("places_filled", asked, province=one.province.pk),
            "progress": one.progress,
            "badge": badge(one.progress),
        }
        for one in shown
    ]


def project_rows(projects, *, asked):
    """Projects as rows of bars and of a table; each opens to its provinces."""
    return [
        {
            "label": one.project.name,
            "href": figure_href("places_filled", asked, project=names.project_text(one.project)),
            "planned_href": figure_href("people_planned", asked, project=names.project_text(one.project)),
            "money_href": figure_href("money_planned", asked, project=names.project_text(one.project)),
            "planned": one.progress.planned,
            "reached": one.progress.reached,
            "share": one.progress.share,
            "satang": one.satang,
            "unit": PEOPLE,
            "badge": badge(one.progress),
        }
        for one in projects
    ]


def part_rows(key, parts, *, dimension, asked):
    """Slices of a figure as rows of bars and of a table; each opens to itself."""
    figure = FIGURES[key]
    return [
        {
            "label": part.name.label,
            "href": figure_href(key, asked, **{dimension: part.name.text}),
            "planned": part.planned,
            "reached": part.value,
            "share": part.value / part.planned if part.planned else None,
            "unit": figure.value_unit,
        }
        for part in parts
    ]
