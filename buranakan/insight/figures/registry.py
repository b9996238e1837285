"""What a figure is: one number, one definition, one function. Keys never change meaning: a new meaning is a new key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from buranakan.insight.slices import EVERYTHING, SHARED, Dimension, Grain


class Rows(StrEnum):
    """What a figure opens to."""

    SERVICES = "services"
    PLAN_LINES = "plan_lines"
    ENTRIES = "entries"
    APPLICATIONS = "applications"


PEOPLE = "คน"
TIMES = "ครั้ง"
APPLICATIONS = "ใบ"


@dataclass(frozen=True)
class Figure:
    """A figure: value in its unit (people; satang for baht, minutes for hours), rows behind it, and how it slices.

    `counts_people` makes the small-count rule apply wherever the public sees it. `adds_up_over` are the dimensions
    whose slices sum to the whole; over the others the same person may stand in two slices.
    """

    key: str
    name: object
    definition: object
    counting_rule: object
    unit: str  # what a promise must be in to be measured by it
    counts_people: bool
    adds_up_over: frozenset
    opens_to: Rows
    rows: Callable  # scope -> queryset of the rows behind it
    measure: Callable  # condition or None -> aggregate over those rows
    plan: str = ""  # the key of the figure that says how much of the same was planned
    said_in: str = ""  # the unit its own values are said in, where that is another word
    other: str = ""  # the key of the same fact under the other counting rule
    result: str = ""  # of what was planned: the key of the figure that says what came of it
    grain: Grain = SHARED  # where its rows keep the keys that it is sliced by
    measures_promises: bool = False  # may a promise be bound to it?

    @property
    def value_unit(self):
        """The unit that its values are said in."""
        return self.said_in or self.unit

    @property
    def is_plan(self):
        """Says what is intended, not what happened."""
        return self.plan == self.key

    @property
    def has_plan(self):
        """Says what happened, where a plan says how much of it was intended."""
        return bool(self.plan) and not self.is_plan

    @property
    def adds_up(self):
        """Do its slices sum to the whole, whichever way it is sliced?"""
        return self.adds_up_over.issuperset(Dimension)

    def rows_in(self, scope, part=EVERYTHING):
        """The rows behind the figure that this scope may see."""
        return part.narrow(self.rows(scope), self.grain)

    def value(self, scope, part=EVERYTHING):
        """The figure over the rows this scope may see."""
        return self.rows_in(scope, part).aggregate(value=self.measure(None))["value"] or 0

    def values(self, scope, parts):
        """The figure over each of several named slices, in one query."""
        if not parts:
            return {}
        names = {name: f"value_{number}" for number, name in enumerate(parts)}
        measures = {names[name]: self.measure(part.condition(self.grain)) for name, part in parts.items()}
        found = self.rows(scope).aggregate(**measures)
        return {name: found[column] or 0 for name, column in names.items()}

    def by(self, scope, dimension, part=EVERYTHING):
        """The figure for each key of a dimension, keys without rows left out."""
        column = self.grain.column(dimension)
        rows = self.rows_in(scope, part).order_by().values_list(column).annotate(value=self.measure(None))
        return dict(rows)

    def crossed(self, scope, dimensions, *, part=EVERYTHING):
        """The figure for each combination of keys of several dimensions, those without rows left out."""
        columns = [self.grain.column(dimension) for dimension in dimensions]
        rows = self.rows_in(scope, part).order_by().values_list(*columns).annotate(value=self.measure(None))
        return {tuple(keys): value for *keys, value in rows}


def together(figures, scope, *, part):
    """Several figures over the same rows, by key, in one query."""
    first, *others = figures
    if any(one.rows is not first.rows for one in others):
        raise ValueError("These figures count different rows.")
    return first.rows_in(scope, part).aggregate(**{one.key: one.measure(None) for one in figures})
