"""Figures of money, in satang: planned. Committed and paid come with the books."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from buranakan.insight.figures.registry import Figure, Rows
from buranakan.insight.slices import Dimension
from buranakan.lib.money import BAHT
from buranakan.planning import queries as planning

MONEY_PLANNED = Figure(
    key="money_planned",
    name=_("Money planned"),
    definition=_("Baht in the lines of the approved plan versions, whichever office spends it."),
    counting_rule=_("Each line is counted once, in the books of the office that owns the budget."),
    unit=BAHT,
    counts_people=False,
    adds_up_over=frozenset(Dimension),
    opens_to=Rows.PLAN_LINES,
    rows=planning.approved_money_lines,
    measure=lambda condition: Sum("amount_satang", filter=condition),
    plan="money_planned",
)
