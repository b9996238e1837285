"""How far it still is: what will miss of the promises on their day, and of the government's target of money paid."""

import calendar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.insight import statements
from buranakan.insight.course import PromiseState
from buranakan.insight.links import reverse
from buranakan.insight.statements import sentence
from buranakan.lib import fiscal
from buranakan.lib.money import BAHT

KEPT = (PromiseState.ON_COURSE, PromiseState.REACHED)
HUNDREDTHS = 10_000  # of percent, in the whole


def verdict(people, baht, *, on):
    """Will the promises about people and about money be kept? None where their months tell nothing yet."""
    rows = {name: row for name, row in (("people", people), ("money", baht)) if row is not None}
    short = {name: missing for name, row in rows.items() if (missing := missing_of(row, on=on))}
    if len(short) > 1:
        return sentence(_("Neither promise is likely to be kept: %(people)s and %(money)s short."), **short)
    if "people" in short:
        return sentence(_("The promise about people is likely to be missed: %(people)s short."), **short)
    if "money" in short:
        return sentence(_("The promise about money is likely to be missed: %(money)s short."), **short)
    if rows and all(row.state in KEPT for row in rows.values()):
        return sentence(_("On course to keep what was promised."))
    return None


def missing_of(row, *, on):
    """What is promised less what is likely on its day; None where enough is likely, or no pace is known."""
    if row.course.is_ceiling or not (row.course.is_estimated and row.course.tells_a_pace):
        return None
    missing = statements.difference(statements.promised(row.promise), likely(row, on=on))
    return missing if missing.value > 0 else None


def planned_by(months, *, on):
    """What should be reached by a day: the months before it in full, its own by its days that are over."""
    before = max((one.planned for one in months if one.month < fiscal.month_start(on)), default=0)
    now = next((one.planned for one in months if one.month == fiscal.month_start(on)), before)
    return before + (now - before) * on.day // calendar.monthrange(on.year, on.month)[1]


def likely(row, *, on):
    """What a promise will come to on its day at the pace so far."""
    promise = row.promise
    return statements.counted(
        row.course.likely,
        promise.unit,
        key=f"likely:{promise.reference}",
        name=_("Likely on the due day"),
        definition=_("What the full months so far brought, and the rest of the plan at the pace of these months."),
        scope=promise.promiser,
        on=on,
        address=reverse("desk:promise", args=[promise.reference]),
    )


def to_target(target, *, paid, allotted):
    """What has still to be paid to reach a target of the government; None without a target, or when it is reached."""
    value = allotted.value * target.percent_hundredths // HUNDREDTHS - paid.value if target else 0
    if value <= 0:
        return None
    said = {"paid": paid.exact, "allotted": allotted.exact, "source": target.source}
    return statements.counted(
        value,
        BAHT,
        key=f"to_target_of_quarter_{target.quarter}-{paid.key}",
        name=_("Still to be paid up to the government's target"),
        definition=gettext("The target (%(source)s) as a part of the money allotted, %(allotted)s, less %(paid)s paid.")
        % said,
        scope=paid.scope,
        on=paid.on,
        address=paid.address,
        made_of=(allotted, paid),
    )
