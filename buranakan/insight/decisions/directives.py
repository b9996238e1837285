"""Directives: those reported as done to the reader, and those whose day is over."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.insight import quotes
from buranakan.insight.decisions.asking import Proposal
from buranakan.insight.decisions.rules import Candidate, Kind
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name, shortened
from buranakan.insight.statements import sentence
from buranakan.lib import clock
from buranakan.policy.directives import queries as directives

ORDERS = "เรื่อง"
LONGEST_SAID = 90  # of an order's words; the rest opens


def candidates(asking, lists):
    """What the reader's office may accept, and the one that is overdue longest, of the reader's own orders first."""
    if not asking.scope.may(Permission.SEE_DIRECTIVES):
        return []
    reported = list(directives.to_accept(asking.scope).order_by("reported_at", "pk"))
    overdue = lists.directives
    found = []
    if reported:
        since = clock.local_day(reported[0].reported_at)
        found = [_candidate(Kind.ACCEPT, reported[0], rows=reported, since=since)]
    may_press = asking.scope.may(Permission.GIVE_DIRECTIVES)
    mine = [one for one in overdue if may_press and one.ordered_by_office_id == asking.scope.office_id]
    for rows, is_own in ((mine, True), (overdue, False)):
        if rows:
            return [*found, _candidate(Kind.PRESS, rows[0], rows=overdue, since=rows[0].due_on, is_own=is_own)]
    return found


def _candidate(kind, directive, *, rows, since, is_own=True):
    name = str(directive.reference)
    return Candidate(kind=kind, is_own=is_own, since=since, name=name, thing=(directive, len(rows)))


def accept(asking, one):
    """One that was reported as done, and waits for acceptance."""
    directive, waiting = one.thing
    number = asking.number(
        waiting,
        ORDERS,
        key="directives_to_accept",
        name=_("Directives that wait for your acceptance"),
        definition=_("Directives of your office that were reported as done and neither accepted nor sent back."),
        address=_address(directive),
    )
    return Proposal(
        kind=one.kind,
        sentence=sentence(_("Accept, or ask for more: “%(order)s”"), order=_said(directive)),
        why=sentence(
            _("%(office)s reported it as done on %(day)s."),
            office=Name(directive.responsible_office.short),
            day=one.since,
        ),
        effect=sentence(_("%(directives)s wait for your acceptance; this is the oldest."), directives=number)
        if waiting > 1
        else sentence(_("It is the only one that waits for your acceptance.")),
        address=_address(directive),
        is_own=True,
        office=directive.responsible_office,
    )


def press(asking, one):
    """One whose day is over, and which nobody has reported."""
    directive, overdue = one.thing
    office = directive.responsible_office
    said = {"office": Name(office.short), "order": _said(directive)}
    number = asking.number(
        overdue,
        ORDERS,
        key="directives_overdue",
        name=_("Directives overdue"),
        definition=_("Directives within reach whose day is over, and which nobody has reported as done."),
        address=_address(directive),
    )
    return Proposal(
        kind=one.kind,
        sentence=sentence(_("Press %(office)s to answer: “%(order)s”"), **said),
        why=sentence(_("It was due on %(day)s, and has not been reported as done."), day=directive.due_on),
        effect=sentence(_("%(directives)s are overdue; this one for longest."), directives=number),
        address=_address(directive),
        is_own=one.is_own,
        office=office,
    )


def _said(directive):
    """Its words without the number, which says something only where the order stands."""
    return quotes.directive(directive, said=shortened(directive.text, longest=LONGEST_SAID))


def _address(directive):
    return reverse("desk:directive", args=[directive.reference])
