"""What the page of a province shows, for those who open it and for those whose home it is."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from buranakan.accounts.permissions import Permission
from buranakan.insight import addresses, province
from buranakan.insight.calendar import Kind
from buranakan.insight.slices import Dimension
from buranakan.lib import clock, fiscal
from buranakan.pages.desk import directive_words, figure_links, first_day_page, late_words
from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters

MONEY = ("planned", "allotted", "spent", "paid")
# So many days to come stand in sight; the rest of the month opens.
MOST_COMING = 8
TONES = {
    Kind.SESSION: "info",
    Kind.VISIT: "good",
    Kind.CALL: "warn",
    Kind.PROMISE: "plain",
    Kind.DIRECTIVE: "bad",
}


def asked_of(query, *, code, scope, today):
    """The year asked for, else this one; a province's page shows all that is done there, however it was announced."""
    year = query.get(addresses.YEAR, "").strip() or str(fiscal.fiscal_year_of(today))
    return addresses.read({addresses.YEAR: year, "province": code}, scope=scope, on=today)


def shown(scope, here, *, asked):
    """Everything on the page but its frame."""
    found = province.report(scope, asked, at=clock.now())
    return {
        "province": here,
        "year": asked.text_of(addresses.YEAR),
        "report": found,
        "badge": figure_links.badge(found.here.progress),
        "distinct_href": figure_links.figure_href("people_reached_distinct", asked),
        "participations_href": figure_links.figure_href("people_reached_participations", asked),
        "filled_href": figure_links.figure_href("places_filled", asked),
        "planned_href": figure_links.figure_href("people_planned", asked),
        "due_href": figure_links.due_href(asked, on=found.on),
        "money_links": {key: figure_links.figure_href(f"money_{key}", asked) for key in MONEY},
        "late": late_words.rows(found.late, asked=asked),
        "late_href": late_words.address(asked),
        "projects": figure_links.project_rows(found.projects, asked=asked),
        "may_open_services": scope.may(Permission.SEE_SERVICES),
        "services_href": f"{reverse('desk:services')}?{urlencode({'province': here.pk})}",
        "works": [_work(row, asked=asked) for row in found.works],
        "promises": [_promise(row) for row in found.promises],
        "directives": [_directive(row, on=found.on) for row in found.directives],
        "overdue": sum(one.is_overdue(found.on) for one in found.directives),
        "months": [_month(one) for one in found.calendar],
        "has_days": any(one.past or one.coming for one in found.calendar),
        "neighbours": [_neighbour(one, asked=asked) for one in found.neighbours],
        "may_see_directives": scope.may(Permission.SEE_DIRECTIVES),
    }


# --- work, promises, directives ---------------------------------------------------------------------------------------
def _work(row, *, asked):
    keys = {dimension.value: name.text for dimension, name in row.names.items()}
    return {
        "activity": row.names[Dimension.ACTIVITY].label,
        "owner": row.names[Dimension.OWNER].label,
        "office": row.names[Dimension.OFFICE].label,
        "progress": row.progress,
        "badge": figure_links.badge(row.progress),
        "satang": row.satang,
        "paid": row.paid,
        "href": figure_links.figure_href("places_filled", asked, **keys),
        "planned_href": figure_links.figure_href("people_planned", asked, **keys),
        "paid_href": figure_links.figure_href("money_paid", asked, **keys),
    }


def _promise(row):
    promise = row.promise
    return {
        "statement": promise.statement,
        "href": reverse("desk:promise", args=[promise.reference]),
        "due_on": promise.due_on,
        "promised": phrases.promised(promise),
        "by": promise.office.short if promise.office else promise.promiser,
        "planned": phrases.amount(row.planned, row.figure.unit),
        "done": first_day_page.done(row),
        "share": row.share,
    }


def _directive(row, *, on):
    return {
        "text": str(row),
        "said_in": directive_words.said_in(row),
        "href": reverse("desk:directive", args=[row.reference]),
        "owner": row.ordered_by_office.short,
        "office": row.responsible_office.short,
        "due_on": row.due_on,
        "state": row.get_state_display(),
        "is_overdue": row.is_overdue(on),
    }


# --- calendar ---------------------------------------------------------------------------------------------------------
def _month(month):
    rows = [_entry(one) for one in month.coming]
    return {
        "first": month.first,
        "coming": rows[:MOST_COMING],
        "more": rows[MOST_COMING:],
        "past": [_entry(one) for one in month.past],
    }


def _entry(entry):
    return ENTRIES[entry.kind](entry.thing) | {"on": entry.on, "kind": entry.kind.label, "tone": TONES[entry.kind]}


def _session(session):
    held = session.round
    return {
        "title": held.title,
        "href": reverse("desk:round", args=[held.reference]),
        "note": _("%(starts)s–%(ends)s at %(venue)s")
        % {"starts": f"{session.starts_at:%H.%M}", "ends": f"{session.ends_at:%H.%M}", "venue": session.venue},
        "whose": _whose(held.owner_office, held.serving_office),
    }


def _visit(visit):
    return {
        "title": visit.title,
        "href": reverse("desk:visit", args=[visit.reference]),
        "note": _time(visit.starts_at),
        "whose": visit.visiting_office.short,
    }


def _call(call):
    return {
        "title": call.title,
        "href": reverse("desk:call", args=[call.reference]),
        "note": _time(call.closes_at),
        "whose": _whose(call.owner_office, call.office),
    }


def _promise_due(promise):
    return {
        "title": promise.statement,
        "href": reverse("desk:promise", args=[promise.reference]),
        "note": phrases.promised(promise),
        "whose": promise.office.short if promise.office else promise.promiser,
    }


def _directive_due(directive):
    return {
        "title": str(directive),
        "href": reverse("desk:directive", args=[directive.reference]),
        "note": directive.get_state_display(),
        "whose": _("%(office)s, ordered by %(owner)s")
        % {"office": directive.responsible_office.short, "owner": directive.ordered_by_office.short},
    }


def _time(at):
    """The time alone: the day stands beside it."""
    return filters.moment(at).removeprefix(filters.day(at)).strip()


def _whose(owner, serving):
    """Who does it, and on whose budget; one name where they are one."""
    if owner.pk == serving.pk:
        return owner.short
    return _("%(office)s for %(owner)s") % {"office": serving.short, "owner": owner.short}


ENTRIES = {
    Kind.SESSION: _session,
    Kind.VISIT: _visit,
    Kind.CALL: _call,
    Kind.PROMISE: _promise_due,
    Kind.DIRECTIVE: _directive_due,
}


# --- neighbours -------------------------------------------------------------------------------------------------------
def _neighbour(one, *, asked):
    """Out of reach, numbers open to the province's public page."""
    return {
        "one": one,
        "name": one.province.name,
        "href": _page_of(one, asked=asked),
        "badge": figure_links.badge(one.progress),
        "state": "" if one.is_untold or one.is_few else one.progress.state,
    }


def _page_of(one, *, asked):
    if not one.is_in_reach:
        return reverse("public:province", args=[one.province.pk])
    page, year = reverse("desk:province", args=[one.province.pk]), asked.text_of(addresses.YEAR)
    return f"{page}?{urlencode({addresses.YEAR: year})}"
