"""The tables of what a scenario starts from: their rows and columns, and how what was typed becomes inputs."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buranakan.lib.money import BAHT
from buranakan.pages.desk import scenario_words
from buranakan.pages.desk.forms.plans import ROUND
from buranakan.pages.desk.forms.scenarios import PART, Column, Row
from buranakan.planning.scenario_inputs import Source

TOTALS, PROVINCES, ACTIVITIES, TRAINERS, MONTHS = "totals", "provinces", "activities", "trainers", "months"
PARTS = {
    TOTALS: gettext_lazy("People, money and fairness"),
    PROVINCES: gettext_lazy("Provinces"),
    ACTIVITIES: gettext_lazy("Activities"),
    TRAINERS: gettext_lazy("Trainers"),
    MONTHS: gettext_lazy("Months"),
}
PROVINCE_COLUMNS = (
    Column("need", gettext_lazy("In need")),
    Column("floor", gettext_lazy("Least")),
    Column("ceiling", gettext_lazy("Most")),
    Column("rooms", gettext_lazy("Rounds a month (rooms)"), ROUND),
)
ACTIVITY_COLUMNS = (
    Column("cost_satang", gettext_lazy("Baht a person"), BAHT),
    Column("round_cost_satang", gettext_lazy("Baht a round"), BAHT),
    Column("floor", gettext_lazy("Least people")),
    Column("share", gettext_lazy("Part of the wish"), PART),
    Column("is_offered", gettext_lazy("On offer"), None),
)


def columns_of(part, inputs):
    """The columns of a table; trainers have a column for each open month."""
    if part == PROVINCES:
        return PROVINCE_COLUMNS
    if part == ACTIVITIES:
        return ACTIVITY_COLUMNS
    if part == MONTHS:
        return (Column("part", _("Part of the season"), PART),)
    return tuple(Column(one.month, scenario_words.months_text([one.month]), ROUND) for one in inputs.open_months())


def rows_of(part, inputs, *, names):
    """The rows of a table, as it stands."""
    if part == PROVINCES:
        return [_province_row(one, names=names) for one in inputs.provinces]
    if part == ACTIVITIES:
        return [_activity_row(one, names=names) for one in inputs.activities]
    if part == MONTHS:
        return [
            Row(one.month, scenario_words.months_text([one.month]), {"part": one.part}, _source(one.source))
            for one in inputs.months
        ]
    return [_centre_row(one, inputs=inputs, names=names) for one in inputs.centres]


def _province_row(one, *, names):
    said = {"need": _source(one.need_source), "limits": _source(one.limits_source)}
    note = _("need: %(need)s; limits: %(limits)s") % said
    values = {column.name: getattr(one, column.name) for column in PROVINCE_COLUMNS}
    return Row(one.code, names.provinces[one.code], values, note)


def _activity_row(one, *, names):
    said = {
        "smallest": one.smallest,
        "largest": one.largest,
        "cost": _source(one.cost_source),
        "floor": _source(one.floor_source),
    }
    note = _("rounds of %(smallest)s–%(largest)s; cost: %(cost)s; least: %(floor)s") % said
    values = {column.name: getattr(one, column.name) for column in ACTIVITY_COLUMNS}
    return Row(str(one.activity), names.activities[one.activity], values, note)


def _centre_row(one, *, inputs, names):
    values = {month.month: rounds for month, rounds in zip(inputs.months, one.trainers, strict=True) if month.part > 0}
    return Row(one.code, names.centres.get(one.code, one.code), values, _source(one.source))


def _source(source):
    return str(scenario_words.source_text(source))


# --- what was typed ---------------------------------------------------------------------------------------------------
def with_totals(inputs, said):
    """The inputs with other totals; money and people that were typed are no longer the envelope's."""
    is_typed = (said["people"], said["budget_satang"]) != (inputs.people, inputs.budget_satang)
    return replace(inputs, **said, totals_source=Source.TYPED if is_typed else inputs.totals_source)


def with_table(inputs, part, *, form):
    """The inputs with what a table says; what was typed bears that as its source."""
    said = {row.key: form.values(row) for row in form.rows}
    if part == PROVINCES:
        return replace(inputs, provinces=tuple(_province(one, said[one.code]) for one in inputs.provinces))
    if part == ACTIVITIES:
        return replace(inputs, activities=tuple(_activity(one, said[str(one.activity)]) for one in inputs.activities))
    if part == MONTHS:
        return replace(inputs, months=tuple(_typed(one, said[one.month], source="source") for one in inputs.months))
    return replace(inputs, centres=tuple(_centre(one, said[one.code], inputs=inputs) for one in inputs.centres))


def _province(one, said):
    one = _typed(one, {"need": said["need"]}, source="need_source")
    return _typed(one, {name: said[name] for name in ("floor", "ceiling", "rooms")}, source="limits_source")


def _activity(one, said):
    one = _typed(one, {name: said[name] for name in ("cost_satang", "round_cost_satang")}, source="cost_source")
    one = _typed(one, {name: said[name] for name in ("floor", "share")}, source="floor_source")
    return replace(one, is_offered=said["is_offered"])


def _centre(one, said, *, inputs):
    trainers = tuple(
        said.get(month.month, rounds) for month, rounds in zip(inputs.months, one.trainers, strict=True)
    )
    return _typed(one, {"trainers": trainers}, source="source")


def _typed(one, values, *, source):
    """The same with these values, typed where they differ."""
    if all(getattr(one, name) == value for name, value in values.items()):
        return one
    return replace(one, **values, **{source: Source.TYPED})
