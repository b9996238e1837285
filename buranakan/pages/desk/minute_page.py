"""The home page of those who decide: read in a minute on a phone, everything on it opens."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from buranakan.accounts.permissions import Role
from buranakan.insight import amounts, gaps, statements
from buranakan.insight.amounts import PERCENT
from buranakan.insight.course import PromiseState
from buranakan.insight.decisions import Kind
from buranakan.insight.figures.registry import PEOPLE
from buranakan.insight.gaps import planned_by
from buranakan.insight.minute import MOST_DIRECTIVES, MOST_PROMISES
from buranakan.insight.progress import State
from buranakan.insight.statements import sentence
from buranakan.lib import clock
from buranakan.lib.money import BAHT
from buranakan.pages.desk import directive_words, duty_words, figure_links, late_words
from buranakan.pages.desk.linked_words import kept_whole, linked
from buranakan.pages.desk.views import promises
from buranakan.pages.ui.tags import filters

# Who decides. Others open their day with what waits for them.
ROLES = frozenset({Role.EXECUTIVE, Role.INSPECTOR, Role.OFFICE_HEAD})
MOST_CHANGES = 6
# What waits stands in one list with what is proposed; the rest opens.
MOST_WAITING = 3
NO_BREAK = "\u00a0"
TONES = {
    PromiseState.LATE: "bad",
    PromiseState.OFF_COURSE: "bad",
    PromiseState.UNCERTAIN: "warn",
    PromiseState.ON_COURSE: "good",
    PromiseState.REACHED: "good",
}
# What the figures of the sentence are called in its templates.
HERE = {
    "people_reached_distinct": "here_people",
    "people_planned": "here_planned",
    "places_filled": "here_filled",
    "money_planned": "here_money",
    "money_paid": "here_paid",
}
# The others are the whole that these are parts of.
DRAWN = {"money_committed", "money_paid"}
# The map of a minute knows three things; the page of provinces knows how far.
MAP_TONES = {State.BEHIND: 5, State.ON_PLAN: 2, State.NOT_DUE: 1}


def shown(seen, *, scope, waiting):
    """Everything the templates show."""
    needing = seen.needing[:MOST_PROMISES]
    waits = [_duty(one, on=seen.on) for one in duty_words.rows(waiting)]
    proposals = [_proposal(one, on=seen.on) for one in seen.proposals]
    decisions = merged(waits, proposals)
    return {
        "minute": seen,
        "is_national": scope.sees_all_provinces,
        **sentence_of(seen, scope=scope),
        "verdict": linked(seen.verdict) if scope.sees_all_provinces and seen.verdict else "",
        "is_verdict_good": bool(seen.verdict) and not seen.verdict.numbers,
        "announced": next((row.promise for row in (seen.people, seen.baht) if row), None),
        "waiting": waits,
        "proposals": proposals,
        "decisions": decisions[: len(proposals) + MOST_WAITING],
        "decisions_more": decisions[len(proposals) + MOST_WAITING :],
        "promises": [_promise(row, scope=scope, on=seen.on) for row in needing or seen.promises[:MOST_PROMISES]],
        "is_at_risk": bool(needing),
        "promises_more": len(seen.promises) - len(needing or seen.promises[:MOST_PROMISES]),
        "map_values": _map_values(seen.provinces),
        "map_legend": [State.NOT_DUE.label, State.ON_PLAN.label, "", "", State.BEHIND.label],
        "offices": [_office(office, late, seen) for office, late in seen.offices],
        "late_href": late_words.address(seen.asked),
        "money": _money(seen, scope=scope),
        "overdue": _overdue(seen, said={one["href"] for one in decisions}),
        "overdue_count": len(seen.overdue),
        "overdue_href": reverse("desk:directives"),
        "changes": [_change(one) for one in seen.changes.found[:MOST_CHANGES]],
        "since": seen.changes.since,
    }


# --- the sentence -----------------------------------------------------------------------------------------------------
def sentence_of(seen, *, scope):
    """The numbers that the page opens with, in words, and where each of them opens."""
    keys = ("people_reached_distinct", "people_planned", "places_filled", "money_planned", "money_paid")
    if scope.sees_all_provinces:
        keys = tuple(key for key in keys if key != "places_filled")  # of the whole country people are told
    known = {"money_planned": seen.money.planned, "money_paid": seen.money.paid, **_known(seen)}
    found = statements.figures(keys, scope=scope, asked=seen.asked, on=seen.on, values=known, reaches=seen.reaches)
    behind, due = seen.behind, [one for one in seen.provinces if one.progress.planned_to_date]
    said = {}
    for key, number in found.items():
        said |= {HERE[key]: number.said, f"{HERE[key]}_href": number.address}
    return said | {
        "share_here": _share(found.get("places_filled"), found["people_planned"]),
        "people": _headline(seen.people, scope=scope),
        "baht": _headline(seen.baht, scope=scope),
        "behind_count": len(behind),
        "behind_href": f"{reverse('desk:provinces')}?standing=behind",
        "due_count": len(due),
        **figure_links.only_standing(seen.provinces, asked=seen.asked, on=seen.on),
    }


def _known(seen):
    """Places of the provinces add up where the slice is theirs alone; people don't, and are asked for once."""
    planned = {"people_planned": sum(one.progress.planned for one in seen.provinces)}
    return planned | {seen.ground.people.key: seen.ground.people.value}


