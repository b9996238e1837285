"""What changed between two versions of a plan, line by line."""

from dataclasses import dataclass

from buranakan.planning import queries
from buranakan.planning.enums import Change
from buranakan.planning.models import PlanLine

COMPARED = ["rounds", "people", "amount_satang", "counts_for_id"]


@dataclass(frozen=True)
class LineChange:
    """A line that is not the same in both versions; `before` or `after` is None where it was added or removed."""

    change: Change
    before: PlanLine | None
    after: PlanLine | None

    @property
    def line(self):
        return self.after or self.before

    @property
    def people(self):
        """How many people more, or fewer."""
        return (self.after.people if self.after else 0) - (self.before.people if self.before else 0)

    @property
    def satang(self):
        """How much money more, or less; None where the books may not be seen."""
        if self.line.shown_satang is None:
            return None
        return (self.after.amount_satang if self.after else 0) - (self.before.amount_satang if self.before else 0)


def difference(scope, older, newer):
    """Lines added, removed and changed from one version to another, as far as the scope sees both."""
    before, after = (
        {line.grain: line for line in queries.for_table(queries.lines(scope, version))} for version in (older, newer)
    )
    found = [_compared(before.get(grain), after.get(grain)) for grain in {**before, **after}]
    return sorted((one for one in found if one), key=_place)


def _compared(before, after):
    if before is None:
        return LineChange(Change.ADDED, None, after)
    if after is None:
        return LineChange(Change.REMOVED, before, None)
    if all(getattr(before, name) == getattr(after, name) for name in COMPARED):
        return None
    return LineChange(Change.CHANGED, before, after)


def _place(change):
    line = change.line
    return (line.activity.project.number, line.activity.code, line.month, line.province.sort_key, line.pk)
