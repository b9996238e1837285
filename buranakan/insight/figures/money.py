"""Figures of money, in satang: planned, and what the books say: allotted, reserved, committed, paid, spent."""

from django.db.models import BigIntegerField, Case, F, Sum, When
from django.utils.translation import gettext_lazy as _

from buranakan.finance import queries as finance
from buranakan.finance.enums import EntryKind
from buranakan.insight.figures.registry import Figure, Rows
from buranakan.insight.slices import Dimension
from buranakan.lib.money import BAHT
from buranakan.planning import queries as planning

EVERY_DIMENSION = frozenset(Dimension)
EACH_IN_ONE_BOOK = _("Each line is counted once, in the books of the office that owns the budget.")
EACH_ENTRY = _(
    "Each approved entry is counted once, though it stands in the books of the owner and of the serving office; "
    "an entry that reverses another takes it back."
)

MONEY_PLANNED = Figure(
    key="money_planned",
    name=_("Money planned"),
    definition=_("Baht in the lines of the approved plan versions, whichever office spends it."),
    counting_rule=EACH_IN_ONE_BOOK,
    unit=BAHT,
    counts_people=False,
    adds_up_over=EVERY_DIMENSION,
    opens_to=Rows.PLAN_LINES,
    rows=planning.approved_money_lines,
    measure=lambda condition: Sum("amount_satang", filter=condition),
    plan="money_planned",
    result="money_paid",
    measures_promises=True,
)


def of_the_books(key, *, name, definition, adds, takes=frozenset()):
    """A figure over the entries of some kinds; `takes` are those whose amounts are taken away."""
    taken = When(kind__in=sorted(takes), then=F("amount_satang") * -1)
    signed = Case(taken, default=F("amount_satang"), output_field=BigIntegerField())
    return Figure(
        key=key,
        name=name,
        definition=definition,
        counting_rule=EACH_ENTRY,
        unit=BAHT,
        counts_people=False,
        adds_up_over=EVERY_DIMENSION,
        opens_to=Rows.ENTRIES,
        rows=lambda scope: finance.entries(scope).filter(kind__in=sorted(adds | takes)),
        measure=lambda condition: Sum(signed, filter=condition),
        plan="money_planned",
    )


MONEY_ALLOTTED = of_the_books(
    "money_allotted",
    name=_("Money allotted"),
    definition=_("Baht that owners gave to the offices that spend it, less what was given back."),
    adds=frozenset({EntryKind.ALLOTMENT}),
    takes=frozenset({EntryKind.RETURN}),
)

MONEY_RESERVED = of_the_books(
    "money_reserved",
    name=_("Money reserved"),
    definition=_("Baht of the allotments put aside for a purpose that no contract or order binds yet."),
    adds=frozenset({EntryKind.RESERVATION}),
)

MONEY_COMMITTED = of_the_books(
    "money_committed",
    name=_("Money committed"),
    definition=_("Baht bound by contracts, orders and trainings, and not paid yet."),
    adds=frozenset({EntryKind.COMMITMENT}),
    takes=frozenset({EntryKind.PAYMENT}),
)

MONEY_PAID = of_the_books(
    "money_paid",
    name=_("Money paid"),
    definition=_("Baht disbursed against commitments, advances included."),
    adds=frozenset({EntryKind.PAYMENT}),
)

MONEY_SPENT = of_the_books(
    "money_spent",
    name=_("Money spent"),
    definition=_(
        "Baht committed and not paid, paid, and reserved: spending as the Comptroller General's Department counts it."
    ),
    # What is committed holds what is paid of it.
    adds=frozenset({EntryKind.COMMITMENT, EntryKind.RESERVATION}),
)
