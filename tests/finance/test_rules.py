"""What the books refuse, without a database; and no row of acts that breaks an inequality."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.accounts.permissions import GRANTS, Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.finance import rules
from buranakan.finance.enums import EntryKind, MovementKind, State
from buranakan.finance.values import Change, Document, Totals
from buranakan.lib.rules import RuleBroken, allows

OWNER, SERVING, STRANGER = 1, 2, 3
TODAY = dt.date(2025, 5, 15)


def scope(role, office_id):
    return Scope(kind=Kind.OFFICE, permissions=frozenset(GRANTS[role]), office_id=office_id)


def movement(**said):
    given = {"kind": MovementKind.PAYMENT, "amount_satang": 100, "reserved_used_satang": 0, "reverses": None}
    return SimpleNamespace(**given | said)


def document(**said):
    given = {"number": "1/2568", "on": TODAY, "amount_satang": 100, "what": "อบรม", "payee": "ร้านค้า"}
    return Document(**given | {"reason": "ใช้ไม่หมดตามแผน", "evidence": ("file",)} | said)


# --- who --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "reversed_kind", "office"),
    [
        (MovementKind.ALLOTMENT, "", OWNER),
        (MovementKind.REVERSAL, EntryKind.ALLOTMENT, OWNER),
        (MovementKind.REVERSAL, EntryKind.PAYMENT, SERVING),
        (MovementKind.RETURN, "", SERVING),
        (MovementKind.RESERVATION, "", SERVING),
        (MovementKind.COMMITMENT, "", SERVING),
        (MovementKind.PAYMENT, "", SERVING),
    ],
)
def test_the_owner_allots_and_the_serving_office_does_the_rest(kind, reversed_kind, office):
    account = SimpleNamespace(owner_office_id=OWNER, serving_office_id=SERVING)
    assert rules.entering_office_id(kind, account, reverses_kind=reversed_kind) == office


@pytest.mark.parametrize(
    ("role", "office", "enters", "approves"),
    [
        (Role.FINANCE_OFFICER, SERVING, True, False),
        (Role.FINANCE_OFFICER, STRANGER, False, False),
        (Role.OFFICE_HEAD, SERVING, False, True),
        (Role.OFFICE_HEAD, STRANGER, False, False),
        (Role.EXECUTIVE, SERVING, False, False),
        (Role.PROVINCIAL_OFFICER, SERVING, False, False),
    ],
)
def test_a_finance_officer_enters_and_the_head_approves_of_the_same_office(role, office, enters, approves):
    worn = scope(role, office)
    assert allows(rules.check_enters_for, SERVING, scope=worn) is enters
    assert allows(rules.check_approves_for, SERVING, scope=worn) is approves
    assert rules.can_see_payee(worn) is (role in {Role.FINANCE_OFFICER, Role.OFFICE_HEAD})


@pytest.mark.parametrize(
    ("check", "code"),
    [(rules.check_enters_for, "not_your_books"), (rules.check_approves_for, "not_yours_to_approve")],
)
def test_a_stranger_is_told_whose_part_it_is(check, code):
    with pytest.raises(RuleBroken) as refusal:
        check(SERVING, scope=scope(Role.EXECUTIVE, SERVING))
    assert refusal.value.code == code


# --- the document -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "missing", "code"),
    [
        (MovementKind.RESERVATION, "what", "what_missing"),
        (MovementKind.COMMITMENT, "payee", "payee_missing"),
        (MovementKind.PAYMENT, "payee", "payee_missing"),
        (MovementKind.RETURN, "reason", "reason_needed"),
        (MovementKind.RELEASE, "reason", "reason_needed"),
        (MovementKind.REDUCTION, "reason", "reason_needed"),
        (MovementKind.REVERSAL, "reason", "reason_needed"),
        (MovementKind.ALLOTMENT, "what", None),
        (MovementKind.RETURN, "payee", None),
        (MovementKind.PAYMENT, "reason", None),
    ],
)
def test_each_kind_asks_for_what_it_needs_and_no_more(kind, missing, code):
    try:
        rules.check_document(document(**{missing: ""}), kind=kind, fiscal_year=2568, today=TODAY)
    except RuleBroken as refusal:
        assert refusal.code == code
    else:
        assert code is None


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (dt.date(2024, 9, 30), False),
        (dt.date(2024, 10, 1), True),
        (dt.date(2025, 5, 15), True),
        (dt.date(2025, 5, 16), False),
    ],
    ids=["last-year", "first-day", "today", "tomorrow"],
)
def test_a_document_is_of_the_fiscal_year_and_not_of_the_future(on, allowed):
    assert allows(rules.check_document_day, on, fiscal_year=2568, today=TODAY) is allowed


@pytest.mark.parametrize(("after", "allowed"), [(TODAY, True), (TODAY + dt.timedelta(days=1), False)])
def test_a_document_does_not_come_before_the_one_it_follows(after, allowed):
    assert allows(rules.check_document_day, TODAY, fiscal_year=2568, today=TODAY, after=after) is allowed


# --- moves ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.APPROVED, State.REFUSED, State.WITHDRAWN])
@pytest.mark.parametrize("to", list(State))
def test_a_decided_movement_moves_nowhere(state, to):
    assert allows(rules.check_can_move, SimpleNamespace(state=state), to) is False


# --- totals -----------------------------------------------------------------------------------------------------------
FULL = Totals(allotted=100, returned=10, reserved=20, committed=50, paid=30)


def test_spending_is_outstanding_and_paid_and_reserved():
    assert (FULL.held, FULL.left, FULL.outstanding, FULL.spent) == (90, 20, 20, 70)
    assert Totals(200, 20, 40, 100, 60) == FULL + FULL


@pytest.mark.parametrize(
    ("kind", "satang", "code"),
    [
        (EntryKind.RETURN, 20, None),
        (EntryKind.RETURN, 21, "more_than_is_left"),
        (EntryKind.RETURN, -11, "below_nothing"),
        (EntryKind.RESERVATION, 21, "more_than_is_left"),
        (EntryKind.RESERVATION, -20, None),
        (EntryKind.RESERVATION, -21, "more_than_is_reserved"),
        (EntryKind.COMMITMENT, 20, None),
        (EntryKind.COMMITMENT, 21, "more_than_is_left"),
        (EntryKind.COMMITMENT, -20, None),
        (EntryKind.COMMITMENT, -21, "paid_already"),
        (EntryKind.COMMITMENT, -51, "below_nothing"),
        (EntryKind.PAYMENT, 20, None),
        (EntryKind.PAYMENT, 21, "more_than_is_committed"),
        (EntryKind.PAYMENT, -30, None),
        (EntryKind.PAYMENT, -31, "below_nothing"),
        (EntryKind.ALLOTMENT, -20, None),
        (EntryKind.ALLOTMENT, -21, "more_than_is_left"),
    ],
)
def test_an_account_keeps_its_inequalities(kind, satang, code):
    try:
        rules.check_can_change(FULL, change=Change(kind, satang))
    except RuleBroken as refusal:
        assert refusal.code == code
    else:
        assert code is None


AMOUNTS = st.integers(min_value=-200, max_value=200)


@given(
    totals=st.builds(Totals, **{name: st.integers(0, 200) for name in vars(FULL)}),
    change=st.builds(Change, st.sampled_from(EntryKind), AMOUNTS),
)
def test_what_is_allowed_leaves_every_inequality_true(totals, change):
    sound = totals.left >= 0 and totals.outstanding >= 0
    if sound and allows(rules.check_can_change, totals, change=change):
        after = totals.after(change)
        assert min(vars(after).values()) >= 0
        assert after.left >= 0
        assert after.outstanding >= 0
        assert (after.left, after.outstanding) == (
            totals.left - change.taken_from_left,
            totals.outstanding - change.taken_from_outstanding,
        )


@given(
    kind=st.sampled_from(sorted(set(MovementKind) - {MovementKind.REVERSAL})),
    satang=st.integers(1, 1000),
    used=st.integers(0, 1000),
)
def test_reversing_every_entry_of_a_movement_leaves_nothing(kind, satang, used):
    used = min(used, satang) if kind == MovementKind.COMMITMENT else 0
    totals = Totals()
    for change in rules.changes_of(movement(kind=kind, amount_satang=satang, reserved_used_satang=used)):
        written = SimpleNamespace(kind=change.kind, amount_satang=change.satang)
        [undone] = rules.changes_of(movement(kind=MovementKind.REVERSAL, reverses=written))
        totals = totals.after(change).after(undone)
    assert totals == Totals()
