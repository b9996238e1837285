"""A slice of the grain that plans and services share: year, portfolio, project, activity, offices, province, month."""

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


COLUMNS = {
    Dimension.PROJECT: "activity__project_id",
    Dimension.ACTIVITY: "activity_id",
    Dimension.OFFICE: "serving_office_id",
    Dimension.OWNER: "owner_office_id",
    Dimension.PROVINCE: "province_id",
    Dimension.MONTH: "month",
}


@dataclass(frozen=True)
class Announced:
    """A portfolio, and the provinces its announced totals are read to cover; None means all of them."""

    portfolio: int
    provinces: frozenset | None = None

    @property
    def condition(self):
        """Rows of the portfolio in those provinces."""
        lies_in = Q(activity__project__portfolio_id=self.portfolio)
        return lies_in if self.provinces is None else lies_in & Q(province_id__in=sorted(self.provinces))


@dataclass(frozen=True)
class Slice:
    """Which part of the whole; what is None is not narrowed. `until` is the last month counted (its first day)."""

    fiscal_year: int | None = None
    announced: tuple[Announced, ...] | None = None
    project: int | None = None
    activity: int | None = None
    owner: int | None = None
    office: int | None = None
    province: str | None = None
    month: dt.date | None = None
    until: dt.date | None = None

    @property
    def condition(self):
        """What a row of plans or services must be to lie in this slice."""
        wanted = {
            "activity__project__portfolio__fiscal_year": self.fiscal_year,
            "activity__project_id": self.project,
            "activity_id": self.activity,
            "owner_office_id": self.owner,
            "serving_office_id": self.office,
            "province_id": self.province,
            "month": self.month,
            "month__lte": self.until,
        }
        condition = Q(**{column: value for column, value in wanted.items() if value is not None})
        if self.announced is not None:
            condition &= _any_of(self.announced)
        return condition

    def narrow(self, rows):
        """Rows of plans or services that lie in this slice."""
        return rows.filter(self.condition)

    def at(self, dimension, key):
        """This slice narrowed to one key of a dimension."""
        return replace(self, **{Dimension(dimension).value: key})


def _any_of(announced):
    condition = Q(pk__in=[])
    for one in announced:
        condition |= one.condition
    return condition


EVERYTHING = Slice()
