"""The home of those who decide: promises, decisions, where and whose it is late, money, orders, what is new."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.insight import amounts
from buranakan.lib import clock
from buranakan.lib.money import BAHT
from buranakan.pages.ui.tags import filters
from buranakan.records.models import Event
from tests.factories.directives import DirectiveFactory
from tests.factories.finance import DisbursementTargetFactory, MovementFactory
from tests.factories.planning import PlanFactory, PlanVersionFactory
from tests.insight import world as worlds
from tests.insight.test_waiting import a_round
from tests.pages.signing_in import signed_in_as

URL = "/desk/"
NOW = worlds.NOW
QUERIES = 54

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(NOW):
        world = worlds.build()
        worlds.serve(world, world.korat, people=3)
        worlds.serve(world, world.chiang_mai, people=4, activity=world.fair)
        yield world


@pytest.fixture
def executive(world):
    return signed_in_as(Role.EXECUTIVE, world.ministry)


def hrefs(response, *, of):
    """Where the links of a part of the page lead."""
    text = response.content.decode()
    start = text.index(of)
    return [part.split('"')[0] for part in text[start : text.index("</section>", start)].split('href="')[1:]]


def test_an_executive_reads_the_sentence_and_every_number_opens(world, executive):
    promise, money = worlds.promise(world), worlds.money_promise(world)
    worlds.keep_books(world, world.korat)
    response = executive.get(URL)
    shown = response.context
    assert (response.status_code, shown["people"]["reached"], shown["people"]["promised"]) == (
        200,
        "7 คน",
        "กว่า 2,180 คน",
    )
    assert (shown["baht"]["reached"], shown["baht"]["promised"], shown["behind_count"]) == (
        "30,000 บาท",
        "9.15 ล้านบาท",
        2,
    )
    text = response.content.decode()
    sentence = text[text.index('class="sentence"') : text.index("</p>", text.index('class="sentence"'))]
    found = [part.split('"')[0] for part in sentence.split('href="')[1:]]
    assert found == [
        "/desk/figures/people_reached_distinct/?portfolio=joint-2568",
        f"/desk/promises/{promise.reference}/",
        "/desk/figures/money_paid/?portfolio=joint-2568",
        f"/desk/promises/{money.reference}/",
        "/desk/provinces/?standing=behind",
    ]
    assert [executive.get(href).status_code for href in found] == [200] * 5


def test_where_it_is_late_and_whose(world, executive):
    a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
    response = executive.get(URL)
    offices = response.context["offices"]
    assert [(one["name"], len(one["reasons"])) for one in offices] == [("pio-30", 2), ("pio-36", 1)]
    reasons = [reason["href"] for one in offices for reason in one["reasons"]]
    assert reasons == [
        "/desk/late/?portfolio=joint-2568&office=pio-30#lines",
        "/desk/late/?portfolio=joint-2568&office=pio-30#rounds",
        "/desk/late/?portfolio=joint-2568&office=pio-36#lines",
    ]
    assert [executive.get(href).context["counts"].lines for href in reasons] == [1, 1, 1]
    shown = [reason["text"] for one in offices for reason in one["reasons"] if reason["href"].endswith("#lines")]
    assert [number in text for number, text in zip(("27\u00a0คน", "20\u00a0คน"), shown, strict=True)] == [True, True]


def test_offices_of_provinces_behind_stand_first_and_others_have_some_activities_late(world, executive):
    worlds.add_line(world, world.fair, world.chiang_mai, people=90, month=dt.date(2025, 3, 1))
    line = worlds.add_line(world, world.training, world.chiang_mai, people=1, month=dt.date(2025, 3, 1))
    worlds.serve(world, world.korat, people=30)
    worlds.serve(world, world.chiang_mai, people=75, activity=line.activity)
    shown = executive.get(URL).context
    behind = [one.province.pk for one in shown["minute"].behind]
    assert (behind, [one["name"] for one in shown["offices"]]) == (["36"], ["pio-36", "pio-50"])


def test_money_stands_beside_the_target_and_each_number_opens(world, executive):
    worlds.keep_books(world, world.korat)
    DisbursementTargetFactory()
    money = executive.get(URL).context["money"]
    assert [row["satang"] for row in money["rows"]] == [300_000_00, 90_000_00, 20_000_00, 30_000_00]
    opened = [executive.get(row["href"]).context["opened"].value for row in money["rows"]]
    assert opened == [row["satang"] for row in money["rows"]]


def test_what_is_proposed_leads_to_where_it_is_done(world, executive):
    worlds.promise(world)
    call = worlds.open_call(world, world.chiang_mai, activity=world.fair, closes_at=NOW)
    worlds.apply(world, call, world.chiang_mai, people=8)
    proposals = executive.get(URL).context["proposals"]
    assert [one["href"] for one in proposals] == [
        "/desk/late/?portfolio=joint-2568#lines",
        f"/desk/calls/{call.reference}/",
        "/desk/late/?portfolio=joint-2568#lines",
    ]


def test_what_waits_for_the_reader_stands_in_sight(world, executive):
    for _number in range(5):
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), submitted=True)
    head = signed_in_as(Role.EXECUTIVE, world.diprom).get(URL).context
    assert (len(head["waiting"]), len(head["decisions"]), len(head["decisions_more"])) == (5, 5, 2)


def test_what_waits_and_is_proposed_stands_once_with_the_days_it_waits(world, executive):
    given = {"ordered_by_office": world.ministry, "responsible_office": world.offices["30"]}
    days = dt.timedelta(days=48)
    reported = DirectiveFactory(**given, ordered_on=dt.date(2025, 3, 1), state="reported", reported_at=NOW - days)
    late = [DirectiveFactory(**given, due_on=dt.date(2025, 5, day)) for day in (10, 12)]
    shown = executive.get(URL).context
    said = [(one["href"], one["waited"], one.get("overdue", 0)) for one in shown["decisions"]]
    assert [one for one in said if "/directives/" in one[0]] == [
        (f"/desk/directives/{reported.reference}/", 48, 0),
        (f"/desk/directives/{late[0].reference}/", 0, 5),
    ]
    assert [(one["href"], one["days"]) for one in shown["overdue"]] == [(f"/desk/directives/{late[1].reference}/", 3)]
    assert shown["overdue_count"] == 2


# --- since the last look ----------------------------------------------------------------------------------------------
def test_a_look_is_written_down_once_a_day_and_the_next_day_tells_what_is_new(world):
    client = signed_in_as(Role.EXECUTIVE, world.ministry)
    with clock.frozen_at(NOW - dt.timedelta(days=2)):
        client.get(URL)
        client.get(URL)
    looks = Event.objects.filter(name="home.opened")
    assert list(looks.values_list("at", flat=True)) == [NOW - dt.timedelta(days=2)]
    shown = client.get(URL).context
    assert shown["since"] == NOW - dt.timedelta(days=2)
    assert [one["tone"] for one in shown["changes"]] == ["good"]
    assert (client.get(URL).context["since"], looks.count()) == (NOW - dt.timedelta(days=2), 2)


def test_a_head_of_a_centre_reads_of_its_provinces(world):
    shown = signed_in_as(Role.OFFICE_HEAD, world.centre).get(URL).context
    assert (shown["here_people"], shown["share_here"]) == ("3 คน", "6")
    assert sorted(shown["map_values"]) == ["30", "36"]


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_wrong_method(executive):
    assert executive.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, executive, count, django_assert_num_queries):
    for number in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chaiyaphum, on=dt.date(2025, 3, number + 1))
        a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
        worlds.apply(world, worlds.open_call(world, world.korat, closes_at=NOW), world.korat)
        line = worlds.keep_books(world, world.korat)[0].allotment
        MovementFactory(allotment=line, entered_at=NOW - dt.timedelta(days=9))
        PlanVersionFactory(plan=PlanFactory(envelope=world.envelope), submitted=True)
    executive.get(URL)  # the day's look is written down
    with django_assert_num_queries(QUERIES):
        executive.get(URL)


def test_an_empty_year_is_a_page(executive, world):
    with clock.frozen_at(NOW.replace(year=2035)):
        response = executive.get(URL)
    assert (response.status_code, response.context["proposals"], response.context["changes"]) == (200, [], [])


def test_the_page_reads_in_english(world, executive):
    worlds.promise(world)
    executive.cookies["django_language"] = "en"
    assert "7 people</a> have received services" in executive.get(URL).content.decode()


def test_every_number_opens_to_itself(world, executive):
    worlds.promise(world)
    worlds.money_promise(world)
    worlds.keep_books(world, world.korat)
    head = signed_in_as(Role.OFFICE_HEAD, world.centre)
    for client in (executive, head):
        page = client.get(URL)
        shown = page.context
        said = [(row["href"], amounts.exact(row["satang"], BAHT)) for row in shown["money"]["rows"]]
        names = ("here_people", "here_planned", "here_money", "here_paid")
        said += [(shown[f"{name}_href"], shown[name]) for name in names if f"{name}_href" in shown]
        said += [(shown[one]["reached_href"], shown[one]["reached"]) for one in ("people", "baht") if shown[one]]
        for href, told in said:
            if href.startswith("/desk/promises/"):
                continue  # a number of all agencies, where one's own figure is of a part
            opened = client.get(href).context
            value, unit = opened["opened"].value, opened["figure"].value_unit
            assert told in {amounts.spoken(value, unit), amounts.exact(value, unit)}, href
    officer = signed_in_as(Role.PROVINCIAL_OFFICER, world.offices["30"])
    shown = officer.get("/desk/overview/").context
    assert shown["only_due"]
    assert filters.number(officer.get(shown["only_due_href"]).context["opened"].value) == shown["only_due"]
