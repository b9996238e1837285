"""Confirming a proposal: filled in from the reading, corrected by a person, refused in place."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.insight.figures import MEASURES
from buranakan.lib import clock
from buranakan.policy.models import Promise
from buranakan.records.models import Event
from tests.factories.areas import OfficeFactory, centre_of
from tests.factories.planning import PortfolioFactory
from tests.factories.policy import PromiseFactory, ProposalFactory
from tests.pages.desk.promise_desk import NOON, announcement, client_of, code_of, places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    places()
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


@pytest.fixture
def people():
    """The proposal of "กว่า 2,180 คน"."""
    return announcement().proposals.get(unit="คน")


def url(proposal):
    return reverse("desk:proposal_confirm", args=[proposal.pk])


def filled_in(response):
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields}


def answers(response, **changes):
    """What a person sends who changes only what is said here."""
    return {name: str(value) for name, value in filled_in(response).items()} | changes


def test_the_form_is_filled_in_from_the_words(planner, people):
    portfolio = PortfolioFactory()
    response = planner.get(url(people))
    assert response.status_code == 200
    assert filled_in(response) == {
        "statement_th": "เป้าหมายในภาพรวมกว่า 2,180 คน",
        "statement_en": "More than 2,180 people",
        "comparison": "more_than",
        "value": "2,180",
        "unit": "คน",
        "figure_key": "people_reached_distinct",
        "fiscal_year": 2568,
        "due_on": "30 ก.ย. 2568",
        "promised_by": "อธิบดีกรมส่งเสริมอุตสาหกรรม",
        "promised_by_en": "",
        "office": "",
        "portfolio": str(portfolio.pk),
        "is_public": "yes",
    }


def test_what_is_known_of_the_post_is_not_typed_again(planner, people):
    PromiseFactory(promised_by_en="Director-General", office=OfficeFactory(diprom=True))
    found = filled_in(planner.get(url(people)))
    assert (found["promised_by_en"], found["office"]) == ("Director-General", "diprom")


def test_money_is_filled_in_as_baht(planner):
    money = announcement().proposals.get(unit="บาท")
    found = filled_in(planner.get(url(money)))
    assert (found["value"], found["figure_key"], found["statement_en"]) == (
        "9,150,000",
        "money_planned",
        "9.15 million baht",
    )


def test_every_figure_is_offered_with_its_rule_and_those_of_the_unit_first(planner, people):
    figures = [figure for _radio, figure, _unit in planner.get(url(people)).context["figures"]]
    assert {figure.key for figure in figures} == set(MEASURES)
    assert [figure.unit for figure in figures] == sorted(
        (one.unit for one in MEASURES.values()), key=["คน", "บาท"].index
    )


def test_confirming_makes_a_promise_served_by_the_programme(planner, people):
    portfolio = PortfolioFactory()
    sent = answers(planner.get(url(people)), value="๒,๑๘๐ คน", figure_key="people_reached_participations")
    response = planner.post(url(people), sent)
    promise = Promise.objects.get()
    assert response.url == reverse("desk:promise", args=[promise.reference])
    assert (promise.value, promise.unit, promise.comparison, promise.figure_key, promise.is_public) == (
        2180,
        "คน",
        "more_than",
        "people_reached_participations",
        True,
    )
    assert (promise.due_on, promise.fiscal_year, promise.proposal) == (dt.date(2025, 9, 30), 2568, people)
    assert list(promise.portfolios.all()) == [portfolio]
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == [
        "announcement.taken_in",
        "promise.confirmed",
        "portfolio.promise_added",
    ]


def test_a_promise_may_stay_inside_and_without_a_programme(planner, people):
    PortfolioFactory()
    planner.post(url(people), answers(planner.get(url(people)), is_public="no", portfolio=""))
    promise = Promise.objects.get()
    assert (promise.is_public, list(promise.portfolios.all())) == (False, [])


def test_a_programme_of_another_year_is_refused_and_no_promise_is_left_behind(planner, people):
    PortfolioFactory()
    response = planner.post(url(people), answers(planner.get(url(people)), fiscal_year="2569", due_on="30/09/2569"))
    assert (response.status_code, response.context["refusal"].code) == (409, "promise_of_another_year")
    assert Promise.objects.count() == 0


def test_a_stranger_is_sent_to_sign_in(client, people):
    assert client.get(url(people)).status_code == 302


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.OFFICE_HEAD, Role.EXPERT])
def test_a_role_that_does_not_decide_is_refused(role, people):
    client = client_of(role)
    assert (client.get(url(people)).status_code, client.post(url(people), {}).status_code) == (403, 403)


def test_another_method_is_refused(planner, people):
    assert planner.put(url(people)).status_code == 405


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"statement_th": " "}, "statement_th", "required"),
        ({"value": "หลาย"}, "value", "number_not_understood"),
        ({"value": "9.15 ล้านบาท"}, "value", "money_for_another_unit"),
        ({"unit": "ไร่"}, "unit", "invalid_choice"),
        ({"figure_key": ""}, "figure_key", "required"),
        ({"figure_key": "made_up"}, "figure_key", "invalid_choice"),
        ({"fiscal_year": "2025"}, "fiscal_year", "year"),
        ({"due_on": "สิ้นปี"}, "due_on", "date_not_understood"),
        ({"portfolio": "999"}, "portfolio", "invalid_choice"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(planner, people, changes, field, code):
    sent = answers(planner.get(url(people)), promised_by="ปลัดกระทรวงอุตสาหกรรม") | changes
    form = planner.post(url(people), sent).context["form"]
    assert {name: [one.code for one in errors] for name, errors in form.errors.as_data().items()} == {field: [code]}
    assert (form[field].value(), form["promised_by"].value()) == (sent[field], "ปลัดกระทรวงอุตสาหกรรม")
    assert Promise.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "0"}, "promise_of_nothing"),
        ({"figure_key": "money_planned"}, "figure_of_another_unit"),
        ({"due_on": "9 ธ.ค. 2567"}, "promise_due_before_it_was_made"),
    ],
)
def test_a_refusal_is_shown_in_place_with_what_was_typed(planner, people, changes, code):
    PortfolioFactory()
    sent = answers(planner.get(url(people)), promised_by="ปลัดกระทรวงอุตสาหกรรม") | changes
    response = planner.post(url(people), sent)
    assert (response.status_code, code_of(response), filled_in(response)) == (409, code, sent)
    assert Promise.objects.count() == 0


def test_the_second_of_two_open_tabs_is_refused(planner, people):
    sent = answers(planner.get(url(people)))
    planner.post(url(people), sent)
    response = planner.post(url(people), sent)
    assert (response.status_code, code_of(response), Promise.objects.count()) == (409, "proposal_move_not_allowed", 1)


def test_a_decided_proposal_leads_back_to_its_announcement(planner):
    proposal = PromiseFactory().proposal
    address = reverse("desk:announcement", args=[proposal.announcement.reference])
    assert planner.get(url(proposal)).url == f"{address}#proposal-{proposal.pk}"


def test_a_number_that_was_not_whole_is_left_for_a_person(planner):
    proposal = announcement("ตั้งเป้าหมายร้อยละ 61.6").proposals.get()
    found = filled_in(planner.get(url(proposal)))
    assert (found["value"], found["unit"], found["figure_key"]) == ("", "ร้อยละ", "")


def test_a_proposal_that_the_reading_no_longer_finds_is_still_filled_in(planner):
    proposal = ProposalFactory(announcement__text="ร้อยคน ณ ที่นั้น", quote="ร้อยคน", whose="ดีพร้อม")
    found = filled_in(planner.get(url(proposal)))
    assert (found["statement_th"], found["value"], found["promised_by"]) == ("ร้อยคน", "100", "ดีพร้อม")


def test_the_programme_is_chosen_by_a_person_where_the_year_has_several(planner, people):
    PortfolioFactory(code="one")
    PortfolioFactory(code="two")
    assert filled_in(planner.get(url(people)))["portfolio"] == ""


def test_a_proposal_that_is_not_there_is_not_found(planner):
    assert planner.get(reverse("desk:proposal_confirm", args=[99999])).status_code == 404


@pytest.mark.parametrize("whose", ["", "diprom"])
def test_a_planner_of_a_centre_confirms_for_no_office_above(people, whose):
    local = client_of(Role.PLANNER, centre_of())
    response = local.get(url(people))
    assert [key for key, _text in response.context["form"].fields["office"].choices] == ["", "diprom-c06"]
    refused = local.post(url(people), answers(response, office=whose))
    assert list(refused.context["form"].errors) == ["office"]
    assert Promise.objects.count() == 0


def test_a_planner_of_a_centre_confirms_for_the_centre(people):
    local = client_of(Role.PLANNER, centre_of())
    local.post(url(people), answers(local.get(url(people)), office="diprom-c06"))
    assert Promise.objects.get().office.code == "diprom-c06"
