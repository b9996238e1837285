"""The books: what is entered waits, what is approved is written, nothing is bound or paid that is not there."""

import datetime as dt

import pytest

from buranakan.finance import actions, audit
from buranakan.finance.enums import CommitmentKind, EntryKind, MovementKind, State, Way
from buranakan.finance.models import Allotment, Commitment, Entry, Movement
from buranakan.finance.values import Totals
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import AppendOnly, Event
from tests.factories.accounts import UserFactory
from tests.factories.areas import OfficeFactory
from tests.factories.delivery import RoundFactory
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.finance.conftest import AT, DAY, PLANNED, now


def code_of(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def events(name):
    return list(Event.objects.filter(name=name).order_by("pk"))


# --- allotting --------------------------------------------------------------------------------------------------------
def test_what_is_entered_waits_and_counts_nowhere(ground):
    movement = ground.allotment_entered()
    assert (movement.state, movement.entered_by_id, movement.entered_by_post) == (
        State.WAITING,
        ground.owner_clerk.pk,
        ground.owner_clerk.worn_post,
    )
    assert now(movement.allotment) == Totals()
    assert Entry.objects.count() == 0
    [event] = events("movement.entered")
    assert (event.office_id, event.province_id, event.by_id) == (ground.diprom.pk, "30", ground.owner_clerk.pk)
    assert event.payload["kind"] == "allotment"
    assert "ร้านทดสอบการพิมพ์" not in str(event.payload)


def test_an_approved_allotment_is_an_entry_with_the_grain(ground):
    movement = ground.allotment_entered(100_000_00)
    entry = actions.approve(movement, by=ground.owner_head, at=AT)
    assert now(entry.allotment) == Totals(allotted=100_000_00)
    assert (entry.kind, entry.amount_satang, entry.month) == (EntryKind.ALLOTMENT, 100_000_00, dt.date(2025, 3, 1))
    assert (entry.activity, entry.owner_office, entry.serving_office, entry.province, entry.budget_act_year) == (
        ground.activity,
        ground.diprom,
        ground.pio,
        ground.province,
        2568,
    )
    assert (entry.entered_by_id, entry.approved_by_id) == (ground.owner_clerk.pk, ground.owner_head.pk)
    assert (entry.is_on_behalf, entry.way) == (True, Way.ON_BEHALF)
    [event] = events("movement.approved")
    assert (event.office_id, event.payload["entries"]) == (ground.diprom.pk, [str(entry.reference)])
    assert audit.differences() == []


@pytest.mark.parametrize(
    ("office", "way"),
    [("centre", Way.TRANSFER), ("diprom", Way.OWN), ("ops", Way.ON_BEHALF)],
)
def test_money_goes_by_the_departments_of_the_two_offices(ground, office, way):
    serving = OfficeFactory(**{office: True})
    PlanLineFactory(
        version=ground.line.version,
        activity=ground.activity,
        owner_office=ground.diprom,
        serving_office=serving,
        province=ground.province,
    )
    assert ground.allotment_entered(serving_office=serving).allotment.way == way


def test_allotments_never_exceed_what_approved_plans_give(ground):
    ground.allotted(100_000_00)
    assert code_of(ground.allotment_entered, 20_000_01) == "more_than_the_plan_gives"
    assert now(ground.allotted(20_000_00)) == Totals(allotted=PLANNED)


def test_the_plan_limits_all_budget_acts_together(ground):
    ground.allotted(100_000_00, budget_act_year=2567, is_provisional=True)
    assert code_of(ground.allotment_entered, 20_000_01) == "more_than_the_plan_gives"
    ground.allotted(20_000_00)
    assert Allotment.objects.count() == 2


def test_two_that_wait_are_held_to_the_plan_when_the_second_is_approved(ground):
    first, second = ground.allotment_entered(PLANNED), ground.allotment_entered(1_00)
    ground.approved(first)
    assert code_of(ground.approved, second) == "more_than_the_plan_gives"
    assert now(first.allotment) == Totals(allotted=PLANNED)
    second.refresh_from_db()
    assert second.state == State.WAITING


def test_nothing_is_allotted_outside_an_approved_plan(ground):
    assert code_of(ground.allotment_entered, activity=ActivityFactory()) == "not_in_an_approved_plan"
    draft = PlanLineFactory(
        version__plan=ground.line.version.plan, serving_office=ground.pio, province=ground.province
    )
    assert code_of(ground.allotment_entered, activity=draft.activity) == "not_in_an_approved_plan"
    assert Allotment.objects.count() == 0


def test_money_given_back_may_be_allotted_again(ground):
    allotment = ground.allotted()
    ground.approved(ground.entered(actions.enter_return, allotment, 30_000_00))
    assert now(allotment) == Totals(allotted=PLANNED, returned=30_000_00)
    assert now(ground.allotted(30_000_00)) == Totals(allotted=PLANNED + 30_000_00, returned=30_000_00)
    assert audit.differences() == []


# --- deciding ---------------------------------------------------------------------------------------------------------
def test_who_enters_never_approves_nor_refuses(ground):
    movement = ground.allotment_entered()
    assert code_of(actions.approve, movement, by=ground.owner_clerk, at=AT) == "enterer_cannot_decide"
    refusal = code_of(actions.refuse, movement, reason="เอกสารไม่ตรงกับแผน", by=ground.owner_clerk, at=AT)
    assert refusal == "enterer_cannot_decide"
    assert code_of(actions.approve, movement, by=None, at=AT) == "enterer_cannot_decide"
    assert now(movement.allotment) == Totals()


def test_somebody_enters(ground):
    refusal = code_of(
        actions.enter_allotment,
        ground.activity,
        owner_office=ground.diprom,
        serving_office=ground.pio,
        province=ground.province,
        document=ground.paper(1_00),
        by=None,
        at=AT,
    )
    assert refusal == "nobody_enters"


def test_a_movement_is_decided_once(ground):
    movement = ground.allotment_entered(10_000_00)
    ground.approved(movement)
    assert code_of(ground.approved, movement) == "movement_decided"
    reason = "เอกสารไม่ตรงกับแผน"
    assert code_of(actions.refuse, movement, reason=reason, by=ground.owner_head, at=AT) == "movement_decided"
    assert code_of(actions.withdraw, movement, by=ground.owner_clerk, at=AT) == "movement_decided"
    assert now(movement.allotment) == Totals(allotted=10_000_00)


def test_a_refusal_says_why_and_writes_no_entry(ground):
    movement = ground.allotment_entered()
    assert code_of(actions.refuse, movement, reason=" ", by=ground.owner_head, at=AT) == "reason_needed"
    refused = actions.refuse(movement, reason=" เลขหนังสือ  ไม่ตรงกับเอกสาร ", by=ground.owner_head, at=AT)
    assert (refused.state, refused.refused_because) == (State.REFUSED, "เลขหนังสือ ไม่ตรงกับเอกสาร")
    assert (now(movement.allotment), Entry.objects.count()) == (Totals(), 0)
    [event] = events("movement.refused")
    assert event.payload["reason"] == "เลขหนังสือ ไม่ตรงกับเอกสาร"


def test_only_its_enterer_takes_a_movement_back(ground):
    movement = ground.allotment_entered()
    assert code_of(actions.withdraw, movement, by=ground.owner_head, at=AT) == "only_its_enterer_withdraws"
    assert actions.withdraw(movement, by=ground.owner_clerk, at=AT).state == State.WITHDRAWN
    assert len(events("movement.withdrawn")) == 1


# --- the document -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"amount_satang": 0}, "amount_missing"),
        ({"amount_satang": 10**18}, "amount_too_large"),
        ({"number": "  "}, "document_number_missing"),
        ({"number": "ก" * 61}, "text_too_long"),
        ({"what": f"ค่าวิทยากร {ids.made_up_citizen_number(1)}"}, "citizen_number_in_text"),
        ({"on": dt.date(2025, 5, 16)}, "document_in_future"),
        ({"on": dt.date(2024, 9, 30)}, "document_outside_fiscal_year"),
    ],
)
def test_a_document_says_what_it_must(ground, said, code):
    assert code_of(ground.allotment_entered, document=ground.paper(**{"satang": 1_00} | renamed(said))) == code


