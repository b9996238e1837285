"""What letters and codes refuse."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken, allows
from buranakan.messages import rules
from tests.factories.messages import AT, ContactCheckFactory

MINUTES = dt.timedelta(minutes=1)
HOURS = dt.timedelta(hours=1)


def refused(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([59 * dt.timedelta(seconds=1)], "code_asked_too_soon"),
        ([MINUTES], None),
        ([2 * MINUTES, 4 * MINUTES, 6 * MINUTES, 8 * MINUTES], None),
        ([2 * MINUTES, 4 * MINUTES, 6 * MINUTES, 8 * MINUTES, 59 * MINUTES], "code_asked_too_often"),
        ([2 * MINUTES, 4 * MINUTES, 6 * MINUTES, 8 * MINUTES, 60 * MINUTES], None),
        ([n * 2 * HOURS for n in range(1, 11)], "code_asked_too_often"),
        ([n * 2 * HOURS for n in range(3, 13)], None),
    ],
)
def test_codes_to_one_contact_have_a_pace(ago, expected):
    asked_at = [AT - one for one in ago]
    if expected is None:
        assert rules.check_may_ask(asked_at, at=AT) is None
    else:
        assert refused(rules.check_may_ask, asked_at, at=AT) == expected


@pytest.mark.parametrize(("asked", "expected"), [(14, True), (15, False)])
def test_codes_about_one_thing_are_limited_whichever_contact_they_go_to(asked, expected):
    moments = [AT - n * HOURS for n in range(1, asked + 1)]
    assert allows(rules.check_may_ask, [], thing_asked_at=moments, at=AT) is expected


@pytest.mark.parametrize(
    ("after", "tries", "expected"),
    [
        (0 * MINUTES, 0, None),
        (15 * MINUTES - dt.timedelta(seconds=1), 4, None),
        (15 * MINUTES, 0, "code_expired"),
        (0 * MINUTES, 5, "code_tries_over"),
    ],
)
def test_a_code_is_taken_in_time_and_not_for_ever(after, tries, expected):
    check = ContactCheckFactory.build(tries=tries)
    if expected is None:
        assert rules.check_can_confirm(check, at=AT + after) is None
    else:
        assert refused(rules.check_can_confirm, check, at=AT + after) == expected


def test_without_a_code_that_was_asked_for_there_is_nothing_to_confirm():
    assert refused(rules.check_can_confirm, None, at=AT) == "code_expired"


@pytest.mark.parametrize(("tries", "code"), [(1, "code_wrong"), (4, "code_wrong"), (5, "code_tries_over")])
def test_a_wrong_code_says_how_many_tries_are_left(tries, code):
    with pytest.raises(RuleBroken) as refusal:
        rules.check_code(False, tries=tries)
    assert (refusal.value.code, refusal.value.params.get("left")) == (code, 5 - tries or None)
    assert rules.check_code(True, tries=tries) is None


def test_a_letter_says_something_and_has_a_way_to_go():
    assert refused(rules.check_says_something, " ", "text") == "letter_empty"
    assert refused(rules.check_says_something, "subject", "\n") == "letter_empty"
    assert refused(rules.check_channel, False) == "sms_not_available"


@given(st.integers(min_value=0, max_value=100))
def test_waits_never_become_shorter(tries):
    assert rules.WAITS[0] <= rules.wait_after(tries) <= rules.wait_after(tries + 1) <= rules.WAITS[-1]


@pytest.mark.parametrize("typed", ["123456", "123 456", "๑๒๓-๔๕๖", " 12\u200b3456 "])
def test_a_code_is_read_however_it_is_typed(typed):
    assert rules.tidied_code(typed) == "123456"
