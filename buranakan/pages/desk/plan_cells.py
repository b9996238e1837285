"""Cells of the grid as the island reads and writes them: plain values in JSON, money only where it may be seen."""

import datetime as dt
import json

from django.utils.html import format_html
from django.utils.translation import gettext as _

from buranakan.accounts import queries as accounts
from buranakan.areas import queries as areas
from buranakan.areas.wording import language
from buranakan.lib import clock, thai_dates
from buranakan.lib.rules import RuleBroken
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.planning import grid, grid_queries, queries
from buranakan.planning.grid import CellEdit, CellValue, RowKey

MOST_AT_ONCE = 1_000
KEY = tuple(RowKey.__dataclass_fields__)
# Where the island writes into its words.
SLOTS = {
    name: format_html('<b data-n="{}"></b>', name)
    for name in "count people baht held_people held_baht who when mine theirs province month".split()
}


# --- what goes out ----------------------------------------------------------------------------------------------------
def frame(scope, version, *, on):
    """What names the rows and bounds the cells: it stays while the page is open."""
    envelope = version.plan.envelope
    portfolio = envelope.portfolio
    offices = {one.pk: one for one in areas.offices(on=on)}
    answering = sorted(queries.answering(on=on))
    centres = {
        province: offices[pk].short
        for pk, province in answering
        if pk in offices and offices[pk].kind == offices[pk].Kind.CENTRE
    }
    return {
        "months": [_month(one) for one in grid.months(portfolio.fiscal_year)],
        "activities": {one.pk: _activity(one) for one in queries.activities(scope, portfolio)},
        "offices": {pk: {"name": one.short, "kind": one.kind} for pk, one in offices.items()},
        "provinces": {
            one.pk: {"name": one.name, "sort": one.sort_key, "centre": centres.get(one.pk, "")}
            for one in areas.provinces()
        },
        "owner": envelope.owner_office_id,
        "counts_for": envelope.counts_for_id,
        "answering": answering,
    }


def cells(lines):
    """Every cell of lines as queries.lines gives them."""
    return [_cell(line, people=line.people, satang=line.shown_satang) for line in lines]


def standing(version):
    """What the totals are looked at beside; nothing of it where the books are not the reader's."""
    if version.shown_satang is None:
        return {"state": version.state, "held": None}
    left = queries.left_for(version)
    return {"state": version.state, "held": {"satang": left.satang, "places": left.places}}


def changed(scope, version, *, since):
    """Cells that changed since a change, each as it stands after its last one, with who changed it and when."""
    last = {}
    for change in grid_queries.changes(scope, version, after=since):
        last[RowKey.of(change), change.month] = change
    names = {pk: accounts.name_of(pk) for pk in {one.changed_by_id for one in last.values()}}
    return [
        _cell(change, people=change.people_after, satang=change.shown_satang)
        | {"who": names[change.changed_by_id], "when": moment(change.changed_at), "number": change.pk}
        for change in last.values()
    ]


def values(scope, found, *, edits):
    """What set_cells gives back of each edit."""
    return [_said(scope, value, row=edit.row) for value, edit in zip(found, edits, strict=True)]


def refused(scope, refusal, *, edits):
    """Each refusal at its place; one of a change in between says who, when and what stands there now."""
    return [_refusal(scope, place, one, row=edits[place].row) for place, one in refusal.refusals]


def moment(at):
    """A time of today alone; else with its day."""
    words = thai_dates.moment(at, language=language())
    day = thai_dates.short(clock.local_day(at), language=language())
    return words.removeprefix(f"{day} ") if clock.local_day(at) == clock.today() else words


def _refusal(scope, place, refusal, *, row):
    said = {"place": place, "code": refusal.code, "because": str(refusal_sentence(refusal))}
    if refusal.code == "cell_changed_meanwhile":
        said |= {"who": str(refusal.params["who"]), "when": str(refusal.params["when"])}
        said["now"] = _said(scope, refusal.params["now"], row=row)
    return said


def _said(scope, value, *, row):
    """A cell's value; its money only where the books of its row may be seen."""
    if value is None:
        return None
    is_seen = scope.sees_all_books or not scope.books.isdisjoint({row.owner_office_id, row.serving_office_id})
    return {"people": value.people, "satang": value.amount_satang if is_seen else None}


def _cell(line, *, people, satang):
    key = [getattr(line, name) for name in KEY]
    return {"row": key, "month": f"{line.month:%Y-%m}", "people": people, "satang": satang}


def _month(day):
    return {
        "key": f"{day:%Y-%m}",
        "name": thai_dates.month(day, language=language()),
        "short": thai_dates.month_alone(day, language=language()),
    }


def _activity(one):
    return {
        "name": one.name,
        "code": one.code,
        "project": one.project.number,
        "project_name": one.project.name,
        "smallest": one.round_smallest,
        "largest": one.round_largest,
        "low": one.unit_cost_low_satang,
        "high": one.unit_cost_high_satang,
    }


# --- what comes in ----------------------------------------------------------------------------------------------------
def edits_of(body):
    """Edits as the island sends them; anything else is not understood, whole."""
    try:
        said = json.loads(body)["edits"]
        if not isinstance(said, list) or len(said) > MOST_AT_ONCE:
            raise ValueError
        return [_edit(one) for one in said]
    except (ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise RuleBroken(
            "edits_not_understood", _("These changes were not understood. Open the page again and repeat them.")
        ) from trouble


def since_of(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004


def _edit(said):
    *ids, province = said["row"]
    key = RowKey(*(_whole(one) for one in ids), _code(province))
    month = dt.date.fromisoformat(f"{said['month']}-01")
    return CellEdit(key, month, _value(said["expected"]), _value(said["wanted"]))


def _code(text):
    """A province's code; what is none is not even asked for."""
    if not isinstance(text, str) or not text.isalnum():
        raise ValueError
    return text


def _value(said):
    if said is None:
        return None
    satang = said["satang"]
    return CellValue(_whole(said["people"]), None if satang is None else _whole(satang))


def _whole(number):
    """A whole number that every database holds; true is not one."""
    if type(number) is not int or abs(number) >= 10**18:
        raise ValueError
    return number
