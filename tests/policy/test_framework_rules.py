"""What frameworks and wordings refuse: without database."""

import datetime as dt

import pytest

from buranakan.lib.rules import RuleBroken
from buranakan.policy import framework_rules as rules
from buranakan.policy.models import Framework
from buranakan.policy.written import WrittenFramework, WrittenPillar

FIRST, LAST = dt.date(2024, 10, 7), dt.date(2025, 10, 2)
DAY = dt.timedelta(days=1)
FRAMEWORK = Framework(code="f", name_th="กรอบ", valid_from=FIRST, valid_to=LAST)


def written(**said):
    given = {
        "name_th": "กรอบใหม่",
        "name_en": "",
        "level": "minister",
        "owner_th": "รัฐมนตรีว่าการกระทรวงอุตสาหกรรม",
        "owner_en": "",
        "pillar_label_th": "แนวทาง",
        "pillar_label_en": "",
        "valid_from": FIRST,
        "source": "ข่าว",
        "confidence": "A",
    }
    return WrittenFramework(**given | said)


def code_of(check, *said, **named):
    with pytest.raises(RuleBroken) as refusal:
        check(*said, **named)
    return refusal.value.code


@pytest.mark.parametrize("name", rules.NEEDED)
def test_what_a_framework_has_to_say(name):
    rules.check_written(written())
    assert code_of(rules.check_written, written(**{name: " "})) == "framework_incomplete"


def test_what_was_left_empty_in_english_is_said_in_thai():
    columns = written(aliases=("อื่น",)).columns
    assert (columns["name_en"], columns["owner_en"], columns["aliases"]) == ("กรอบใหม่", columns["owner_th"], ["อื่น"])


def test_names_and_days():
    assert code_of(rules.check_is_new, "กรอบ  ใหม่", others=["กรอบ ใหม่"]) == "framework_already_there"
    assert code_of(rules.check_last_day, FIRST - DAY, valid_from=FIRST) == "framework_ends_before_it_begins"
    assert code_of(rules.check_changes, LAST, LAST) == "nothing_changed"
    assert code_of(rules.check_because, "") == "reason_missing"


def test_pillars_have_words_of_their_own():
    rules.check_pillars([WrittenPillar("ฝ่า"), WrittenPillar("ฟัน")])
    assert code_of(rules.check_pillars, [WrittenPillar("ฝ่า"), WrittenPillar("ฝ่า ")]) == "pillars_alike"
    assert code_of(rules.check_pillars, [WrittenPillar(" ")]) == "pillar_without_words"
    many = [WrittenPillar(f"ด้าน {n}") for n in range(rules.MOST_PILLARS + 1)]
    assert code_of(rules.check_pillars, many) == "too_many_pillars"


@pytest.mark.parametrize(
    ("valid_from", "latest", "entered_on", "today", "code"),
    [
        (FIRST + DAY, FIRST, None, LAST, None),
        (FIRST, None, None, LAST, None),
        (FIRST, FIRST, LAST, LAST, None),
        (FIRST, FIRST, FIRST - DAY * 9, FIRST - DAY, None),
        (FIRST, FIRST, FIRST, FIRST + DAY, "wording_needs_a_later_day"),
        (FIRST, FIRST, None, LAST, "wording_needs_a_later_day"),
        (FIRST, FIRST + DAY, None, FIRST - DAY, "wording_needs_a_later_day"),
        (FIRST - DAY, None, None, FIRST, "wording_outside_framework"),
        (LAST + DAY, FIRST, None, FIRST, "wording_outside_framework"),
    ],
    ids=["later", "first", "same-day-slip", "not-yet-in-force", "next-day", "of-file", "earlier", "before", "after"],
)
def test_a_new_wording_needs_a_day_of_its_own(valid_from, latest, entered_on, today, code):
    said = {"framework": FRAMEWORK, "latest": latest, "entered_on": entered_on, "today": today}
    if code is None:
        rules.check_new_wording(valid_from, **said)
    else:
        assert code_of(rules.check_new_wording, valid_from, **said) == code


def test_the_first_day_moves_while_no_report_stands_on_it():
    rules.check_can_move_first_day(FRAMEWORK, to=FIRST + DAY, entered_on=None, today=FIRST - DAY)
    said = {"to": FIRST + DAY, "entered_on": FIRST, "today": FIRST + DAY}
    assert code_of(rules.check_can_move_first_day, FRAMEWORK, **said) == "first_day_stands"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Break, through & push!", "break-through-push"), ("ฝ่า", "framework"), ("Old", "old-2"), ("É Café", "e-cafe")],
)
def test_a_code_out_of_a_name(name, code):
    assert rules.code_of(name, taken={"old"}, fallback="framework") == code
