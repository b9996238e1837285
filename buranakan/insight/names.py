"""Names of a dimension's keys: what a reader sees, and what the address bar holds."""

import datetime as dt
from dataclasses import dataclass

from buranakan.areas import wording
from buranakan.areas.models import Office, Province
from buranakan.insight.slices import Dimension
from buranakan.lib import fiscal, thai_dates
from buranakan.planning.models import Activity, Project


@dataclass(frozen=True)
class Name:
    """A key of a dimension, its text in an address, and its label; `place` is where it stands in a list."""

    key: object
    text: str
    label: str
    place: tuple


def names(dimension, keys):
    """Names of these keys of a dimension, by key."""
    return {name.key: name for name in _NAMERS[Dimension(dimension)](keys)}


def project_text(project):
    """A project in an address: its portfolio and its number."""
    return f"{project.portfolio.code}.{project.number}"


def activity_text(activity):
    """An activity in an address: its project and its code."""
    return f"{project_text(activity.project)}.{activity.code}"


def month_text(month):
    """A month in an address."""
    return month.isoformat()[: len("2025-02")]


def month_label(month):
    """A month as the reader writes it."""
    return thai_dates.month(month, language=wording.language())


def _projects(keys):
    for one in Project.objects.filter(pk__in=keys).select_related("portfolio"):
        yield Name(one.pk, project_text(one), one.name, (one.portfolio.code, one.number))


def _activities(keys):
    for one in Activity.objects.filter(pk__in=keys).select_related("project__portfolio"):
        place = (one.project.portfolio.code, one.project.number, one.code)
        yield Name(one.pk, activity_text(one), one.name, place)


def _offices(keys):
    for one in Office.objects.filter(pk__in=keys):
        yield Name(one.pk, one.code, one.short, (one.sort_order, one.code))


def _provinces(keys):
    for one in Province.objects.filter(pk__in=keys):
        yield Name(one.pk, one.pk, one.name, (one.sort_key,))


def _months(keys):
    for month in keys:
        yield Name(month, month_text(month), month_label(month), (month,))


_NAMERS = {
    Dimension.PROJECT: _projects,
    Dimension.ACTIVITY: _activities,
    Dimension.OFFICE: _offices,
    Dimension.OWNER: _offices,
    Dimension.PROVINCE: _provinces,
    Dimension.MONTH: _months,
}


def read_month(text):
    """The first day of the month that an address names, in either era; ValueError where it names none."""
    if len(text) != len("2025-02"):
        raise ValueError(text)
    month = dt.date.fromisoformat(f"{text}-01")
    if month.year in thai_dates.BUDDHIST_YEARS:
        return month.replace(year=month.year - fiscal.BUDDHIST_ERA)
    if month.year not in thai_dates.COMMON_YEARS:
        raise ValueError(text)
    return month
