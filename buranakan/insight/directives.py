"""What the figures say of directives that wait for one, and the proof that closes them."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils.translation import override

from buranakan.accounts.scope import Scope
from buranakan.insight import addresses
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.registry import Figure
from buranakan.insight.links import reverse
from buranakan.lib import clock
from buranakan.lib.durations import HOURS
from buranakan.lib.rules import RuleBroken
from buranakan.policy.directives import queries
from buranakan.policy.models import Directive

# Those that tell what happened, in whole things or satang: a plan is no result, and hours are kept in minutes.
CLOSING = {key: one for key, one in FIGURES.items() if not one.is_plan and one.unit != HOURS}
WHOLE = Scope.system("names and figures that directives carry")
PROOF_LANGUAGE = "th"  # of the offices


@dataclass(frozen=True)
class Reading:
    """The figure of a directive on a day. `value` is None where its slice can't be read any more."""

    directive: Directive
    figure: Figure
    asked: addresses.Asked | None
    value: int | None
    counted_on: dt.date

    @property
    def is_reached(self):
        return self.value is not None and self.value >= self.directive.target_value

    @property
    def address(self):
        """Where the figure opens, over the slice that the directive names."""
        query = self.asked.address() if self.asked else ""
        path = reverse("desk:figure", args=[self.figure.key])
        return f"{path}?{query}" if query else path

    @property
    def proof(self):
        """What `close_reached` takes: what was read, the value, its day, definition and address."""
        with override(PROOF_LANGUAGE):
            definition = f"{self.figure.name}: {self.figure.definition} {self.figure.counting_rule}"
        return {
            "figure_key": self.directive.figure_key,
            "figure_slice": self.directive.figure_slice,
            "target_value": self.directive.target_value,
            "value": self.value,
            "counted_on": self.counted_on,
            "definition": definition,
            "address": self.address,
        }


def read(scope, directive, *, on):
    """The figure of a directive as this scope counts it."""
    figure = FIGURES[directive.figure_key]
    asked = _read_slice(scope, directive.figure_slice, on=on)
    value = None if asked is None else figure.value(scope, asked.part)
    return Reading(directive=directive, figure=figure, asked=asked, value=value, counted_on=on)


def present_value(*, figure_key, figure_slice, on):
    """What a figure stands at over a slice before an order is tied to it; None where there is nothing to count."""
    asked = _read_slice(WHOLE, figure_slice, on=on) if figure_key else None
    return None if asked is None else FIGURES[figure_key].value(WHOLE, asked.part)


def reached(scope, *, at):
    """Readings of the open directives whose figure has come to their value."""
    on = clock.local_day(at)
    found = (read(scope, one, on=on) for one in queries.waiting_for_a_figure(scope))
    return [one for one in found if one.is_reached]


def project_name(directive, *, on):
    """The project of a directive by name; what the directive says itself where there is none of it any more."""
    try:
        found = addresses.read({"project": directive.project_code}, scope=WHOLE, on=on)
    except RuleBroken:
        return directive.project_code
    return next((term.label for term in found.terms), "")


def slice_words(scope, text, *, on):
    """What a slice says in words; the slice as it is written where it can't be read any more."""
    asked = _read_slice(scope, text, on=on)
    return ", ".join(term.label for term in asked.terms) if asked else text


def _read_slice(scope, text, *, on):
    try:
        return addresses.read(dict(parse_qsl(text)), scope=scope, on=on)
    except RuleBroken:  # an office or project of the slice is no more, or lies out of reach: the page says so
        return None
