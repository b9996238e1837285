"""Home: the sentence with numbers that open, provinces, projects, and what waits."""

import datetime as dt

import pytest
from django.test import Client

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.factories.planning import PlanFactory, PlanVersionFactory
from tests.factories.policy import AnnouncementFactory, ProposalFactory
from tests.insight import world as worlds

URL = "/desk/"
NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)
QUERIES = 29

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(NOW):
        world = worlds.build()
        worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
        yield world


def signed_in(role, office):
    client = Client()
    client.force_login(member(role, office))
    return client


@pytest.fixture
def executive(world):
    return signed_in(Role.EXECUTIVE, world.ministry)


@pytest.fixture
def officer(world):
    return signed_in(Role.PROVINCIAL_OFFICER, world.offices["30"])


def test_an_executive_reads_the_sentence_and_every_number_opens(world, executive):
    promise, money = worlds.promise(world), worlds.money_promise(world)
    response = executive.get(URL)
    shown = response.context
    assert (response.status_code, shown["people"]["reached"], shown["people"]["promised"]) == (
        200,
        "7 คน",
        "กว่า 2,180 คน",
    )
    assert (shown["money"]["planned"], shown["money"]["promised"]) == ("300,000 บาท", "9.15 ล้านบาท")
    assert shown["behind_count"] == 2
    hrefs = [
        "/desk/figures/people_reached_distinct/?portfolio=joint-2568",
        f"/desk/promises/{promise.reference}/",
        "/desk/figures/money_planned/?portfolio=joint-2568",
        f"/desk/promises/{money.reference}/",
        "/desk/provinces/?standing=behind",
    ]
    text = response.content.decode()
    sentence = text[text.index('class="sentence"') : text.index("</p>", text.index('class="sentence"'))]
    assert [part.split('"')[0] for part in sentence.split('href="')[1:]] == hrefs
    assert [executive.get(href).status_code for href in hrefs] == [200] * 5


def test_an_officer_reads_of_their_own_province_with_the_country_beside_it(world, officer):
    worlds.promise(world)
    shown = officer.get(URL).context
    assert (shown["here_people"], shown["here_planned"], shown["people"]["reached"]) == ("3 คน", "30 คน", "7 คน")
    assert [row["province"].pk for row in shown["provinces"]] == ["30"]
    assert list(shown["map_values"]) == ["30"]
    assert [row["label"] for row in shown["projects"]] == ["โครงการเกษตร"]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_those_without_figures_get_a_small_home(world, role):
    office = world.centre if role == Role.EXPERT else world.ministry
    response = signed_in(role, office).get(URL)
    doors = {Role.EXPERT: ["/desk/services/", "/desk/account/"], Role.ADMINISTRATOR: ["/desk/trail/", "/desk/account/"]}
    assert response.status_code == 200
    assert [door["href"] for door in response.context["doors"]] == doors[role]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_somebody_without_a_post_is_refused(client, world):
    user = member(Role.EXECUTIVE, world.ministry)
    user.memberships.all().delete()
    client.force_login(user)
    assert client.get(URL).status_code == 403


def test_wrong_method(executive):
    assert executive.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, executive, count, django_assert_num_queries):
    for number in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chaiyaphum, on=dt.date(2025, 3, number + 1))
        worlds.add_line(world, world.fair, world.chaiyaphum, people=15, month=dt.date(2025, 1 + number, 1))
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), submitted=True)
    with django_assert_num_queries(QUERIES):
        executive.get(URL)


def test_what_waits_stands_longest_first(world):
    made = [
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), made_at=NOW - dt.timedelta(days=days))
        for days in (1, 5)
    ]
    announcement = AnnouncementFactory(added_at=NOW - dt.timedelta(days=3), title="ประกาศรอยืนยัน")
    ProposalFactory(announcement=announcement)
    waiting = signed_in(Role.PLANNER, world.diprom).get(URL).context["waiting"]
    assert [(one["href"], one["since"]) for one in waiting] == [
        (f"/desk/plans/{made[1].plan.reference}/{made[1].number}/", made[1].made_at),
        (f"/desk/announcements/{announcement.reference}/", announcement.added_at),
        (f"/desk/plans/{made[0].plan.reference}/{made[0].number}/", made[0].made_at),
    ]


def test_a_year_without_promises_says_so(world, executive):
    response = executive.get(URL)
    assert (response.status_code, response.context["people"], response.context["money"]) == (200, None, None)


def test_the_page_reads_in_english(world, executive):
    worlds.promise(world)
    executive.cookies["django_language"] = "en"
    text = executive.get(URL).content.decode()
    assert "7 people</a> have received services" in text
