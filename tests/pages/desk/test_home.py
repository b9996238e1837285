"""Home: the sentence with numbers that open, provinces, projects, and what waits."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.factories.finance import MovementFactory
from tests.factories.imports import ImportRunFactory
from tests.factories.messages import MessageFactory
from tests.factories.outcomes import IndicatorPillarFactory
from tests.factories.planning import PlanFactory, PlanVersionFactory
from tests.factories.policy import AnnouncementFactory, FrameworkFactory, ProposalFactory
from tests.insight import world as worlds
from tests.insight.test_waiting import a_round
from tests.pages.signing_in import signed_in_as

URL = "/desk/"
WHOLE = "/desk/overview/"
NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)
QUERIES = 42

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(NOW):
        world = worlds.build()
        worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
        yield world


@pytest.fixture
def auditor(world):
    """Reads all and decides nothing: the home of those who decide is another page (test_minute.py)."""
    return signed_in_as(Role.AUDITOR, world.ministry)


@pytest.fixture
def officer(world):
    return signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])


def test_who_sees_the_country_reads_the_sentence_and_every_number_opens(world, auditor):
    promise, money = worlds.promise(world), worlds.money_promise(world)
    worlds.keep_books(world, world.korat)
    response = auditor.get(URL)
    shown = response.context
    assert (response.status_code, shown["people"]["reached"], shown["people"]["promised"]) == (
        200,
        "7 คน",
        "กว่า 2,180 คน",
    )
    assert (shown["money"]["paid"], shown["money"]["promised"]) == ("30,000 บาท", "9.15 ล้านบาท")
    assert shown["behind_count"] == 2
    hrefs = [
        "/desk/figures/people_reached_distinct/?portfolio=joint-2568",
        f"/desk/promises/{promise.reference}/",
        "/desk/figures/money_paid/?portfolio=joint-2568",
        f"/desk/promises/{money.reference}/",
        "/desk/provinces/?standing=behind",
    ]
    text = response.content.decode()
    sentence = text[text.index('class="sentence"') : text.index("</p>", text.index('class="sentence"'))]
    assert [part.split('"')[0] for part in sentence.split('href="')[1:]] == hrefs
    assert [auditor.get(href).status_code for href in hrefs] == [200] * 5


def test_an_officer_reads_of_their_own_province_with_the_country_beside_it(world, officer):
    worlds.promise(world)
    shown = officer.get(WHOLE).context
    assert (shown["here_people"], shown["here_planned"], shown["people"]["reached"]) == ("3 คน", "30 คน", "7 คน")
    assert [row["province"].pk for row in shown["provinces"]] == ["30"]
    assert list(shown["map_values"]) == ["30"]
    assert [row["label"] for row in shown["projects"]] == ["โครงการเกษตร"]


def test_who_minds_the_mail_reads_how_many_letters_could_not_be_sent(world):
    for office in (world.offices["30"], world.ministry):
        MessageFactory(office=office, state="failed")
    MessageFactory(office=world.ministry)
    roles = {Role.ADMINISTRATOR: 2, Role.STEWARD: 2, Role.AUDITOR: 0}
    assert {role: signed_in_as(role, world.ministry).get(URL).context["unsent"] for role in roles} == roles


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_those_without_figures_get_a_small_home(world, role):
    office = world.centre if role == Role.EXPERT else world.ministry
    response = signed_in_as(role, office).get(URL)
    doors = {
        Role.EXPERT: ["/desk/rounds/", "/desk/services/", "/desk/account/"],
        Role.ADMINISTRATOR: ["/desk/frameworks/", "/desk/trail/", "/desk/account/"],
    }
    assert response.status_code == 200
    assert [door["href"] for door in response.context["doors"]] == doors[role]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_somebody_without_a_post_is_refused(client, world):
    user = member(Role.EXECUTIVE, world.ministry)
    user.memberships.all().delete()
    client.force_login(user)
    assert client.get(URL).status_code == 403


def test_wrong_method(auditor):
    assert auditor.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, auditor, count, django_assert_num_queries):
    for number in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chaiyaphum, on=dt.date(2025, 3, number + 1))
        worlds.add_line(world, world.fair, world.chaiyaphum, people=15, month=dt.date(2025, 1 + number, 1))
        a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
        worlds.apply(world, worlds.open_call(world, world.korat, closes_at=NOW), world.korat)
        worlds.keep_books(world, world.korat)
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), submitted=True)
    with django_assert_num_queries(QUERIES):
        auditor.get(URL)


def test_what_waits_stands_longest_first(world):
    made = [
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), made_at=NOW - dt.timedelta(days=days))
        for days in (1, 5)
    ]
    announcement = AnnouncementFactory(added_at=NOW - dt.timedelta(days=3), title="ประกาศรอยืนยัน")
    ProposalFactory(announcement=announcement)
    waiting = signed_in_as(Role.PLANNER, world.diprom).get(URL).context["waiting"]
    assert [(one["href"], one["since"]) for one in waiting] == [
        (f"/desk/plans/{made[1].plan.reference}/{made[1].number}/", made[1].made_at),
        (f"/desk/announcements/{announcement.reference}/", announcement.added_at),
        (f"/desk/plans/{made[0].plan.reference}/{made[0].number}/", made[0].made_at),
    ]


def test_of_much_that_waits_the_longest_stands_in_sight(world):
    call = worlds.open_call(world, world.korat)
    for day in range(1, 8):
        worlds.apply(world, worlds.open_call(world, world.korat), world.korat, on=dt.date(2025, 5, day))
    worlds.apply(world, call, world.korat, on=dt.date(2025, 4, 1))
    shown = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"]).get(URL).context
    assert shown["waiting"][0]["href"] == f"/desk/calls/{call.reference}/"
    assert (len(shown["waiting"]), len(shown["waiting_more"])) == (5, 3)


def test_everything_that_waits_leads_to_where_it_is_dealt_with(world, officer):
    held = a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    call = worlds.open_call(world, world.korat)
    worlds.apply(world, call, world.korat)
    listed = ImportRunFactory(office=world.offices["30"], state="previewed", brought_in_at=None)
    hrefs = [one["href"] for one in officer.get(URL).context["waiting"]]
    assert hrefs == [
        f"/desk/calls/{call.reference}/",
        f"/desk/rounds/{held.reference}/",
        f"/desk/register/lists/{listed.reference}/",
    ]
    assert [officer.get(href).status_code for href in hrefs[:2]] == [200, 200]


def test_money_that_waits_leads_to_the_books(world):
    allotment = worlds.book(world, world.korat, "reservation", 1_000_00).allotment
    MovementFactory(allotment=allotment, kind="reservation")
    client = signed_in_as(Role.OFFICE_HEAD, world.offices["30"])
    assert [one["href"] for one in client.get(URL).context["waiting"]] == ["/desk/money/waiting/"]
    assert client.get("/desk/money/waiting/").status_code == 200


# --- the province as a home -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.PROVINCIAL_OFFICER])
def test_head_and_officers_of_a_province_open_their_day_with_its_page(world, role):
    response = signed_in_as(role, world.offices["30"]).get(URL)
    assert (response.status_code, response.context["province"], response.context["report"].here.people) == (
        200, world.korat, 3,
    )  # fmt: skip
    assert [row["one"].province.pk for row in response.context["neighbours"]] == ["36", "50", "30"]


def test_others_of_a_provincial_office_and_a_centre_keep_the_overview(world):
    for role, office in [(Role.FINANCE_OFFICER, world.offices["30"]), (Role.CENTRE_OFFICER, world.centre)]:
        assert "overview" in signed_in_as(role, office).get(URL).context


# --- cards ------------------------------------------------------------------------------------------------------------
def test_money_within_the_books_in_reach_and_each_number_opens(world, officer):
    worlds.keep_books(world, world.korat)
    worlds.keep_books(world, world.chiang_mai)
    shown = officer.get(WHOLE).context
    money = shown["overview"].here.money
    assert (money.planned, money.allotted, money.spent, money.paid) == (
        100_000_00,
        90_000_00,
        70_000_00,
        30_000_00,
    )
    opened = {key: officer.get(href).context["opened"].value for key, href in shown["money_links"].items()}
    assert opened == {"planned": 100_000_00, "allotted": 90_000_00, "spent": 70_000_00, "paid": 30_000_00}


def test_what_is_late_leads_to_its_list(world, auditor):
    a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    late = auditor.get(URL).context["late"]
    assert [(one["count"], one["href"]) for one in late] == [(2, "/desk/late/#lines"), (1, "/desk/late/#rounds")]


def test_pillars_stand_with_what_was_measured(world, auditor):
    framework = FrameworkFactory()
    pillar = framework.pillars.create(code="income", order=1)
    pillar.wordings.create(valid_from=framework.valid_from, name_th="รายได้", name_en="Income", source="test")
    IndicatorPillarFactory(pillar=pillar)
    [one] = auditor.get(URL).context["overview"].pillars.pillars
    assert (one.wording.pillar, one.methods) == (pillar, ())


def test_a_year_without_promises_says_so(world, auditor):
    response = auditor.get(URL)
    assert (response.status_code, response.context["people"], response.context["money"]) == (200, None, None)


def test_those_who_decide_find_the_same_behind_a_link_without_what_waits(world):
    worlds.promise(world)
    a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    officer = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])
    home, whole = officer.get(URL).content.decode(), officer.get("/desk/overview/").content.decode()
    assert ('class="duties"' in home, 'class="duties"' in whole) == (True, False)
    assert signed_in_as(Role.EXECUTIVE, world.ministry).get("/desk/overview/").context["behind_count"] == 2


def test_the_page_reads_in_english(world, auditor):
    worlds.promise(world)
    auditor.cookies["django_language"] = "en"
    text = auditor.get(URL).content.decode()
    assert "7 people</a> have received services" in text
