"""What the books refuse. Pure: no queries, no clock, no request."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.delivery.enums import RoundState
from buranakan.finance.enums import CommitmentKind, EntryKind, MovementKind, State
from buranakan.finance.values import Change
from buranakan.lib import fiscal, money, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.registry.rules import check_reason, check_says_no_citizen_number

MOVES = {
    State.WAITING: {State.APPROVED, State.REFUSED, State.WITHDRAWN},
    State.APPROVED: set(),
    State.REFUSED: set(),
    State.WITHDRAWN: set(),
}
# What must be written besides the amount, the number and the day of the document.
ASKS_WHAT = {MovementKind.RESERVATION, MovementKind.COMMITMENT, MovementKind.PAYMENT}
ASKS_PAYEE = {MovementKind.COMMITMENT, MovementKind.PAYMENT}
ASKS_REASON = {MovementKind.RETURN, MovementKind.RELEASE, MovementKind.REDUCTION, MovementKind.REVERSAL}
# Which total a movement changes, and whether that grows or shrinks.
EFFECTS = {
    MovementKind.ALLOTMENT: (EntryKind.ALLOTMENT, 1),
    MovementKind.RETURN: (EntryKind.RETURN, 1),
    MovementKind.RESERVATION: (EntryKind.RESERVATION, 1),
    MovementKind.RELEASE: (EntryKind.RESERVATION, -1),
    MovementKind.COMMITMENT: (EntryKind.COMMITMENT, 1),
    MovementKind.REDUCTION: (EntryKind.COMMITMENT, -1),
    MovementKind.PAYMENT: (EntryKind.PAYMENT, 1),
}
LONGEST = {"number": 60, "what": 300, "payee": 200}


# --- who --------------------------------------------------------------------------------------------------------------
def entering_office_id(kind, account, *, reverses_kind=""):
    """Whose part a movement is: the owner allots, the serving office does the rest; a reversal is its entry's part."""
    allots = EntryKind.ALLOTMENT in {kind, reverses_kind}
    return account.owner_office_id if allots else account.serving_office_id


def office_of(movement):
    """The office that enters and approves this movement."""
    reversed_kind = movement.reverses.kind if movement.reverses_id else ""
    return entering_office_id(movement.kind, movement.allotment, reverses_kind=reversed_kind)


def check_enters_for(office_id, *, scope):
    """A finance officer enters in the books of their own office."""
    if not scope.may(Permission.ENTER_MONEY) or scope.office_id != office_id:
        raise RuleBroken(
            "not_your_books", _("Only a finance officer of the office whose part this is can enter it in the books.")
        )


def check_approves_for(office_id, *, scope):
    """The head of that same office approves."""
    if not scope.may(Permission.APPROVE_MONEY) or scope.office_id != office_id:
        raise RuleBroken(
            "not_yours_to_approve", _("Only the head of the office that entered this can approve or refuse it.")
        )


def can_see_payee(scope):
    """A payee may be a person: named to those who enter and approve, as are the papers that show them."""
    return scope.may(Permission.ENTER_MONEY) or scope.may(Permission.APPROVE_MONEY)


# --- a movement's way -------------------------------------------------------------------------------------------------
def check_can_move(movement, to):
    """A movement is decided once."""
    if to not in MOVES[State(movement.state)]:
        raise RuleBroken(
            "movement_decided",
            _("This has been decided already: %(now)s."),
            now=State(movement.state).label,
        )


def check_other_than_enterer(movement, *, by_id):
    """The one who enters never approves, nor refuses."""
    if by_id is None or by_id == movement.entered_by_id:
        raise RuleBroken("enterer_cannot_decide", _("You entered this, so another person must decide on it."))


def check_can_approve(movement, *, by_id):
    check_can_move(movement, State.APPROVED)
    check_other_than_enterer(movement, by_id=by_id)


def check_can_refuse(movement, *, reason, by_id):
    """Another person refuses, and says why."""
    check_can_move(movement, State.REFUSED)
    check_other_than_enterer(movement, by_id=by_id)
    check_reason(reason)


