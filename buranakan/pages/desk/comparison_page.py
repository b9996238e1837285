"""What the page that compares an announcement shows: each difference in words, with both places to open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.pages.ui import phrases
from buranakan.policy import amounts, comparing, queries

KINDS = {
    comparing.CHANGED: _("Said differently"),
    comparing.NEW: _("New"),
    comparing.SAME: _("The same"),
    comparing.UNMENTIONED: _("No longer mentioned"),
}
TONES = {comparing.CHANGED: "warn", comparing.NEW: "info", comparing.SAME: "good", comparing.UNMENTIONED: "plain"}
FIELDS = {
    comparing.VALUE: _("the number"),
    comparing.COMPARISON: _("how it binds"),
    comparing.DUE: _("the day it is due"),
}
AROUND = 120


@dataclass(frozen=True)
class Row:
    """One difference: the words here, the promise before, and what differs."""

    kind: str
    label: object
    tone: str
    now: object | None
    now_href: str
    now_amount: str
    now_due_on: object | None
    promise: object | None
    promise_href: str
    promised_amount: str
    fields: tuple


def rows(scope, announcement, found):
    """Differences between the promises read in an announcement and those that others made."""
    promises = list(queries.promises_of_others(scope, announcement))
    now = [_said_now(announcement, figure) for figure in found.promises]
    return [_row(announcement, one) for one in comparing.differences(now, [_said_before(one) for one in promises])]


def counts(shown):
    """How many of each kind, by kind, for the sentence."""
    return {kind: sum(row.kind == kind for row in shown) for kind in KINDS}


def _said_now(announcement, figure):
    return comparing.Said(
        value=amounts.stored_value(figure),
        unit=figure.unit,
        comparison=figure.comparison,
        due_on=figure.due.on if figure.due else None,
        words=str(figure.about or ""),
        sentence=_around(announcement.text, figure.start, figure.end),
        source=figure,
        announcement=announcement.pk,
    )


def _said_before(promise):
    proposal = promise.proposal
    return comparing.Said(
        value=promise.value,
        unit=promise.unit,
        comparison=promise.comparison,
        due_on=promise.due_on,
        words=proposal.about or promise.statement_th,
        sentence=_around(proposal.announcement.text, proposal.start, proposal.end),
        source=promise,
        announcement=proposal.announcement_id,
    )


def _around(text, start, end):
    return f"{text[max(0, start - AROUND) : start]} {text[end : end + AROUND // 2]}"


def _row(announcement, difference):
    figure = difference.now.source if difference.now else None
    promise = difference.before.source if difference.before else None
    page = reverse("desk:announcement", args=[announcement.reference])
    return Row(
        kind=difference.kind,
        label=KINDS[difference.kind],
        tone=TONES[difference.kind],
        now=figure,
        now_href=f"{page}#words-{figure.start}" if figure else "",
        now_amount=_amount(difference.now) if figure else "",
        now_due_on=difference.now.due_on if figure else None,
        promise=promise,
        promise_href=reverse("desk:promise", args=[promise.reference]) if promise else "",
        promised_amount=_amount(difference.before) if promise else "",
        fields=tuple(FIELDS[field] for field in difference.fields),
    )


def _amount(said):
    """In words of the reader's language; nothing where only the text's own words say it rightly."""
    return phrases.bound_amount(said.value, said.unit, comparison=said.comparison) if said.value is not None else ""