def renamed(said):
    return {("satang" if name == "amount_satang" else name): value for name, value in said.items()}


def test_the_same_paper_is_entered_once_for_an_account(ground):
    document = ground.paper(10_000_00)
    first = ground.allotment_entered(document=document)
    assert code_of(ground.allotment_entered, document=document) == "document_already_entered"
    actions.withdraw(first, by=ground.owner_clerk, at=AT)
    second = ground.allotment_entered(document=document)
    ground.approved(second)
    assert code_of(ground.allotment_entered, document=document) == "document_already_entered"


def test_a_paper_whose_entry_was_reversed_may_be_entered_again(ground):
    document = ground.paper(10_000_00)
    entry = ground.approved(ground.allotment_entered(document=document))
    reversal = actions.reverse(entry, document=ground.paper(0), by=ground.owner_clerk, at=AT)
    ground.approved(reversal)
    assert ground.allotment_entered(document=document).state == State.WAITING


# --- reserving and committing -----------------------------------------------------------------------------------------
def test_nothing_is_reserved_committed_or_returned_beyond_what_is_left(ground):
    allotment = ground.allotted(100_000_00)
    ground.approved(ground.entered(actions.enter_reservation, allotment, 30_000_00))
    ground.committed(allotment, 60_000_00)
    assert now(allotment) == Totals(allotted=100_000_00, reserved=30_000_00, committed=60_000_00)
    assert code_of(ground.commitment_entered, allotment, 10_000_01) == "more_than_is_left"
    assert code_of(ground.entered, actions.enter_reservation, allotment, 10_000_01) == "more_than_is_left"
    assert code_of(ground.entered, actions.enter_return, allotment, 10_000_01) == "more_than_is_left"
    assert code_of(ground.entered, actions.enter_release, allotment, 30_000_01) == "more_than_is_reserved"
    ground.approved(ground.entered(actions.enter_release, allotment, 30_000_00))
    assert now(allotment).left == 40_000_00
    assert audit.differences() == []


