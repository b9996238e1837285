"""A promise for everybody: its words, its counting rule, and tables without anybody's small number."""

import re

import pytest

from buranakan.lib import clock
from tests.factories.planning import PortfolioFactory
from tests.insight import world as worlds
from tests.pages.public import busy

QUERIES = 21

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(busy.NOW):
        yield busy.build()


def url(promise):
    return f"/promises/{promise.reference}/"


def table_rows(response):
    """Rows of every table of the page, as text."""
    text = response.content.decode()
    rows = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL)]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells] for cells in rows]


def test_everybody_reads_words_rule_and_both_counts(world, client):
    announcement = world.promise.proposal.announcement
    announcement.source = "https://www.thaigov.go.th/news/contents/details/91218"
    announcement.save()
    response = client.get(url(world.promise))
    text = response.content.decode()
    assert (response.status_code, response.context["reached"], response.context["other"]) == (200, "55 คน", "55 ครั้ง")
    assert f'href="{announcement.source}"' in text
    assert world.promise.proposal.quote in text
    assert str(response.context["shown"].figure.counting_rule) in text


def test_wrong_method(world, client):
    assert client.post(url(world.promise)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, client, count, django_assert_num_queries):
    for _ in range(count):
        worlds.promise(world)
        worlds.serve(world, world.chiang_mai)
    with django_assert_num_queries(QUERIES):
        client.get(url(world.promise))


def test_tables_hide_what_must_be_hidden(world, client):
    rows = {row[0]: row for row in table_rows(client.get(url(world.promise))) if row}
    assert rows["เชียงใหม่"][1:] == ["40", "12"]
    assert rows["โครงการเกษตร"][1:] == ["50", "43", "200,000"]
    assert rows["กุมภาพันธ์ 2568"][1:] == ["30", "40"]
    hidden = rows["ชัยภูมิ"][2]
    assert (rows["นครราชสีมา"][1:], rows["ชัยภูมิ"][1:]) == (["30", hidden], ["20", hidden])
    assert not re.search(r"(?<!\d)(3|40|43)(?!\d)", hidden)


def test_money_has_its_projects_and_no_people(world, client):
    rows = {row[0]: row for row in table_rows(client.get(url(world.money))) if row}
    assert "เชียงใหม่" not in rows
    assert rows["โครงการเกษตร"][-1] == "200,000"


def test_money_says_what_was_paid(world, client):
    worlds.keep_books(world, world.korat)
    shown = client.get(url(world.money)).context
    assert (shown["paid"], [bar["reached"] for bar in shown["bars"]]) == ("30,000 บาท", [300_000_00, 30_000_00])


def test_a_promise_of_the_desks_is_not_there(world, client):
    assert client.get(url(worlds.promise(world, is_public=False))).status_code == 404


def test_a_promise_that_is_none(client):
    assert client.get("/promises/none/").status_code == 404


def test_a_promise_without_a_programme_shows_its_words_alone(world, client):
    response = client.get(url(worlds.promise(world, portfolio=False)))
    assert (response.status_code, response.context["parts"], response.context["reached"]) == (200, [], "")


def test_a_promise_of_two_programmes_shows_each_apart(world, client):
    both = worlds.promise(world)
    PortfolioFactory(code="other-2568").promises.add(both)
    response = client.get(url(both))
    assert (response.context["reached"], len(response.context["parts"])) == ("", 2)
