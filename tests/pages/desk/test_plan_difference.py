"""What changed from one version of a plan to another: by line, office, month, province and project."""

import io

import openpyxl
import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.comparison import Sums
from buranakan.planning.enums import Change, Cut
from tests.pages.desk.planning_desk import NOW, Desk, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def amended(desk):
    """Version 2 loses Chiang Mai and gets five more people in Korat; approved, as is version 3 which says the same."""
    ground = desk.ground
    newer = actions.amend(desk.approved(), reason="ปรับ", by=ground.planner, at=NOW)
    actions.remove_line(newer.lines.get(province="50"), by=ground.planner, at=NOW)
    actions.change_line(
        newer.lines.get(province="30"), line=ground.line(people=35, amount_satang=140_000_00), by=ground.planner, at=NOW
    )
    newer = actions.approve(actions.submit(newer, by=ground.planner, at=NOW), by=ground.head, at=NOW)
    third = actions.amend(newer, reason="อีกครั้ง", by=ground.planner, at=NOW)
    actions.approve(actions.submit(third, by=ground.planner, at=NOW), by=ground.head, at=NOW)
    return newer


def told(response):
    return [
        (row["change"].change, row["change"].line.province_id, row["change"].satang)
        for row in response.context["changes"]
    ]


def test_the_page_tells_line_by_line(desk):
    response = desk.planner.get(address("plan_difference", amended(desk)))
    assert (response.status_code, told(response)) == (
        200,
        [(Change.CHANGED, "30", 20_000_00), (Change.REMOVED, "50", -100_000_00)],
    )
    assert (response.context["people"], response.context["baht"]) == ("−20", "−80,000")
    assert [count for _, count in response.context["counted"]] == [0, 1, 0, 1]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    url = address("plan_difference", desk.approved())
    assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_role_without_plans_is_refused(desk):
    client = desk.as_role(Role.EXPERT, desk.ground.diprom)
    assert client.get(address("plan_difference", desk.approved())).status_code == 403


def test_changes_of_another_province_are_absent(desk):
    version = amended(desk)
    korat = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(address("plan_difference", version))
    assert told(korat) == [(Change.CHANGED, "30", 20_000_00)]
    # Version 2 has nothing left in Chiang Mai, so there is nothing to see for its office.
    client = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_chiang_mai)
    assert client.get(address("plan_difference", version)).status_code == 404


def test_wrong_method(desk):
    assert desk.planner.post(address("plan_difference", desk.approved())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    newer = actions.amend(desk.ground.approved(*desk.lines()), reason="ปรับ", by=desk.ground.planner, at=NOW)
    for line in list(newer.lines.all())[:count]:
        actions.remove_line(line, by=desk.ground.planner, at=NOW)
    with django_assert_num_queries(QUERIES):
        desk.planner.get(address("plan_difference", newer))


QUERIES = 8


def test_another_version_may_be_compared_with(desk):
    newer = amended(desk)
    forward = desk.planner.get(address("plan_difference", newer), {"from": "3"})
    assert told(forward) == []
    back = desk.planner.get(address("plan_difference", newer), {"from": "1"})
    assert len(told(back)) == 2


@pytest.mark.parametrize("asked", ["2", "9", "x"], ids=["itself", "none", "no-number"])
def test_a_version_that_is_not_there_is_not_compared_with(desk, asked):
    assert desk.planner.get(address("plan_difference", amended(desk)), {"from": asked}).status_code == 404


def test_the_first_version_has_nothing_before_it(desk):
    response = desk.planner.get(address("plan_difference", desk.approved()))
    assert (response.status_code, response.context["older"]) == (200, None)


# --- summed -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cut", list(Cut))
def test_every_cut_adds_up(desk, cut):
    context = desk.planner.get(address("plan_difference", amended(desk)), {"by": cut.value}).context
    rows = [*context["parts"], context["same"]]
    whole = context["whole"]["part"]
    assert sum(row["part"].people for row in rows) == whole.people == -20
    assert sum((row["part"].after for row in rows), Sums()) == whole.after
    assert (context["people"], context["baht"], context["by"]) == ("−20", "−80,000", cut.value)
    assert [tab["current"] for tab in context["tabs"]].count(True) == 1


def test_what_nobody_sums_by_is_not_there(desk):
    assert desk.planner.get(address("plan_difference", amended(desk)), {"by": "colour"}).status_code == 404


def test_the_workbook_says_the_same(desk):
    version = amended(desk)
    response = desk.planner.get(address("plan_difference_excel", version), {"from": "1"})
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert len(book.worksheets) == 1 + len(Cut)
    lines, *cuts = [list(sheet.iter_rows(min_row=4, values_only=True)) for sheet in book.worksheets]
    assert [(row[3], *row[8:]) for row in lines] == [
        ("จังหวัด30", 30, 35, 5, 120_000, 140_000, 20_000),
        ("จังหวัด50", 25, 0, -25, 100_000, 0, -100_000),
    ]
    assert {rows[-1][1:] for rows in cuts} == {(75, 55, -20, 300_000, 220_000, -80_000)}
    for rows in cuts:
        assert [sum(column) for column in zip(*(row[1:] for row in rows[:-1]), strict=True)] == list(rows[-1][1:])


def test_the_workbook_hides_money_of_other_books(desk):
    version = amended(desk)
    client = desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre)
    response = client.get(address("plan_difference_excel", version))
    months = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[3]
    *_rows, total = months.iter_rows(min_row=4, values_only=True)
    assert total[1:4] == (50, 55, 5)
    page = client.get(address("plan_difference", version), {"by": "month"})
    assert page.context["whole"]["part"].hidden > 0


def test_the_first_version_has_no_workbook_of_differences(desk):
    assert desk.planner.get(address("plan_difference_excel", desk.approved())).status_code == 404
