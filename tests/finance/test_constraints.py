"""The database says it too: rows that the rules would never write are refused by name."""

import datetime as dt

import pytest

from buranakan.finance.enums import EntryKind, MovementKind, State
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.finance import (
    ENTERED_BY,
    AllotmentFactory,
    CommitmentFactory,
    DisbursementTargetFactory,
    EntryFactory,
    MovementFactory,
)
from tests.finance.conftest import AT

pytestmark = pytest.mark.django_db

WRONG = {
    "an_allotment_is_not_negative": lambda: AllotmentFactory(allotted_satang=1, reserved_satang=-1),
    "no_allotment_binds_more_than_it_holds": lambda: AllotmentFactory(
        allotted_satang=10, returned_satang=4, reserved_satang=4, committed_satang=3
    ),
    "no_allotment_pays_more_than_it_committed": lambda: AllotmentFactory(
        allotted_satang=10, committed_satang=5, paid_satang=6
    ),
    "a_commitment_is_not_negative": lambda: CommitmentFactory(paid_satang=-1),
    "no_commitment_pays_more_than_it_binds": lambda: CommitmentFactory(committed_satang=5, paid_satang=6),
    "a_movement_has_an_amount": lambda: MovementFactory(amount_satang=0),
    "no_commitment_uses_more_reserve_than_it_binds": lambda: MovementFactory(amount_satang=5, reserved_used_satang=6),
    "who_enters_money_never_approves_it": lambda: MovementFactory(
        state=State.APPROVED, decided_at=AT, decided_by_id=ENTERED_BY
    ),
    "a_decided_movement_says_who_and_when": lambda: MovementFactory(state=State.REFUSED),
    "a_payment_is_against_a_commitment": lambda: MovementFactory(kind=MovementKind.PAYMENT),
    "a_reversal_says_of_what_and_why": lambda: MovementFactory(kind=MovementKind.REVERSAL, reverses=EntryFactory()),
    "an_entry_has_an_amount": lambda: EntryFactory(amount_satang=0),
    "an_entry_month_is_its_first_day": lambda: EntryFactory(month=dt.date(2025, 3, 2)),
    "who_entered_an_entry_never_approved_it": lambda: EntryFactory(approved_by_id=ENTERED_BY),
    "bound_and_paid_entries_name_their_commitment": lambda: EntryFactory(kind=EntryKind.PAYMENT),
    "a_disbursement_target_is_of_a_quarter": lambda: DisbursementTargetFactory(quarter=5),
    "a_disbursement_target_is_a_share": lambda: DisbursementTargetFactory(percent_hundredths=10_001),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_refused(name):
    refused_by(name, WRONG[name])


def like(allotment):
    names = ["activity", "owner_office", "serving_office", "province", "budget_act_year", "is_provisional"]
    return {name: getattr(allotment, name) for name in names}


TWICE = {
    "one_allotment_per_grain": (AllotmentFactory, lambda: like(AllotmentFactory())),
    "an_entry_is_reversed_once": (EntryFactory, lambda: {"reverses": EntryFactory(reverses=EntryFactory()).reverses}),
    "one_disbursement_target_per_quarter": (
        DisbursementTargetFactory,
        lambda: {"quarter": DisbursementTargetFactory().quarter},
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_like_the_first_is_refused(name):
    factory, first = TWICE[name]
    said = first()
    refused_as_second_by(name, lambda: factory(**said))


def test_an_account_of_a_provisional_budget_is_another_one():
    first = AllotmentFactory()
    assert AllotmentFactory(**like(first) | {"is_provisional": True}).pk != first.pk
