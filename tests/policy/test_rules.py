"""When a text may be taken in, and what makes a promise of a proposal."""

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


@pytest.mark.parametrize(
    ("value", "unit", "figure_unit", "code"),
    [(0, "คน", "คน", "promise_of_nothing"), (10, "คน", "บาท", "figure_of_another_unit")],
)
def test_a_promise_needs_a_number_and_a_figure_of_its_unit(value, unit, figure_unit, code):
    proposal = Proposal(state=ProposalState.PROPOSED)
    assert refused(rules.check_can_confirm, proposal, value=value, unit=unit, figure_unit=figure_unit) == code


def test_a_rejection_says_why():
    assert refused(rules.check_can_reject, Proposal(state=ProposalState.PROPOSED), because="  ") == "reason_missing"


def test_a_proposal_is_tied_to_words_in_the_text():
    assert refused(rules.check_words_are_there, "เป้าหมาย 10 คน", start=0, end=3, quote="คน") == "words_not_in_the_text"
