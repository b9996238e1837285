"""The grid of a plan: a table to read, and cells in JSON, money only where its books may be seen."""

import json

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions, audit
from tests.pages.desk.planning_desk import NOW, Desk, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def row(desk, **changes):
    ground = desk.ground
    given = {"activity": ground.activity, "owner": ground.diprom, "serving": ground.pio_korat, "counts": ground.diprom}
    return [*(one.pk for one in (given | changes).values()), "30"]


def value(people, baht=None):
    return {"people": people, "satang": baht and baht * 100}


def sent(desk, version, *edits, client=None):
    edits = [dict(zip(["row", "month", "expected", "wanted"], edit, strict=True)) for edit in edits]
    url = address("plan_cells_set", version)
    return (client or desk.planner).post(url, json.dumps({"edits": edits}), content_type="application/json")


def island(response):
    return response.context["island"]


def test_the_grid_says_people_and_baht_on_every_side(desk):
    version = desk.draft()
    response = desk.planner.get(address("plan_grid", version))
    months = {month.month: (sums.people, sums.satang) for month, sums in response.context["months"].items()}
    assert (months[2], months[3], months[4]) == ((50, 200_000_00), (25, 100_000_00), (0, 0))
    assert response.context["quarters"][2].people == 75
    assert (response.context["total"].people, response.context["total"].satang) == (75, 300_000_00)
    state = island(response)
    assert (len(state["cells"]), state["may_edit"]) == (3, True)
    assert state["held"] == {"satang": 1_000_000_00, "places": 200}
    line = version.lines.first()
    assert f'href="{address("plan_line", version, line.pk)}"' in response.content.decode()


def test_an_approved_plan_and_its_amendment_stand_beside_what_the_envelope_held_for_them(desk):
    version = desk.approved()
    state = island(desk.planner.get(address("plan_grid", version)))
    assert state["held"] == {"satang": 1_000_000_00, "places": 200}
    newer = actions.amend(version, reason="เพิ่ม", by=desk.ground.planner, at=NOW)
    state = island(desk.planner.get(address("plan_grid", newer)))
    assert state["held"] == {"satang": 1_000_000_00, "places": 200}


def test_cells_are_kept_and_told_to_who_looks_on(desk):
    version = desk.draft()
    known = island(desk.head.get(address("plan_grid", version)))["last"]
    answer = sent(
        desk, version, (row(desk), "2025-02", value(30, 120_000), value(40)), (row(desk), "2025-05", None, value(20))
    ).json()
    assert answer["values"] == [value(40, 160_000), value(20, 90_000)]
    heard = desk.head.get(address("plan_cells", version), {"since": known}).json()
    assert (heard["last"], heard["may_edit"]) == (answer["last"], False)
    assert [(one["month"], one["people"], one["satang"], one["who"], one["when"]) for one in heard["cells"]] == [
        ("2025-02", 40, 160_000_00, desk.ground.planner.display_name, "09.00 น."),
        ("2025-05", 20, 90_000_00, desk.ground.planner.display_name, "09.00 น."),
    ]
    assert desk.head.get(address("plan_cells", version), {"since": heard["last"]}).json()["cells"] == []
    assert audit.differences() == []


def test_a_refused_cell_is_told_at_its_place_with_what_fits_and_who_was_first(desk):
    version = desk.draft()
    sent(desk, version, (row(desk), "2025-02", value(30), value(40)))
    answer = sent(desk, version, (row(desk), "2025-02", value(30), value(25)), (row(desk), "2025-04", None, value(7)))
    first, second = answer.json()["refusals"]
    assert answer.status_code == 409
    assert (first["place"], first["code"], first["now"]) == (0, "cell_changed_meanwhile", value(40, 160_000))
    assert first["who"] == desk.ground.planner.display_name
    assert (second["place"], second["code"], "15" in second["because"]) == (1, "people_do_not_fit_rounds", True)
    assert version.lines.count() == 3


