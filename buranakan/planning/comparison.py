"""What changed between two versions of a plan: line by line, and summed by office, month, province and project."""

from dataclasses import dataclass

from buranakan.planning import grid, queries
from buranakan.planning.enums import Change, Cut
from buranakan.planning.grid import Sums
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


@dataclass(frozen=True)
class Part:
    """What both versions say of one office, month, province or project; `thing` is None for all of them together."""

    thing: object
    before: Sums
    after: Sums

    @property
    def people(self):
        return self.after.people - self.before.people

    @property
    def satang(self):
        """How much money more, or less; None where none of it may be seen."""
        return self.after.satang - self.before.satang if self.sees_money else None

    @property
    def hidden(self):
        return self.before.hidden + self.after.hidden

    @property
    def sees_money(self):
        return not self.hidden or bool(self.before.satang or self.after.satang)

    @property
    def is_same(self):
        return self.before == self.after


@dataclass(frozen=True)
class Comparison:
    """Two versions beside each other, as far as the scope sees both."""

    changes: list  # LineChange, by project, activity, month and province
    before: list  # every line of the older version
    after: list

    @property
    def whole(self):
        """Everything together: what every cut adds up to."""
        return Part(None, grid.sums(self.before), grid.sums(self.after))

    def by(self, cut):
        """A Part for each office, month, province or project that either version names, in their own order."""
        thing_of, place_of = _CUTS[cut]
        found = {}
        for side, lines in enumerate((self.before, self.after)):
            for line in lines:
                thing = thing_of(line)
                sides = found.setdefault(thing, [Sums(), Sums()])
                sides[side] += Sums.of(line)
        return [Part(thing, *found[thing]) for thing in sorted(found, key=place_of)]


# What each cut sums by, and the order of that.
_CUTS = {
    Cut.OWNER: (lambda line: line.owner_office, lambda office: office.sort_order),
    Cut.SERVER: (lambda line: line.serving_office, lambda office: office.sort_order),
    Cut.MONTH: (lambda line: line.month, lambda month: month),
    Cut.PROVINCE: (lambda line: line.province, lambda province: province.sort_key),
    Cut.PROJECT: (lambda line: line.activity.project, lambda project: (project.number, project.pk)),
}


def compare(scope, older, newer):
    """Both versions as far as the scope sees them."""
    before, after = (list(queries.for_table(queries.lines(scope, version))) for version in (older, newer))
    return Comparison(_changes(before, after), before, after)


def difference(scope, older, newer):
    """Lines added, removed and changed from one version to another, as far as the scope sees both."""
    return compare(scope, older, newer).changes


def _changes(*sides):
    before, after = ({line.grain: line for line in lines} for lines in sides)
    found = [_compared(before.get(grain), after.get(grain)) for grain in {**before, **after}]
    return sorted(_with_moves([one for one in found if one]), key=_place)


def _with_moves(found):
    """What went from one month and came in another, with the same people, moved."""
    gone = {}
    for one in sorted(found, key=_place):
        if one.change == Change.REMOVED:
            gone.setdefault(_but_its_month(one.line), []).append(one)
    moved, left = [], []
    for one in sorted(found, key=_place):
        was = gone.get(_but_its_month(one.line)) if one.change == Change.ADDED else None
        if was:
            moved.append((was.pop(0), one))
        else:
            left.append(one)
    taken = {id(was) for was, _now in moved}
    stays = [one for one in left if id(one) not in taken]
    return stays + [LineChange(Change.MOVED, was.before, now.after) for was, now in moved]


def _but_its_month(line):
    return (*line.grain[:-1], line.counts_for_id, line.people)


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
