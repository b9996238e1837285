"""The page of a new head's first day as a document: words and numbers, kept as JSON exactly as they were read."""

import json
import re

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from buranakan.areas.wording import language
from buranakan.insight import statements
from buranakan.insight.slices import Dimension
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import directive_words, duty_words, figure_links, late_words, trail_words
from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters

VERSION = 1
MOST_LINES = 20
MARKS = re.compile("\ue000(\\d+)\ue001")  # characters that no text has
REFERENCE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SALT = "buranakan.desk.first_day"
A_DAY = 24 * 60 * 60  # seconds: a page read yesterday is read again before it is signed


def document(found):
    """Everything on the page in the language now spoken."""
    office = found.membership.office
    return {
        "version": VERSION,
        "language": language(),
        "office": {"code": office.code, "name": office.name},
        "on": found.on.isoformat(),
        "sentences": [_pieces(one) for one in found.sentences],
        "sections": [build(found) for build in SECTIONS],
        "sources": _sources(found.sentences),
    }


def _pieces(sentence):
    """A sentence in pieces: text, and numbers with the address where each opens."""
    marks = {name: f"\ue000{place}\ue001" for place, (name, _part) in enumerate(sentence.parts)}
    pieces = []
    for place, text in enumerate(MARKS.split(str(sentence.template) % marks)):
        part = sentence.parts[int(text)][1] if place % 2 else None
        is_number = isinstance(part, statements.Number)
        pieces.append({"text": text if part is None else str(part), "href": part.address if is_number else ""})
    return [one for one in pieces if one["text"]]


# --- what is signed ---------------------------------------------------------------------------------------------------
def written(page):
    """The document as it is kept."""
    return json.dumps(page, ensure_ascii=False, indent=1)


def read(text):
    """A kept document, for the templates that show it."""
    return json.loads(text)


def sealed(page, *, membership):
    """The page in the form that signs it, so that what is kept is what was read, not what is true a minute later."""
    return signing.dumps({"membership": membership.pk, "page": written(page)}, salt=SALT, compress=True)


