"""Pillars with what their indicators say, and the enterprises behind one: methods apart, never a bare number."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.outcomes.enums import EvidenceLevel, Method
from tests.factories.areas import OfficeFactory
from tests.factories.outcomes import IndicatorPillarFactory, MeasurementFactory
from tests.factories.policy import FrameworkFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.outcome_desk import OutcomeDesk

URL = "/desk/outcomes/"
SALES = "/desk/outcomes/indicators/sales/"
PILLAR_QUERIES = 11
INDICATOR_QUERIES = 9

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield OutcomeDesk.opened()


def summaries(response):
    (pillar,) = response.context["pillars"]
    (row,) = pillar["rows"]
    return [
        (one["summary"].method, one["summary"].level, one["summary"].receivers, one["summary"].interval)
        for one in row["summaries"]
    ]


def executive(desk):
    return desk.counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))


# --- pillars ----------------------------------------------------------------------------------------------------------
def test_a_pillar_tells_its_indicators_with_methods_and_levels_apart(desk):
    for amount in range(1, 7):
        desk.changed(100_00, 100_00 + amount * 100)
    desk.changed(100_00, 900_00, method=Method.MEASURED, evidence_level=EvidenceLevel.CONFIRMED)
    response = desk.client.get(URL)
    told, measured = summaries(response)[1], summaries(response)[0]
    assert (told[:3], measured) == (
        (Method.SELF_REPORTED, EvidenceLevel.CLAIMED, 6),
        (Method.MEASURED, EvidenceLevel.CONFIRMED, 1, None),
    )
    assert (told[3].middle, told[3].low, told[3].high) == (350, 100, 600)
    assert response.context["totals"] == {"indicators": 1, "compared": 1}
    page = main_text(response)
    # Six have a number with its interval, one has none; nowhere stands the sum or the mean of all seven.
    assert ("+3.5" in page, "+1" in page, "+6" in page, "+800" in page) == (True, True, True, False)


def test_a_stranger_is_asked_to_sign_in(client):
    assert (client.get(URL).status_code, client.get(SALES).status_code) == (302, 302)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_that_sees_no_outcomes_is_refused(desk, role):
    client = desk.counter.as_role(role)
    assert (client.get(URL).status_code, client.get(SALES).status_code) == (403, 403)


def test_values_of_another_province_count_only_for_those_who_reach_it(desk):
    desk.changed(100_00, 200_00, province=desk.counter.elsewhere)
    assert summaries(desk.client.get(URL)) == []
    assert [one[2] for one in summaries(desk.counter.as_neighbour().get(URL))] == [1]
    assert [one[2] for one in summaries(executive(desk).get(URL))] == [1]


def test_wrong_method(desk):
    assert (desk.client.post(URL).status_code, desk.client.post(SALES).status_code) == (405, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for _n in range(count):
        desk.changed(100_00, 150_00)
    with django_assert_num_queries(PILLAR_QUERIES):
        desk.client.get(URL)


def test_the_address_holds_framework_and_province(desk):
    desk.changed(100_00, 200_00)
    other = FrameworkFactory(code="other", valid_from=desk.pillar.framework.valid_from)
    pillar = other.pillars.create(code="save", order=1)
    pillar.wordings.create(valid_from=other.valid_from, name_th="เซฟ", name_en="Save", source="test")
    IndicatorPillarFactory(indicator=desk.income, pillar=pillar)
    client = executive(desk)
    response = client.get(f"{URL}?framework=other&province=30")
    assert (response.context["chosen"].framework, response.context["province"].pk) == (other, "30")
    assert [tab["href"] for tab in response.context["tabs"]] == [
        f"{URL}?framework=mind-test&province=30",
        f"{URL}?framework=other&province=30",
    ]
    assert summaries(client.get(f"{URL}?province=30")) != []
    assert summaries(client.get(f"{URL}?province=50")) == []
    assert client.get(f"{URL}?framework=no-such").context["chosen"].framework.code == "mind-test"


def test_a_province_out_of_reach_is_said_and_shows_nothing(desk):
    response = desk.client.get(f"{URL}?province=50")
    assert (list(response.context["form"].errors), response.context["pillars"]) == (["province"], [])


def test_without_indicators_the_page_says_where_they_come_from(desk):
    desk.sales.ties.all().delete()
    response = desk.client.get(URL)
    assert (response.status_code, response.context["chosen"], response.context["pillars"]) == (200, None, [])


# --- one indicator ----------------------------------------------------------------------------------------------------
def test_an_indicator_opens_to_its_enterprises(desk):
    enterprise = desk.changed(100_00, 150_00)
    alone = MeasurementFactory(indicator=desk.sales, enterprise=desk.enterprise)
    response = desk.client.get(SALES)
    rows = {row["line"].receiver: row["became"] and row["became"]["tone"] for row in response.context["rows"]}
    assert rows == {enterprise: "good", alone.enterprise: None}
    assert f"/desk/register/enterprises/{enterprise.reference}/outcomes/" in main_text(response)
    assert "+50" in main_text(response)


def test_who_sees_no_names_sees_neither_values_nor_a_sole_proprietors_name(desk):
    shop = desk.changed(123_45, 543_21)
    shop.kind, shop.name = "sole", "ร้านนางสาวตัวอย่าง"
    shop.save()
    shown, hidden = main_text(desk.client.get(SALES)), main_text(executive(desk).get(SALES))
    assert [text in shown for text in ("123.45", "543.21", "+419.76", shop.name)] == [True] * 4
    assert [text in hidden for text in ("123.45", "543.21", "+419.76", shop.name)] == [False] * 4


def test_an_enterprise_out_of_reach_is_not_listed(desk):
    desk.changed(100_00, 150_00, province=desk.counter.elsewhere)
    assert desk.client.get(SALES).context["rows"] == []


def test_what_people_told_is_only_counted(desk):
    MeasurementFactory(of_person=True, indicator=desk.income, person=desk.owner, value_hundredths=777_77)
    response = desk.client.get("/desk/outcomes/indicators/income/")
    assert (response.context["rows"], response.context["reading"].with_baseline) == ([], 1)
    assert "777.77" not in main_text(response)


def test_an_indicator_that_is_none_is_not_found(desk):
    assert desk.client.get("/desk/outcomes/indicators/no-such/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_an_indicator_does_not_grow(desk, count, django_assert_num_queries):
    for _n in range(count):
        desk.changed(100_00, 150_00)
    with django_assert_num_queries(INDICATOR_QUERIES):
        desk.client.get(SALES)
