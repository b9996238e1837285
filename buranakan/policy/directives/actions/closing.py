"""How a directive ends: accepted, reached by its figure, or withdrawn."""

from django.db import transaction
from django.utils.translation import gettext, override

from buranakan.lib import clock, thai_text
from buranakan.policy.directives import letters, queries, rules
from buranakan.policy.directives.actions.entries import locked, tell, write
from buranakan.policy.directives.enums import OPEN, TO_BE_DONE, DirectiveState, ProgressKind


@transaction.atomic
def accept(directive, *, office, because="", by, at):
    """Accept what was reported; `because` says why it is done although something handed on is still open.

    What was handed on and is still to be done ends with it, withdrawn; what is reported below waits for its acceptance.
    """
    directive = locked(directive)
    open_below = queries.open_below(directive)
    rules.check_can_accept(directive, office.pk, open_below=open_below, because=because)
    because = thai_text.clean(because)
    if because:
        rules.check_reason(because)
    _close(directive, DirectiveState.ACCEPTED, because=because, by=by, at=at)
    told = {"open_below": open_below}
    _end_with(directive, because=because, office=office, by=by, at=at)
    write(directive, kind=ProgressKind.ACCEPTANCE, text=because, office=office, by=by, at=at, **told)
    _write_to_heads(directive, by=by, at=at)
    tell("directive.accepted", directive, by=by, at=at, **told)
    return directive


@transaction.atomic
def withdraw(directive, *, office, because, by, at):
    """Take an order back, and with it what was handed on from it. It stays to be seen, with the reason."""
    directive = locked(directive)
    rules.check_orders(directive, office.pk)
    rules.check_can_move(directive, DirectiveState.WITHDRAWN)
    rules.check_reason(because)
    because = thai_text.clean(because)
    _end_below(directive, among=OPEN, office=office, because=because, by=by, at=at, is_with_parent=True)
    _withdraw(directive, office=office, because=because, by=by, at=at)
    return directive


@transaction.atomic
def close_reached(
    directive, *, figure_key, figure_slice, target_value, value, counted_on, definition="", address="", at
):
    """Close a directive whose figure has come to its value, and keep the proof. Did this call close it?

    `value` is of that figure over that slice, read for that target. Repeated, or a moment after somebody accepted it
    or changed what it waits for, it changes nothing. What was handed on ends with it as it does in `accept`.
    """
    directive = locked(directive)
    waits_for = (directive.figure_key, directive.figure_slice, directive.target_value)
    if directive.state not in OPEN or waits_for != (figure_key, figure_slice, target_value):
        return False
    if not rules.is_reached(directive, value=value):
        return False
    directive.closed_value, directive.closed_counted_on = value, counted_on
    _close(directive, DirectiveState.CLOSED_BY_FIGURE, because="", by=None, at=at)
    _end_with(directive, because="", office=None, by=None, at=at)
    proof = {
        "figure": directive.figure_key,
        "slice": directive.figure_slice,
        "target": directive.target_value,
        "value": value,
        "counted_on": counted_on.isoformat(),
    }
    told = proof | {"definition": definition, "address": address}
    write(directive, kind=ProgressKind.CLOSING, by=None, at=at, **told)
    orderers = queries.orderers_of(directive, on=clock.local_day(at))
    letters.closed(directive, [*_heads(directive, at=at), *orderers], by=None, at=at)
    tell("directive.closed_by_figure", directive, by=None, at=at, **proof)
    return True


def _end_with(directive, *, because, **said):
    """End what is still to be done below a directive that was just closed; the course tells how that one ended."""
    with override(letters.LANGUAGE):
        ended = {"state": directive.get_state_display()}
        reason = because or gettext("The order above it is closed: %(state)s") % ended
    _end_below(directive, among=TO_BE_DONE, because=reason, is_with_parent=True, parent_state=directive.state, **said)


def _end_below(directive, *, among, **said):
    """Withdraw what was handed on from it and is among these states, however deep, below what is closed too."""
    for child in directive.handed_on.order_by("pk"):
        child = locked(child)  # accepted or closed a moment ago, it stays so
        _end_below(child, among=among, **said)
        if child.state in among:
            _withdraw(child, **said)


def _withdraw(directive, *, office, because, by, at, **told):
    _close(directive, DirectiveState.WITHDRAWN, because=because, by=by, at=at)
    write(directive, kind=ProgressKind.WITHDRAWAL, text=because, office=office, by=by, at=at, **told)
    _write_to_heads(directive, by=by, at=at)
    tell("directive.withdrawn", directive, by=by, at=at, **told)


def _close(directive, state, *, because, by, at):
    directive.state, directive.closed_at = state, at
    directive.closed_by_id, directive.closed_because = getattr(by, "pk", None), because
    directive.save()


def _heads(directive, *, at):
    return queries.heads_of(directive.responsible_office, on=clock.local_day(at))


def _write_to_heads(directive, *, by, at):
    letters.closed(directive, _heads(directive, at=at), by=by, at=at)