def unsealed(text, *, membership):
    """The page that was read, as text; refused where it is not ours, of another post, or of yesterday."""
    try:
        said = signing.loads(text, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        said = {}
    if said.get("membership") != membership.pk:
        raise RuleBroken(
            "page_to_be_read_again", _("This page is too old to be signed. Read it as it is now, then sign.")
        )
    return said["page"]


# --- sections ---------------------------------------------------------------------------------------------------------
TEXT, NUMBER = "text", "number"


def _section(key, title, *, columns=(), rows=(), note="", empty="", more=None):
    """A table: columns are (heading, kind), rows are (address of the first cell or "", cells)."""
    return {
        "key": key,
        "title": title,
        "note": note,
        "columns": [{"text": text, "is_number": kind == NUMBER} for text, kind in columns],
        "rows": [{"href": href, "cells": [str(cell) for cell in cells]} for href, cells in rows],
        "empty": empty,
        "more": more,
    }


def _promised(found):
    return _section(
        "promised",
        _("Promised"),
        note=_("Promises that the office's plan lines or services serve, or that the office itself made."),
        columns=[
            (_("Promise"), TEXT),
            (_("Due"), TEXT),
            (_("Promised"), TEXT),
            (_("Planned here"), NUMBER),
            (_("Done here"), NUMBER),
        ],
        rows=[promise_row(one) for one in found.promises],
        empty=_("No promise of this fiscal year rests on this office."),
    )


def promise_row(one):
    """A promise with what of it rests here."""
    promise = one.promise
    return reverse("desk:promise", args=[promise.reference]), (
        promise.statement,
        filters.day(promise.due_on),
        phrases.promised(promise),
        phrases.amount(one.planned, one.figure.unit),
        done(one),
    )


def done(one):
    """What of a promise is done here, as it is said: of money, what is paid."""
    if one.is_money:
        return _("%(amount)s paid") % {"amount": phrases.amount(one.done, BAHT)}
    return phrases.amount(one.done, one.figure.value_unit)


def _ordered(found):
    return _section(
        "ordered",
        _("Ordered"),
        note=_("Directives to this office that are not closed, alone or together with others."),
        columns=[(_("Directive"), TEXT), (_("Ordered by"), TEXT), (_("Due"), TEXT), (_("Standing"), TEXT)],
        rows=[
            (
                reverse("desk:directive", args=[one.reference]),
                (one, _orderer(one), filters.day(one.due_on), _standing(one, on=found.on)),
            )
            for one in found.directives
        ],
        empty=_("No directive to this office is open."),
    )


def _orderer(directive):
    return f"{directive.ordered_by_office.short} · {directive_words.said_in(directive)}"


def _standing(directive, *, on):
    state = directive.get_state_display()
    return f"{_('Overdue')} · {state}" if directive.is_overdue(on) else state


def _planned_and_spent(found):
    asked = found.own
    return _section(
        "work",
        _("Planned and spent"),
        note=" · ".join(f"{term.name_label}: {term.label}" for term in asked.terms),
        columns=[
            (_("Activity"), TEXT),
            (_("Planned (people)"), NUMBER),
            (_("Filled (people)"), NUMBER),
            (_("Planned (baht)"), NUMBER),
            (_("Paid (baht)"), NUMBER),
        ],
        rows=[
            (
                figure_links.figure_href("places_filled", asked, activity=row.name.text),
                (
                    row.name.label,
                    filters.number(row.planned),
                    filters.number(row.filled),
                    filters.baht(row.satang),
                    filters.baht(row.paid),
                ),
            )
            for row in found.work
        ],
        empty=_("No approved plan names this office this year."),
    )


def _late(found):
    lines = found.late.lines
    return _section(
        "late",
        _("Late"),
        note=_("Activities behind plan, those that miss most first. All that is late has a page of its own."),
        columns=[
            (_("Activity"), TEXT),
            (_("Province"), TEXT),
            (_("Owner office"), TEXT),
            (_("Serving office"), TEXT),
            (_("Filled of what was due"), NUMBER),
        ],
        rows=[_line(row, asked=found.area) for row in lines[:MOST_LINES]],
        empty=_("No activity is behind plan."),
        more={"text": _("Everything that is late"), "href": late_words.address(found.area)},
    )


def _line(row, *, asked):
    keys = {dimension.value: name.text for dimension, name in row.names.items()}
    order = (Dimension.ACTIVITY, Dimension.PROVINCE, Dimension.OWNER, Dimension.OFFICE)
    filled = f"{filters.number(row.progress.reached)} / {filters.number(row.progress.planned_to_date)}"
    return figure_links.figure_href("places_filled", asked, **keys), (*(row.names[one].label for one in order), filled)


def _people_here(found):
    return _section(
        "colleagues",
        _("Who works here"),
        note=_("Everybody with a post at the office on this day, by the name that is shown."),
        columns=[(_("Name shown"), TEXT), (_("Post"), TEXT), (_("Since"), TEXT)],
        rows=[("", (one.user, one.get_role_display(), filters.day(one.valid_from))) for one in found.colleagues],
        empty=_("Nobody else has a post here."),
    )


def _open_matters(found):
    rows = duty_words.rows(found.left.waiting)
    return _section(
        "open",
        _("Left open"),
        note=_("What waits at the office for its head today, and rounds that nobody has closed."),
        columns=[(_("What"), TEXT), (_("Of what"), TEXT), (_("Note"), TEXT), (_("Waits since"), TEXT)],
        rows=[(row["href"], (row["what"], row["name"], row["note"], filters.day(row["since"]))) for row in rows],
        empty=_("Nothing waits for the head of this office."),
    )


def _last_acts(found):
    before = found.left.membership
    last = before and {"name": str(before.user), "day": filters.day(before.valid_to)}
    return _section(
        "acts",
        _("What the predecessor did last"),
        note=_("%(name)s, until %(day)s. From the trail of acts.") % last if last else "",
        columns=[(_("What was done"), TEXT), (_("To what"), TEXT), (_("When"), TEXT)],
        rows=[("", _act(one)) for one in found.left.acts],
        empty=_("No act of the predecessor is in the trail.") if last else _("No predecessor is known here."),
    )


def _act(event):
    """Labels that are references say nothing to a reader."""
    label = "" if REFERENCE.fullmatch(event.on_label) else trail_words.label_words(event)
    thing = f"{trail_words.thing_words(event.on_type)} {label}".strip()
    return trail_words.event_words(event.name), thing, filters.day(event.at)


SECTIONS = (_late, _ordered, _promised, _planned_and_spent, _open_matters, _last_acts, _people_here)


def _sources(sentences):
    """Where the numbers of the sentences come from."""
    return [
        {
            "name": row.name,
            "exact": row.exact,
            "definition": row.definition,
            "scope": row.scope,
            "on": row.counted_on,
            "href": row.address,
        }
        for row in statements.annex(sentences)
    ]
