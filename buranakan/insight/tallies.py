"""Counts of standing that are no figures of the chain: what is late, open or waits, each with its definition."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.insight import late, progress
from buranakan.insight.slices import Dimension
from buranakan.lib import clock

ITEMS, ROUNDS, APPLICATIONS, PROVINCES = "รายการ", "รุ่น", "ใบ", "จังหวัด"


@dataclass(frozen=True)
class Tally:
    """A count: what it counts, in which unit, and the page of the desk that lists what is counted."""

    key: str
    name: object
    definition: object
    unit: str
    count: Callable  # (scope, asked, at=) -> int
    page: str = "desk:late"
    part: str = ""  # where on that page


def _provinces_behind(scope, asked, *, at):
    found = progress.progress_by(scope, Dimension.PROVINCE, on=clock.local_day(at), part=asked.part)
    return sum(one.is_behind for one in found)


LINES_BEHIND = Tally(
    key="lines_behind",
    name=_("Activities behind plan in a province"),
    definition=late.RULES["lines"],
    unit=ITEMS,
    count=late.count_lines,
    part="lines",
)

PROVINCES_BEHIND = Tally(
    key="provinces_behind",
    name=_("Provinces behind plan"),
    definition=_("Provinces where less than four fifths of the places planned up to the end of last month are filled."),
    unit=PROVINCES,
    count=_provinces_behind,
    part="lines",
)

ROUNDS_NOT_CLOSED = Tally(
    key="rounds_not_closed",
    name=_("Rounds not closed in time"),
    definition=late.RULES["rounds"],
    unit=ROUNDS,
    count=lambda scope, asked, *, at: late.rounds(scope, asked, at=at).count(),
    part="rounds",
)

MOVEMENTS_WAITING = Tally(
    key="movements_waiting",
    name=_("Entries in the books that wait for more than a week"),
    definition=late.RULES["movements"],
    unit=ITEMS,
    count=lambda scope, asked, *, at: late.movements(scope, asked, at=at).count(),
    part="movements",
)

APPLICATIONS_UNDECIDED = Tally(
    key="applications_undecided",
    name=_("Applications undecided after the call closed"),
    definition=late.RULES["applications"],
    unit=APPLICATIONS,
    count=late.count_applications,
    part="applications",
)

TALLIES = {
    one.key: one
    for one in (LINES_BEHIND, PROVINCES_BEHIND, ROUNDS_NOT_CLOSED, MOVEMENTS_WAITING, APPLICATIONS_UNDECIDED)
}