def _share(part, whole):
    found = part and statements.share(part, whole)
    return filters.percent(found.value) if found else ""


def _headline(row, *, scope):
    """A promise in the sentence: reached (of money: paid) beside what was promised.

    The number is of all agencies: where one's own figure is of a part, it opens the promise, which tells the whole.
    """
    if row is None:
        return None
    standing, promise = row.standing, row.promise
    reached, unit = (standing.paid, BAHT) if standing.is_money else (standing.reached, standing.figure.value_unit)
    share = standing.paid_share if standing.is_money else standing.share
    key = "money_paid" if standing.is_money else standing.figure.key
    sees_it_all = scope.sees_all_books if standing.is_money else scope.sees_all_provinces
    href = reverse("desk:promise", args=[promise.reference])
    return {
        "reached": amounts.spoken(reached or 0, unit),
        "reached_href": promises.figure_address(key, promise) if sees_it_all else href,
        "promised": amounts.promised(promise),
        "href": href,
        "share": filters.percent(share),
        "has_reached": bool(reached),
        "is_money": standing.is_money,
    }


# --- promises and proposals -------------------------------------------------------------------------------------------
def _promise(row, *, scope, on):
    standing, course = row.standing, row.course
    unit = BAHT if standing.is_money else standing.figure.value_unit
    return _headline(row, scope=scope) | {
        "statement": row.promise.statement,
        "due_on": row.due_on,
        "badge": {"text": row.state.label, "tone": TONES.get(row.state, "plain")},
        "bar": {
            "width": _width(standing.paid_share if standing.is_money else standing.share),
            "mark": _width(planned_by(row.months, on=on) / row.promise.value),
        },
        "likely": amounts.spoken(course.likely, unit) if course.is_estimated else "",
        "low": amounts.spoken(course.low, unit) if course.is_estimated else "",
        "high": amounts.spoken(course.high, unit) if course.is_estimated else "",
        "tells_a_pace": course.is_estimated and course.tells_a_pace,
    }


def merged(waits, proposals):
    """What waits and what is proposed, in one list where nothing stands twice; taking the office over comes first."""
    said = {one["href"] for one in proposals}
    others = [one for one in waits if one["href"] not in said]
    first = [one for one in others if one["is_first"]]
    return [*first, *proposals, *(one for one in others if not one["is_first"])]


def _duty(row, *, on):
    return {
        "text": f"{row['what']}: {row['name']}",
        "why": row["note"],
        "effect": "",
        "href": row["href"],
        "is_first": row["href"] == reverse("desk:first_day"),
        "waited": _days(row["since"], on=on),
    }


def _proposal(one, *, on):
    return {
        "text": kept_whole(one.sentence),
        "why": linked(one.why),
        "effect": linked(one.effect),
        "href": one.address,
        "is_own": one.is_own,
        "waited": _days(one.since, on=on) if one.kind != Kind.PRESS else 0,
        "overdue": _days(one.since, on=on) if one.kind == Kind.PRESS else 0,
    }


