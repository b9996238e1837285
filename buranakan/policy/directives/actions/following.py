"""The nightly follow-up: reminders before the day, and raising what is late to those who can move it."""

from django.db import transaction

from buranakan.lib import clock
from buranakan.policy.directives import following, letters, queries, rules
from buranakan.policy.directives.actions.entries import locked, tell, write
from buranakan.policy.directives.enums import TO_BE_DONE, Level, ProgressKind
from buranakan.policy.models import Directive


def escalate(at):
    """Raise every late directive by the rule of its priority. Repeated on the same day it does nothing. How many?"""
    today = clock.local_day(at)
    late = Directive.objects.overdue(today).order_by("pk")
    return sum(_escalate(one, today=today, at=at) for one in late)


def remind(at):
    """Remind the responsible offices of what is due soon, once at each of the days before. How many?"""
    today = clock.local_day(at)
    until = today + following.longest_reminder()
    near = Directive.objects.due_between(today, until).order_by("pk")
    return sum(_remind(one, today=today, at=at) for one in near)


@transaction.atomic
def _escalate(directive, *, today, at):
    directive = locked(directive)
    days_late = (today - directive.due_on).days
    steps = following.follow_up(directive.priority).steps
    step = rules.step_due(steps, days_late=days_late, level=directive.escalated_level)
    if step is None or directive.state not in TO_BE_DONE:
        return False
    reached, memberships = _written_to(directive, step.to, on=today)
    directive.escalated_level, directive.escalated_at = step.level, at
    directive.save(update_fields=["escalated_level", "escalated_at"])
    told = {
        "level": step.level,
        "step": step.to.value,
        "days_late": days_late,
        "to": list(dict.fromkeys(one.post for one in memberships)),
        "to_office": reached.code if reached else "",
    }
    write(directive, kind=ProgressKind.ESCALATION, by=None, at=at, **told)
    letters.escalated(directive, memberships, days_late=days_late, level=step.level, at=at)
    tell("directive.escalated", directive, by=None, at=at, **told)
    return True


@transaction.atomic
def _remind(directive, *, today, at):
    directive = locked(directive)
    days_left = (directive.due_on - today).days
    reminded, days_before = directive.reminded_days_before, following.follow_up(directive.priority).remind_days_before
    # Given with less time than that, it has just been written about.
    is_new = clock.local_day(directive.given_at) == today
    step = rules.reminder_due(days_before, days_left=days_left, reminded=reminded)
    if step is None or is_new or directive.state not in TO_BE_DONE:
        return False
    office, memberships = queries.nearest_heads(directive.responsible_office, on=today)
    directive.reminded_days_before = step
    directive.save(update_fields=["reminded_days_before"])
    told = {"days_left": days_left, "to": [one.post for one in memberships], "to_office": office.code if office else ""}
    write(directive, kind=ProgressKind.REMINDER, by=None, at=at, **told)
    letters.reminder(directive, memberships, days_left=days_left, at=at)
    tell("directive.reminded", directive, by=None, at=at, **told)
    return True


def _written_to(directive, level, *, on):
    """The office that a level reaches, and who leads it; the next one above where nobody does."""
    if level == Level.ORDERER:
        orderers = queries.orderers_of(directive, on=on)
        if orderers:
            return directive.ordered_by_office, orderers
        return queries.nearest_heads(directive.ordered_by_office.parent, on=on)
    office = directive.responsible_office
    return queries.nearest_heads(office.parent if level == Level.PARENT else office, on=on)
