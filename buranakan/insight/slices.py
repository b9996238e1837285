"""A slice of the house's one grain: portfolio, project, activity, offices, province, month. Plans and services share it."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    """A key that a figure may be sliced by."""

    PROJECT = "project", _("Project")
    ACTIVITY = "activity", _("Activity")
    OFFICE = "office", _("Serving office")
    PROVINCE = "province", _("Province")
    MONTH = "month", _("Month")


COLUMNS = {
    Dimension.PROJECT: "activity__project_id",
    Dimension.ACTIVITY: "activity_id",
    Dimension.OFFICE: "serving_office_id",
    Dimension.PROVINCE: "province_id",
    Dimension.MONTH: "month",
}


@dataclass(frozen=True)
class Slice:
    """Which part of the whole; what is None is not narrowed. `until` is the last month counted (its first day)."""

    portfolio: int | None = None
    project: int | None = None
    activity: int | None = None
    owner: int | None = None
    office: int | None = None
    province: str | None = None
    month: dt.date | None = None
    until: dt.date | None = None
    provinces: frozenset | None = None

    def narrow(self, rows):
        """Rows of plans or services that lie in this slice."""
        wanted = {
            "activity__project__portfolio_id": self.portfolio,
            "activity__project_id": self.project,
            "activity_id": self.activity,
            "owner_office_id": self.owner,
            "serving_office_id": self.office,
            "province_id": self.province,
            "month": self.month,
            "month__lte": self.until,
            "province_id__in": self.provinces,
        }
        return rows.filter(**{column: value for column, value in wanted.items() if value is not None})

    def at(self, dimension, key):
        """This slice narrowed to one key of a dimension."""
        return replace(self, **{Dimension(dimension).value: key})


EVERYTHING = Slice()
