"""What the ordered offices tell of a directive, and what is asked of them again."""

from django.db import transaction

from buranakan.lib import clock, thai_text
from buranakan.policy.directives import letters, queries, rules
from buranakan.policy.directives.actions.entries import locked, locked_below, tell, write
from buranakan.policy.directives.enums import DirectiveState, ProgressKind
from buranakan.records import actions as records
from buranakan.records.classification import Class


def store_evidence(content, *, name, by, at):
    """Keep a file that proves progress. Every office that the directive concerns opens it, so it holds no names."""
    return records.store(content, name=name, classification=Class.OFFICE, by=by, at=at)


@transaction.atomic
def report_progress(directive, *, office, text, evidence=(), by, at):
    """Tell how far it is: the responsible office, or one that shares in it."""
    directive = locked(directive)
    rules.check_answers(directive, office.pk, joint_ids=queries.joint_office_ids(directive))
    rules.check_is_open(directive)
    rules.check_said(text)
    if directive.state == DirectiveState.GIVEN:
        directive.state = DirectiveState.IN_PROGRESS
        directive.save(update_fields=["state"])
    return _said(directive, ProgressKind.PROGRESS, text=text, office=office, evidence=evidence, by=by, at=at)


@transaction.atomic
def report_done(directive, *, office, text, evidence=(), by, at):
    """Report it as done: now the office that ordered accepts it or asks for more."""
    directive = locked(directive)
    rules.check_answers(directive, office.pk)
    rules.check_can_move(directive, DirectiveState.REPORTED)
    rules.check_said(text)
    directive.state, directive.reported_at = DirectiveState.REPORTED, at
    directive.save(update_fields=["state", "reported_at"])
    entry = _said(directive, ProgressKind.REPORT, text=text, office=office, evidence=evidence, by=by, at=at)
    orderers = queries.orderers_of(directive, on=clock.local_day(at))
    letters.reported(directive, orderers, said=entry.text, by=by, at=at)
    return entry


@transaction.atomic
def ask_more(directive, *, office, text, due_on=None, by, at):
    """Send a report back with what is missing, for the same day or a new one."""
    directive, above = locked_below(directive)
    rules.check_orders(directive, office.pk)
    rules.check_can_move(directive, DirectiveState.MORE_ASKED)
    rules.check_said(text)
    was_due_on, due_on = directive.due_on, due_on or directive.due_on
    if due_on != was_due_on:
        rules.check_days(ordered_on=directive.ordered_on, due_on=due_on, today=clock.local_day(at))
        rules.check_day_in_thread(due_on, above=above, below=queries.due_last_below(directive))
        directive.escalated_level, directive.escalated_at, directive.reminded_days_before = 0, None, None
    directive.state, directive.due_on, directive.reported_at = DirectiveState.MORE_ASKED, due_on, None
    directive.save()
    days = {"was_due_on": was_due_on.isoformat(), "due_on": due_on.isoformat()} if due_on != was_due_on else {}
    entry = _said(directive, ProgressKind.MORE, text=text, office=office, by=by, at=at, **days)
    heads = queries.heads_of(directive.responsible_office, on=clock.local_day(at))
    letters.more_asked(directive, heads, said=entry.text, by=by, at=at)
    return entry


EVENTS = {
    ProgressKind.PROGRESS: "directive.progress_told",
    ProgressKind.REPORT: "directive.reported",
    ProgressKind.MORE: "directive.more_asked",
}


def _said(directive, kind, *, text, office, evidence=(), by, at, **told):
    files = list(evidence)
    text = thai_text.clean(text)
    entry = write(directive, kind=kind, text=text, office=office, evidence=files, by=by, at=at, **told)
    proof = [file.sha256 for file in files]
    tell(EVENTS[kind], directive, by=by, at=at, entry_id=entry.pk, evidence=proof)
    return entry
