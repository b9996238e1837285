"""Payments that wait in the books: the reader's own to decide, or long at other offices."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.finance import queries as finance
from buranakan.finance.enums import MovementKind
from buranakan.insight import late
from buranakan.insight.decisions.asking import Proposal
from buranakan.insight.decisions.rules import Candidate, Kind
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name
from buranakan.insight.statements import sentence
from buranakan.lib import clock
from buranakan.lib.money import BAHT


def candidates(asking, lists):
    """One of what the reader may approve, one of what waits for more than a week at others."""
    if not asking.scope.may(Permission.SEE_MONEY):
        return []
    own = _own(asking)
    mine = {one.pk for one in own}
    others = [one for one in lists.movements if one.kind == MovementKind.PAYMENT and one.pk not in mine]
    return [
        Candidate(
            kind=Kind.APPROVE,
            gain=sum(one.amount_satang for one in rows),
            of=asking.ground.allotted.value,
            is_own=is_own,
            since=min(clock.local_day(one.entered_at) for one in rows),
            thing=rows,
        )
        for rows, is_own in ((own, True), (others, False))
        if rows
    ]


def _own(asking):
    if not asking.scope.may(Permission.APPROVE_MONEY):
        return []
    rows = asking.asked.part.narrow(finance.waiting_for(asking.scope), late.OF_AN_ACCOUNT)
    return list(rows.filter(kind=MovementKind.PAYMENT).select_related("allotment__serving_office").defer("payee"))


def proposal(asking, one):
    """Payments to be decided on, and how much more would be paid of what was allotted."""
    address = reverse("desk:money_waiting") if one.is_own else asking.late_address("movements")
    waiting = asking.number(
        one.gain,
        BAHT,
        key="payments_waiting_own" if one.is_own else "payments_waiting_long",
        name=_("Payments that wait for approval"),
        definition=_("Baht of payments entered in the books and not decided on; of other offices, for over a week."),
        address=address,
    )
    offices = sorted({row.allotment.serving_office for row in one.thing}, key=lambda office: office.sort_order)
    return Proposal(
        kind=one.kind,
        sentence=_sentence(one, offices, waiting),
        why=sentence(_("The oldest has waited since %(day)s."), day=one.since),
        effect=asking.raises(
            _("Money paid rises from %(before)s to %(after)s of what was allotted."),
            figure=asking.ground.paid,
            whole=asking.ground.allotted,
            gain=waiting,
        ),
        address=address,
        is_own=one.is_own,
        office=None if one.is_own or len(offices) > 1 else offices[0],
    )


def _sentence(one, offices, waiting):
    if one.is_own:
        return sentence(_("Approve or refuse payments of %(money)s that wait for you"), money=waiting)
    if len(offices) == 1:
        office = Name(offices[0].short)
        return sentence(_("Have %(office)s decide on payments of %(money)s"), office=office, money=waiting)
    return sentence(
        _("Have these offices decide on payments of %(money)s: %(offices)s"),
        money=waiting,
        offices=Name(", ".join(office.short for office in offices)),
    )
