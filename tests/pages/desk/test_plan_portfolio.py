"""The page of the portfolio: what is planned, how its announcement is read, envelopes, plans, what waits."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.enums import Reading
from buranakan.planning.models import Portfolio
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory
from tests.factories.policy import PromiseFactory
from tests.pages.desk.planning_desk import NOW, Desk, in_english, refusal_code, signed_in

URL = "/desk/plans/"
READING = "/desk/plans/reading/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def sums(response):
    return response.context["people"], response.context["satang"]


def test_the_page_sums_what_is_approved_and_names_what_was_announced(desk):
    promise = PromiseFactory()
    actions.serve_promise(desk.ground.envelope.portfolio, promise=promise, by=desk.ground.planner, at=NOW)
    desk.approved()
    desk.submitted()
    response = desk.planner.get(URL)
    assert (response.status_code, sums(response)) == (200, (75, 300_000_00))
    assert len(response.context["promised"]) == 1
    assert [row["version"].state for row in response.context["versions"]] == ["approved", "submitted"]


def test_a_year_without_an_approved_plan_says_so_and_a_reader_of_nothing_is_not_told_so(desk):
    assert desk.planner.get(URL).context["is_approved"] is False
    desk.approved()
    assert desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_surin).get(URL).context["is_approved"] is True


def test_a_stranger_is_asked_to_sign_in(client, desk):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"
    assert client.post(READING).headers["Location"] == f"/accounts/login/?next={READING}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_plans_is_refused(desk, role):
    assert desk.as_role(role, desk.ground.diprom).get(URL).status_code == 403


def test_other_provinces_and_other_books_are_absent(desk):
    desk.approved()
    desk.submitted()
    response = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(URL)
    assert sums(response) == (30, 120_000_00)
    assert [row["version"].state for row in response.context["versions"]] == ["approved"]
    assert response.context["envelopes"] == []
    assert "300,000" not in response.content.decode()
    # The centre sees the people of its two provinces, and only the money it spends itself.
    assert sums(desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre).get(URL)) == (50, 80_000_00)


def test_wrong_methods(desk):
    assert desk.planner.post(URL).status_code == 405
    assert desk.planner.get(READING).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    ground = desk.ground
    for office in [ground.centre, ground.pio_korat, ground.pio_surin][:count]:
        actions.hand_on(ground.envelope, office=office, amount_satang=1_00, places=1, by=ground.planner, at=NOW)
        ground.approved(ground.line())
        ground.submitted(ground.line())
    with django_assert_num_queries(QUERIES):
        desk.planner.get(URL)


QUERIES = 13


def test_the_words_that_the_announcement_does_not_state_it_are_always_there(desk):
    for who in [desk.planner, desk.head, desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat)]:
        page = in_english(who).get(URL).content.decode()
        assert "The announcement does not state whether" in page


def test_reading_the_totals_as_center_6s_narrows_the_sums_and_is_recorded(desk):
    desk.approved()
    response = desk.planner.post(READING, {"reading": "centre_6"}, follow=True)
    assert sums(response) == (50, 200_000_00)
    assert response.context["covered"] == [desk.ground.korat.name, desk.ground.surin.name]
    event = Event.objects.get(name="portfolio.read_as")
    assert (event.payload, event.by_post) == ({"reading": "centre_6", "before": "national"}, "planner@diprom")
    back = desk.planner.post(READING, {"reading": "national"}, follow=True)
    assert (sums(back), back.context["covered"]) == ((75, 300_000_00), [])


def test_a_planner_of_a_centre_does_not_choose_the_reading(desk):
    client = desk.as_role(Role.PLANNER, desk.ground.centre)
    assert client.get(URL).context["may_read_as"] is False
    response = client.post(READING, {"reading": "centre_6"})
    assert (response.status_code, refusal_code(response)) == (409, "reading_not_yours_to_set")


def test_a_head_does_not_choose_the_reading(desk):
    assert desk.head.get(URL).context["may_read_as"] is False
    assert desk.head.post(READING, {"reading": "centre_6"}).status_code == 403


@pytest.mark.parametrize(("reading", "code"), [("national", "reading_already_so"), ("", "reading_unknown")])
def test_a_reading_that_changes_nothing_is_refused(desk, reading, code):
    response = desk.planner.post(READING, {"reading": reading})
    assert (response.status_code, refusal_code(response)) == (409, code)
    assert Portfolio.objects.get().reading == Reading.NATIONAL


def test_what_waits_is_shown_to_whom_it_waits_for(desk):
    version = desk.submitted()
    assert [one.version for one in desk.head.get(URL).context["waiting"]] == [version]
    assert desk.planner.get(URL).context["waiting"] == []


def test_envelopes_show_what_is_left_and_offer_what_one_may_do(desk):
    ground = desk.ground
    child = actions.hand_on(ground.envelope, office=ground.centre, amount_satang=250_000_00, places=50, by=None, at=NOW)
    desk.approved()
    rows = desk.planner.get(URL).context["envelopes"]
    assert [(row["envelope"].left.satang, row["bar"], row["is_own"]) for row in rows] == [
        (450_000_00, {"taken": 300, "handed_on": 250}, True),
        (250_000_00, {"taken": 0, "handed_on": 0}, False),
    ]
    of_centre = signed_in(member(Role.PLANNER, ground.centre)).get(URL)
    assert [(row["envelope"], row["is_own"]) for row in of_centre.context["envelopes"]] == [(child, True)]
    assert reverse("desk:plan_start", args=[child.pk]) in of_centre.content.decode()


def test_before_a_portfolio_is_loaded_the_page_says_so(client, db):
    client.force_login(member(Role.PLANNER, OfficeFactory(diprom=True)))
    response = client.get(URL)
    assert (response.status_code, [one.name for one in response.templates][0]) == (200, "desk/plans/none.html")
    assert client.post(READING, {"reading": "national"}).status_code == 404


# --- years ------------------------------------------------------------------------------------------------------------
def test_next_years_programme_stands_beside_this_one(desk):
    desk.approved()
    made = desk.planner.post("/desk/plans/next-year/")
    assert made.headers["Location"] == f"{URL}?year=2569"
    this, newer = desk.planner.get(URL), desk.planner.get(URL, {"year": "2569"})
    assert (this.context["portfolio"].fiscal_year, sums(this)) == (2568, (75, 300_000_00))
    assert (newer.context["portfolio"].fiscal_year, sums(newer)) == (2569, (0, 0))
    assert [tab["text"] for tab in this.context["plan_years"]] == ["2568", "2569"]
    assert (this.context["next_year"], newer.context["next_year"]["year"]) == (None, 2570)
    assert all("year=2569" in tab["href"] for tab in newer.context["plan_tabs"])
    again = desk.planner.post("/desk/plans/next-year/")
    assert (again.status_code, refusal_code(again)) == (409, "year_has_its_portfolio")
    with clock.frozen_at(NOW.replace(month=10)):
        assert desk.planner.get(URL).context["portfolio"].fiscal_year == 2569


@pytest.mark.parametrize("year", ["2570", "", "x"])
def test_a_year_without_a_programme_is_not_there(desk, year):
    assert desk.planner.get(URL, {"year": year}).status_code == 404


def test_a_planner_of_a_centre_makes_no_programme(client, desk):
    where = "/desk/plans/next-year/"
    centre = desk.as_role(Role.PLANNER, desk.ground.centre)
    assert centre.get(URL).context["next_year"] is None
    assert refusal_code(centre.post(where)) == "programme_not_yours_to_make"
    assert desk.head.post(where).status_code == 403
    assert client.post(where).headers["Location"] == f"/accounts/login/?next={where}"
    assert Portfolio.objects.count() == 1
