"""What pages of the books show of a row: its words, its links, its sums."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from buranakan.finance import queries, rules
from buranakan.finance.enums import MovementKind, State, Way
from buranakan.finance.values import Totals
from buranakan.lib import clock
from buranakan.lib.rules import allows
from buranakan.pages.desk import trail_words
from buranakan.pages.ui.phrases import MILLION_FROM
from buranakan.pages.ui.tags.filters import baht, million_baht

BOOKS = _("The books")
TONES = {State.WAITING: "info", State.APPROVED: "good", State.REFUSED: "bad", State.WITHDRAWN: "plain"}
WAY_TONES = {Way.OWN: "plain", Way.TRANSFER: "plain", Way.ON_BEHALF: "info"}
# What may be entered on an account, in the order of its life; payments and reductions stand with their commitment.
ON_ACCOUNTS = [MovementKind.COMMITMENT, MovementKind.RESERVATION, MovementKind.RELEASE, MovementKind.RETURN]
ON_COMMITMENTS = [MovementKind.PAYMENT, MovementKind.REDUCTION]
TITLES = {
    MovementKind.ALLOTMENT: _("Allot money"),
    MovementKind.RETURN: _("Return unused money"),
    MovementKind.RESERVATION: _("Reserve money"),
    MovementKind.RELEASE: _("Release a reservation"),
    MovementKind.COMMITMENT: _("Commit money"),
    MovementKind.REDUCTION: _("Reduce a commitment"),
    MovementKind.PAYMENT: _("Enter a payment"),
    MovementKind.REVERSAL: _("Reverse this entry"),
}


def crumbs(here, *, allotment=None):
    """Where a page of the books stands."""
    way = [(BOOKS, reverse("desk:money"))]
    if allotment:
        way.append((account_text(allotment), allotment_address(allotment)))
    return [*way, (here, "")]


def account_text(allotment):
    return f"{allotment.activity.name} · {allotment.province.name} · {allotment.serving_office.short}"


def allotment_address(allotment):
    return reverse("desk:money_allotment", args=[allotment.reference])


def state_badge(movement):
    state = State(movement.state)
    return {"text": state.label, "tone": TONES[state]}


def way_badge(account):
    """How the money comes to the office that spends it, in a word; a grain says it of accounts and entries alike."""
    return {"text": account.way.label, "tone": WAY_TONES[account.way]}


@dataclass(frozen=True)
class Row:
    """One line of a table of sums."""

    thing: object
    totals: Totals
    href: str = ""


def account_row(allotment):
    return Row(allotment, allotment.totals, allotment_address(allotment))


def project_rows(pairs, **asked):
    """(project, its sums, rows of its activities), each activity opening its accounts."""
    found = []
    for project, members in groupby(pairs, key=lambda pair: pair[0].project):
        rows = [Row(one, totals, accounts_address(activity=one.pk, **asked)) for one, totals in members]
        whole = Row(project, sum((row.totals for row in rows), Totals()))
        found.append({"whole": whole, "rows": rows})
    return found


def accounts_address(**asked):
    known = {name: value for name, value in asked.items() if value}
    return f"{reverse('desk:money_accounts')}?{urlencode(known)}" if known else reverse("desk:money_accounts")


def spoken(satang):
    """An amount as one says it: 9.15 million baht; under a million to the baht."""
    if satang < MILLION_FROM:
        return _now("%(baht)s baht") % {"baht": baht(satang)}
    return _now("%(number)s million baht") % {"number": million_baht(satang)}


# --- entries ----------------------------------------------------------------------------------------------------------
def ledger_rows(entries):
    """Entries with what is left in the account after each, in the order they were written."""
    totals, found = Totals(), []
    for entry in entries:
        totals = totals.after(entry.change)
        found.append({"entry": entry, "signed": signed(entry.amount_satang), "left": totals.left})
    return found


def signed(satang):
    """+1,200, or −1,200: what an entry adds to its total, or takes from it."""
    return f"+{baht(satang)}" if satang > 0 else f"\N{MINUS SIGN}{baht(-satang)}"


def post(kept):
    """The post that entered or decided, in words; nobody's name."""
    return trail_words.post_words(kept, offices=trail_words.offices_by_code(on=clock.today()))


# --- what may be done -------------------------------------------------------------------------------------------------
def doings(allotment, *, scope):
    """What the one who asks may enter on this account: (words, address) pairs, the usual one first."""
    found = []
    if enters(allotment, scope=scope):
        for kind in ON_ACCOUNTS:
            if _has_room(kind, allotment.totals):
                found.append((TITLES[kind], reverse("desk:money_enter", args=[allotment.reference, kind.value])))
    if allows(rules.check_enters_for, allotment.owner_office_id, scope=scope):
        found.append((_("Allot more"), f"{reverse('desk:money_allot')}?{urlencode({'like': allotment.reference})}"))
    return found


def enters(allotment, *, scope):
    """May the one who asks enter payments and reductions here?"""
    return allows(rules.check_enters_for, allotment.serving_office_id, scope=scope)


def _has_room(kind, totals):
    return bool(totals.reserved if kind == MovementKind.RELEASE else totals.left or totals.reserved)


def decides(movement, *, scope):
    """May the one who asks decide on a movement? Their office's head, who did not enter it."""
    if movement.state != State.WAITING:
        return False
    may = allows(rules.check_approves_for, rules.office_of(movement), scope=scope)
    return may and allows(rules.check_other_than_enterer, movement, by_id=scope.user_id)


def decider(movement):
    """The office whose head decides."""
    allotment, office_id = movement.allotment, rules.office_of(movement)
    return allotment.owner_office if office_id == allotment.owner_office_id else allotment.serving_office


def round_paid(movement):
    """The round that is paid for, with how many completed it; nothing where there is none."""
    if movement.round is None:
        return None
    round_ = movement.round
    return {"round": round_, "completed": queries.completers(round_), "papers": round_.evidence.count()}

