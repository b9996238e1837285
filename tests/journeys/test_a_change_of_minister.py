"""A new minister: the framework is entered, projects move to it on one screen, and the old report stays as it was."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("javascript", [False], ids=["without-javascript"])]

OLD_REPORT = "/desk/scorecards/?on=1/5/2568&framework=fight-save-build"
SUBMIT = "main form [type=submit]:not([name])"
TYPED = {
    "name_th": "ก้าวไปด้วยกัน (สมมติ)",
    "owner_th": "รัฐมนตรีว่าการกระทรวงอุตสาหกรรม",
    "pillar_label_th": "แนวทาง",
    "valid_from": "1 มิ.ย. 2568",
    "source": "ข้อมูลสมมติ",
    "pillar-1-name_th": "เซฟรายได้ผู้ประกอบการ",
    "pillar-2-name_th": "สร้างอุตสาหกรรมใหม่",
}


def test_a_change_of_minister(walk):
    # Given: the report of a day under the old framework, as the planner reads it.
    walk.become("planner")
    before = report(walk)

    # When the administrator enters the next framework, and asks for one more row on the way, then what was typed stays.
    walk.become("administrator")
    walk.go("/desk/frameworks/add/")
    for name, text in TYPED.items():
        walk.page.fill(f"[name={name}]", text)
    with walk.hurrying():
        walk.open("[name=more]")
    assert {name: walk.page.input_value(f"[name={name}]") for name in TYPED} == TYPED
    walk.page.fill("[name=pillar-5-name_th]", "บริการโปร่งใส")
    walk.open(walk.page.locator(SUBMIT))
    framework = walk.path
    assert walk.page.locator("main .card").count() == 3

    # When the planner moves the projects, then each comes with a suggestion and its reason, and waits to be confirmed.
    with walk.hurrying():
        walk.become("planner")
    walk.go(f"{framework}retag/?old=fight-save-build&starts_on=1/6/2568")
    rows = walk.page.locator(".retag-row").all()
    assert len(rows) == 8
    for row in rows:
        assert row.locator("select").input_value()
        assert row.locator("[name$=because]").input_value()
        assert not row.locator("[type=checkbox]").is_checked()
        row.locator("[type=checkbox]").check()
    walk.open(walk.page.locator("main form[method=post] [type=submit]"))
    assert walk.path == f"{framework}tags/"
    assert walk.page.locator("tbody tr").count() == 8

    # Then the old day is told as it was, and the new framework counts from its first day.
    with walk.hurrying():
        assert report(walk) == before
        walk.go(f"/desk/scorecards/?on=1/6/2568&framework={framework.split('/')[-2]}")
    assert float(walk.page.locator(".pillar-number").first.inner_text()) > 0


def report(walk):
    """Every number of the old framework's scorecard on an old day."""
    walk.go(OLD_REPORT)
    return walk.page.locator("main .card").all_inner_texts()
