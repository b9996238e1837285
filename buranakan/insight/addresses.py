"""A slice in the address bar: read from a query string, written back, and told in words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas import queries as areas
from buranakan.insight import names, progress
from buranakan.insight.slices import Dimension, Slice
from buranakan.lib import fiscal, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Kind
from buranakan.planning.models import Activity, Portfolio, Project

LONGEST_TEXT = 120
YEAR, PORTFOLIO = "year", "portfolio"
KIND, QUARTER, UNTIL = "kind", "quarter", "until"
LABELS = {
    YEAR: _("Fiscal year"),
    PORTFOLIO: _("Programme"),
    KIND: _("Kind of help"),
    QUARTER: _("Quarter"),
    UNTIL: _("Up to the end of"),
} | {one.value: one.label for one in Dimension}


@dataclass(frozen=True)
class Term:
    """One narrowing: its name and text in the address, what a reader sees, and the slice's field with its value."""

    name: str
    text: str
    label: str
    field: str
    value: object

    @property
    def name_label(self):
        return LABELS[self.name]


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    terms: tuple[Term, ...] = ()

    @property
    def part(self):
        """The slice itself."""
        return Slice(**{term.field: term.value for term in self.terms})

    @property
    def narrowed_by(self):
        """Names of what it is narrowed by."""
        return frozenset(term.name for term in self.terms)

    def text_of(self, name):
        """The text of one narrowing in the address, or ""."""
        return next((term.text for term in self.terms if term.name == name), "")

    def address(self, **changes):
        """The query string of this slice with some narrowings changed; "" takes one away."""
        texts = {term.name: term.text for term in self.terms} | changes
        return urlencode({name: text for name, text in texts.items() if text})


def read(query, *, scope, on):
    """What a query string asks for; what can't be meant, or is out of reach, is refused."""
    terms = []
    for name, reader in READERS.items():
        text = thai_text.arabic_digits(thai_text.clean(query.get(name, "")))[:LONGEST_TEXT]
        if not text:
            continue
        term = reader(text, on=on)
        if term is None:
            raise RuleBroken(
                "slice_not_understood",
                _("%(what)s “%(text)s” was not found. Choose again from a list, or leave it out."),
                what=LABELS[name],
                text=text,
            )
        if name == Dimension.PROVINCE and not (scope.sees_all_provinces or term.value in scope.provinces):
            raise RuleBroken(
                "slice_out_of_reach", _("%(province)s is outside your reach."), province=term.label
            )
        terms.append(term)
    return Asked(tuple(terms))


def _year(text, *, on):
    if not text.isdecimal() or int(text) not in fiscal.YEARS:
        return None
    return Term(YEAR, text, text, field="fiscal_year", value=int(text))


def _portfolio(text, *, on):
    return next((of_portfolio(one, on=on) for one in Portfolio.objects.filter(code=text)), None)


def of_portfolio(portfolio, *, on):
    """The term that narrows to a portfolio as its announcement is read."""
    announced = progress.as_announced([portfolio], on=on).announced
    label = portfolio.name
    if announced[0].provinces is not None:
        label = f"{label} · {portfolio.get_reading_display()}"
    return Term(PORTFOLIO, portfolio.code, label, field="announced", value=announced)


def _project(text, *, on):
    portfolio, _dot, number = text.rpartition(".")
    if not number.isdecimal() or len(number) > 4:
        return None
    found = Project.objects.filter(portfolio__code=portfolio, number=int(number)).select_related("portfolio").first()
    return found and Term("project", names.project_text(found), found.name, field="project", value=found.pk)


def _activity(text, *, on):
    project, _dot, code = text.rpartition(".")
    holder = _project(project, on=on)
    found = Activity.objects.filter(project=holder.value, code=code).first() if holder else None
    return found and Term("activity", f"{holder.text}.{found.code}", found.name, field="activity", value=found.pk)


def _office_as(name):
    def reader(text, *, on):
        found = areas.office_by_code(text)
        return found and Term(name, found.code, found.short, field=name, value=found.pk)

    return reader


def _province(text, *, on):
    found = areas.provinces().filter(pk=text).first()
    return found and Term("province", found.pk, found.name, field="province", value=found.pk)


def _month(text, *, on):
    try:
        month = names.read_month(text)
    except ValueError:
        return None
    return Term("month", names.month_text(month), names.month_label(month), field="month", value=month)


def _kind(text, *, on):
    return Term(KIND, text, str(Kind(text).label), field="kind", value=text) if text in Kind.values else None


def _quarter(text, *, on):
    """A quarter of a fiscal year: 2568-3 is April to June 2568."""
    year, _dash, number = text.partition("-")
    if not _year(year, on=on) or number not in {"1", "2", "3", "4"}:
        return None
    last = 3 * int(number)
    months = tuple(fiscal.months_of(int(year))[last - 3 : last])
    label = gettext("quarter %(quarter)s of fiscal year %(year)s") % {"quarter": number, "year": year}
    return Term(QUARTER, f"{int(year)}-{number}", label, field="months", value=months)


def _until(text, *, on):
    month = _month(text, on=on)
    return month and Term(UNTIL, month.text, month.label, field="until", value=month.value)


READERS = {
    YEAR: _year,
    PORTFOLIO: _portfolio,
    Dimension.PROJECT.value: _project,
    Dimension.ACTIVITY.value: _activity,
    Dimension.OFFICE.value: _office_as("office"),
    Dimension.OWNER.value: _office_as("owner"),
    Dimension.PROVINCE.value: _province,
    Dimension.MONTH.value: _month,
    KIND: _kind,
    QUARTER: _quarter,
    UNTIL: _until,
}