def test_a_commitment_may_use_what_was_reserved_for_it(ground):
    allotment = ground.allotted(100_000_00)
    ground.approved(ground.entered(actions.enter_reservation, allotment, 80_000_00))
    assert code_of(ground.commitment_entered, allotment, 20_000_01) == "more_than_is_left"
    commitment = ground.committed(allotment, 90_000_00, reserved_used_satang=80_000_00)
    assert now(allotment) == Totals(allotted=100_000_00, committed=90_000_00)
    kinds = [(one.kind, one.amount_satang) for one in Entry.objects.filter(commitment=commitment).order_by("pk")]
    assert kinds == [(EntryKind.RESERVATION, -80_000_00), (EntryKind.COMMITMENT, 90_000_00)]
    assert audit.differences() == []


@pytest.mark.parametrize("used", [-1, 50_000_01])
def test_a_commitment_uses_no_more_reserve_than_it_binds(ground, used):
    allotment = ground.allotted()
    refusal = code_of(ground.commitment_entered, allotment, 50_000_00, reserved_used_satang=used)
    assert refusal == "reserve_used_out_of_range"


def test_a_commitment_says_what_binds_it_for_what_and_to_whom(ground):
    allotment = ground.allotted()
    refusal = code_of(
        actions.enter_commitment, allotment, kind="promise", document=ground.paper(1_00), by=ground.clerk, at=AT
    )
    assert refusal == "commitment_kind_unknown"
    assert code_of(ground.commitment_entered, allotment, 1_00, what=" ") == "what_missing"
    assert code_of(ground.commitment_entered, allotment, 1_00, payee="") == "payee_missing"
    commitment = ground.committed(allotment, 1_00)
    assert (commitment.kind, commitment.payee) == (CommitmentKind.ORDER, "ร้านทดสอบการพิมพ์")


