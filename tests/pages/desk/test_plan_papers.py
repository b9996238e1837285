"""The page of papers: sheets as Excel and PDF, a page for each province, and the way to open data."""

import io

import openpyxl
import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.pages.desk.planning_desk import NOW, Desk
from tests.pages.papers import pages_of

URL = "/desk/plans/papers/"
SHEETS = "/desk/plans/papers/sheets/"
PROVINCES = "/desk/plans/papers/provinces"

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        desk = Desk.opened()
        desk.approved()
        yield desk


def table(answered):
    rows = list(openpyxl.load_workbook(io.BytesIO(answered.content)).active.values)
    top = next(place for place, row in enumerate(rows) if row[19] is not None)
    return rows[:top], rows[top], rows[top + 1 :]


def test_papers_are_offered_for_every_province_with_a_plan(desk):
    context = desk.planner.get(URL).context
    assert [one["name"] for one in context["provinces"]] == [
        one.name for one in (desk.ground.korat, desk.ground.surin, desk.ground.chiang_mai)
    ]
    (centre,) = context["centres"]
    assert f"{desk.ground.centre.short}: 2 " in centre["text"]
    assert centre["href"] == f"{PROVINCES}.pdf?centre={desk.ground.centre.code}"


def test_the_workbook_has_numbers_says_its_reach_and_that_its_shape_is_not_confirmed(desk):
    head, headings, rows = table(desk.planner.get(f"{SHEETS}302.xlsx"))
    assert len(headings) == 20
    people, _result, baht, *_rest = rows
    assert (people[19], baht[19]) == (75, 300_000)
    assert (people[8], baht[8]) == (50, 200_000)
    assert len([row for row in head if row[0]]) >= 4
    assert rows[-1][3] is not None


def test_the_same_sheet_is_a_paper(desk):
    answered = desk.planner.get(f"{SHEETS}301.pdf?owner=diprom")
    assert (answered.headers["Content-Type"], pages_of(answered.content)) == ("application/pdf", 1)


def test_a_stranger_is_asked_to_sign_in(client, desk):
    for url in [URL, f"{SHEETS}302.xlsx", f"{PROVINCES}/30.pdf", f"{PROVINCES}.pdf"]:
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_role_without_plans_is_refused(desk):
    assert desk.as_role(Role.EXPERT, desk.ground.diprom).get(URL).status_code == 403


def test_another_province_and_what_is_no_sheet_are_not_there(desk):
    provincial = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat)
    assert provincial.get(f"{PROVINCES}/50.pdf").status_code == 404
    assert [one["name"] for one in provincial.get(URL).context["provinces"]] == [desk.ground.korat.name]
    _head, _headings, rows = table(provincial.get(f"{SHEETS}302.xlsx"))
    assert (rows[0][19], rows[2][19]) == (30, 120_000)
    for url in ["303.xlsx", "302.csv", "302.xlsx?owner=nobody"]:
        assert desk.planner.get(f"{SHEETS}{url}").status_code == 404


def test_wrong_method(desk):
    assert desk.planner.post(URL).status_code == 405


def test_one_page_for_a_province_and_one_file_for_a_centre(desk):
    assert pages_of(desk.planner.get(f"{PROVINCES}/30.pdf").content) == 1
    assert pages_of(desk.planner.get(f"{PROVINCES}.pdf?centre={desk.ground.centre.code}").content) == 2
    assert desk.planner.get(f"{PROVINCES}.pdf?centre=nobody").headers["Location"] == URL


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for line in desk.lines()[:count]:
        desk.ground.approved(line)
    with django_assert_num_queries(QUERIES):
        desk.planner.get(URL)


QUERIES = 10
