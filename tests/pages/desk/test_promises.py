"""Promises: the list of cards, and one promise from its words to its evidence."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from python_calamine import CalamineWorkbook

from buranakan.accounts.permissions import Role
from buranakan.insight.course import PromiseState
from buranakan.lib import clock
from buranakan.policy import actions
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.finance import CommitmentFactory, EntryFactory
from tests.factories.planning import (
    ActivityFactory,
    PlanLineFactory,
    PlanVersionFactory,
    PortfolioFactory,
    ProjectFactory,
)
from tests.factories.policy import AnnouncementFactory, FrameworkFactory, PromiseFactory, ProposalFactory
from tests.factories.registry import PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.promise_desk import NOON, client_of, code_of

LIST = "/desk/promises/"
FILE = f"{LIST}register.xlsx"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


def url(promise):
    return reverse("desk:promise", args=[promise.reference])


@pytest.fixture
def served():
    """A promise of 100 people, 60 planned and two reached by three services, and a promise of money beside it."""
    province = ProvinceFactory(code="30")
    portfolio = PortfolioFactory()
    activity = ActivityFactory(project=ProjectFactory(portfolio=portfolio))
    line = {"activity": activity, "province": province, "owner_office": OfficeFactory(diprom=True)}
    version = PlanVersionFactory(approved=True)
    PlanLineFactory(version=version, **line, month=dt.date(2025, 2, 1), people=30)
    PlanLineFactory(version=version, **line, month=dt.date(2025, 7, 1), people=30)
    person = PersonFactory(province=province)
    for month, one in [(2, person), (3, person), (3, PersonFactory(province=province))]:
        ServiceRecordFactory(activity=activity, person=one, served_on=dt.date(2025, month, 14))
    people, money = PromiseFactory(), PromiseFactory(money=True, proposal__announcement=AnnouncementFactory())
    for promise in (people, money):
        portfolio.promises.add(promise)
    return people, money


# --- the list ---------------------------------------------------------------------------------------------------------
def test_each_promise_stands_beside_its_evidence(planner, served):
    people, money = served
    response = planner.get(LIST)
    rows = [
        (row["promise"], row["promised"], row["standing"].planned, row["standing"].reached)
        for row in response.context["rows"]
    ]
    assert response.status_code == 200
    assert [(promise, planned, reached) for promise, _said, planned, reached in rows] == [
        (people, 60, 2),
        (money, 240_000_00, None),
    ]
    assert response.content.decode().count(url(people)) == 1


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(LIST).url == f"{reverse('account_login')}?next={LIST}"


def test_a_role_without_the_permission_sees_neither_list_nor_file_nor_promise():
    promise, client = PromiseFactory(), client_of(Role.EXPERT)
    assert [client.get(one).status_code for one in (LIST, FILE, url(promise))] == [403, 403, 403]


def test_totals_are_the_same_in_another_province(served):
    client = client_of(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="50")))
    assert [row["standing"].reached for row in client.get(LIST).context["rows"]] == [2, None]


def test_they_are_only_read(planner):
    assert (planner.post(LIST).status_code, planner.post(url(PromiseFactory())).status_code) == (405, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_does_not_grow(planner, count, django_assert_num_queries):
    for number in range(count):
        portfolio = PortfolioFactory(code=f"portfolio-{number}")
        portfolio.promises.add(PromiseFactory())
    with django_assert_num_queries(20):
        planner.get(LIST)


def test_the_newest_fiscal_year_stands_first(planner):
    for year in (2567, 2568):
        PromiseFactory(fiscal_year=year)
    assert [row["promise"].fiscal_year for row in planner.get(LIST).context["rows"]] == [2568, 2567]


def test_what_waits_is_said(planner):
    ProposalFactory()
    response = planner.get(LIST)
    assert (response.context["waiting"], response.context["rows"]) == (1, [])


# --- the register -----------------------------------------------------------------------------------------------------
def test_each_promise_says_how_it_stands_and_why(planner, served):
    people, money = served
    response = planner.get(LIST)
    said = {row["promise"]: (row["row"].state, row.get("forecast", "")) for row in response.context["rows"]}
    # One full month of the plan tells no pace; were all of the rest filled, 32 people would be reached of 101.
    assert said == {people: ("off_course", "2–32 คน"), money: ("off_course", "0–120,000 บาท")}
    assert [(one["text"], one["count"]) for one in response.context["states"]] == [(PromiseState.OFF_COURSE.label, 2)]
    assert str(response.context["rows"][0]["why"]) in response.content.decode()


def test_the_address_holds_what_is_chosen_and_the_file_has_the_same(planner, served):
    people, _money = served
    PromiseFactory(fiscal_year=2567, due_on=dt.date(2024, 9, 30), withdrawn=True)
    context = planner.get(LIST, {"state": "off_course", "province": "30", "year": "๒๕๖๘"}).context
    assert ([row["promise"].fiscal_year for row in context["rows"]], context["every_count"]) == ([2568, 2568], 3)
    assert context["file_href"] == f"{FILE}?year=2568&state=off_course&province=30"
    assert [value for value, _text in context["form"]["year"].field.choices] == ["", "2568", "2567"]
    [heads, *rows] = sheet(planner.get(f"{FILE}?state=withdrawn"))
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    [gone] = found
    assert (gone[gettext("Fiscal year")], gone[gettext("Withdrawn because")]) == (2567, "รวมกับเป้าหมายอื่นแล้ว")
    [heads, *rows] = sheet(planner.get(f"{FILE}?year=2568"))
    promised = [(row[heads.index(gettext("Promised"))], row[heads.index(gettext("Unit"))]) for row in rows]
    assert promised == [(people.value, "คน"), (9_150_000, "บาท")]


def sheet(response):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    return [row for row in rows if any(row)]


def test_an_address_that_asks_for_what_is_none_is_refused_in_place(planner, served):
    response = planner.get(LIST, {"state": "fine"})
    assert (response.status_code, code_of(response), response.context["rows"]) == (409, "register_not_understood", [])
    assert len(sheet(planner.get(f"{FILE}?state=fine"))) == 1


# --- one promise ------------------------------------------------------------------------------------------------------
def test_a_promise_shows_promised_planned_reached_and_evidence(planner, served):
    people, _money = served
    context = planner.get(url(people)).context
    standing, evidence = context["standing"], context["evidence"]
    assert (standing.promise, standing.planned, standing.reached, standing.other_reached) == (people, 60, 2, 3)
    assert (evidence.services, evidence.people, evidence.without_evidence) == (3, 2, 3)


def test_the_trend_adds_up_month_by_month_to_today(planner, served):
    people, _money = served
    months = {one.month: (one.planned, one.reached) for one in planner.get(url(people)).context["months"]}
    assert [months[dt.date(2025, month, 1)] for month in (1, 2, 3, 5, 6, 7)] == [
        (0, 0),
        (30, 1),
        (30, 2),
        (30, 2),
        (30, None),
        (60, None),
    ]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("planned_href", "people_planned"),
        ("reached_href", "people_reached_distinct"),
        ("other_href", "people_reached_participations"),
    ],
)
def test_each_number_opens_to_its_figure_over_the_programme(planner, served, number, key):
    people, _money = served
    response = planner.get(url(people))
    address = f"{reverse('desk:figure', args=[key])}?portfolio=joint-2568"
    assert response.context[number] == address
    assert address in response.content.decode()


def test_without_a_programme_the_fiscal_year_is_opened(planner):
    context = planner.get(url(PromiseFactory())).context
    assert context["reached_href"] == f"{reverse('desk:figure', args=['people_reached_distinct'])}?year=2568"


def test_a_promise_of_money_says_what_was_paid_and_spent_and_both_open(planner, served):
    _people, money = served
    [portfolio] = money.portfolios.all()
    commitment = CommitmentFactory(allotment__activity=portfolio.projects.get().activities.get())
    for kind, satang in [("commitment", 90_000_00), ("payment", 60_000_00)]:
        EntryFactory(allotment=commitment.allotment, commitment=commitment, kind=kind, amount_satang=satang)
    response = planner.get(url(money))
    context = response.context
    assert (context["standing"].planned, context["standing"].reached, "reached" in context) == (240_000_00, None, False)
    assert (context["paid"], context["spent"]) == ("60,000 บาท", "90,000 บาท")
    assert [context[name] for name in ("paid_href", "spent_href")] == [
        f"{reverse('desk:figure', args=[key])}?portfolio=joint-2568" for key in ("money_paid", "money_spent")
    ]
    assert [(one["planned"], one["reached"]) for one in context["points"][6:9]] == [
        (120_000_00, 60_000_00),
        (120_000_00, 60_000_00),
        (120_000_00, None),
    ]
    assert [planner.get(context[name]).status_code for name in ("paid_href", "spent_href")] == [200, 200]


def test_it_leads_to_the_words_in_the_announcement(planner):
    promise = PromiseFactory()
    address = reverse("desk:announcement", args=[promise.proposal.announcement.reference])
    assert planner.get(url(promise)).context["words_href"] == f"{address}#words-{promise.proposal.start}"


@pytest.mark.parametrize(
    ("published_on", "expected"),
    [(dt.date(2024, 12, 10), ["then"]), (None, None)],
    ids=["known-day", "unknown-day"],
)
def test_the_frameworks_are_those_in_force_when_it_was_announced(planner, published_on, expected):
    FrameworkFactory(code="then", valid_from=dt.date(2024, 10, 7), valid_to=dt.date(2025, 1, 1))
    FrameworkFactory(code="now", valid_from=dt.date(2025, 1, 2))
    promise = PromiseFactory(proposal__announcement__published_on=published_on)
    found = planner.get(url(promise)).context["in_force"]
    assert (None if found is None else [one.framework.code for one in found]) == expected


def test_the_trail_tells_posts_and_never_people(planner):
    proposal = ProposalFactory()
    planner.post(reverse("desk:proposal_reject", args=[proposal.pk]), {"because": "ยังไม่แน่ใจ"})
    planner.post(reverse("desk:proposal_take_up", args=[proposal.pk]))
    said = {"statement_th": "ก", "value": 100, "unit": "คน", "comparison": "more_than", "promised_by": "ปลัดฯ"}
    said |= {"figure_key": "people_reached_distinct", "figure_unit": "คน", "fiscal_year": 2568}
    promise = actions.confirm(proposal, **said, due_on=dt.date(2025, 9, 30), by=None, at=NOON)
    ProposalFactory()  # another announcement, whose trail is not this promise's
    response = planner.get(url(promise))
    posts = [event["post"] for event in response.context["events"]]
    planner_post = f"{Role.PLANNER.label} · diprom"
    assert posts[:2] == [planner_post, planner_post]
    assert len(posts) == 3
    assert "ผู้ใช้ทดสอบ" not in response.content.decode().split("<main")[1]


def test_the_picture_shows_where_the_pace_leads(planner, served):
    people, _money = served
    response = planner.get(url(people))
    forecasts = {place: one["forecast"] for place, one in enumerate(response.context["points"]) if one["forecast"]}
    assert (forecasts[6], forecasts[11], min(forecasts)) == ((2, 2, 2), (2, 4, 32), 6)
    assert response.context["badge"]["text"] == PromiseState.OFF_COURSE.label
    assert 'class="trend-band" points="' in response.content.decode()


def test_a_withdrawn_promise_says_why_and_offers_to_be_restored(planner):
    promise = PromiseFactory()
    actions.withdraw_promise(promise, because="รวมกับเป้าหมายอื่นแล้ว", by=None, at=NOON)
    response = planner.get(url(promise))
    text = response.content.decode()
    assert "รวมกับเป้าหมายอื่นแล้ว" in text
    assert [reverse(f"desk:promise_{act}", args=[promise.reference]) in text for act in ("edit", "restore")] == [
        False,
        True,
    ]
    assert [(one["old"], one["new"]) for one in response.context["history"]] == [
        (gettext("In force"), PromiseState.WITHDRAWN.label)
    ]


@pytest.mark.parametrize("services", [1, 3])
def test_query_count_of_a_promise_does_not_grow(planner, services, django_assert_num_queries):
    promise = PromiseFactory()
    portfolio = PortfolioFactory()
    portfolio.promises.add(promise)
    activity = ActivityFactory(project=ProjectFactory(portfolio=portfolio))
    for _number in range(services):
        ServiceRecordFactory(activity=activity)
        FrameworkFactory()
    with django_assert_num_queries(24):
        planner.get(url(promise))


def test_a_promise_for_the_desks_only_is_seen_at_the_desks(planner):
    response = planner.get(url(PromiseFactory(is_public=False)))
    assert (response.status_code, response.context["promise"].is_public) == (200, False)


def test_a_centre_sees_the_promise_too():
    promise = PromiseFactory()
    client = client_of(Role.CENTRE_OFFICER, centre_of(ProvinceFactory(code="30")))
    assert client.get(url(promise)).status_code == 200


def test_a_promise_that_is_not_there_is_not_found(planner):
    assert planner.get(reverse("desk:promise", args=["nowhere"])).status_code == 404


def test_an_administrator_reads_the_numbers_without_links_to_a_refusal():
    promise = PromiseFactory()
    reader, other = client_of(Role.ADMINISTRATOR), client_of(Role.PLANNER)
    for address in (reverse("desk:promise", args=[promise.reference]), reverse("desk:promises")):
        assert "/desk/figures/" not in reader.get(address).content.decode()
    assert "/desk/figures/" in other.get(reverse("desk:promise", args=[promise.reference])).content.decode()
