"""What a cell of the grid may say, and when somebody else was there first. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken
from buranakan.planning import grid

# More than any month of one activity in one province; a slip of the keyboard is told here, not by the database.
MOST_PEOPLE = 100_000


def check_row(row, *, activities, offices, provinces):
    """What a row names is there."""
    named = {row.owner_office_id, row.serving_office_id, row.counts_for_id}
    if row.activity_id not in activities or row.province_id not in provinces or not named <= offices.keys():
        raise RuleBroken("row_unknown", _("This row names an activity, an office or a province that is not there."))


def check_one_edit_each(cell, *, seen):
    """Two wishes for one cell in one go would leave it to chance which holds."""
    if cell in seen:
        raise RuleBroken("cell_named_twice", _("This cell is named twice. Say once what it should hold."))


def check_not_changed_meanwhile(now, *, expected, changed):
    """What its writer saw still stands there. `changed` (who, when) tells who was there first."""
    if grid.is_as_expected(now, expected=expected):
        return
    who, when = changed
    if now is None:
        raise RuleBroken(
            "cell_changed_meanwhile",
            _("%(who)s emptied this cell on %(when)s. Choose which holds."),
            who=who,
            when=when,
            now=None,
        )
    raise RuleBroken(
        "cell_changed_meanwhile",
        _("%(who)s changed this cell on %(when)s. It holds %(people)s people now. Choose which holds."),
        who=who,
        when=when,
        people=f"{now.people:,}",
        now=now,
    )


def check_people_fit(activity, *, people):
    """People come in whole rounds; a refusal names the nearest numbers that do."""
    if people > MOST_PEOPLE:
        raise RuleBroken(
            "too_many_people_in_a_cell",
            _("A cell holds at most %(most)s people; this says %(people)s."),
            most=f"{MOST_PEOPLE:,}",
            people=f"{people:,}",
            field="people",
        )
    if grid.fits_rounds(people, activity=activity):
        return
    nearest = grid.nearest_that_fit(people, activity=activity)
    raise RuleBroken(
        "people_do_not_fit_rounds",
        _("%(people)s people do not fill whole rounds of %(smallest)s to %(largest)s. Nearest that do: %(nearest)s."),
        people=f"{people:,}",
        smallest=activity.round_smallest,
        largest=activity.round_largest,
        nearest=", ".join(f"{number:,}" for number in nearest),
        field="people",
    )
