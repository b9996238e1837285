"""A slice of the shared grain: year, portfolio, project, activity and its kind, offices, province, months."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    """A key that a figure may be sliced by."""

    PROJECT = "project", _("Project")
    ACTIVITY = "activity", _("Activity")
    OFFICE = "office", _("Serving office")
    OWNER = "owner", _("Owner office")
    PROVINCE = "province", _("Province")
    MONTH = "month", _("Month")


@dataclass(frozen=True)
class Grain:
    """Where rows keep the keys of the grain: plans, services and the books under the same names, others elsewhere."""

    activity: str = "activity"
    owner: str = "owner_office"
    office: str = "serving_office"
    province: str = "province"
    month: str = "month"

    def column(self, dimension):
        """The column that holds the keys of a dimension."""
        return {
            Dimension.PROJECT: f"{self.activity}__project_id",
            Dimension.ACTIVITY: f"{self.activity}_id",
            Dimension.OFFICE: f"{self.office}_id",
            Dimension.OWNER: f"{self.owner}_id",
            Dimension.PROVINCE: f"{self.province}_id",
            Dimension.MONTH: self.month,
        }[Dimension(dimension)]


SHARED = Grain()


@dataclass(frozen=True)
class Announced:
    """A portfolio, and the provinces its announced totals are read to cover; None means all of them."""

    portfolio: int
    provinces: frozenset | None = None

    def condition(self, grain=SHARED):
        """Rows of the portfolio in those provinces."""
        lies_in = Q(**{f"{grain.activity}__project__portfolio_id": self.portfolio})
        if self.provinces is None:
            return lies_in
        return lies_in & Q(**{f"{grain.column(Dimension.PROVINCE)}__in": sorted(self.provinces)})


@dataclass(frozen=True)
class Slice:
    """Which part of the whole; what is None is not narrowed. Months are first days; `until` is the last one counted.

    `kind` is a kind of help, whichever activity gives it.
    """

    fiscal_year: int | None = None
    announced: tuple[Announced, ...] | None = None
    project: int | None = None
    activity: int | None = None
    owner: int | None = None
    office: int | None = None
    province: str | None = None
    month: dt.date | None = None
    until: dt.date | None = None
    months: tuple[dt.date, ...] | None = None
    kind: str | None = None

    def condition(self, grain=SHARED):
        """What a row must be to lie in this slice."""
        wanted = {
            f"{grain.activity}__project__portfolio__fiscal_year": self.fiscal_year,
            **{grain.column(one): getattr(self, one.value) for one in Dimension},
            f"{grain.month}__lte": self.until,
            f"{grain.month}__in": self.months,
            f"{grain.activity}__kind": self.kind,
        }
        condition = Q(**{column: value for column, value in wanted.items() if value is not None})
        if self.announced is not None:
            condition &= _any_of(self.announced, grain)
        return condition

    def narrow(self, rows, grain=SHARED):
        """Rows that lie in this slice."""
        return rows.filter(self.condition(grain))

    def at(self, dimension, key):
        """This slice narrowed to one key of a dimension."""
        return replace(self, **{Dimension(dimension).value: key})

    def up_to(self, month):
        """This slice without the months behind this one."""
        return replace(self, until=month if self.until is None else min(month, self.until))


def _any_of(announced, grain):
    condition = Q(pk__in=[])
    for one in announced:
        condition |= one.condition(grain)
    return condition


EVERYTHING = Slice()
