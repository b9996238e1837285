"""Why a promise stands as it does, in one sentence whose every number says what it is."""

import datetime as dt

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.insight import amounts, statements
from buranakan.insight.amounts import PERCENT
from buranakan.insight.course import PromiseState
from buranakan.insight.figures import FIGURES
from buranakan.insight.promise_register import result_of
from buranakan.insight.statements import Number, sentence
from buranakan.lib import fiscal

PACE = _(
    "By %(until)s the result was %(reached)s beside %(planned)s planned, %(pace)s of the plan. At that pace it will be "
    "%(likely)s by %(due)s, most likely between %(low)s and %(high)s; promised: %(promised)s."
)
TOO_FEW_MONTHS = _(
    "Too few full months of the plan have passed to tell a pace. By %(due)s the result will lie between %(low)s, which "
    "is reached already, and %(high)s, were all of the plan filled; promised: %(promised)s."
)
NOTHING_MORE = _(
    "The approved plans hold nothing more up to %(due)s. The result is %(reached)s; promised: %(promised)s."
)
VERDICTS = {
    PromiseState.ON_COURSE: _("Even the lower end keeps the promise."),
    PromiseState.UNCERTAIN: _("What was promised lies in between."),
    PromiseState.OFF_COURSE: _("Even the upper end falls short of the promise."),
}
CEILING_VERDICTS = VERDICTS | {
    PromiseState.ON_COURSE: _("Even the upper end keeps the promise."),
    PromiseState.OFF_COURSE: _("Even the lower end goes beyond what was promised."),
}
SETTLED = {
    PromiseState.PLANNED: _(
        "Nothing was due up to last month. The plan up to %(due)s holds %(ahead)s; promised: %(promised)s."
    ),
    PromiseState.REACHED: _("The result is %(reached)s; promised: %(promised)s."),
    PromiseState.LATE: _("The day was %(due)s, and the result is %(reached)s; promised: %(promised)s."),
    PromiseState.NOT_MEASURABLE: _(
        "No approved plan holds anything up to %(due)s, so there is no pace to tell from. The result is %(reached)s."
    ),
}
BEYOND_THE_CEILING = _("The result is %(reached)s: more than what was promised (%(promised)s).")
NOTHING_COUNTS = _("It is bound to a figure that tells what is planned, so nothing counts what is reached.")
WITHDRAWN = _("It was withdrawn and is no longer counted.")

FORECAST = _("What was reached in full months, and the pace so far times what is planned for the months that remain.")
LOW = _("The lower end of the forecast's interval, drawn from how the months so far differ from each other.")
HIGH = _("The upper end of the forecast's interval, drawn from how the months so far differ from each other.")
PACE_IS = _("What was reached as a part of what was planned, up to the end of last month.")


def why(row, *, on):
    """The sentence of a row of the register."""
    course = row.course
    if row.promise.is_withdrawn:
        return sentence(WITHDRAWN)
    if course.reached is None:
        return sentence(NOTHING_COUNTS)
    said = _numbers(row, on=on)
    if course.is_estimated:
        template = _estimated(course)
        verdicts = CEILING_VERDICTS if course.is_ceiling else VERDICTS
        if template is not NOTHING_MORE:
            template = format_lazy("{} {}", template, verdicts[course.state])
    else:
        template = SETTLED.get(course.state, BEYOND_THE_CEILING)
    return sentence(template, **{name: part for name, part in said.items() if f"%({name})s" in str(template)})


def _estimated(course):
    if not course.planned_ahead:
        return NOTHING_MORE
    return PACE if course.tells_a_pace else TOO_FEW_MONTHS


def _numbers(row, *, on):
    """Every number that a sentence may say, by its name in the template."""
    course, figure = row.course, result_of(row.standing.figure)
    plan = row.standing.figure.plan
    said = {
        "due": row.due_on,
        "until": fiscal.month_start(on) - dt.timedelta(days=1),
        "promised": statements.promised(row.promise),
        "ahead": _counted(row, course.planned_ahead, key=plan, on=on),
        "planned": _counted(row, course.planned_to_date, key=plan, on=on),
        "reached": _counted(row, _reached(course), key=figure.key, on=on),
    }
    if not course.is_estimated:
        return said
    forecasts = {"likely": (course.likely, FORECAST), "low": (course.low, LOW), "high": (course.high, HIGH)}
    return said | {
        "pace": _number(row, course.pace, PERCENT, key="pace", name=_("Pace"), definition=PACE_IS, on=on),
        **{
            name: _number(
                row, value, figure.value_unit, key=f"forecast_{name}", name=_("Forecast"), definition=told, on=on
            )
            for name, (value, told) in forecasts.items()
        },
    }


def _reached(course):
    """Beside a pace the full months alone, which the pace is told from."""
    return course.reached_in_full if course.is_estimated and _estimated(course) is PACE else course.reached


def _counted(row, value, *, key, on):
    """A value of a figure over what the promise is measured over."""
    figure = FIGURES[key]
    definition = f"{figure.definition} {figure.counting_rule}"
    return _number(row, value, figure.value_unit, key=key, name=figure.name, definition=definition, on=on)


def _number(row, value, unit, *, key, name, definition, on):
    return Number(
        said=amounts.spoken(value, unit),
        value=value,
        unit=unit,
        key=f"{key}@{row.promise.reference}",
        name=name,
        definition=definition,
        scope=scope_words(row),
        on=on,
        address=reverse("desk:promise", args=[row.promise.reference]),
    )


def scope_words(row):
    """Over what a promise is measured: its programmes, else its fiscal year, of all agencies."""
    names = [one.name for one in row.rests_on.portfolios]
    year = gettext("fiscal year %(year)s") % {"year": row.promise.fiscal_year}
    return " · ".join([*(names or [year]), gettext("all agencies")])
