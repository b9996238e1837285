"""What changed since somebody last looked: people, money, places where it is behind, promises, directives.

Nothing is kept but the moment of the last look (an event of the trail, written by the gate as every look that counts
is). What stood then is computed from the same records as what stands now, each as it was at that moment: services
recorded and not taken back by then, entries approved by then. Plans, and who is one person, are taken as they are known
today, so that a change tells of work and not of a corrected plan.

A look counts once a day, and the page compares with the day before: who comes back in the afternoon still reads what is
new since yesterday.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Scope
from buranakan.finance import queries as finance
from buranakan.finance.enums import EntryKind
from buranakan.insight import headings, names, progress, quotes, statements
from buranakan.insight.course import PromiseState
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.money import MONEY_PAID
from buranakan.insight.figures.people import PLACES_FILLED, PLANNED, REACHED_DISTINCT
from buranakan.insight.figures.registry import Rows
from buranakan.insight.links import reverse
from buranakan.insight.progress import Progress, last_full_month
from buranakan.insight.quotes import Name
from buranakan.insight.slices import Dimension
from buranakan.insight.statements import Sentence, sentence
from buranakan.lib import clock, fiscal
from buranakan.policy.directives import queries as directives
from buranakan.policy.directives.enums import TO_BE_DONE
from buranakan.records import queries as records
from buranakan.services import queries as services

LOOKED = "home.opened"
ORDERS = "เรื่อง"
# Whoever looks for the first time reads of the last week.
FIRST_LOOK_BACK = dt.timedelta(days=7)
LOOKS = Scope.system("when a membership last looked")
# Which of two states of a promise is the better news.
WORTH = {
    state: worth
    for worth, states in enumerate(
        (
            {PromiseState.LATE},
            {PromiseState.OFF_COURSE},
            {PromiseState.UNCERTAIN},
            {PromiseState.PLANNED, PromiseState.NOT_MEASURABLE, PromiseState.WITHDRAWN},
            {PromiseState.ON_COURSE},
            {PromiseState.REACHED},
        )
    )
    for state in states
}


@dataclass(frozen=True)
class LastLook:
    """Since when changes are told, whether somebody looked then, and whether today's look is written down already."""

    at: dt.datetime
    is_first: bool
    is_noted_today: bool


def last_look(membership, *, at):
    """The last day before this one that somebody looked wearing this membership."""
    on_type = membership._meta.label_lower
    found = records.narrowed(records.events(LOOKS), name=LOOKED, on_type=on_type, on_id=str(membership.pk))
    today = clock.local_day(at)
    moments = list(found.values_list("at", flat=True)[:2])
    is_noted = bool(moments) and clock.local_day(moments[0]) == today
    before = [one for one in moments if clock.local_day(one) < today]
    if before:
        return LastLook(before[0], is_first=False, is_noted_today=is_noted)
    return LastLook(at - FIRST_LOOK_BACK, is_first=True, is_noted_today=is_noted)


@dataclass(frozen=True)
class Change:
    """Something that is not as it was: a sentence, and whether it is for the better (None: it is news)."""

    sentence: Sentence
    is_better: bool | None = None


@dataclass(frozen=True)
class Changes:
    """Everything that changed within reach since a moment."""

    since: dt.datetime
    found: tuple

    def __bool__(self):
        return bool(self.found)


def changes(scope, asked, *, since, at, standings=None, reaches=None):
    """What changed in a slice between two moments, as far as the reader may see.

    `standings` are the provinces' progress of now, `reaches` the words of the reader's reach, where they are known.
    """
    moments = {"since": since, "at": at}
    reaches = reaches or statements.reaches(scope)
    found = [
        *_people(scope, asked, **moments, reaches=reaches),
        *_money(scope, asked, **moments, reaches=reaches),
        *_places(scope, asked, **moments, standings=standings),
        *_directives(scope, asked, **moments, reaches=reaches),
    ]
    return Changes(since, tuple(found))


