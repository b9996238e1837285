"""The books within reach: accounts, commitments, what waits, entries, and the targets of the year.

A scope sees rows whose owner or serving office is among its books: one entry, shown in both.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Sum

from buranakan.accounts.permissions import Permission
from buranakan.areas.models import Office, Province
from buranakan.delivery.models import Participant, Round
from buranakan.finance import rules
from buranakan.finance.enums import EntryKind, MovementKind, State
from buranakan.finance.models import Allotment, Commitment, DisbursementTarget, Entry, Movement
from buranakan.finance.values import TOTAL_OF, Totals
from buranakan.lib import fiscal
from buranakan.planning import queries as planning
from buranakan.planning.enums import State as PlanState
from buranakan.planning.models import Activity, PlanLine
from buranakan.records.models import StoredFile

GRAIN = ["activity", "owner_office", "serving_office", "province"]
OWN = ["budget_act_year", "month", "kind", "is_on_behalf", "allotment", "commitment"]
FILTERS = {name: name for name in [*GRAIN, *OWN]} | {
    "fiscal_year": "activity__project__portfolio__fiscal_year",
    "project": "activity__project",
}
OWNER, SERVING = "owner", "serving"  # the two books


# --- entries: what every figure counts --------------------------------------------------------------------------------
def entries(scope, **wanted):
    """Entries in the books in reach; `wanted` narrows by the keys of FILTERS, None is not narrowed."""
    rows = scope.limit_books(Entry.objects.all(), owner="owner_office_id", serving="serving_office_id")
    return narrowed(rows, **wanted)


def totals(rows):
    """Totals of entries, as an account keeps them."""
    sums = dict(rows.order_by().values_list("kind").annotate(total=Sum("amount_satang")))
    return Totals(**{TOTAL_OF[kind]: sums.get(kind, 0) for kind in EntryKind})


def entries_for_list(rows):
    """Entries with everything a list of them names, and whether each was reversed."""
    named = "activity__project", "owner_office", "serving_office", "province", "commitment", "movement", "reverses"
    reversal = Entry.objects.filter(reverses=OuterRef("pk"))
    return rows.select_related(*named).annotate(is_reversed=Exists(reversal)).order_by("pk")


# --- accounts ---------------------------------------------------------------------------------------------------------
def allotments(scope, **wanted):
    """Accounts in the books in reach."""
    rows = scope.limit_books(Allotment.objects.all(), owner="owner_office_id", serving="serving_office_id")
    return narrowed(rows, **wanted)


def allotment_by_reference(scope, text):
    """An account in reach by what an address says of it, or None."""
    try:
        reference = UUID(text)
    except ValueError:
        return None
    return with_names(allotments(scope)).filter(reference=reference).first()


def opened(rows):
    """Accounts that were given something; one whose first allotment still waits is empty."""
    return rows.filter(allotted_satang__gt=0)


def with_names(rows):
    """Accounts with everything that is named of them."""
    return rows.select_related("activity__project__portfolio", "owner_office", "serving_office", "province")


def allotments_for_list(rows):
    """Accounts as a list shows them, by project."""
    order = "activity__project__number", "activity__code", "province__sort_key", "serving_office__sort_order", "pk"
    return with_names(rows).order_by(*order)


def in_book(rows, *, book, scope):
    """Only one of the two books: what our budget pays for, or what we spend. The ministry has both in one."""
    if scope.sees_all_books:
        return rows
    return rows.filter(**{f"{book}_office__in": scope.books})


def books_held(scope):
    """Those of the two books that have any account; none for who sees all books, which are one."""
    if scope.sees_all_books:
        return []
    rows = allotments(scope)
    return [book for book in (OWNER, SERVING) if in_book(rows, book=book, scope=scope).exists()]


def sum_of(rows):
    """Totals of several accounts together."""
    sums = rows.order_by().aggregate(**{name: Sum(f"{name}_satang") for name in TOTAL_OF.values()})
    return Totals(**{name: total or 0 for name, total in sums.items()})


def by_activity(rows):
    """Totals of accounts for each activity that has any, by project."""
    sums = {name: Sum(f"{name}_satang") for name in TOTAL_OF.values()}
    found = {row.pop("activity_id"): row for row in rows.order_by().values("activity_id").annotate(**sums)}
    activities = Activity.objects.filter(pk__in=found).select_related("project")
    return [(one, Totals(**found[one.pk])) for one in activities.order_by("project__number", "code")]


def fiscal_years(scope):
    """Fiscal years whose money is in the books in reach, newest first."""
    years = allotments(scope).order_by().values_list(FILTERS["fiscal_year"], flat=True).distinct()
    return sorted(years, reverse=True)


def planned_satang(allotment):
    """What approved plan lines of the account's grain give in all."""
    lines = PlanLine.objects.filter(**{f"{name}_id": getattr(allotment, f"{name}_id") for name in GRAIN})
    lines = lines.filter(version__state=PlanState.APPROVED)
    return lines.aggregate(total=Sum("amount_satang"))["total"] or 0


def commitments(scope, allotment=None):
    """Commitments in the books in reach."""
    rows = scope.limit_books(
        Commitment.objects.all(), owner="allotment__owner_office_id", serving="allotment__serving_office_id"
    )
    return rows.filter(allotment=allotment) if allotment else rows


