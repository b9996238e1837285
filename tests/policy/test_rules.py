"""When a text may be taken in, and what makes a promise of a proposal."""

import datetime as dt
from types import SimpleNamespace

import pytest

from buranakan.lib.rules import RuleBroken, allows
from buranakan.policy import rules
from buranakan.policy.enums import ProposalState
from buranakan.policy.models import Proposal


def refused(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("text", "is_known", "code"),
    [
        (" \n\t", False, "announcement_empty"),
        ("\u200b\ufeff", False, "announcement_empty"),
        ("PK\x03\x04\x00", False, "announcement_not_text"),
        ("ก" * (rules.LONGEST_TEXT + 1), False, "announcement_too_long"),
        ("เป้าหมาย 10 คน", True, "announcement_already_there"),
    ],
)
def test_a_text_that_may_not_be_taken_in(text, is_known, code):
    assert refused(rules.check_can_take_in, text, is_known=is_known) == code


def test_the_longest_text_is_still_taken_in():
    assert allows(rules.check_can_take_in, "ก" * rules.LONGEST_TEXT, is_known=False)


@pytest.mark.parametrize("now", ProposalState)
@pytest.mark.parametrize("to", ProposalState)
def test_every_move_of_a_proposal(now, to):
    allowed = {
        (ProposalState.PROPOSED, ProposalState.CONFIRMED),
        (ProposalState.PROPOSED, ProposalState.REJECTED),
        (ProposalState.REJECTED, ProposalState.PROPOSED),
    }
    assert allows(rules.check_can_move, Proposal(state=now), to) is ((now, to) in allowed)


def test_a_forbidden_move_has_its_code():
    assert refused(rules.check_can_move, Proposal(state=ProposalState.CONFIRMED), ProposalState.REJECTED) == (
        "proposal_move_not_allowed"
    )


SOUND = {
    "statement": "ส่งเสริมกว่า 10 คน",
    "value": 10,
    "unit": "คน",
    "figure_unit": "คน",
    "due_on": dt.date(2025, 9, 30),
    "announced_on": dt.date(2024, 12, 10),
}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"statement": " "}, "promise_without_words"),
        ({"value": 0}, "promise_of_nothing"),
        ({"value": rules.LARGEST_COUNT + 1}, "promise_too_large"),
        ({"figure_unit": "บาท"}, "figure_of_another_unit"),
        ({"due_on": dt.date(2024, 12, 9)}, "promise_due_before_it_was_made"),
    ],
)
def test_what_no_promise_can_be_made_of(wrong, code):
    proposal = Proposal(state=ProposalState.PROPOSED)
    assert refused(rules.check_can_confirm, proposal, **SOUND | wrong) == code


@pytest.mark.parametrize("right", [{}, {"due_on": SOUND["announced_on"]}, {"announced_on": None}])
def test_what_a_promise_can_be_made_of(right):
    assert allows(rules.check_can_confirm, Proposal(state=ProposalState.PROPOSED), **SOUND | right)


def test_a_decided_proposal_is_not_confirmed_again():
    assert (
        refused(rules.check_can_confirm, Proposal(state=ProposalState.CONFIRMED), **SOUND)
        == "proposal_move_not_allowed"
    )


def test_the_same_words_are_proposed_once():
    assert refused(rules.check_can_propose, is_known=True) == "proposal_already_there"
    assert allows(rules.check_can_propose, is_known=False)


# --- promises that stand ----------------------------------------------------------------------------------------------
STANDING, WITHDRAWN = SimpleNamespace(is_withdrawn=False), SimpleNamespace(is_withdrawn=True)
EDIT = {"edits": 2, "seen": 2, "because": "พิมพ์ผิด"}


@pytest.mark.parametrize(
    ("promise", "wrong", "code"),
    [
        (WITHDRAWN, {}, "promise_withdrawn"),
        (STANDING, {"seen": 1}, "promise_changed_meanwhile"),
        (STANDING, {"because": " "}, "promise_reason_missing"),
        (STANDING, {"because": "ก" * (rules.LONGEST_REASON + 1)}, "promise_reason_too_long"),
    ],
)
def test_an_edit_that_may_not_be(promise, wrong, code):
    assert refused(rules.check_can_edit, promise, **EDIT | wrong) == code


@pytest.mark.parametrize("right", [{}, {"seen": None}, {"because": "ก" * rules.LONGEST_REASON}])
def test_an_edit_that_may_be(right):
    assert allows(rules.check_can_edit, STANDING, **EDIT | right)


def test_a_promise_is_withdrawn_once_and_comes_back_only_then():
    assert refused(rules.check_can_withdraw, WITHDRAWN, because="เหตุผล") == "promise_withdrawn"
    assert refused(rules.check_can_restore, STANDING, because="เหตุผล") == "promise_in_force"
    assert refused(rules.check_can_withdraw, STANDING, because="") == "promise_reason_missing"
    assert refused(rules.check_can_restore, WITHDRAWN, because="") == "promise_reason_missing"
    assert allows(rules.check_can_withdraw, STANDING, because="เหตุผล")
    assert allows(rules.check_can_restore, WITHDRAWN, because="เหตุผล")


def test_a_promise_is_changed_by_those_who_answer_for_its_office():
    ours, above = SimpleNamespace(pk=6), SimpleNamespace(pk=1)
    assert allows(rules.check_answers_for, ours, reach=frozenset({6, 7}))
    assert allows(rules.check_answers_for, None, reach=None)
    for other in (above, None):
        assert refused(rules.check_answers_for, other, reach=frozenset({6, 7})) == "promise_of_another_office"


def test_an_edit_changes_something():
    assert refused(rules.check_changes_something, []) == "promise_unchanged"
    assert allows(rules.check_changes_something, ["value"])


def test_a_rejection_says_why():
    assert refused(rules.check_can_reject, Proposal(state=ProposalState.PROPOSED), because="  ") == "reason_missing"


def test_a_proposal_is_tied_to_words_in_the_text():
    assert refused(rules.check_words_are_there, "เป้าหมาย 10 คน", start=0, end=3, quote="คน") == "words_not_in_the_text"
