"""Forms of scenarios: begin one, the tables of what it starts from, fix a part, adopt it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.money import BAHT
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import RefusableForm, as_error, write_quantity
from buranakan.pages.desk.forms.plans import PEOPLE, ROUND, QuantityField, month_offers
from buranakan.planning.allocation.problem import Measure

PART = "ส่วน"
MEASURES = [
    (
        Measure.BLEND,
        _("Some of both: lift the worst-served province, and keep every province near its share of all need"),
    ),
    (Measure.MAX_MIN, _("Lift the worst-served: make the smallest coverage of any province as large as possible")),
    (Measure.PROPORTIONAL, _("By need: keep every province as near as possible to its share of all need")),
]
NEW_PLAN = "new"


class BeginForm(RefusableForm):
    """A scenario has a name by which it is compared, and a measure of what is fair."""

    name = forms.CharField(
        label=_("Name of the scenario"), max_length=200, help_text=_("For example: lift the worst-served, March first.")
    )
    measure = forms.ChoiceField(label=_("What is fair?"), choices=MEASURES, widget=forms.RadioSelect)

    def clean_name(self):
        return thai_text.clean(self.cleaned_data["name"])


class TotalsForm(RefusableForm):
    """How many people, how much money, and what is fair."""

    people = QuantityField(label=_("People to place, exactly"), unit=PEOPLE)
    budget_satang = QuantityField(label=_("Money, at most (baht)"), unit=BAHT)
    measure = forms.ChoiceField(label=_("What is fair?"), choices=MEASURES, widget=forms.RadioSelect)
    blend = forms.IntegerField(
        label=_("In a blend, weight of the worst-served (of 100)"),
        min_value=0,
        max_value=100,
        help_text=_("50 weighs both alike; it counts only for “some of both”."),
    )


@dataclass(frozen=True)
class Column:
    """A column of a table of inputs: the field's name, its heading, its unit (None for yes or no)."""

    name: str
    text: object
    unit: str | None = PEOPLE


@dataclass(frozen=True)
class Row:
    """A row of a table of inputs: its key, its heading, a note under it, its values by column."""

    key: str
    text: str
    values: dict
    note: str = ""


class TableForm(forms.Form):
    """A table of numbers: every cell a field, everything typed kept. A column may be pasted as rows from Excel."""

    pasted = forms.CharField(
        label=_("Paste from Excel"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000
    )

    def __init__(self, *args, rows, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.columns = rows, columns
        names = " · ".join(str(one.text) for one in columns)
        self.fields["pasted"].help_text = gettext(
            "Optional. One row a line: the name, then %(columns)s. What is pasted replaces what stands in those rows."
        ) % {"columns": names}
        for row in rows:
            for column in columns:
                self.fields[_cell(column, row)] = _field(column, row)

    def clean(self):
        by_text = {row.text: row for row in self.rows}
        for number, line in enumerate(filter(str.strip, self.cleaned_data.get("pasted", "").splitlines()), start=1):
            name, *cells = (thai_text.clean(one) for one in line.split("\t"))
            row = by_text.get(name)
            if row is None or len(cells) > len(self.columns):
                self.add_error("pasted", _not_understood(number, line))
                continue
            self._take(row, cells, number=number, line=line)
        return self.cleaned_data

    def _take(self, row, cells, *, number, line):
        for column, text in zip(self.columns, cells, strict=False):
            try:
                self.cleaned_data[_cell(column, row)] = self.fields[_cell(column, row)].clean(text)
            except forms.ValidationError:
                self.add_error("pasted", _not_understood(number, line))
                return
            # What was pasted stands for the cell, also where the cell held something that was not understood.
            self._errors.pop(_cell(column, row), None)

    def table(self):
        """The rows with what stands in each cell, for the template."""
        for row in self.rows:
            cells = [self._shown(column, row) for column in self.columns]
            yield {"row": row, "cells": cells, "errors": [error for cell in cells for error in cell["errors"]]}

    def _shown(self, column, row):
        bound = self[_cell(column, row)]
        return {
            "column": column,
            "name": bound.html_name,
            "id": bound.auto_id,
            "label": bound.label,
            "value": bound.value(),
            "errors": bound.errors,
            "is_tick": column.unit is None,
        }

    def values(self, row):
        """What was typed in a row, by column."""
        return {column.name: self.cleaned_data[_cell(column, row)] for column in self.columns}

    def refuse(self, refusal, *, part):
        """Put a refusal beside the row it speaks of; False where it speaks of none."""
        key = refusal.params.get("key", "")
        name = _cell(self.columns[0], Row(key, "", {}))
        if refusal.params.get("part") != part or name not in self.fields:
            return False
        self.add_error(name, as_error(refusal))
        return True


def _cell(column, row):
    return f"{column.name}-{row.key}"


def _field(column, row):
    label = gettext("%(row)s: %(column)s") % {"row": row.text, "column": column.text}
    initial = row.values[column.name]
    if column.unit is None:
        return forms.BooleanField(label=label, required=False, initial=initial)
    return QuantityField(label=label, unit=column.unit, initial=write_quantity(initial, unit=column.unit))


def _not_understood(number, line):
    said = {"number": number, "line": thai_text.clean(line)[:60]}
    return forms.ValidationError(
        gettext("Line %(number)s was not understood: “%(line)s”. Write a name of the table, then its numbers.") % said,
        code="pasted_not_understood",
    )


class PinProvinceForm(RefusableForm):
    """How many people a province gets, whatever else moves."""

    people = QuantityField(label=_("People of the province, exactly"), unit=PEOPLE)


class PinCellForm(RefusableForm):
    """An activity of the province in a month, fixed; with no people it is not held there at all."""

    activity = OneOfField(label=_("Activity"))
    month = OneOfField(label=_("Month"))
    rounds = QuantityField(label=_("Rounds"), unit=ROUND)
    people = QuantityField(label=_("People, all rounds together"), unit=PEOPLE)

    def __init__(self, *args, activities, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].offer([Offer(str(one.pk), one.pk, one.name) for one in activities], empty=_("Choose"))
        self.fields["month"].offer(month_offers(months), empty=_("Choose"))


class AdoptForm(RefusableForm):
    """Into which draft the result goes; `seen` says which result was looked at."""

    into = OneOfField(
        label=_("Draft that takes it"), help_text=_("A draft takes a scenario only while it has no lines.")
    )
    name_th = forms.CharField(label=_("Name of the plan"), max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [Offer(NEW_PLAN, None, gettext("A new plan"))]
        offers += [
            Offer(f"{one.plan.reference}-{one.number}", one, f"{one.plan.name} · {one.number}") for one in drafts
        ]
        self.fields["into"].offer(offers, empty=None)
