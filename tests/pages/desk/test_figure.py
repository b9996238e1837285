"""One figure over any slice: seen of the whole, its parts, the rows behind it, and addresses that can't be meant."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.registry import PersonFactory
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in_as

URL = "/desk/figures/people_reached_distinct/"
QUERIES = 10
YEAR = {"year": "2568"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)):
        world = worlds.build()
        worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
        yield world


@pytest.fixture
def executive(world):
    return signed_in_as(Role.EXECUTIVE, world.ministry)


@pytest.fixture
def officer(world):
    return signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])


def parts(response):
    return [(row["label"], row["reached"], row["planned"]) for row in response.context["parts"]]


def rows(response):
    return [row.province_id for row in response.context["page"].object_list]


def test_an_officer_sees_their_own_of_the_whole(officer):
    response = officer.get(URL, YEAR)
    shown = response.context
    assert (response.status_code, shown["seen_value"], shown["total_value"]) == (200, "3 คน", "7 คน")
    assert (shown["opened"].rows_seen, shown["opened"].rows_in_all, rows(response)) == (3, 7, ["30"] * 3)
    assert parts(response) == [("โครงการเกษตร", 3, 30)]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_figures_is_refused(world, role):
    assert signed_in_as(role, world.centre if role == Role.EXPERT else world.ministry).get(URL).status_code == 403


def test_another_province_is_out_of_reach(officer):
    response = officer.get(URL, {"province": "50"})
    assert (response.status_code, response.context["refusal"].code) == (404, "slice_out_of_reach")


def test_wrong_method(executive):
    assert executive.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("by", ["project", "province", "office", "month"])
def test_query_count_does_not_grow(world, executive, by, count, django_assert_num_queries):
    for number in range(count):
        worlds.serve(world, world.chaiyaphum, on=dt.date(2025, 1 + number, 1))
    with django_assert_num_queries(QUERIES + (by == "province") - (by == "month")):
        executive.get(URL, YEAR | {"by": by})


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("project", [("โครงการเกษตร", 3, 50), ("โครงการดิจิทัล", 4, 40)]),
        ("activity", [("อบรม", 3, 50), ("งานแฟร์", 4, 40)]),
        ("office", [("pio-30", 3, 30), ("pio-36", 0, 20), ("pio-50", 4, 40)]),
        ("owner", [("diprom", 7, 90)]),
        ("province", [("ชัยภูมิ", 0, 20), ("เชียงใหม่", 4, 40), ("นครราชสีมา", 3, 30)]),
        (
            "month",
            [("กุมภาพันธ์ 2568", 7, 30), ("เมษายน 2568", 0, 20), ("กรกฎาคม 2568", 0, 40)],
        ),
    ],
)
def test_it_slices_by_every_dimension_and_each_part_opens(executive, by, expected):
    response = executive.get(URL, YEAR | {"by": by})
    assert parts(response) == expected
    opened = [executive.get(row["href"]) for row in response.context["parts"]]
    assert [one.context["opened"].value for one in opened] == [value for _label, value, _planned in expected]


def test_the_address_holds_the_whole_state(executive):
    query = {"year": "2568", "project": "joint-2568.2", "province": "50", "month": "2025-02", "by": "office"}
    shown = executive.get(URL, query).context
    assert [term["label"] for term in shown["terms"]] == ["2568", "โครงการดิจิทัล", "เชียงใหม่", "กุมภาพันธ์ 2568"]
    assert shown["opened"].value == 4
    assert shown["terms"][2]["without"].endswith("?year=2568&project=joint-2568.2&month=2025-02")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"month": "หกสิบ"}, "slice_not_understood"),
        ({"project": "'; DROP TABLE"}, "slice_not_understood"),
        ({"year": "99999999999999999999"}, "slice_not_understood"),
        ({"by": "colour"}, "dimension_not_understood"),
    ],
)
def test_what_an_address_can_not_mean_is_said(executive, query, code):
    response = executive.get(URL, query)
    assert (response.status_code, response.context["refusal"].code) == (400, code)


def test_an_unknown_figure_is_not_there(executive):
    assert executive.get("/desk/figures/happiness/").status_code == 404


def test_a_page_too_far_is_the_last_page(executive):
    assert executive.get(URL, {"page": "99"}).context["page"].number == 1


def test_nobody_is_named_among_the_rows(world, executive):
    person = PersonFactory(first_name="ลำดวนทิพย์", province=world.korat)
    worlds.serve(world, world.korat, persons=[person])
    assert "ลำดวนทิพย์" not in executive.get(URL).content.decode()


@pytest.mark.parametrize("key", ["people_planned", "money_planned"])
def test_plans_open_to_their_lines(world, executive, key):
    worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 3, 1), approved=False)
    response = executive.get(f"/desk/figures/{key}/")
    assert sorted(rows(response)) == ["30", "36", "50"]
    line = response.context["page"].object_list[0]
    link = f"/desk/plans/{line.version.plan.reference}/{line.version.number}/"
    assert link in response.content.decode()


def test_money_is_of_the_readers_books(officer):
    shown = officer.get("/desk/figures/money_planned/", YEAR).context
    assert (shown["seen_value"], shown["total_value"]) == ("100,000 บาท", "300,000 บาท")


# --- what it opens to -------------------------------------------------------------------------------------------------
def test_money_opens_to_the_entries_of_the_readers_books(world, officer):
    worlds.keep_books(world, world.korat, payee="นางลำดวนทิพย์ รับเงิน")
    worlds.keep_books(world, world.chiang_mai)
    response = officer.get("/desk/figures/money_paid/", YEAR)
    shown = response.context
    assert (shown["seen_value"], shown["total_value"], rows(response)) == ("30,000 บาท", "60,000 บาท", ["30"])
    assert parts(response) == [("โครงการเกษตร", 30_000_00, 100_000_00)]
    assert "ลำดวนทิพย์" not in response.content.decode()


def test_a_reversed_entry_says_so_and_so_does_the_one_that_reversed_it(world, officer):
    paid = worlds.keep_books(world, world.korat)[-1]
    worlds.book(world, world.korat, paid.kind, -paid.amount_satang, commitment=paid.commitment, reverses=paid)
    found = officer.get("/desk/figures/money_paid/").context["page"].object_list
    assert [(row.amount_satang, row.reverses_id is not None, row.is_reversed) for row in found] == [
        (-30_000_00, True, False),
        (30_000_00, False, True),
    ]


def test_applications_open_to_their_pages_and_name_nobody(world, officer):
    call = worlds.open_call(world, world.korat)
    [sent] = worlds.apply(world, call, world.korat, applicant_name="นางลำดวนทิพย์ สมมติ")
    worlds.apply(world, worlds.open_call(world, world.chiang_mai), world.chiang_mai)
    officer.cookies["django_language"] = "en"
    response = officer.get("/desk/figures/applications_received/", YEAR)
    assert (response.context["seen_value"], response.context["total_value"], rows(response)) == (
        "1 applications",
        "2 applications",
        ["30"],
    )
    assert f"/desk/applications/{sent.reference}/" in response.content.decode()
    assert "ลำดวนทิพย์" not in response.content.decode()


def test_hours_are_told_in_hours_and_open_to_services(world, officer):
    worlds.complete(world, world.korat, people=2, minutes=750)
    officer.cookies["django_language"] = "en"
    response = officer.get("/desk/figures/training_hours/", YEAR)
    assert (response.context["seen_value"], rows(response)) == ("25 hours", ["30", "30"])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("key", "queries"), [("money_spent", 10), ("applications_received", 9), ("people_completed", 9)]
)
def test_query_count_does_not_grow_whatever_it_opens_to(
    world, executive, key, queries, count, django_assert_num_queries
):
    for _number in range(count):
        worlds.keep_books(world, world.korat)
    worlds.apply(world, worlds.open_call(world, world.korat), world.korat, people=count)
    worlds.complete(world, world.korat, people=count)
    with django_assert_num_queries(queries):
        executive.get(f"/desk/figures/{key}/", YEAR)


def test_slices_that_do_not_add_up_say_so(executive):
    assert executive.get(URL, {"by": "province"}).context["adds_up"] is False
    assert executive.get("/desk/figures/people_planned/", {"by": "province"}).context["adds_up"] is True