# --- people and money -------------------------------------------------------------------------------------------------
def _standing_at(moment):
    """Services that counted at a moment."""
    return Q(recorded_at__lte=moment) & (Q(taken_back_at__isnull=True) | Q(taken_back_at__gt=moment))


def _people_rows(scope, asked):
    return asked.part.narrow(services.services(scope)).filter(person__isnull=False)


def _people(scope, asked, *, since, at, reaches):
    rows = _people_rows(scope, asked)
    measures = {name: REACHED_DISTINCT.measure(_standing_at(moment)) for name, moment in (("then", since), ("now", at))}
    words = _("People reached: %(before)s then, %(now)s now (%(more)s more).")
    fewer = _("People reached: %(before)s then, %(now)s now (%(less)s fewer, since records were taken back).")
    said = {"words": (words, fewer), "reaches": reaches}
    return _moved(scope, asked, REACHED_DISTINCT, rows.aggregate(**measures), since=since, at=at, **said)


def _money(scope, asked, *, since, at, reaches):
    if not scope.may(Permission.SEE_MONEY):
        return []
    rows = asked.part.narrow(finance.entries(scope)).filter(kind=EntryKind.PAYMENT)
    measures = {name: MONEY_PAID.measure(Q(approved_at__lte=day)) for name, day in (("then", since), ("now", at))}
    words = _("Money paid: %(before)s then, %(now)s now (%(more)s more).")
    fewer = _("Money paid: %(before)s then, %(now)s now (%(less)s less, since entries were reversed).")
    said = {"words": (words, fewer), "reaches": reaches}
    return _moved(scope, asked, MONEY_PAID, rows.aggregate(**measures), since=since, at=at, **said)


def _moved(scope, asked, figure, found, *, since, at, words, reaches):
    """A figure then and now, where the two differ."""
    then, now = found["then"] or 0, found["now"] or 0
    if then == now:
        return []
    before, after = (
        statements.figures(
            [figure.key], scope=scope, asked=asked, on=clock.local_day(day), values={figure.key: value}, reaches=reaches
        )[figure.key]
        for day, value in ((since, then), (at, now))
    )
    if now > then:
        return [Change(sentence(words[0], before=before, now=after, more=statements.difference(after, before)), True)]
    return [Change(sentence(words[1], before=before, now=after, less=statements.difference(before, after)), False)]


# --- places where it is behind ----------------------------------------------------------------------------------------
def _places(scope, asked, *, since, at, standings):
    """Provinces that fell behind their plan, and those that caught up."""
    if standings is None:
        standings = progress.progress_by(scope, Dimension.PROVINCE, on=clock.local_day(at), part=asked.part)
    then = _behind_then(scope, asked, standings, since=since, at=at)
    now = {one.key for one in standings if one.is_behind}
    return [
        Change(sentence(words, provinces=Name(", ".join(one.label for one in _in_order(codes)))), is_better)
        for words, codes, is_better in (
            (_("Newly behind plan: %(provinces)s."), now - then, False),
            (_("No longer behind plan: %(provinces)s."), then - now, True),
        )
        if codes
    ]


def _behind_then(scope, asked, standings, *, since, at):
    """Codes of provinces that were behind at a moment; within a month the same was due."""
    rows = _people_rows(scope, asked).filter(_standing_at(since)).order_by()
    reached = dict(rows.values_list("province").annotate(value=PLACES_FILLED.measure(None)))
    due, before = last_full_month(clock.local_day(at)), last_full_month(clock.local_day(since))
    planned = {one.key: one.planned_to_date for one in standings}
    if due != before:
        planned = PLANNED.by(scope, Dimension.PROVINCE, asked.part.up_to(before))
    found = [Progress(code, count, count, reached.get(code, 0)) for code, count in planned.items()]
    return {one.key for one in found if one.is_behind}


def _in_order(codes):
    return sorted(names.names(Dimension.PROVINCE, codes).values(), key=lambda one: one.place)


