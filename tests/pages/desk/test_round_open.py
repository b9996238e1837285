"""Opening a round from a line of the plan, and changing it."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery.models import Round
from buranakan.lib import clock
from tests.delivery.applicants import a_call
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory, PlanLineFactory, amended
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import TrainingDesk, url

URL = "/desk/rounds/open/"
WRITTEN = {"title": "การตลาดออนไลน์", "venue": "หอประชุม", "places": "๒๐", "completion_percent": "80"}
QUERIES = 7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


def of(line):
    return f"{URL}?line={line.pk}"


def test_the_page_asks_for_the_line_and_then_knows_what_it_knows(desk):
    chooser = desk.client.get(URL)
    assert (chooser.status_code, chooser.context["lines"]) == (200, [desk.line])
    form = desk.client.get(of(desk.line)).context["form"]
    assert (form["title"].value(), form["places"].value(), form["completion_percent"].value()) == (
        desk.line.activity.name_th,
        40,
        80,
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client, method):
    assert getattr(client, method)(URL).status_code == 302


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.STEWARD, Role.EXPERT])
def test_a_role_that_runs_no_rounds_is_refused(desk, role):
    assert desk.counter.as_role(role).get(URL).status_code == 403


def test_a_line_of_another_office_is_not_offered(desk):
    other = PlanLineFactory(version=desk.line.version, activity=ActivityFactory(), province=desk.counter.province)
    response = desk.client.post(of(other), WRITTEN)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["line"])
    assert Round.objects.count() == 0


def test_wrong_method(desk):
    assert desk.client.put(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for _ in range(count):
        PlanLineFactory(
            version=desk.line.version,
            activity=ActivityFactory(),
            serving_office=desk.counter.office,
            province=desk.counter.province,
        )
    with django_assert_num_queries(QUERIES):
        desk.client.get(of(desk.line))


def test_a_round_is_opened_with_thai_digits_too(desk):
    response = desk.client.post(of(desk.line), WRITTEN)
    round_ = Round.objects.get()
    assert response.headers["Location"] == url(round_)
    assert (round_.places, round_.completion_percent, round_.plan_line) == (20, 80, desk.line)


def test_the_lines_own_call_is_chosen_already(desk):
    call = a_call(activity=desk.line.activity, office=desk.counter.office, plan_line=desk.line)
    assert desk.client.get(of(desk.line)).context["form"]["call"].value() == str(call.reference)
    desk.client.post(of(desk.line), WRITTEN | {"call": str(call.reference)})
    assert Round.objects.get().call == call


def test_the_lines_own_call_is_chosen_after_an_amendment_too(desk):
    call = a_call(activity=desk.line.activity, office=desk.counter.office, plan_line=desk.line)
    line = amended(desk.line.version).lines.get(activity=desk.line.activity)
    assert desk.client.get(of(line)).context["form"]["call"].value() == str(call.reference)


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(desk):
    desk.round(places=40)
    response = desk.client.post(of(desk.line), WRITTEN | {"places": "21"})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["places"].value()) == (409, ["places"], "21")
    assert form.errors.as_data()["places"][0].code == "more_places_than_planned"


def test_a_line_whose_places_all_have_a_round_offers_no_form_that_could_only_be_refused(desk):
    desk.round(places=40)
    desk.round(places=20)
    response = desk.client.get(of(desk.line))
    shown = main_text(response)
    assert (response.context["left"], 'name="places"' in shown, f'href="{URL}"' in shown) == (0, False, True)


@pytest.mark.parametrize("column", ["title", "venue", "places", "completion_percent"])
def test_what_is_missing_is_said_beside_its_field(desk, column):
    response = desk.client.post(of(desk.line), WRITTEN | {column: ""})
    assert (response.status_code, list(response.context["form"].errors)) == (200, [column])


def test_an_office_without_training_in_the_plan_is_told(desk):
    other = desk.counter.as_role(Role.PROVINCIAL_OFFICER, OfficeFactory(provincial=True))
    assert other.get(URL).context["lines"] == []


# --- changing ---------------------------------------------------------------------------------------------------------
def test_a_round_is_changed_and_the_form_knows_what_it_was(desk):
    round_ = desk.round()
    form = desk.client.get(url(round_, "edit/")).context["form"]
    assert (form["venue"].value(), form["places"].value()) == ("หอประชุมอำเภอ", 20)
    response = desk.client.post(url(round_, "edit/"), WRITTEN | {"venue": "โรงแรม"})
    round_.refresh_from_db()
    assert (response.headers["Location"], round_.venue) == (url(round_), "โรงแรม")


def test_changing_is_for_the_office_that_gives_the_round(desk):
    round_ = desk.round()
    answers = [client.get(url(round_, "edit/")) for client in (desk.counter.as_neighbour(), desk.as_centre())]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_closed_round_is_not_changed(desk):
    response = desk.client.post(url(desk.closed(), "edit/"), WRITTEN)
    assert (response.status_code, response.context["refusal"].code) == (409, "round_not_open")
    assert "หอประชุม" in main_text(response)
