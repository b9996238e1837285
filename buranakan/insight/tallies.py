"""Counts of standing that are no figures of the chain: what is late, open or waits, each with its definition."""

import datetime as dt

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from buranakan.insight import late, progress
from buranakan.insight.figures.registry import TIMES
from buranakan.insight.order_tallies import DIRECTIVES, PROMISES_BY_STATE
from buranakan.insight.slices import Dimension
from buranakan.insight.tally import Tally
from buranakan.lib import clock
from buranakan.planning.enums import Kind
from buranakan.services import queries as services

ITEMS, ROUNDS, APPLICATIONS, PROVINCES = "รายการ", "รุ่น", "ใบ", "จังหวัด"
ENTERPRISES = "กิจการ"
# Records made before a merge still name the enterprise that was merged away.
COUNTED_ENTERPRISE = Coalesce("enterprise__merged_into_id", "enterprise_id")


def _provinces_behind(scope, asked, *, at):
    found = progress.progress_by(scope, Dimension.PROVINCE, on=clock.local_day(at), part=asked.part)
    return sum(one.is_behind for one in found)


def _enterprises_served(scope, asked, *, at):
    found = asked.part.narrow(services.standing_services(scope)).filter(enterprise__isnull=False)
    return found.aggregate(n=Count(COUNTED_ENTERPRISE, distinct=True))["n"]


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

# Machines have no register yet; what is known of them is how often they served.
ITC_DAYS = dt.timedelta(days=90)


def _technology_services(scope, asked, *, at):
    found = asked.part.narrow(services.standing_services(scope, kind=Kind.ITC))
    return found.filter(served_on__gt=clock.local_day(at) - ITC_DAYS, served_on__lte=clock.local_day(at)).count()


TECHNOLOGY_SERVICES = Tally(
    key="technology_services",
    name=_("Technology and innovation services (ITC) lately"),
    definition=_(
        "Services of the kind ITC given within the last 90 days, recorded and not taken back. Machines have no "
        "register yet: an office with few of these may have machines that stand idle, or work that nobody recorded."
    ),
    unit=TIMES,
    count=_technology_services,
    page="desk:services",
)

ENTERPRISES_SERVED = Tally(
    key="enterprises_served",
    name=_("Enterprises served"),
    definition=_("Enterprises named by services that were recorded and not taken back, each counted once."),
    unit=ENTERPRISES,
    count=_enterprises_served,
    page="desk:services",
)

TALLIES = {
    one.key: one
    for one in (
        ENTERPRISES_SERVED,
        LINES_BEHIND,
        PROVINCES_BEHIND,
        ROUNDS_NOT_CLOSED,
        MOVEMENTS_WAITING,
        APPLICATIONS_UNDECIDED,
        TECHNOLOGY_SERVICES,
        *DIRECTIVES,
        *PROMISES_BY_STATE,
    )
}
