"""What the register refuses. No database."""

import pytest

from buranakan.accounts.permissions import GRANTS, Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.lib import ids, thai_text
from buranakan.lib.rules import RuleBroken, allows
from buranakan.registry import rules
from tests.factories.registry import PersonFactory

NUMBER = ids.made_up_citizen_number(5)


def code_of(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize("reason", ["", "   ", "ตรวจ", "..........", "\u200b" * 20])
def test_a_reason_says_something(reason):
    assert code_of(rules.check_reason, reason) == "reason_needed"


def test_a_reason_of_a_few_words_is_enough():
    assert allows(rules.check_reason, "ยืนยันตัวก่อนออกวุฒิบัตร") is True


def test_a_reason_has_an_end():
    assert code_of(rules.check_reason, "ก" * 301) == "text_too_long"


@pytest.mark.parametrize(
    "text",
    [f"เลข {NUMBER}", f"ตรวจเลข {ids.format_citizen_number(NUMBER)} แล้ว", thai_text.thai_digits(NUMBER)],
    ids=["plain", "with-dashes", "thai-digits"],
)
def test_a_citizen_number_in_free_text_is_refused(text):
    assert code_of(rules.check_says_no_citizen_number, text) == "citizen_number_in_text"


@pytest.mark.parametrize("text", ["โทร 081-234-5678", "รุ่นที่ 3 จำนวน 25 คน", "9" * 20, NUMBER[:-1]])
def test_other_numbers_in_free_text_are_fine(text):
    assert allows(rules.check_says_no_citizen_number, text) is True


def test_a_taken_number_is_refused_with_who_holds_it():
    holder = PersonFactory.build()
    with pytest.raises(RuleBroken) as refusal:
        rules.check_number_is_free(holder)
    assert (refusal.value.code, refusal.value.params["holder"]) == ("citizen_number_taken", str(holder.reference))


def test_a_merged_record_is_not_changed():
    assert code_of(rules.check_stands, PersonFactory.build(merged_into_id=5)) == "merged_away"


def test_a_number_that_is_not_kept_is_not_revealed():
    assert code_of(rules.check_has_citizen_number, PersonFactory.build()) == "no_citizen_number"


@pytest.mark.parametrize("role", Role)
def test_names_are_for_those_who_work_with_the_register_or_met_the_person(role):
    kind = Kind.OWN if role == Role.EXPERT else Kind.OFFICE
    works_with_names = role in {
        Role.OFFICE_HEAD,
        Role.CENTRE_OFFICER,
        Role.PROVINCIAL_OFFICER,
        Role.STEWARD,
        Role.EXPERT,
    }
    assert rules.can_see_names(Scope(kind=kind, permissions=frozenset(GRANTS[role]))) is works_with_names


def test_the_public_sees_no_names():
    assert rules.can_see_names(Scope.public()) is False