def check_can_withdraw(movement, *, by_id):
    """Who entered something takes it back while it waits."""
    check_can_move(movement, State.WITHDRAWN)
    if by_id is None or by_id != movement.entered_by_id:
        raise RuleBroken("only_its_enterer_withdraws", _("Only the person who entered this can take it back."))


# --- the document -----------------------------------------------------------------------------------------------------
def check_somebody_enters(by_id):
    """Money is entered by a person: later another person has to approve."""
    if by_id is None:
        raise RuleBroken("nobody_enters", _("Money is entered by a person, who answers for it."))


def check_document(document, *, kind, fiscal_year, today, after=None):
    """A movement says how much, by which paper, of which day, and what its kind needs besides.

    `after` is the day of the paper that this one follows on, if any.
    """
    if document.amount_satang <= 0:
        raise RuleBroken("amount_missing", _("Write how much: more than 0 baht."), field="amount_satang")
    if document.amount_satang > money.LARGEST:
        raise RuleBroken("amount_too_large", _("This is more money than the books can hold."), field="amount_satang")
    if not document.number:
        raise RuleBroken("document_number_missing", _("Write the number of the document."), field="number")
    check_document_day(document.on, fiscal_year=fiscal_year, today=today, after=after)
    if kind in ASKS_WHAT and not document.what:
        raise RuleBroken("what_missing", _("Write what the money is for."), field="what")
    if kind in ASKS_PAYEE and not document.payee:
        raise RuleBroken("payee_missing", _("Write who receives the money."), field="payee")
    if kind in ASKS_REASON:
        check_reason(document.reason)
    if kind == MovementKind.PAYMENT and not document.evidence:
        raise RuleBroken(
            "payment_without_evidence",
            _("A payment needs at least one file that shows what it is for. Choose the file."),
            field="evidence",
        )
    check_words(document)


def check_words(document):
    """Short words, and no citizen number among them."""
    for name, longest in LONGEST.items():
        text = getattr(document, name)
        if len(text) > longest:
            raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=longest, field=name)
        check_says_no_citizen_number(text, field=name)


def check_document_day(on, *, fiscal_year, today, after=None):
    """Money of a fiscal year moves inside it, by papers that are there already and follow each other."""
    if on > today:
        raise RuleBroken(
            "document_in_future", _("The document's day is after today. Enter it when the day has come."), field="on"
        )
    if fiscal.fiscal_year_of(on) != fiscal_year:
        raise RuleBroken(
            "document_outside_fiscal_year",
            _("This money is spent in fiscal year %(year)s. Write a day of that year."),
            year=str(fiscal_year),
            field="on",
        )
    if after is not None and on < after:
        raise RuleBroken(
            "document_before_the_one_it_follows",
            _("The document's day is before that of the one it follows. Check the day."),
            field="on",
        )


def check_is_new(earlier):
    """The same paper is entered once for the same account; `earlier` is what was entered from it, or None."""
    if earlier is not None:
        raise RuleBroken(
            "document_already_entered",
            _("A document of this number is already entered here. Check the number, or reverse the earlier one first."),
            field="number",
            earlier=str(earlier.reference),
        )


def check_reserve_used(reserved_used_satang, *, amount_satang):
    """A commitment uses none, some or as much of the reserve as it binds."""
    if not 0 <= reserved_used_satang <= amount_satang:
        raise RuleBroken(
            "reserve_used_out_of_range",
            _("From the reserve comes at most what is committed: %(most)s baht."),
            most=money.format_baht(amount_satang),
            field="reserved_used_satang",
        )


def check_round(round_, *, account, is_advance):
    """What is paid for a round is of the round's own account, and the round is over, or it is an advance."""
    keys = ["activity_id", "owner_office_id", "serving_office_id", "province_id"]
    if any(getattr(round_, key) != getattr(account, key) for key in keys):
        raise RuleBroken(
            "round_of_another_account",
            _("This round is of another activity, office or province. Choose one of this account."),
            field="round",
        )
    if round_.state != RoundState.CLOSED and not is_advance:
        raise RuleBroken(
            "round_not_closed",
            _("This round is not closed yet. Close it first, or say that this is an advance."),
            field="round",
        )


