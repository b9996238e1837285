"""Every agency's work in one place: what plan lines intend and services and the books say, by whose and by whom."""

from collections import Counter
from dataclasses import dataclass

from buranakan.insight import names
from buranakan.insight.figures.money import MONEY_PAID
from buranakan.insight.figures.people import PLACES_FILLED
from buranakan.insight.progress import Progress, ProjectStanding, last_full_month
from buranakan.insight.slices import Dimension
from buranakan.planning.models import Project
from buranakan.planning.queries import Totals

WHOSE = (Dimension.ACTIVITY, Dimension.OWNER, Dimension.OFFICE)


@dataclass(frozen=True)
class Work:
    """An activity that an office gives on some office's budget; satang are None in books out of reach."""

    names: dict  # by dimension
    progress: Progress
    satang: int | None
    paid: int | None


def _everything(line):
    return None


class Planned:
    """What approved lines intend, summed by any key of theirs; `shown_satang` of a line is None in other books."""

    def __init__(self, lines, *, on):
        self.lines = lines
        self.until = last_full_month(on)

    def people(self, key=_everything):
        """Places of the whole year, by key."""
        return self._summed(key, lambda line: line.people)

    def due(self, key=_everything):
        """Places up to the end of last month, by key."""
        return self._summed(key, lambda line: line.people if line.month <= self.until else 0)

    def satang(self, key=_everything):
        """Money in the books in reach, by key."""
        return self._summed(key, lambda line: line.shown_satang or 0)

    @property
    def totals(self):
        """All of them together."""
        return Totals(
            lines=len(self.lines),
            people=self.people()[None],
            satang=self.satang()[None],
            money_hidden=sum(line.shown_satang is None for line in self.lines),
        )

    def progress(self, reached):
        """How far all of it is filled."""
        return Progress(key=None, planned=self.people()[None], planned_to_date=self.due()[None], reached=reached)

    def _summed(self, key, amount):
        found = Counter()
        for line in self.lines:
            found[key(line)] += amount(line)
        return found


def works(scope, asked, planned):
    """Each activity here, by whose budget pays and who gives it, in the order of projects."""
    reached, paid = (figure.crossed(scope, WHOSE, part=asked.part) for figure in (PLACES_FILLED, MONEY_PAID))
    people, due, satang = planned.people(_whose), planned.due(_whose), planned.satang(_whose)
    keys = people.keys() | reached.keys() | paid.keys()
    named = {one: names.names(one, {key[place] for key in keys}) for place, one in enumerate(WHOSE)}
    rows = [
        Work(
            names={one: named[one][key[place]] for place, one in enumerate(WHOSE)},
            progress=Progress(key, planned=people[key], planned_to_date=due[key], reached=reached.get(key, 0)),
            satang=_in_books(scope, key, satang[key]),
            paid=_in_books(scope, key, paid.get(key, 0)),
        )
        for key in keys
    ]
    return sorted(rows, key=lambda row: [row.names[one].place for one in WHOSE])


def projects(scope, asked, planned):
    """Projects of the year with something planned or done here, in their order."""
    people, due, satang = planned.people(_project), planned.due(_project), planned.satang(_project)
    reached = PLACES_FILLED.by(scope, Dimension.PROJECT, asked.part)
    found = Project.objects.filter(pk__in=people.keys() | reached.keys()).select_related("portfolio")
    return [
        ProjectStanding(
            project=one,
            progress=Progress(
                one.pk, planned=people[one.pk], planned_to_date=due[one.pk], reached=reached.get(one.pk, 0)
            ),
            satang=satang[one.pk],
        )
        for one in found
    ]


def _whose(line):
    return line.activity_id, line.owner_office_id, line.serving_office_id


def _project(line):
    return line.activity.project_id


def _in_books(scope, key, satang):
    """Nothing in a book that may be seen is nothing; in another it is not told."""
    _activity, owner, serving = key
    return satang if scope.sees_all_books or owner in scope.books or serving in scope.books else None
