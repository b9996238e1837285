"""Why a promise stands as it does, in one sentence whose every number says what it is."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.insight import statements
from buranakan.insight.amounts import PERCENT
from buranakan.insight.course import PromiseState
from buranakan.insight.figures import FIGURES
from buranakan.insight.headings import result_of
from buranakan.insight.links import reverse
from buranakan.insight.statements import sentence
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

FORECASTS = {
    "likely": _("What was reached in full months, and the pace so far times what is planned for those that remain."),
    "low": _("The lower end of the forecast's interval, drawn from how the months so far differ from each other."),
    "high": _("The upper end of the forecast's interval, drawn from how the months so far differ from each other."),
}
PACE_IS = _("What was reached as a part of what was planned, up to the end of last month.")


def why(row, *, on):
    """The sentence of a row of the register."""
    result = result_of(row.standing.figure)
    return told(row.promise, row.course, plan=row.standing.figure.plan, result=result and result.key, on=on)


def withdrawn():
    """What is said of a promise that is no longer counted."""
    return sentence(WITHDRAWN)


def told(promise, course, *, plan, result, on):
    """The sentence of a course; `plan` and `result` are the keys of the figures that it was told from."""
    if promise.is_withdrawn:
        return withdrawn()
    if course.reached is None:
        return sentence(NOTHING_COUNTS)
    template = _template(course)
    said = _numbers(_Teller(promise, course, on), plan=plan, result=result)
    return sentence(template, **{name: part for name, part in said.items() if f"%({name})s" in str(template)})


def _template(course):
    if not course.is_estimated:
        return SETTLED.get(course.state, BEYOND_THE_CEILING)
    template = _estimated(course)
    verdicts = CEILING_VERDICTS if course.is_ceiling else VERDICTS
    return template if template is NOTHING_MORE else format_lazy("{} {}", template, verdicts[course.state])


def _estimated(course):
    if not course.planned_ahead:
        return NOTHING_MORE
    return PACE if course.tells_a_pace else TOO_FEW_MONTHS


def _numbers(teller, *, plan, result):
    """Every number that a sentence may say, by its name in the template."""
    course, unit = teller.course, FIGURES[result].value_unit
    said = {
        "due": teller.promise.due_on,
        "until": fiscal.month_start(teller.on) - dt.timedelta(days=1),
        "promised": statements.promised(teller.promise),
        "ahead": teller.counted(course.planned_ahead, plan),
        "planned": teller.counted(course.planned_to_date, plan),
        "reached": teller.counted(_reached(course), result),
    }
    if not course.is_estimated:
        return said
    return said | {
        "pace": teller.number(course.pace, PERCENT, key="pace", name=_("Pace"), definition=PACE_IS),
        **{
            name: teller.number(
                getattr(course, name), unit, key=f"forecast_{name}", name=_("Forecast"), definition=definition
            )
            for name, definition in FORECASTS.items()
        },
    }


def _reached(course):
    """Beside a pace the full months alone, which the pace is told from."""
    return course.reached_in_full if course.is_estimated and _estimated(course) is PACE else course.reached


@dataclass(frozen=True)
class _Teller:
    """Numbers about one promise on a day."""

    promise: object
    course: object
    on: dt.date

    def counted(self, value, key):
        """A value of a figure over what the promise is measured over."""
        figure = FIGURES[key]
        definition = f"{figure.definition} {figure.counting_rule}"
        return self.number(value, figure.value_unit, key=key, name=figure.name, definition=definition)

    def number(self, value, unit, *, key, name, definition):
        return statements.counted(
            value,
            unit,
            key=f"{key}@{self.promise.reference}",
            name=name,
            definition=definition,
            scope=scope_words(self.promise),
            on=self.on,
            address=reverse("desk:promise", args=[self.promise.reference]),
        )


def scope_words(promise):
    """Over what a promise is measured: its programmes, else its fiscal year, of all agencies."""
    names = [one.name for one in promise.portfolios.all()]
    year = gettext("fiscal year %(year)s") % {"year": promise.fiscal_year}
    return " · ".join([*(names or [year]), gettext("all agencies")])
