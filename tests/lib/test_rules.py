import pickle

import pytest

from buranakan.lib.rules import RuleBroken, allows

THAI = {"“%(call)s” has no places left.": "“%(call)s” เต็มแล้ว", "It is 100% full.": "เต็ม 100% แล้ว"}


class Lazy:
    """Stands for a sentence that is translated when it is shown."""

    def __init__(self):
        self.language = "en"

    def __str__(self):
        return {"en": "Full: %(call)s", "th": "เต็ม: %(call)s"}[self.language]


def check_is_even(number, *, limit):
    if number % 2 or number > limit:
        raise RuleBroken("odd", "%(number)s is odd.", number=number)


def test_the_message_meets_its_parameters_when_it_is_shown():
    refusal = RuleBroken("call_full", "“%(call)s” has no places left.", call="ร้านค้า")

    assert (refusal.code, refusal.message) == ("call_full", "“%(call)s” has no places left.")
    assert refusal.params == {"call": "ร้านค้า"}
    assert str(refusal) == "“ร้านค้า” has no places left."


def test_a_lazy_message_speaks_the_language_of_the_moment():
    sentence = Lazy()
    refusal = RuleBroken("call_full", sentence, call="ก")

    assert str(refusal) == "Full: ก"
    sentence.language = "th"
    assert str(refusal) == "เต็ม: ก"
    assert refusal.rendered(THAI.__getitem__) == "เต็ม: ก"


def test_a_marked_message_is_rendered_by_any_translator():
    assert RuleBroken("x", "“%(call)s” has no places left.", call="ก").rendered(THAI.__getitem__) == "“ก” เต็มแล้ว"


def test_a_percent_sign_without_parameters_is_only_a_percent_sign():
    refusal = RuleBroken("full", "It is 100% full.")

    assert str(refusal) == "It is 100% full."
    assert refusal.rendered(THAI.__getitem__) == "เต็ม 100% แล้ว"


def test_parameters_may_be_called_anything():
    refusal = RuleBroken("odd", "%(code)s %(message)s", code="a", message="b")

    assert (refusal.code, str(refusal)) == ("odd", "a b")


def test_a_refusal_survives_the_way_between_processes():
    copy = pickle.loads(pickle.dumps(RuleBroken("odd", "%(number)s is odd.", number=3)))  # noqa: S301 - our own

    assert (copy.code, copy.message, copy.params) == ("odd", "%(number)s is odd.", {"number": 3})


@pytest.mark.parametrize(("number", "expected"), [(2, True), (3, False), (12, False)])
def test_a_rule_becomes_a_yes_or_no(number, expected):
    assert allows(check_is_even, number, limit=10) is expected


def test_a_fault_in_a_rule_is_not_an_answer():
    with pytest.raises(TypeError):
        allows(check_is_even, "two", limit=10)