@dataclass(frozen=True)
class GrainToAllot:
    """A grain of approved plan lines: what they give, and what its accounts hold already."""

    activity: Activity
    owner_office: Office
    serving_office: Office
    province: Province
    planned_satang: int
    held_satang: int

    @property
    def left_satang(self):
        return self.planned_satang - self.held_satang


def grains_to_allot(scope, *, on):
    """Grains that the office's own budget pays for by approved plans, of the fiscal year of the day and the one before:
    in October the last papers of September are still entered."""
    year = fiscal.fiscal_year_of(on)
    lines = planning.approved_money_lines(scope, owner_office=scope.office_id)
    lines = planning.for_table(lines.filter(activity__project__portfolio__fiscal_year__in=[year, year - 1]))
    lines = lines.select_related("activity__project__portfolio", "owner_office", "serving_office", "province")
    held = defaultdict(int)
    for account in allotments(scope, owner_office=scope.office_id):
        held[_grain(account)] += account.totals.held
    given = defaultdict(list)
    for line in lines:
        given[_grain(line)].append(line)
    return [
        GrainToAllot(
            **{name: getattr(lines[0], name) for name in GRAIN},
            planned_satang=sum(line.amount_satang for line in lines),
            held_satang=held[grain],
        )
        for grain, lines in given.items()
    ]


def _grain(row):
    return tuple(getattr(row, f"{name}_id") for name in GRAIN)


# --- what waits -------------------------------------------------------------------------------------------------------
def movements(scope, allotment=None):
    """What was entered in the books in reach, decided or not."""
    rows = scope.limit_books(
        Movement.objects.all(), owner="allotment__owner_office_id", serving="allotment__serving_office_id"
    )
    return rows.filter(allotment=allotment) if allotment else rows


def movements_for_list(rows):
    """Movements with everything a list of them names, oldest first."""
    named = [f"allotment__{name}" for name in ("activity__project", "owner_office", "serving_office", "province")]
    return rows.select_related(*named, "commitment", "reverses", "round").order_by("entered_at", "pk")


def waiting(scope, allotment=None):
    """What waits for a decision in the books in reach."""
    return movements(scope, allotment).filter(state=State.WAITING)


def waiting_for(scope):
    """What waits for the one who asks to approve, oldest first: entered by others, and their office's part."""
    if not scope.may(Permission.APPROVE_MONEY):
        return Movement.objects.none()
    return waiting(scope).filter(_part_of(scope.office_id)).exclude(entered_by_id=scope.user_id)


def _part_of(office_id):
    """rules.office_of as a condition: the owner allots, the serving office does the rest."""
    allots = Q(kind=MovementKind.ALLOTMENT) | Q(reverses__kind=EntryKind.ALLOTMENT)
    return (allots & Q(allotment__owner_office=office_id)) | (~allots & Q(allotment__serving_office=office_id))


# --- rounds that are paid for -----------------------------------------------------------------------------------------
def rounds_to_pay(allotment):
    """Rounds of the account's grain that were not cancelled."""
    grain = {f"{name}_id": getattr(allotment, f"{name}_id") for name in GRAIN}
    return Round.objects.standing().filter(**grain).order_by("number")


def completers(round_):
    """How many people completed a round."""
    return Participant.objects.completed().filter(round=round_).count()


def paid_for(scope, round_):
    """Satang that the books in reach say were paid for a round, less what was taken back."""
    return totals(entries(scope, kind=EntryKind.PAYMENT).filter(round=round_)).paid


def payments_of_grain(scope, *, after):
    """Whether money was paid for the outer round's line after a moment of it: for it, or without naming a round."""
    grain = {f"{name}_id": OuterRef(f"{name}_id") for name in GRAIN}
    rows = entries(scope, kind=EntryKind.PAYMENT).filter(amount_satang__gt=0, approved_at__gt=OuterRef(after), **grain)
    return Exists(rows.filter(Q(round=OuterRef("pk")) | Q(round=None)))


# --- papers -----------------------------------------------------------------------------------------------------------
def evidence_file(scope, reference, *, movement):
    """The stored file that a movement within reach was entered with, or None. It may show people."""
    if not rules.can_see_payee(scope):
        return None
    return StoredFile.objects.filter(reference=reference, movements__in=movements(scope).filter(pk=movement.pk)).first()


# --- targets ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class TargetsNow:
    """The government's target of a quarter, where it is known, and the next one that is."""

    now: DisbursementTarget | None
    following: DisbursementTarget | None


def targets(fiscal_year):
    """Every target of a year, by quarter; public."""
    return DisbursementTarget.objects.filter(fiscal_year=fiscal_year).order_by("quarter", "measure", "category")


def target_of(fiscal_year, *, quarter, measure, category):
    """The target of the quarter, or the next one after it that is known."""
    found = targets(fiscal_year).filter(measure=measure, category=category, quarter__gte=quarter).order_by("quarter")
    first = found.first()
    if first is not None and first.quarter == quarter:
        return TargetsNow(now=first, following=None)
    return TargetsNow(now=None, following=first)


def narrowed(rows, **wanted):
    """Rows of a part of the whole; what is None is not narrowed."""
    return rows.filter(**{FILTERS[name]: value for name, value in wanted.items() if value is not None})