# --- directives -------------------------------------------------------------------------------------------------------
def _directives(scope, asked, *, since, at, reaches):
    """Given, closed and newly overdue ones in reach."""
    if not scope.may(Permission.SEE_DIRECTIVES):
        return []
    first, today = clock.local_day(since), clock.local_day(at)
    counted = directives.directives(scope).order_by().aggregate(
        given=Count("pk", filter=Q(given_at__gt=since, given_at__lte=at)),
        closed=Count("pk", filter=Q(closed_at__gt=since, closed_at__lte=at)),
        overdue=Count("pk", filter=Q(state__in=TO_BE_DONE, due_on__gte=first, due_on__lt=today)),
    )
    said = {
        "given": (_("New directives: %(count)s."), _("Directives given since then"), None),
        "closed": (_("Directives closed: %(count)s."), _("Directives closed since then"), True),
        "overdue": (_("Newly overdue directives: %(count)s."), _("Directives whose day has passed since then"), False),
    }
    facts = {"reach": reaches[False], "since": since, "at": at}
    return [
        Change(sentence(words, count=_orders(counted[key], key=key, name=name, **facts)), is_better)
        for key, (words, name, is_better) in said.items()
        if counted[key]
    ]


def _orders(value, *, key, name, reach, since, at):
    return statements.counted(
        value,
        ORDERS,
        key=f"directives_{key}_since",
        name=name,
        definition=sentence(_("Directives within reach, counted since %(moment)s."), moment=since),
        scope=reach,
        on=clock.local_day(at),
        address=reverse("desk:directives"),
    )


# --- promises ---------------------------------------------------------------------------------------------------------
def of_promises(found, *, since):
    """Promises that are new, or whose state is another one than it was at the moment; `found` are their headings."""
    reached = _reached_then(found, moment=since)
    changed = (_new(one, since=since) or _other_state(one, since=since, reached=reached) for one in found)
    return [change for change in changed if change]


def _new(heading, *, since):
    if heading.promise.confirmed_at <= since:
        return None
    return Change(sentence(_("New promise: %(promise)s."), promise=_words(heading.promise)))


def _words(promise):
    return quotes.promise(promise, said=promise.statement)


def _other_state(heading, *, since, reached):
    then = _state_then(heading, on=clock.local_day(since), reached=reached.get(heading.promise.pk))
    if heading.state == then:
        return None
    words = _("%(promise)s: was “%(before)s”, now “%(now)s”.")
    said = sentence(words, promise=_words(heading.promise), before=then.label, now=heading.state.label)
    return Change(said, WORTH[heading.state] > WORTH[then])


def _state_then(heading, *, on, reached):
    """The state on a day, when so much was counted: no month had more."""
    this = fiscal.month_start(on)
    months = [
        replace(month, reached=None if month.month > this or month.reached is None else min(month.reached, reached))
        for month in heading.months
    ]
    return headings.course_of(heading.standing, months, on=on).state


def _reached_then(found, *, moment):
    """What came of each promise by a moment, by promise; every figure is asked once."""
    wanted = defaultdict(dict)
    for one in found:
        figure = headings.result_of(one.standing.figure)
        if figure is not None:
            wanted[figure.key].setdefault(one.part, []).append(one.promise.pk)
    reached = {}
    for key, promises in wanted.items():
        for part, value in _values_then(FIGURES[key], list(promises), moment=moment).items():
            reached |= dict.fromkeys(promises[part], value)
    return reached


def _values_then(figure, parts, *, moment):
    """A figure over several slices as it stood at a moment."""
    if figure.opens_to == Rows.ENTRIES:
        rows, was = figure.rows(progress.TOTALS), Q(approved_at__lte=moment)
    else:
        rows, was = services.services(progress.TOTALS).filter(person__isnull=False), _standing_at(moment)
    measures = {f"value_{n}": figure.measure(was & part.condition(figure.grain)) for n, part in enumerate(parts)}
    found = rows.aggregate(**measures)
    return {part: found[f"value_{n}"] or 0 for n, part in enumerate(parts)}