def _days(since, *, on):
    """Whole days since a day, or the day of a moment."""
    return (on - (clock.local_day(since) if isinstance(since, dt.datetime) else since)).days if since else 0


# --- where and whose --------------------------------------------------------------------------------------------------
def _map_values(provinces):
    return {
        one.province.pk: {
            "value": None if one.progress.state == State.NO_PLAN else 1,
            "tone": MAP_TONES.get(one.progress.state, 0),
            "label": one.progress.state.label,
        }
        for one in provinces
    }


def _office(office, late, seen):
    """Why an office is late, each reason with its list."""
    behind = {one.province.pk for one in seen.behind}
    counted = (
        (late.applications, "applications", _("applications undecided: %(count)s")),
        (late.rounds, "rounds", _("rounds not closed: %(count)s")),
        (late.reopened, "reopened", _("reopened rounds: %(count)s")),
        (late.satang, "movements", _("waiting in the books: %(count)s")),
        (late.directives, "directives", _("directives overdue: %(count)s")),
    )
    reasons = [
        *(("lines", _missing(place, count, is_behind=place.key in behind)) for place, count in late.where),
        *((part, words % {"count": _counted(count, part)}) for count, part, words in counted if count),
    ]
    address = f"{reverse('desk:late')}?{seen.asked.address(office=office.code)}"
    return {
        "name": office.short,
        "since": late.since,
        "reasons": [{"text": text, "href": f"{address}#{part}"} for part, text in reasons],
    }


def _missing(place, count, *, is_behind):
    """How many places miss where; a province on plan as a whole can be behind in some of its activities."""
    said = {"province": place.label, "missing": _in_one_line(count, PEOPLE)}
    if is_behind:
        return _("%(province)s: %(missing)s missing") % said
    return _("%(province)s, some activities: %(missing)s missing") % said


def _overdue(seen, *, said):
    """Orders whose day is over and that are not said above already."""
    rows = [
        {
            "href": reverse("desk:directive", args=[one.reference]),
            "text": one.text,
            "said_in": directive_words.said_in(one),
            "office": one.responsible_office.short,
            "days": _days(one.due_on, on=seen.on),
        }
        for one in seen.overdue
    ]
    return [one for one in rows if one["href"] not in said][:MOST_DIRECTIVES]


def _counted(count, part):
    return _in_one_line(count, BAHT) if part == "movements" else filters.number(count)


def _in_one_line(value, unit):
    return amounts.spoken(value, unit).replace(" ", NO_BREAK)


# --- money and news ---------------------------------------------------------------------------------------------------
def _money(seen, *, scope):
    """Planned, allotted, committed and paid; the last two are drawn as parts of what was allotted."""
    keys = (
        ("money_planned", _("Planned"), seen.money.planned),
        ("money_allotted", _("Allotted"), seen.money.allotted),
        ("money_committed", _("Committed and still to be paid, without what is paid"), seen.money.committed),
        ("money_paid", _("Paid"), seen.money.paid),
    )
    values = {key: value for key, _label, value in keys}
    found = statements.figures(values, scope=scope, asked=seen.asked, on=seen.on, values=values, reaches=seen.reaches)
    share = statements.share(found["money_paid"], found["money_allotted"])
    target = seen.target.now or seen.target.following
    gap = gaps.to_target(target, paid=found["money_paid"], allotted=found["money_allotted"])
    whole = values["money_allotted"]
    return {
        "rows": [
            {
                "label": label,
                "satang": value,
                "href": found[key].address,
                "width": _width(value / whole) if whole and key in DRAWN else None,
                "mark": _width(target.share) if target and key == "money_paid" else None,
            }
            for key, label, value in keys
        ],
        "paid_share": amounts.spoken(share.value, PERCENT) if share else "",
        "gap": linked(sentence(_("%(money)s are still to be paid to get there."), money=gap)) if gap else "",
    }


def _change(one):
    tone = {True: "good", False: "warn", None: "info"}[one.is_better]
    return {"said": linked(one.sentence), "tone": tone}


def _width(share):
    """Of a bar of a hundred."""
    return round(min(share or 0, 1) * 100)
