"""What visits refuse, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken, allows
from buranakan.policy.visits import rules
from buranakan.policy.visits.enums import VisitState

NINE = dt.datetime(2025, 5, 16, 9, tzinfo=BANGKOK)
FOUR = NINE.replace(hour=16)
TEXTS = {"title": "ตรวจเยี่ยม", "visitors": "ปลัดกระทรวงอุตสาหกรรม", "look_at": ""}


def plan(texts=None, **changes):
    said = {"place": "โรงงาน", "offices": [], "starts_at": NINE, "ends_at": FOUR}
    return rules.check_plan(texts=TEXTS | (texts or {}), **(said | changes))


def code_of(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code, refusal.value.params.get("field")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"texts": {"title": ""}}, ("visit_words_missing", "title")),
        ({"texts": {"visitors": ""}}, ("visit_words_missing", "visitors")),
        ({"texts": {"title": "ก" * 201}}, ("visit_text_too_long", "title")),
        ({"place": ""}, ("visit_without_destination", "offices")),
        ({"ends_at": NINE}, ("visit_ends_before_it_starts", "ends_at")),
        ({"ends_at": NINE + dt.timedelta(days=15)}, ("visit_too_long", "ends_at")),
    ],
)
def test_a_plan_names_who_goes_where_and_ends_after_it_starts(changes, code):
    assert allows(plan)
    assert code_of(lambda: plan(**changes)) == code


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ((NINE, ""), "item_without_words"),
        ((NINE - dt.timedelta(minutes=1), "รับฟังสรุป"), "item_outside_the_visit"),
        ((FOUR + dt.timedelta(minutes=1), "รับฟังสรุป"), "item_outside_the_visit"),
    ],
)
def test_a_line_of_the_programme_says_something_within_the_visit(item, code):
    said = {"starts_at": NINE, "ends_at": FOUR}
    assert allows(rules.check_programme, [(NINE, "เริ่ม"), (FOUR, "จบ")], **said)
    assert code_of(lambda: rules.check_programme([item], **said)) == (code, "programme")


def test_every_move_of_the_table_and_no_other():
    moves = {(now, to) for now in VisitState for to in VisitState if allows(rules.check_can_move, now, to)}
    assert moves == {(now, to) for now, reached in rules.MOVES.items() for to in reached}
    with pytest.raises(RuleBroken) as refusal:
        rules.check_can_move(VisitState.CANCELLED, VisitState.DONE)
    assert refusal.value.code == "visit_move_not_allowed"


@given(st.integers(1, 10**9 - 1), st.sampled_from([" ", "-", ""]))
def test_no_note_holds_a_citizen_number_however_it_is_written(serial, between):
    number = between.join(ids.made_up_citizen_number(serial))
    said = {"has_photo": False}
    assert code_of(lambda: rules.check_note(f"พบ {number} ที่ร้าน", **said)) == ("note_with_citizen_number", "text")


def test_a_note_has_words_or_a_photo():
    assert code_of(lambda: rules.check_note("", has_photo=False)) == ("note_empty", "text")
    assert allows(rules.check_note, "", has_photo=True)
    assert code_of(lambda: rules.check_note("ก" * 5_001, has_photo=True)) == ("visit_text_too_long", "text")
