"""Frameworks and the announced programme: what is in force on a day, and what the announcement does not say."""

from collections import Counter

import pytest

from tests.reference import files

LEVELS = {
    "government",
    "ministry",
    "minister",
    "deputy_minister",
    "permanent_secretary",
    "deputy_permanent_secretary",
    "department",
}


def frameworks():
    return files.document("frameworks.toml")["framework"]


def framework(code):
    return next(one for one in frameworks() if one["code"] == code)


def wording_on(pillar, day):
    """The wording that a page for the day shows."""
    return [wording["th"] for wording in pillar["wording"] if str(wording["valid_from"]) <= day][-1]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2022-12-01", []),
        ("2022-12-02", ["mind"]),
        ("2024-05-26", ["mind", "reshape-the-future"]),
        ("2024-09-13", ["mind", "reshape-the-future"]),
        ("2024-12-08", ["mind", "modern-clean-convenient-transparent", "fight-save-build"]),
        ("2025-05-15", ["mind", "modern-clean-convenient-transparent", "fight-save-build"]),
        ("2025-10-01", ["modern-clean-convenient-transparent", "fight-save-build", "mind-as-one"]),
        ("2025-11-01", ["mind-as-one", "break-strike-draw-push", "close-open-rely"]),
    ],
)
def test_what_is_in_force_on_a_day(day, codes):
    assert [one["code"] for one in frameworks() if files.holds_on(one, day)] == codes


def test_frameworks_are_complete_and_in_order():
    offices = {row["code"] for row in files.rows("offices.csv")}
    starts = [one["valid_from"] for one in frameworks()]
    assert starts == sorted(starts)
    assert max(Counter(one["code"] for one in frameworks()).values()) == 1
    for one in frameworks():
        assert one["level"] in LEVELS, one["code"]
        assert one["owner_office"] in offices, one["code"]
        assert one["name_th"] and one["name_en"] and one["full_name_th"], one["code"]
        assert one["owner_post_th"] and one["owner_post_en"], one["code"]
        assert one["pillar_label_th"] and one["pillar_label_en"], one["code"]
        assert one["note_th"] and one["note_en"], one["code"]


def test_an_end_has_a_confidence_and_an_open_framework_has_none():
    for one in frameworks():
        assert ("valid_to" in one) == ("valid_to_confidence" in one), one["code"]
        assert one.get("valid_to", one["valid_from"]) >= one["valid_from"], one["code"]


def test_no_end_of_a_framework_was_announced_so_each_says_that_it_is_inferred():
    assert {one["valid_to_confidence"] for one in frameworks() if "valid_to" in one} == {"C", "D"}


def test_frameworks_without_pillars_say_that_they_are_incomplete():
    assert [one["code"] for one in frameworks() if not one["pillars_complete"]] == [
        one["code"] for one in frameworks() if not one.get("pillar")
    ]


@pytest.mark.parametrize(
    ("code", "pillars"),
    [
        ("mind", ["business", "society", "environment", "income"]),
        ("modern-clean-convenient-transparent", ["modern", "clean", "convenient", "transparent"]),
        ("fight-save-build", ["fight", "save", "build"]),
        ("break-strike-draw-push", ["break-through", "strike", "draw", "push"]),
        ("dismantle-reduce-relieve-create", ["dismantle", "reduce", "relieve", "create"]),
    ],
)
def test_the_pillars_of_a_framework(code, pillars):
    assert [pillar["code"] for pillar in framework(code)["pillar"]] == pillars


def test_pillars_are_numbered_and_their_wordings_dated_from_the_frameworks_first_day():
    for one in frameworks():
        pillars = one.get("pillar", [])
        assert [pillar["number"] for pillar in pillars] == list(range(1, len(pillars) + 1)), one["code"]
        for pillar in pillars:
            days = [wording["valid_from"] for wording in pillar["wording"]]
            assert days == sorted(set(days)), pillar
            assert days[0] == one["valid_from"], pillar
            assert all(wording["th"] and wording["en"] for wording in pillar["wording"]), pillar


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022-12-02", "ความสำเร็จทางธุรกิจ"),
        ("2024-05-22", "ความสำเร็จทางธุรกิจ เปลี่ยนผ่านสู่อุตสาหกรรมเศรษฐกิจ"),
        ("2024-12-24", "ความสำเร็จทางธุรกิจ เปลี่ยนผ่านสู่อุตสาหกรรมเศรษฐกิจ"),
        ("2025-05-15", "ความสามารถในการแข่งขัน"),
    ],
)
def test_the_wording_of_a_pillar_changes_while_its_code_stays(day, words):
    assert wording_on(framework("mind")["pillar"][0], day) == words


def test_what_is_uncertain_about_the_newest_slogan_is_marked():
    confidences = {
        w["confidence"] for pillar in framework("break-strike-draw-push")["pillar"] for w in pillar["wording"]
    }
    assert confidences == {"D"}


def test_the_five_projects_by_their_official_names():
    projects = files.document("projects.toml")["project"]
    assert [(project["number"], project["name_th"]) for project in projects] == [
        (1, "ยกระดับสินค้าเกษตรสู่เกษตรอุตสาหกรรม"),
        (2, "ยกระดับศักยภาพเศรษฐกิจชุมชน"),
        (3, "เร่งการจัดตั้งและขยายธุรกิจของผู้ประกอบการอัจฉริยะ"),
        (4, "เสริมสร้างศักยภาพผู้ประกอบการอุตสาหกรรมสู่การแข่งขันเศรษฐกิจวิถีใหม่"),
        (5, "สนับสนุนและพัฒนาปัจจัยแวดล้อมที่เอื้อต่อการดำเนินธุรกิจ"),
    ]
    assert len({project["code"] for project in projects}) == 5


def test_the_announced_figures():
    portfolio = files.document("projects.toml")["portfolio"]
    assert (portfolio["people"], portfolio["people_comparison"]) == (2_180, "more_than")
    assert (portfolio["money_satang"], portfolio["money_comparison"]) == (9_150_000_00, "exactly")
    assert portfolio["fiscal_year"] == 2568


def test_what_the_announcement_does_not_say_is_unknown():
    portfolio = files.document("projects.toml")["portfolio"]
    assert [key for key, value in portfolio.items() if value == "unknown"] == [
        "scope",
        "counting_rule",
        "split_by_project",
        "split_by_province",
        "split_by_office",
        "split_by_month",
        "whose_kpi",
    ]


def test_the_seven_kinds_and_their_units():
    kinds = files.rows("kinds.csv")
    units = {row["code"] for row in files.rows("units.csv")}
    assert [kind["code"] for kind in kinds] == [
        "training",
        "advice",
        "itc",
        "establishments",
        "products",
        "standards",
        "fairs",
    ]
    assert [kind["number"] for kind in kinds] == [str(number) for number in range(1, 8)]
    for kind in kinds:
        assert kind["default_unit"] in units, kind
        assert set(kind["recipients"].split()) <= {"person", "enterprise"}, kind
    assert [kind["code"] for kind in files.document("projects.toml")["kind"]] == [kind["code"] for kind in kinds]


def test_every_kind_has_words_that_name_it():
    for kind in files.document("projects.toml")["kind"]:
        assert kind["words"], kind
