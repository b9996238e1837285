"""Figures of money, in satang: planned. Committed and paid come with the books."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from buranakan.insight.figures.registry import BAHT, Figure
from buranakan.planning import queries as planning

MONEY_PLANNED = Figure(
    key="money_planned",
    name=_("Money planned"),
    definition=_("Baht in the lines of the approved plan versions, whichever office spends it."),
    counting_rule=_("Each line is counted once, in the books of the office that owns the budget."),
    unit=BAHT,
    adds_up=True,
    counts_people=False,
    rows=planning.approved_money_lines,
    measure=lambda: Sum("amount_satang"),
)
