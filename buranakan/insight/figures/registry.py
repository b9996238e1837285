"""What a figure is: one number, one named definition, one function. Keys never change meaning: a new meaning is a new key."""

from collections.abc import Callable
from dataclasses import dataclass

from buranakan.insight.slices import COLUMNS, EVERYTHING, Dimension

PEOPLE = "คน"
BAHT = "บาท"


@dataclass(frozen=True)
class Figure:
    """A figure: value in its unit (people, or satang for baht), rows behind it, and how it slices.

    `adds_up` is False where the same person may stand in two slices, so that slices don't sum to the whole.
    `counts_people` makes the small-count rule apply wherever the public sees it.
    """

    key: str
    name: object
    definition: object
    counting_rule: object
    unit: str
    adds_up: bool
    counts_people: bool
    rows: Callable  # scope -> queryset of the rows behind it
    measure: Callable  # -> aggregate expression over those rows
    other: str = ""  # the key of the same fact under the other counting rule

    def rows_in(self, scope, part=EVERYTHING):
        """The rows behind the figure that this scope may see."""
        return part.narrow(self.rows(scope))

    def value(self, scope, part=EVERYTHING):
        """The figure over the rows this scope may see."""
        return self.rows_in(scope, part).aggregate(value=self.measure())["value"] or 0

    def by(self, scope, dimension, part=EVERYTHING):
        """The figure for each key of a dimension, keys without rows left out."""
        column = COLUMNS[Dimension(dimension)]
        rows = self.rows_in(scope, part).order_by().values_list(column).annotate(value=self.measure())
        return dict(rows)