def check_commitment_kind(kind):
    if kind not in CommitmentKind.values:
        raise RuleBroken("commitment_kind_unknown", _("Choose what binds the money."), field="commitment_kind")


# --- what the plan gives ----------------------------------------------------------------------------------------------
def check_within_plan(held_satang, *, planned_satang):
    """Allotments of a grain come to no more than the approved plan lines of that grain give, all acts together."""
    if not planned_satang:
        raise RuleBroken(
            "not_in_an_approved_plan",
            _("No approved plan gives money for this activity, these offices and this province."),
        )
    if held_satang > planned_satang:
        raise RuleBroken(
            "more_than_the_plan_gives",
            _("With this the allotments would come to %(held)s baht, but approved plans give %(planned)s baht."),
            held=money.format_baht(held_satang),
            planned=money.format_baht(planned_satang),
            field="amount_satang",
        )


# --- the totals -------------------------------------------------------------------------------------------------------
def changes_of(movement):
    """What a movement does to the totals, in order."""
    kind, satang = MovementKind(movement.kind), movement.amount_satang
    if kind == MovementKind.REVERSAL:
        return [Change(EntryKind(movement.reverses.kind), -movement.reverses.amount_satang)]
    total, sign = EFFECTS[kind]
    freed = [Change(EntryKind.RESERVATION, -movement.reserved_used_satang)] if movement.reserved_used_satang else []
    return [*freed, Change(total, sign * satang)]


def check_can_change(totals, *, change):
    """An account never reserves and commits more than it holds, nor goes below nothing."""
    after = totals.after(change)
    if after.reserved < 0:
        raise RuleBroken("more_than_is_reserved", _("Only %(left)s baht are reserved."), **_of_amount(totals.reserved))
    if min(after.allotted, after.returned, after.committed, after.paid) < 0:
        raise RuleBroken(
            "below_nothing",
            _("Part of this amount was taken out already by later entries. Reverse those first."),
            field="amount_satang",
        )
    if after.left < 0:
        raise RuleBroken(
            "more_than_is_left", _("Only %(left)s baht are left in this account."), **_of_amount(totals.left)
        )
    check_paid_is_committed(totals, change=change)


def check_commitment_can_change(totals, *, change):
    """A commitment never pays more than it binds, nor binds less than is paid."""
    if totals.after(change).committed < 0:
        raise RuleBroken(
            "below_nothing",
            _("Part of this amount was taken out already by later entries. Reverse those first."),
            field="amount_satang",
        )
    check_paid_is_committed(totals, change=change)


def check_paid_is_committed(totals, *, change):
    """Paid is never more than committed, whichever of the two would change."""
    if totals.after(change).outstanding >= 0:
        return
    if change.kind == EntryKind.PAYMENT:
        raise RuleBroken(
            "more_than_is_committed",
            _("Only %(left)s baht of this commitment are still to be paid."),
            **_of_amount(totals.outstanding),
        )
    raise RuleBroken(
        "paid_already",
        _("Only %(left)s baht are not paid yet; what is paid stays bound."),
        **_of_amount(totals.outstanding),
    )


def _of_amount(left):
    """What a refusal of an amount says: how much there is, beside the field where too much was written."""
    return {"left": money.format_baht(left), "field": "amount_satang"}


def check_can_reverse(entry, *, is_reversed):
    """An entry is reversed once; a reversal is not reversed, the right thing is entered anew."""
    if entry.reverses_id is not None:
        raise RuleBroken(
            "reversal_is_not_reversed", _("This entry is itself a reversal. Enter what is right anew instead.")
        )
    if is_reversed:
        raise RuleBroken("entry_already_reversed", _("This entry is reversed already, or its reversal waits."))


# --- as it should have been typed -------------------------------------------------------------------------------------
def tidied(document):
    """A document with its words in one line each."""
    words = {name: thai_text.one_line(getattr(document, name)) for name in ("number", "what", "payee", "reason")}
    return replace(document, **words)
