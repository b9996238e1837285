"""A version as a workbook, and what a workbook that came back would change: read anew each time."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from buranakan.areas import queries as areas
from buranakan.lib import fiscal
from buranakan.lib.rules import allows
from buranakan.lib.tabular import workbooks
from buranakan.planning import queries, rules, upload_rules
from buranakan.planning.enums import State
from buranakan.planning.grid import CellValue, RowKey
from buranakan.planning.models import Plan, PlanLine, PlanUpload
from buranakan.planning.workbook import following, memory, merging, reading, shape
from buranakan.planning.workbook.merging import Differences
from buranakan.planning.workbook.shape import Contents, Memory, Names, Noun, Nouns

NAMED_ROWS = "activity__project", "owner_office", "serving_office", "counts_for", "province"
# Which of a row's cells a refused answer is about; people stand for all else.
NAMED_FIELDS = {
    "activity": shape.ACTIVITY,
    "owner_office": shape.OWNER,
    "serving_office": shape.SERVER,
    "counts_for": shape.COUNTS,
}
NAMED_CODES = {"line_already_there": shape.COUNTS}


def uploads(scope, version=None):
    """Workbooks sent back to versions in the office's books, the latest first."""
    found = PlanUpload.objects.filter(version__in=queries.own_versions(scope)).select_related(
        "file", "version__plan__envelope__office", "version__plan__envelope__portfolio"
    )
    return found.filter(version=version) if version else found


def applied(scope, version):
    """Those of a version that were applied, the latest first."""
    return uploads(scope, version).filter(applied_at__isnull=False).order_by("-applied_at", "-pk")


# --- out --------------------------------------------------------------------------------------------------------------
def contents(scope, version, *, at, on, is_synthetic=False):
    """A version as its workbook tells it to this scope: all of it to those who plan it."""
    portfolio = version.plan.envelope.portfolio
    is_whole = allows(rules.check_plans_for, version.plan.envelope.office_id, scope=scope)
    lines = list(queries.lines(scope, version).select_related(*NAMED_ROWS).order_by("pk"))
    activities = list(queries.activities(None, portfolio))
    return Contents(
        plan=version.plan.name,
        reference=str(version.plan.reference),
        number=version.number,
        fiscal_year=portfolio.fiscal_year,
        months=tuple(fiscal.months_of(portfolio.fiscal_year)),
        projects=tuple((one.number, one.name) for one in queries.projects(scope, portfolio).order_by("number")),
        names=_names(version, activities, lines=lines, on=on),
        cells=_cells(lines, money="amount_satang" if is_whole else "shown_satang"),
        room=queries.left_for(version) if version.shown_satang is not None else None,
        downloaded_at=at,
        is_whole=is_whole,
        is_synthetic=is_synthetic,
    )


def approved_lines(scope, portfolio):
    """Lines of a portfolio's approved plans, money as far as it may be seen, with all that a table names."""
    found = queries.lines(scope).filter(version__state=State.APPROVED, activity__project__portfolio=portfolio)
    return queries.for_table(found).select_related(*NAMED_ROWS, "version__plan")


def _names(version, activities, *, lines, on):
    """What cells may name: the portfolio's activities, every province, today's offices and those that lines name."""
    envelope = version.plan.envelope
    offices = {one.pk: one for one in areas.offices(on=on) if one.kind != one.Kind.MINISTRY}
    holders = set(queries.budget_office_ids(envelope))
    for line in lines:
        offices |= {one.pk: one for one in (line.owner_office, line.serving_office, line.counts_for)}
        holders.add(line.owner_office_id)
    offices |= {one.pk: one for one in areas.offices(on=on) if one.pk in holders}
    ordered = sorted(offices.values(), key=lambda one: one.sort_order)
    return Names(
        activities=Nouns(_activities(activities)),
        provinces=Nouns(tuple(Noun(one.pk, one.pk, _texts(one, "name")) for one in areas.provinces())),
        offices=Nouns(tuple(_office(one) for one in ordered)),
        owners=Nouns(tuple(_office(one) for one in ordered if one.pk in holders)),
    )


def _activities(activities):
    """Where two projects call an activity the same, the number of its project tells which."""
    called = [one.name for one in activities]
    found = []
    for one in activities:
        number = one.project.number
        texts = _texts(one, "name")
        if called.count(one.name) > 1:
            texts = (f"{number}: {texts[0]}",)
        found.append(Noun(one.pk, f"{number}/{one.code}", texts, project=number))
    return tuple(found)


def _office(office):
    return Noun(office.pk, office.code, (*_texts(office, "short"), *_texts(office, "name")))


def _texts(row, name):
    """In the language now spoken first, then in both: a workbook may come back to a reader of the other one."""
    spoken = getattr(row, name)
    both = getattr(row, f"{name}_th"), getattr(row, f"{name}_en")
    return (spoken, *(text for text in both if text and text != spoken))


def _cells(lines, *, money):
    """CellValue by row and month."""
    found = {}
    for line in lines:
        found.setdefault(RowKey.of(line), {})[line.month] = CellValue(line.people, getattr(line, money))
    return found


# --- back -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Preview:
    """What a workbook would change of its version as it stands now."""

    memory: Memory
    names: Names
    faults: list  # (address, refusal)
    differences: Differences
    rows: dict  # shape.UploadedRow by row
    digest: str

    def refusals(self, chosen, refused):
        """(address, refusal) of what setting the chosen cells was refused, each told once."""
        found = {}
        for place, refusal in refused:
            at = self._address(chosen[place], refusal)
            found.setdefault((at, refusal.code), (at, refusal))
        return list(found.values())

    def _address(self, cell, refusal):
        named = NAMED_CODES.get(refusal.code) or NAMED_FIELDS.get(refusal.params.get("field", ""))
        row = self.rows.get(cell.row)
        if named and row:
            return row.named_at[named]
        if not row:
            return ""
        people, baht = cell.places
        return baht if refusal.params.get("field") == "amount_satang" else people


def look_into(version, *, content, on):
    """What a workbook would change of a version, compared at download, now and as it came; refuses bad ones whole."""
    grids = workbooks.open_workbook(content)
    told = memory.version_told(grids)
    upload_rules.check_is_of(version, told=told, named=_plan_named(told))
    lines = list(PlanLine.objects.filter(version=version).select_related(*NAMED_ROWS).order_by("pk"))
    portfolio = version.plan.envelope.portfolio
    activities = list(queries.activities(None, portfolio))
    names = _names(version, activities, lines=lines, on=on)
    months = fiscal.months_of(portfolio.fiscal_year)
    remembered = memory.read(grids, names=names, months=months)
    upload_rules.check_is_whole(remembered)
    rows, faults = reading.read(grids, remembered, names=names, months=months)
    then, now = remembered.rows, _cells(lines, money="amount_satang")
    rows, followed = following.follow(rows, then=then, activities={one.pk: one for one in activities})
    differences = merging.compare(then=then, now=now, uploaded=rows, followed=followed)
    return Preview(
        memory=remembered,
        names=names,
        faults=[(one.address, one.refusal) for one in faults],
        differences=differences,
        rows=rows,
        digest=differences.digest(),
    )


def _plan_named(told):
    """The name of the plan that a workbook says it is of; nothing where it says what no plan is called."""
    try:
        plan = Plan.objects.filter(reference=told[0]).first() if told else None
    except ValidationError:
        plan = None
    return plan.name if plan else None
