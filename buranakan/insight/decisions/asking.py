"""Who asks, about which slice, and the ground that effects are measured against."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.insight import statements
from buranakan.insight.decisions.rules import Kind
from buranakan.insight.figures.registry import PEOPLE
from buranakan.insight.links import reverse
from buranakan.insight.statements import Number, Sentence, sentence
from buranakan.lib import clock
from buranakan.lib.money import BAHT


@dataclass(frozen=True)
class Proposal:
    """A decision: what, why, what it would change, and the page where one does it."""

    kind: Kind
    sentence: Sentence
    why: Sentence
    effect: Sentence
    address: str
    is_own: bool = False  # the reader does it themselves
    office: object = None  # who is asked to do it
    since: dt.date | None = None  # what waits longest of it; of an order, the day it was due

    @property
    def sentences(self):
        """All it says."""
        return (self.sentence, self.why, self.effect)


@dataclass(frozen=True)
class Ground:
    """What effects are measured against: people beside what was promised or planned, money paid beside allotted."""

    people: Number
    goal: Number
    paid: Number
    allotted: Number


def ground_of(scope, asked, *, at, promise=None, known=None, reaches=None):
    """People and money of a slice; people are measured against the promise, or else against the plan.

    `known` are values of figures, and `reaches` the words of the reader's reach, that need not be asked for again.
    """
    on = clock.local_day(at)
    keys = ["people_reached_distinct"] if promise else ["places_filled", "people_planned"]
    wanted = [*keys, "money_paid", "money_allotted"]
    found = statements.figures(wanted, scope=scope, asked=asked, on=on, values=known, reaches=reaches)
    return Ground(
        people=found[keys[0]],
        goal=statements.promised(promise) if promise else found["people_planned"],
        paid=found["money_paid"],
        allotted=found["money_allotted"],
    )


@dataclass(frozen=True)
class Asking:
    """Who asks, about which slice, when, and against which ground."""

    scope: object
    asked: object
    at: dt.datetime
    ground: Ground
    reaches: dict  # the words of the reader's reach, of money and of the rest

    @property
    def on(self):
        """The day it is."""
        return clock.local_day(self.at)

    def late_address(self, part):
        """The list of what is late, of this slice."""
        query = self.asked.address()
        return f"{reverse('desk:late')}{'?' if query else ''}{query}#{part}"

    def number(self, value, unit, *, key, name, definition, address, made_of=()):
        """A number of this slice that is no figure by itself."""
        return statements.counted(
            value,
            unit,
            key=key,
            name=name,
            definition=definition,
            scope=statements.scope_words(self.scope, self.asked, of_money=unit == BAHT, reaches=self.reaches),
            on=self.on,
            address=address,
            made_of=made_of,
        )

    def people(self, value, **said):
        """People of this slice."""
        return self.number(value, PEOPLE, **said)

    def raises(self, words, *, figure, whole, gain, **numbers):
        """What a figure is of a whole now, and would be with the gain: `before` and `after` in the words."""
        then = self.number(
            figure.value + gain.value,
            figure.unit,
            key=f"{figure.key}+{gain.key}",
            name=_("After the decision"),
            definition=_("What is counted now, and what the decision would add to it."),
            address=figure.address,
            made_of=(figure, gain),
        )
        before, after = statements.share(figure, whole), statements.share(then, whole)
        return sentence(words, **numbers, before=before, after=after)

    def people_rise(self, words, gain):
        """The same for people beside the goal."""
        return self.raises(words, figure=self.ground.people, whole=self.ground.goal, gain=gain, people=gain)