def test_a_commitment_shrinks_to_what_is_paid_and_no_further(ground):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 50_000_00)
    ground.paid(commitment, 20_000_00)
    assert code_of(ground.entered, actions.enter_reduction, commitment, 30_000_01) == "paid_already"
    ground.approved(ground.entered(actions.enter_reduction, commitment, 30_000_00))
    assert now(commitment) == Totals(committed=20_000_00, paid=20_000_00)
    assert now(allotment) == Totals(allotted=PLANNED, committed=20_000_00, paid=20_000_00)
    assert audit.differences() == []


# --- paying -----------------------------------------------------------------------------------------------------------
def test_a_payment_is_written_in_both_books_from_one_entry(ground):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 50_000_00)
    receipt = ground.receipt()
    entry = ground.paid(commitment, 50_000_00, evidence=(receipt,), payee="")
    assert now(allotment) == Totals(allotted=PLANNED, committed=50_000_00, paid=50_000_00)
    assert (entry.owner_office, entry.serving_office, entry.is_on_behalf) == (ground.diprom, ground.pio, True)
    assert (entry.payee, list(entry.evidence.all())) == ("ร้านทดสอบการพิมพ์", [receipt])
    assert events("movement.approved")[-1].office_id == ground.pio.pk


def test_nothing_is_paid_beyond_its_commitment(ground):
    allotment = ground.allotted()
    commitment, other = ground.committed(allotment, 50_000_00), ground.committed(allotment, 60_000_00)
    assert code_of(ground.payment_entered, commitment, 50_000_01) == "more_than_is_committed"
    ground.paid(commitment, 50_000_00)
    assert code_of(ground.payment_entered, commitment, 1) == "more_than_is_committed"
    assert now(other) == Totals(committed=60_000_00)


def test_a_payment_needs_a_paper_and_does_not_come_before_its_commitment(ground):
    commitment = ground.committed(ground.allotted(), 50_000_00)
    assert code_of(ground.payment_entered, commitment, 1_00, evidence=()) == "payment_without_evidence"
    early = DAY - dt.timedelta(days=1)
    assert code_of(ground.payment_entered, commitment, 1_00, on=early) == "document_before_the_one_it_follows"


def test_a_payment_for_a_round_waits_for_its_end_or_is_an_advance(ground):
    commitment = ground.committed(ground.allotted(), 50_000_00)
    running = RoundFactory(plan_line=ground.line)
    closed = RoundFactory(plan_line=ground.line, state="closed", closed_at=AT)
    other = PlanLineFactory(version=ground.line.version, serving_office=ground.pio, province=ground.province)
    elsewhere = RoundFactory(plan_line=other, state="closed", closed_at=AT)
    assert code_of(ground.payment_entered, commitment, 1_00, round_=running) == "round_not_closed"
    assert code_of(ground.payment_entered, commitment, 1_00, round_=elsewhere) == "round_of_another_account"
    assert ground.paid(commitment, 1_00, round_=running, is_advance=True).movement.is_advance is True
    assert ground.paid(commitment, 1_00, round_=closed).round == closed


# --- reversing --------------------------------------------------------------------------------------------------------
def reversal(ground, entry, **said):
    return ground.entered(actions.reverse, entry, 0, **said)


def test_a_reversal_undoes_an_entry_by_another_one(ground):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 50_000_00)
    entry = ground.paid(commitment, 20_000_00)
    undone = ground.approved(reversal(ground, entry))
    assert (undone.kind, undone.amount_satang, undone.reverses) == (EntryKind.PAYMENT, -20_000_00, entry)
    assert undone.reason == "ปรับตามที่ใช้จริงในรุ่นนี้"
    assert now(commitment) == Totals(committed=50_000_00)
    assert now(allotment) == Totals(allotted=PLANNED, committed=50_000_00)
    assert audit.differences() == []


