"""The brief of the week: what the home page of those who decide says, in sourced sentences."""

import datetime as dt
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import GRANTS, Permission, Role
from buranakan.insight import amounts, course_words, late, minute, promise_register, quotes, statements
from buranakan.insight.figures.registry import PEOPLE
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name, shortened
from buranakan.insight.statements import Sentence, sentence
from buranakan.insight.tallies import APPLICATIONS, ROUNDS
from buranakan.lib import fiscal
from buranakan.lib.money import BAHT
from buranakan.messages import queries as messages

WEEK = dt.timedelta(days=7)
# To whom it is sent unless they say otherwise; whoever reads figures may ask for it.
RECIPIENTS = frozenset({Role.EXECUTIVE, Role.INSPECTOR, Role.OFFICE_HEAD})
MOST_PROMISES, MOST_OFFICES, MOST_DIRECTIVES = 4, 5, 4
LONGEST_ORDER = 120
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Part:
    """A heading and what is said under it, line by line; a line is one sentence or several that belong together."""

    heading: object
    lines: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self):
        return tuple(chain.from_iterable(self.lines))


def week_of(on):
    """The Monday of a day's week."""
    return on - dt.timedelta(days=on.weekday())


def recipients(*, on):
    """Memberships of a day that the brief is sent to."""
    held = [one for one in accounts.memberships_on(on) if one.user.is_active]
    settings = messages.brief_settings([one.pk for one in held])
    return [one for one in held if _is_wanted(one, settings) and Permission.SEE_FIGURES in GRANTS[one.role]]


def is_wanted(membership):
    """Is the brief sent to this membership?"""
    return _is_wanted(membership, messages.brief_settings([membership.pk]))


def _is_wanted(membership, settings):
    return settings.get(membership.pk, membership.role in RECIPIENTS)


def parts(scope, *, at):
    """Everything the brief says to one reader, within their reach; it tells what changed within a week."""
    seen = minute.minute(scope, since=at - WEEK, at=at)
    found = (
        Part(_("Today"), tuple(_today(seen, scope=scope))),
        Part(_("Promises"), tuple(_promises(scope, seen))),
        Part(_("Decisions to consider"), tuple(one.sentences for one in seen.proposals)),
        Part(_("Where it is late, and whose"), tuple(_late(seen, scope=scope))),
        Part(_("Directives overdue"), tuple(_overdue(seen))),
        Part(_("What changed within a week"), tuple((one.sentence,) for one in seen.changes.found)),
    )
    return [part for part in found if part.lines]


# --- today ------------------------------------------------------------------------------------------------------------
def _today(seen, *, scope):
    ground = seen.ground
    share = statements.share(ground.people, ground.goal)
    if share:
        said = {"people": ground.people, "goal": ground.goal, "share": share}
        yield (sentence(_("People reached: %(people)s of %(goal)s, %(share)s."), **said),)
    known = {"money_planned": seen.money.planned, "money_committed": seen.money.committed}
    money = statements.figures(known, scope=scope, asked=seen.asked, on=seen.on, values=known)
    books = sentence(
        _("Money: planned %(planned)s, allotted %(allotted)s, committed and not paid %(committed)s, paid %(paid)s."),
        planned=money["money_planned"],
        allotted=ground.allotted,
        committed=money["money_committed"],
        paid=ground.paid,
    )
    paid = statements.share(ground.paid, ground.allotted)
    target = seen.target.now or seen.target.following
    if not paid or not target:
        yield (books,)
        return
    said = {"paid": paid, "day": _end_of_quarter(target), "target": _target(target)}
    words = _("%(paid)s of what was allotted is paid; the government's target by %(day)s is %(target)s.")
    yield books, sentence(words, **said)


def _end_of_quarter(target):
    last = fiscal.months_of(target.fiscal_year)[MONTHS_OF_A_QUARTER * target.quarter - 1]
    return fiscal.next_month(last) - dt.timedelta(days=1)


def _target(target):
    return statements.counted(
        target.share,
        amounts.PERCENT,
        key=f"disbursement_target@{target.fiscal_year}-{target.quarter}",
        name=_("The government's target"),
        definition=target.source,
        scope=target.get_category_display(),
        on=target.as_of,
        address=reverse("desk:money"),
    )


# --- promises and what is late ----------------------------------------------------------------------------------------
def _promises(scope, seen):
    """Those that need a decision first, each with why it stands as it does."""
    wanted = [one.promise.pk for one in seen.promises][:MOST_PROMISES]
    filters = promise_register.Filters(year=str(seen.fiscal_year))
    rows = {row.promise.pk: row for row in promise_register.register(scope, on=seen.on, filters=filters)}
    for pk in wanted:
        row = rows[pk]
        promise = quotes.promise(row.promise, said=row.promise.statement)
        state = sentence(_("“%(promise)s”: %(state)s."), promise=promise, state=row.state.label)
        yield state, course_words.why(row, on=seen.on)


def _late(seen, *, scope):
    if seen.behind:
        names = ", ".join(one.province.name for one in seen.behind)
        yield (sentence(_("Provinces behind plan: %(provinces)s."), provinces=Name(names)),)
    for office, found in seen.offices[:MOST_OFFICES]:
        said = tuple(
            sentence(
                words,
                office=Name(office.short),
                count=_of_office(value, **told, office=office, seen=seen, scope=scope),
            )
            for value, words, told in _reasons(found)
            if value
        )
        if said:  # what was ordered and is overdue has a heading of its own
            yield said


def _reasons(found):
    """What may be late at an office, each with its words and what they count."""
    rules = late.RULES
    return (
        (
            found.places,
            _("%(office)s: places for %(count)s are not filled."),
            {
                "key": "places_late",
                "unit": PEOPLE,
                "name": _("Unfilled places"),
                "definition": rules["lines"],
            },
        ),
        (
            found.applications,
            _("%(office)s: %(count)s undecided."),
            {
                "key": "applications_late",
                "unit": APPLICATIONS,
                "name": _("Undecided applications"),
                "definition": rules["applications"],
            },
        ),
        (
            found.rounds,
            _("%(office)s: %(count)s not closed."),
            {
                "key": "rounds_late",
                "unit": ROUNDS,
                "name": _("Rounds not closed in time"),
                "definition": rules["rounds"],
            },
        ),
        (
            found.satang,
            _("%(office)s: %(count)s waiting in the books."),
            {
                "key": "money_late",
                "unit": BAHT,
                "name": _("Waiting in the books"),
                "definition": rules["movements"],
            },
        ),
    )


def _of_office(value, *, key, unit, name, definition, office, seen, scope):
    return statements.counted(
        value,
        unit,
        key=f"{key}@{office.code}",
        name=name,
        definition=definition,
        scope=f"{office.short} · {statements.scope_words(scope, seen.asked, of_money=unit == BAHT)}",
        on=seen.on,
        address=f"{reverse('desk:late')}?{seen.asked.address(office=office.code)}",
    )


def _overdue(seen):
    for one in seen.overdue[:MOST_DIRECTIVES]:
        said = {"office": Name(one.responsible_office.short), "day": one.due_on}
        order = quotes.directive(one, said=shortened(str(one), longest=LONGEST_ORDER))
        yield (sentence(_("%(office)s, due on %(day)s: “%(order)s”"), **said, order=order),)
