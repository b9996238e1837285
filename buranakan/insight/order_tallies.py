"""Counts of directives and of promises by how they stand."""

from django.utils.translation import gettext_lazy as _

from buranakan.insight import addresses, promise_register
from buranakan.insight.course import PromiseState
from buranakan.insight.tally import Reach, Tally
from buranakan.lib import clock
from buranakan.policy.directives import queries as directives
from buranakan.policy.directives.enums import Standing

MATTERS, PROMISES = "เรื่อง", "เป้าหมาย"


def _directives(standing):
    def count(scope, asked, *, at):
        rows = directives.directives(scope)
        if asked.part.province:
            rows = directives.in_province(scope, asked.part.province)
        return directives.narrowed(rows, on=clock.local_day(at), standing=standing).count()

    return count


def _of_directives(key, *, standing, name, definition):
    return Tally(
        key=key,
        name=name,
        definition=definition,
        unit=MATTERS,
        count=_directives(standing),
        page="desk:directives",
        query=f"list=all&standing={standing}",
        narrowed_by=frozenset({"province"}),
        reach=Reach.OFFICE,
    )


DIRECTIVES = (
    _of_directives(
        "directives_open",
        standing=Standing.OPEN,
        name=_("Directives open"),
        definition=_("Directives in reach that are neither accepted, nor closed by their figure, nor withdrawn."),
    ),
    _of_directives(
        "directives_overdue",
        standing=Standing.OVERDUE,
        name=_("Directives overdue"),
        definition=_("Directives in reach whose day is over, and that nobody has reported as done."),
    ),
    _of_directives(
        "directives_reported",
        standing=Standing.REPORTED,
        name=_("Directives waiting for acceptance"),
        definition=_("Directives in reach that were reported as done, and that nobody has accepted yet."),
    ),
    _of_directives(
        "directives_closed",
        standing=Standing.CLOSED,
        name=_("Directives closed"),
        definition=_("Directives in reach that were accepted, closed by their figure, or withdrawn."),
    ),
)


def _promises(*states):
    def count(scope, asked, *, at):
        filters = promise_register.Filters(year=str(asked.part.fiscal_year or ""))
        found = promise_register.counts(scope, on=clock.local_day(at), filters=filters)
        return sum(number for state, number in found.items() if state in states)

    return count


def _of_promises(key, *states, name, definition):
    return Tally(
        key=key,
        name=name,
        definition=definition,
        unit=PROMISES,
        count=_promises(*states),
        page="desk:promises",
        query=f"state={states[0]}" if len(states) == 1 else "",
        narrowed_by=frozenset({addresses.YEAR}),
        reach=Reach.EVERYTHING,
    )


PROMISES_BY_STATE = (
    _of_promises(
        "promises_in_force",
        *(state for state in PromiseState if state != PromiseState.WITHDRAWN),
        name=_("Promises in force"),
        definition=_("Promises that were confirmed from an announcement and not withdrawn."),
    ),
    _of_promises(
        "promises_reached",
        PromiseState.REACHED,
        name=_("Promises reached"),
        definition=_("Promises in force whose figure has come to what was announced."),
    ),
    _of_promises(
        "promises_on_course",
        PromiseState.ON_COURSE,
        name=_("Promises on course"),
        definition=_("Promises in force that the plan's months and the pace so far take there in time."),
    ),
    _of_promises(
        "promises_uncertain",
        PromiseState.UNCERTAIN,
        name=_("Promises uncertain"),
        definition=_("Promises in force that the plan's months and the pace so far may or may not take there in time."),
    ),
    _of_promises(
        "promises_off_course",
        PromiseState.OFF_COURSE,
        name=_("Promises off course"),
        definition=_("Promises in force that the plan's months and the pace so far don't take there in time."),
    ),
    _of_promises(
        "promises_late",
        PromiseState.LATE,
        name=_("Promises late"),
        definition=_("Promises in force whose day has passed without what was announced."),
    ),
)