def test_a_reversal_has_a_reason_and_its_own_day(ground):
    entry = ground.paid(ground.committed(ground.allotted(), 50_000_00), 20_000_00)
    assert code_of(reversal, ground, entry, reason="") == "reason_needed"
    early = DAY - dt.timedelta(days=1)
    assert code_of(reversal, ground, entry, on=early) == "document_before_the_one_it_follows"


def test_an_entry_is_reversed_once_and_a_reversal_never(ground):
    entry = ground.paid(ground.committed(ground.allotted(), 50_000_00), 20_000_00)
    first = reversal(ground, entry)
    assert code_of(reversal, ground, entry) == "entry_already_reversed"
    undone = ground.approved(first)
    assert code_of(reversal, ground, entry) == "entry_already_reversed"
    assert code_of(reversal, ground, undone) == "reversal_is_not_reversed"


def test_what_later_entries_rest_on_is_not_reversed(ground):
    given = ground.approved(ground.allotment_entered(100_000_00))
    bound = ground.approved(ground.commitment_entered(given.allotment, 60_000_00))
    refusal = code_of(actions.reverse, given, document=ground.paper(0), by=ground.owner_clerk, at=AT)
    assert refusal == "more_than_is_left"
    ground.paid(bound.commitment, 10_000_00)
    assert code_of(reversal, ground, bound) == "paid_already"
    ground.approved(ground.entered(actions.enter_reduction, bound.commitment, 40_000_00))
    assert code_of(reversal, ground, bound) == "below_nothing"


def test_a_returned_amount_that_was_allotted_again_is_not_taken_back(ground):
    allotment = ground.allotted()
    back = ground.approved(ground.entered(actions.enter_return, allotment, 30_000_00))
    again = ground.allotment_entered(30_000_00)
    waiting = reversal(ground, back)
    ground.approved(again)
    assert code_of(ground.approved, waiting) == "more_than_the_plan_gives"
    assert now(allotment).held == PLANNED


def test_a_release_is_not_reversed_once_the_money_is_bound(ground):
    allotment = ground.allotted(100_000_00)
    kept = ground.approved(ground.entered(actions.enter_reservation, allotment, 100_000_00))
    freed = ground.approved(ground.entered(actions.enter_release, allotment, 100_000_00))
    assert code_of(reversal, ground, kept) == "more_than_is_reserved"
    ground.committed(allotment, 1_00)
    assert code_of(reversal, ground, freed) == "more_than_is_left"


# --- the ledger stays -------------------------------------------------------------------------------------------------
def test_an_entry_never_changes(ground):
    entry = ground.approved(ground.allotment_entered(1_00))
    entry.amount_satang = 2_00
    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()
    with pytest.raises(AppendOnly):
        Entry.objects.filter(pk=entry.pk).update(amount_satang=2_00)
    with pytest.raises(AppendOnly):
        Entry.objects.all().delete()
    assert Entry.objects.get().amount_satang == 1_00


def test_the_audit_names_a_total_that_is_not_the_sum_of_its_entries(ground):
    allotment = ground.allotted()
    commitment = ground.committed(allotment, 50_000_00)
    Commitment.objects.filter(pk=commitment.pk).update(committed_satang=50_000_01)
    Allotment.objects.filter(pk=allotment.pk).update(reserved_satang=1)
    found = {(one.total, one.stored, one.counted) for one in audit.differences()}
    assert found == {("committed_satang", 50_000_01, 50_000_00), ("reserved_satang", 1, 0)}


def test_a_stranger_of_the_books_may_approve_nothing_twice(ground):
    """Two windows of one head: the second finds it decided."""
    movement = ground.allotment_entered(10_000_00)
    second_window = Movement.objects.get(pk=movement.pk)
    actions.approve(movement, by=ground.owner_head, at=AT)
    assert code_of(actions.approve, second_window, by=UserFactory(), at=AT) == "movement_decided"
    assert Entry.objects.filter(kind=MovementKind.ALLOTMENT).count() == 1
