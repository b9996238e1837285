"""The first day of a new head: the page, its signature, what is kept of it, and who reads that later."""

import datetime as dt
import json

import pytest

from buranakan.accounts import actions
from buranakan.accounts.permissions import Role
from buranakan.insight import amounts, statements
from buranakan.insight.first_day import first_day
from buranakan.lib import clock
from buranakan.pages.desk import first_day_page
from buranakan.records import files
from buranakan.records.models import Event
from tests.factories.accounts import MembershipFactory, UserFactory, member, scope
from tests.factories.directives import DirectiveFactory
from tests.factories.finance import MovementFactory
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in

URL = "/desk/first-day/"
QUERIES = 53
BEFORE = worlds.NOW - dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    """Korat: 30 places due and three filled; money and a directive wait; the head left two days ago."""
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(worlds.NOW):
        world = worlds.build()
        worlds.promise(world)
        worlds.serve(world, world.korat, people=3)
        [*_others, payment] = worlds.keep_books(world, world.korat)
        MovementFactory(allotment=payment.allotment, kind="reservation", entered_at=worlds.NOW - dt.timedelta(days=9))
        world.office = world.offices["30"]
        world.before = MembershipFactory(
            role=Role.OFFICE_HEAD, office=world.office, valid_from=dt.date(2024, 10, 1), valid_to=dt.date(2025, 5, 13)
        )
        world.officer = member(Role.PROVINCIAL_OFFICER, world.office)
        world.membership = actions.give_membership(
            UserFactory(display_name="หัวหน้าใหม่"),
            role=Role.OFFICE_HEAD,
            office=world.office,
            valid_from=worlds.TODAY,
            by=None,
            at=BEFORE,
        )
        yield world


@pytest.fixture
def head(world):
    return signed_in(world.membership.user)


def section(response, key):
    [found] = [one for one in response.context["page_sections"] if one["key"] == key]
    return [[cell["text"] for cell in row["cells"]] for row in found["rows"]]


def sign(client):
    return client.post(URL, {"page": client.get(URL).context["sealed"]})


def test_the_page_tells_everything_about_the_office_and_opens_it(world, head):
    directive = DirectiveFactory(responsible_office=world.office, due_on=worlds.TODAY - dt.timedelta(days=1))
    DirectiveFactory(responsible_office=world.office, accepted=True)
    response = head.get(URL)
    names = {world.officer.display_name, "หัวหน้าใหม่"}
    late, [work] = section(response, "late"), section(response, "work")
    assert (response.status_code, late[0][-1], work[1:3]) == (200, "3 / 30", ["30", "3"])
    assert [row[2:] for row in section(response, "promised")] == [["กว่า 2,180 คน", "30 คน", "3 คน"]]
    [ordered] = section(response, "ordered")
    assert (ordered[0], " · " in ordered[-1]) == (str(directive), True)
    assert {row[0] for row in section(response, "colleagues")} == names
    assert len(section(response, "open")) == 2
    links = [row["href"] for one in response.context["page_sections"] for row in one["rows"] if row["href"]]
    assert {head.get(link).status_code for link in links} == {200}


def test_every_number_of_its_sentences_says_where_it_comes_from(world):
    asker = scope(Role.OFFICE_HEAD, world.office)
    found = first_day(asker, world.membership, at=worlds.NOW)
    assert statements.unsourced_in(found.sentences) == []
    assert {one["href"] for one in first_day_page.document(found)["sources"]} == {
        number.address for one in found.sentences for number in one.numbers
    }


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_only_heads_take_over(world):
    pages = (URL, "/desk/handovers/")
    assert [signed_in(world.officer).get(page).status_code for page in pages] == [403, 403]
    assert head_of_old(world).get(URL).context["waits"] is False


def head_of_old(world):
    return signed_in(member(Role.OFFICE_HEAD, world.offices["36"]))


def test_signing_keeps_what_was_read_and_the_duty_is_gone(world, head):
    assert "/desk/first-day/" in head.get("/desk/").content.decode()
    read = head.get(URL)
    worlds.serve(world, world.korat, people=7)  # the office goes on working while the head reads
    response = head.post(URL, {"page": read.context["sealed"]}, follow=True)
    kept = world.membership.handover
    kept.refresh_from_db()
    assert json.loads(files.read(kept.shown.sha256)) == read.context["document"]
    assert section(response, "work") == section(read, "work") != section(head.get(URL), "work")
    assert Event.objects.get(name="handover.signed").payload["sha256"] in response.content.decode()
    assert (kept.predecessor, 'name="page"' in head.get(URL).content.decode()) == (world.before, False)
    assert "/desk/first-day/" not in head.get("/desk/").content.decode()


def test_a_page_that_was_not_read_here_today_is_not_signed(world, head):
    sealed = head.get(URL).context["sealed"]
    other = actions.give_membership(
        UserFactory(), role=Role.OFFICE_HEAD, office=world.office, valid_from=worlds.TODAY, by=None, at=BEFORE
    )
    asked = [(head, "made up"), (head, ""), (signed_in(other.user), sealed)]
    answers = [client.post(URL, {"page": page}) for client, page in asked]
    assert {(one.status_code, one.context["refusal"].code) for one in answers} == {(409, "page_to_be_read_again")}
    assert [head.post(URL, {"page": sealed}).status_code, sign(head).status_code] == [302, 409]


def test_the_kept_page_is_read_by_its_head_the_successor_and_the_auditor(world, head):
    sign(head)
    address = f"/desk/handovers/{world.membership.handover.reference}/"
    readers = {
        "head": head,
        "auditor": signed_in(member(Role.AUDITOR, world.ministry)),
        "successor": signed_in(member(Role.OFFICE_HEAD, world.office)),
        "neighbour": head_of_old(world),
    }
    pages = (address, f"{address}page.json")
    seen = {name: [one.get(page).status_code for page in pages] for name, one in readers.items()}
    assert seen == {"head": [200, 200], "auditor": [200, 200], "successor": [200, 200], "neighbour": [404, 404]}
    listed = {name: len(one.get("/desk/handovers/").context["page"]) for name, one in readers.items()}
    assert listed == {"head": 1, "auditor": 1, "successor": 1, "neighbour": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, head, count, django_assert_num_queries):
    for number in range(count):
        worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 1 + number, 1))
        worlds.promise(world, fiscal_year=2568)
        DirectiveFactory(responsible_office=world.office)
        member(Role.PROVINCIAL_OFFICER, world.office)
    with django_assert_num_queries(QUERIES):
        head.get(URL)


def test_every_number_of_a_figure_opens_to_itself(world):
    client = signed_in(world.membership.user)
    sources = client.get(URL).context["document"]["sources"]
    figures = [row for row in sources if row["href"].startswith("/desk/figures/")]
    opened = [client.get(row["href"]).context for row in figures]
    told = [amounts.exact(one["opened"].value, one["figure"].value_unit) for one in opened]
    assert told == [row["exact"] for row in figures]
    assert len(figures) >= 4


def test_the_list_of_handovers_leads_to_the_page_that_waits_for_a_signature(world):
    client = signed_in(world.membership.user)
    body = client.get("/desk/handovers/").content.decode().split("<main")[1]
    assert f'href="{URL}"' in body
