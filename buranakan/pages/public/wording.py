"""Public numbers in words, with the places where they open: one way of saying them for every public page."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from buranakan.insight.figures.registry import PEOPLE
from buranakan.lib.money import BAHT
from buranakan.pages.ui import phrases


def around(here):
    """What stands around a page below the front page: the way to it, and below which count numbers are hidden."""
    return {
        "crumbs": [(gettext("Front page"), reverse("public:front")), (here, "")],
        "threshold": settings.SMALL_COUNT,
    }


def count(value, of):
    """A count in words; what is hidden is said to be."""
    return hidden() if value is None else phrases.amount(value, of)


def hidden():
    """What stands where a count may not be shown."""
    return gettext("under %(threshold)s, or hidden") % {"threshold": settings.SMALL_COUNT}


def promise_row(shown):
    """A promise's numbers in words, its source, and where it opens."""
    promise, figure = shown.promise, shown.figure
    announcement = promise.proposal.announcement
    is_measured = not shown.is_money and shown.release is not None
    row = {
        "shown": shown,
        "promise": promise,
        "href": reverse("public:promise", args=[promise.reference]),
        "promised": phrases.promised(promise),
        "planned": phrases.amount(shown.planned, figure.unit),
        "planned_href": reverse("public:figure", args=[figure.plan]),
        "reached": count(shown.reached, figure.value_unit) if is_measured else "",
        "reached_href": reverse("public:figure", args=[figure.key]),
        "is_measured": is_measured,
        "paid": phrases.amount(shown.paid, BAHT),
        "paid_href": reverse("public:figure", args=["money_paid"]),
        "announcement": announcement,
        "source_href": announcement.source if announcement.source.startswith(("https://", "http://")) else "",
        "bars": _bars(shown),
    }
    if is_measured and shown.other_figure:
        row["other"] = count(shown.other_reached, shown.other_figure.value_unit)
        row["other_href"] = reverse("public:figure", args=[shown.other_figure.key])
    return row


def _bars(shown):
    """What was promised as the outline; plan and, where it may be told, result as the filling."""
    unit = shown.figure.unit
    rows = [(gettext("Planned"), shown.planned)]
    if shown.reached is not None:
        rows.append((gettext("Reached"), shown.reached))
    if shown.is_money:
        rows.append((gettext("Paid"), shown.paid))
    return [{"label": label, "planned": shown.promise.value, "reached": value, "unit": unit} for label, value in rows]


# --- tables -----------------------------------------------------------------------------------------------------------
def map_values(release):
    """Provinces of a programme on the map: shown, hidden, or without a plan."""
    return {cell.key: _map_value(cell, unit=release.figure.value_unit) for cell in release.provinces}


def _map_value(cell, *, unit):
    if not cell.is_hidden:
        return {"value": cell.reached, "label": phrases.amount(cell.reached, unit)}
    if not cell.planned:
        return {"value": None, "label": gettext("no plan; a small number of people would be hidden")}
    return {"value": None, "hidden": True, "label": hidden()}


def province_rows(release):
    """Provinces with a plan or a count that may be shown, in dictionary order; the rest are told together."""
    return [
        {"cell": cell, "name": cell.named.name, "href": reverse("public:province", args=[cell.key])}
        for cell in release.provinces
        if cell.planned or not cell.is_hidden
    ]


def project_bars(release):
    """Projects as bars; what is hidden has its plan alone."""
    return [
        {"label": cell.named.name, "planned": cell.planned, "reached": cell.reached, "unit": PEOPLE}
        for cell in release.projects
    ]


def totals(release):
    """A programme's totals in words."""
    return {
        "reached": count(release.reached, release.figure.value_unit),
        "other": count(release.other_reached, release.other.value_unit),
        "planned": phrases.amount(release.planned, PEOPLE),
        "money": phrases.amount(release.satang, BAHT),
    }


def tables(release):
    """Everything that a page needs to draw a programme's tables."""
    return {
        "release": release,
        "threshold": settings.SMALL_COUNT,
        "totals": totals(release),
        "map_values": map_values(release),
        "province_rows": province_rows(release),
        "unplanned_count": sum(cell.is_hidden and not cell.planned for cell in release.provinces),
        "project_bars": project_bars(release),
        "hides_a_month": any(point.reached is None and not point.is_to_come for point in release.months),
        "unit": phrases.unit(release.figure.value_unit),
    }
