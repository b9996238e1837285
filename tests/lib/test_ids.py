import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids, thai_text
from buranakan.lib.rules import RuleBroken

serials = st.integers(0, 10**9 - 1)


@pytest.mark.parametrize(
    "text",
    [
        "3100600445635",
        "3-1006-00445-63-5",
        "๓-๑๐๐๖-๐๐๔๔๕-๖๓-๕",
        " 3 1006 00445 63 5 ",
        "3\u20111006\u201300445.63/5\u200b",
    ],
)
def test_a_citizen_number_is_tidied(text):
    assert ids.citizen_number(text) == "3100600445635"


@pytest.mark.parametrize("text", ["0105536112014", "0-10-5-536-11201-4", "๐๑๐๕๕๓๖๑๑๒๐๑๔"])
def test_a_juristic_number_is_tidied(text):
    assert ids.juristic_number(text) == "0105536112014"


@pytest.mark.parametrize("text", ["6-33-09-06/1-0072", "633090610072", "๖-๓๓-๐๙-๐๖/๑-๐๐๗๒"])
def test_a_community_enterprise_number_is_tidied(text):
    number = ids.community_enterprise_number(text)

    assert number == "633090610072"
    assert ids.format_community_enterprise_number(number) == "6-33-09-06/1-0072"


@pytest.mark.parametrize(
    ("check", "text", "code"),
    [
        (ids.citizen_number, "", "number_missing"),
        (ids.citizen_number, " - ", "number_missing"),
        (ids.citizen_number, "310060044563X", "number_not_digits"),
        (ids.citizen_number, "310060044563²", "number_not_digits"),
        (ids.citizen_number, "310060044563", "number_length"),
        (ids.citizen_number, "31006004456355", "number_length"),
        (ids.citizen_number, "3100600445636", "number_check_digit"),
        (ids.citizen_number, "0105536112014", "citizen_number_first_digit"),
        (ids.juristic_number, "3100600445635", "juristic_number_first_digit"),
        (ids.juristic_number, "0105536112015", "number_check_digit"),
        (ids.community_enterprise_number, "63309061007", "number_length"),
        (ids.community_enterprise_number, "6-33-09-06/ก-0072", "number_not_digits"),
    ],
)
def test_a_number_that_cannot_be_is_refused(check, text, code):
    with pytest.raises(RuleBroken) as refusal:
        check(text)
    assert refusal.value.code == code
    assert str(refusal.value)


def test_a_refusal_does_not_repeat_the_number():
    with pytest.raises(RuleBroken) as refusal:
        ids.citizen_number("3100600445636")
    assert "445636" not in f"{refusal.value} {refusal.value!r} {refusal.value.params}"


def test_a_masked_number_shows_three_digits():
    assert ids.mask_citizen_number("3100600445635") == "x-xxxx-xxxxx-63-5"
    assert ids.format_citizen_number("3100600445635") == "3-1006-00445-63-5"


@given(serials)
def test_made_up_numbers_pass_the_check_and_are_recognised(serial):
    citizen, juristic = ids.made_up_citizen_number(serial), ids.made_up_juristic_number(serial)

    assert ids.citizen_number(ids.format_citizen_number(citizen)) == citizen
    assert ids.citizen_number(thai_text.thai_digits(citizen)) == citizen
    assert ids.juristic_number(juristic) == juristic
    assert (ids.is_made_up(citizen), ids.is_made_up(juristic)) == (True, True)


@given(serials, serials)
def test_made_up_numbers_are_distinct(one, other):
    assert (ids.made_up_citizen_number(one) == ids.made_up_citizen_number(other)) is (one == other)


@pytest.mark.parametrize("serial", [-1, 10**9])
def test_a_serial_number_that_does_not_fit_is_a_fault(serial):
    with pytest.raises(ValueError, match="nine digits"):
        ids.made_up_citizen_number(serial)


def test_a_real_looking_number_is_not_made_up():
    assert ids.is_made_up("3100600445635") is False


@given(serials, st.integers(1, 9))
def test_a_wrong_check_digit_is_always_noticed(serial, change):
    number = ids.made_up_citizen_number(serial)

    with pytest.raises(RuleBroken) as refusal:
        ids.citizen_number(number[:-1] + str((int(number[-1]) + change) % 10))
    assert refusal.value.code == "number_check_digit"
