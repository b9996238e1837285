"""Names of events, reasons, erasing."""

import pytest

from buranakan.lib.rules import RuleBroken, allows
from buranakan.records import rules
from buranakan.records.models import Event


@pytest.mark.parametrize(
    "name",
    ["plan.submitted", "service.taken_back", "event.payload_looked_at", "identity_number.revealed", "membership.given"],
)
def test_an_event_is_named_noun_and_past_tense(name):
    assert rules.check_event_name(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "submitted",
        "plan.submit",
        "Plan.submitted",
        "plan.submitted.twice",
        "plan_submitted",
        "plan.",
        ".submitted",
        "plan.Submitted",
        "",
    ],
)
def test_any_other_name_is_a_fault_in_the_program(name):
    with pytest.raises(ValueError, match="noun.past_tense"):
        rules.check_event_name(name)


@pytest.mark.parametrize(("text", "expected"), [("", False), ("    a  ", False), ("ok!!", False), ("audit", True)])
def test_a_reason_says_something(text, expected):
    assert allows(rules.check_reason, text) is expected


def test_a_reason_that_says_nothing_is_refused_by_its_code():
    with pytest.raises(RuleBroken) as refusal:
        rules.check_reason(" ")
    assert refusal.value.code == "reason_missing"


def test_a_payload_is_erased_once():
    assert allows(rules.check_can_erase, Event(payload={}))
    with pytest.raises(RuleBroken) as refusal:
        rules.check_can_erase(Event(payload=None))
    assert refusal.value.code == "payload_already_erased"
