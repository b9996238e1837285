"""The scorecard's page and sheet: its address holds the whole state, and a day's report stays as it was."""

import datetime as dt
import io

import pytest
from python_calamine import CalamineWorkbook

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning.tagging import Choice
from tests.factories.areas import OfficeFactory
from tests.factories.policy import FrameworkFactory, PillarFactory
from tests.insight import test_pillars
from tests.insight import test_scorecards as grounds
from tests.insight import world as worlds
from tests.pages.desk.counter import main_text
from tests.pages.desk.promise_desk import client_of

URL, FILE = "/desk/scorecards/", "/desk/scorecards/file/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    with clock.frozen_at(worlds.NOW):
        yield grounds.Ground()


@pytest.fixture
def executive(ground):
    return client_of(Role.EXECUTIVE, OfficeFactory(ministry=True))


def shown(response):
    return [
        (one["score"].inputs.planned, one["score"].inputs.paid, one["score"].outputs.people)
        for one in response.context["pillars"]
    ]


def cells(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_a_pillar_opens_to_what_makes_it_up_and_the_address_holds_the_state(ground, executive):
    ground.serve()
    test_pillars.measure(ground.indicator, ground.world.korat, 100, 150)
    response = executive.get(URL)
    assert shown(response) == [(120_000_00, 6_000_01, 3), (160_000_00, 3_000_00, 3)]
    (outcome,) = response.context["pillars"][0]["readings"]
    assert [one["summary"].receivers for one in outcome["summaries"]] == [1]
    narrowed = executive.get(f"{response.context['pillars'][1]['href']}&province=30&by=month")
    opened = narrowed.context["opened"]
    assert [(one["share"].activity.code, one["share"].money.planned) for one in opened["shares"]] == [
        ("training", 30_000_00)
    ]
    assert [one["row"].name.text for one in opened["rows"]] == ["2025-02", "2025-03"]
    assert executive.get(opened["shares"][0]["planned_href"]).context["opened"].value == 100_000_00
    page = executive.get(URL, {"on": "31/1/2568", "framework": "now", "month": "2024-10"})
    assert [one[2] for one in shown(page)] == [0, 0]


def test_a_report_of_an_old_day_is_the_same_after_a_change_of_minister(ground, executive):
    ground.serve()
    asked = {"on": "15/5/2568", "framework": "now"}
    with clock.frozen_at(worlds.NOW + dt.timedelta(days=1)):
        before = main_text(executive.get(URL, asked)), cells(executive.get(FILE, asked))
    new = FrameworkFactory(code="next", valid_from=grounds.CHANGE)
    follows = PillarFactory(framework=new)
    choices = [Choice(ground.world.farms, follows, 80, "สืบเนื่อง")]
    actions.retag_many(
        choices, old=ground.framework, new=new, starts_on=grounds.CHANGE, by=None, at=worlds.NOW
    )
    ground.framework.valid_to = grounds.CHANGE - dt.timedelta(days=1)
    ground.framework.save()
    with clock.frozen_at(worlds.NOW + dt.timedelta(days=40)):
        assert [one["text"] for one in executive.get(URL).context["tabs"]] == [new.name]
        after = main_text(executive.get(URL, asked)), cells(executive.get(FILE, asked))
    assert after == before


def test_a_sheet_tells_each_number_with_what_it_is(ground, executive):
    ground.serve()
    table = cells(executive.get(FILE))
    assert (len(table[0]), table[0][3]) == (10, ground.framework.pillar_label)
    numbers = [row[7] for row in table[1:3]]
    assert numbers == [120_000.0, 6_000.01]


def test_a_framework_speaks_of_its_pillars_in_its_own_word(ground, executive, settings):
    executive.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = executive.get(URL)
    assert "2 pillars (Approach) of" in main_text(page)
    assert "this pillar (Approach) of" in main_text(executive.get(page.context["pillars"][0]["href"]))


def test_who_sees_it(ground, client):
    assert client.get(URL).status_code == 302
    assert [client_of(role).get(URL).status_code for role in (Role.EXPERT, Role.ADMINISTRATOR)] == [403, 403]
    ground.serve()
    near = client_of(Role.PROVINCIAL_OFFICER, ground.world.offices["30"])
    assert [one[0] for one in shown(near.get(URL))] == [60_000_00, 30_000_00]
    assert client_of(Role.EXECUTIVE).post(URL).status_code == 405


def test_a_day_that_was_not_understood_shows_nothing(ground, executive):
    response = executive.get(URL, {"on": "เมื่อวาน"})
    assert (response.context["card"], response.context["pillars"]) == (None, [])
    assert response.context["asked"].form.errors.as_data()["on"][0].code == "date_not_understood"
    assert executive.get(URL, {"on": "1/1/2560"}).context["card"] is None
    assert len(cells(executive.get(FILE, {"on": "1/1/2560"}))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(ground, executive, count, django_assert_num_queries):
    for _n in range(count):
        ground.serve()
        test_pillars.measure(ground.indicator, ground.world.korat, 100, 150)
    with django_assert_num_queries(20):
        executive.get(URL)


def test_what_the_address_cannot_mean_is_refused_as_it_is_of_figures(ground, executive):
    unknown = ({"province": "99"}, {"office": "nowhere"}, {"month": "2568-13"}, {"framework": "nowhere"})
    assert [executive.get(URL, one).status_code for one in unknown] == [400, 400, 400, 404]
    assert executive.get(FILE, {"framework": "nowhere"}).status_code == 404
