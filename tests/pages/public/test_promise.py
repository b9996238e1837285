"""A promise for everybody: its words, its counting rule, and tables without anybody's small number."""

import datetime as dt
import re

import pytest
from django.utils.translation import gettext

from buranakan.insight import public_course, publish
from buranakan.insight.course import PromiseState
from buranakan.lib import clock
from buranakan.pages.public import promise_card, wording
from buranakan.pages.ui import picturing
from buranakan.pages.ui.tags import filters
from buranakan.policy import actions
from tests.factories.planning import PortfolioFactory
from tests.insight import world as worlds
from tests.pages.public import busy

QUERIES = 22
HOUR = dt.timedelta(hours=1)
PNG = b"\x89PNG\r\n\x1a\n"

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


# --- where it is heading, its history, its card -----------------------------------------------------------------------
def card(promise, language="th"):
    return f"{url(promise)}card-{language}.png"


def size_of(picture):
    """Width and height, as a PNG's first chunk writes them."""
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_its_state_and_why_are_told_from_what_is_public(world, client):
    context = client.get(url(world.promise)).context
    assert context["badge"]["text"] == PromiseState.OFF_COURSE.label
    assert str(context["why"]) == str(public_course.of(context["shown"], on=worlds.TODAY).why)


def test_what_was_edited_is_told_without_the_post(world, client):
    said = {"value": 2000, "statement_th": "กว่า 2,000 คน", "statement_en": ""}
    actions.edit_promise(world.promise, **said, figure_unit="คน", because="อ่านผิด", by=None, at=busy.NOW)
    response = client.get(url(world.promise))
    assert gettext("Not the announcement's number") in response.content.decode()
    told = [(one["old"], one["new"], one["because"]) for one in response.context["edits"]]
    assert ("2,180 คน", "2,000 คน", "อ่านผิด") in told
    assert "อ่านผิด" in response.content.decode()


def test_what_was_edited_before_it_was_public_is_not_told(client, world):
    promise = worlds.promise(world, is_public=False)
    said = {"figure_unit": "คน", "by": None, "statement_th": "900 800 700"}
    actions.edit_promise(promise, value=900, because="ร่างแรกของกอง", at=busy.NOW - 3 * HOUR, **said)
    actions.edit_promise(promise, value=800, is_public=True, because="ผ่านการตรวจแล้ว", at=busy.NOW - 2 * HOUR, **said)
    assert client.get(url(promise)).context["edits"] == []
    actions.edit_promise(promise, value=700, because="อ่านผิด", at=busy.NOW - HOUR, **said)
    response = client.get(url(promise))
    assert [(one["old"], one["new"], one["because"]) for one in response.context["edits"]] == [
        ("800 คน", "700 คน", "อ่านผิด")
    ]
    assert [one in response.content.decode() for one in ("ร่างแรกของกอง", "ผ่านการตรวจแล้ว")] == [False, False]


def test_a_withdrawn_promise_stays_at_its_address_and_leaves_the_front_page(world, client):
    actions.withdraw_promise(world.promise, because="รวมกับเป้าหมายใหม่", by=None, at=busy.NOW)
    response = client.get(url(world.promise))
    assert (response.status_code, "รวมกับเป้าหมายใหม่" in response.content.decode()) == (200, True)
    assert url(world.promise) not in client.get("/").content.decode()
    assert client.get(card(world.promise)).status_code == 200


def test_a_withdrawn_promise_says_first_that_it_is_withdrawn_and_its_card_nothing_else(world, client):
    actions.withdraw_promise(world.promise, because="รวมกับเป้าหมายใหม่", by=None, at=busy.NOW)
    world.promise.refresh_from_db()
    text = client.get(url(world.promise)).content.decode()
    body = text.split("<main")[1]
    assert body.index("รวมกับเป้าหมายใหม่") < body.index(gettext("Before it was withdrawn")) < body.index("90 คน")
    assert f'content="{PromiseState.WITHDRAWN.label} · {world.promise.statement}"' in text
    [values] = [promise_card.values(*both, on=worlds.TODAY) for both in told(world.promise)]
    assert (values["state"], values["bars"], values["note"]) == (
        PromiseState.WITHDRAWN.label,
        [],
        "รวมกับเป้าหมายใหม่",
    )
    assert values["due"] == gettext("Withdrawn on %(day)s") % {"day": filters.day(world.promise.withdrawn_at)}


def test_the_head_names_the_card_where_it_is_shared(world, client, settings):
    settings.PUBLIC_ADDRESS = "https://example.test"
    text = client.get(url(world.promise)).content.decode()
    assert f'<meta property="og:image" content="https://example.test{card(world.promise)}">' in text
    assert f'<meta property="og:title" content="{world.promise.statement}">' in text


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_card_is_a_picture_that_may_be_kept_for_minutes(world, client, language):
    response = client.get(card(world.promise, language))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert (response.content[:8], size_of(response.content)) == (PNG, picturing.CARD_PIXELS)
    assert response.headers["Cache-Control"] == "public, max-age=600"
    again = client.get(card(world.promise, language), headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_card_says_what_the_page_says_and_no_small_count(world, client):
    worlds.keep_books(world, world.korat)
    few = worlds.promise(world, portfolio=False)
    PortfolioFactory(code="small-2568").promises.add(few)
    values = [promise_card.values(*both, on=worlds.TODAY) for both in told(world.promise, world.money, few)]
    assert [[bar["value"] for bar in one["bars"]] for one in values] == [
        ["90 คน (4.1%)", "55 คน (2.5%)"],
        ["300,000 บาท (3.3%)", "30,000 บาท (0.3%)"],
        ["0 คน (0%)", wording.hidden()],
    ]


def told(*promises):
    shown = publish.public_promises(promises, on=worlds.TODAY)
    return [(one, public_course.of(one, on=worlds.TODAY)) for one in shown]


def test_no_card_of_a_promise_of_the_desks_nor_in_a_language_there_is_none_of(world, client):
    assert client.get(card(worlds.promise(world, is_public=False))).status_code == 404
    assert client.get(card(world.promise, "fr")).status_code == 404
    assert client.post(card(world.promise)).status_code == 405