BAD = '{"edits": [{"row": %s, "month": "%s", "expected": null, "wanted": %s}]}'


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"edits": 1}',
        '{"edits": [{}]}',
        BAD % ('[1, 2, 3, true, "30"]', "2025-02", "null"),
        BAD % ('[1, 2, 3, 4, "30"]', "2025-13", "null"),
        BAD % ('[1, 2, 3, 4, "3\\u0000"]', "2025-02", "null"),
        BAD % ('[1, 2, 3, 4, {}]', "2025-02", "null"),
        "[" * 200_000,
        BAD % ('[1, 2, 3, 4, "30"]', "2025-02", '{"people": 1.5, "satang": null}'),
    ],
)
def test_what_is_not_understood_is_refused_whole(desk, body):
    version = desk.draft()
    answer = desk.planner.post(address("plan_cells_set", version), body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "edits_not_understood")


def test_a_submitted_plan_is_read_only(desk):
    version = desk.submitted()
    assert island(desk.planner.get(address("plan_grid", version)))["may_edit"] is False
    answer = sent(desk, version, (row(desk), "2025-05", None, value(20)))
    assert (answer.status_code, answer.json()["code"]) == (409, "version_not_editable")


def urls(version):
    return [address(name, version) for name in ("plan_grid", "plan_cells", "plan_cells_set")]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    grid, cells, put = urls(desk.draft())
    for ask, url in ((client.get, grid), (client.get, cells), (client.post, put)):
        assert ask(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_role_without_the_permission_is_refused(desk):
    client = desk.as_role(Role.ADMINISTRATOR, desk.ground.diprom)
    version = desk.draft()
    assert [client.get(urls(version)[0]).status_code, client.get(urls(version)[1]).status_code] == [403, 403]
    assert sent(desk, version, client=desk.head).status_code == 403


def test_another_offices_draft_is_not_there_and_its_approved_plan_is_not_written(desk):
    client = desk.as_role(Role.PLANNER, desk.ground.pio_korat)
    grid, cells, _ = urls(desk.draft())
    assert [client.get(grid).status_code, client.get(cells).status_code] == [404, 404]
    answer = sent(desk, desk.approved(), client=client)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_your_plan")


def test_money_of_other_books_is_not_in_the_page_nor_in_what_is_polled(desk):
    ground = desk.ground
    version = ground.approved(ground.line(serving_office=ground.centre, amount_satang=123_457_00))
    reader = desk.as_role(Role.PROVINCIAL_OFFICER, ground.pio_korat)
    page = reader.get(address("plan_grid", version))
    assert [(one["people"], one["satang"]) for one in island(page)["cells"]] == [(30, None)]
    assert island(page)["held"] is None
    heard = reader.get(address("plan_cells", version), {"since": "0"})
    for body in (page.content.decode(), heard.content.decode()):
        assert "12345700" not in body and "123,457" not in body


def test_a_planner_writes_people_where_the_money_is_hidden(desk):
    ground = desk.ground
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=500_000_00, places=90, by=ground.planner, at=NOW
    )
    version = ground.draft(ground.line(serving_office=ground.centre), envelope=child)
    planner = desk.as_role(Role.PLANNER, ground.pio_korat)
    key = row(desk, serving=ground.centre)
    assert [one["satang"] for one in island(planner.get(address("plan_grid", version)))["cells"]] == [None]
    answer = sent(desk, version, (key, "2025-02", value(30), value(40)), client=planner)
    assert answer.json()["values"] == [value(40)]
    late = sent(desk, version, (key, "2025-02", value(30), value(20)), client=planner)
    assert late.json()["refusals"][0]["now"] == value(40)


def test_wrong_methods(desk):
    grid, cells, put = urls(desk.draft())
    assert [desk.planner.post(grid).status_code, desk.planner.post(cells).status_code] == [405, 405]
    assert desk.planner.get(put).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    version = desk.ground.draft(*desk.lines()[:count])
    with django_assert_num_queries(QUERIES):
        desk.planner.get(address("plan_grid", version))
    with django_assert_num_queries(QUERIES_OF_CELLS):
        desk.planner.get(address("plan_cells", version), {"since": "0"})


QUERIES, QUERIES_OF_CELLS = 12, 9
