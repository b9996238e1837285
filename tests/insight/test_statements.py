"""Sentences of sourced numbers: each with its definition, day, scope and address; nothing else may be a number."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils.translation import override

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import addresses, late, statements
from buranakan.insight.figures import FIGURES
from buranakan.insight.tallies import TALLIES
from tests.factories.accounts import scope
from tests.insight import world as worlds

ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def world():
    found = worlds.build()
    worlds.serve(found, found.korat, people=3)
    worlds.keep_books(found, found.korat)
    return found


def asked(asker=ALL, **query):
    return addresses.read({"year": "2568"} | query, scope=asker, on=worlds.TODAY)


def figure(key, asker=ALL, **query):
    return statements.figure(key, scope=asker, asked=asked(asker, **query), on=worlds.TODAY)


def test_a_figure_says_all_that_makes_it_one(world):
    found = figure("people_reached_distinct", province="30")
    one = FIGURES["people_reached_distinct"]
    assert (str(found), found.value, found.unit, found.key, found.on) == ("3 people", 3, "คน", one.key, worlds.TODAY)
    assert (found.name, found.definition) == (one.name, f"{one.definition} {one.counting_rule}")
    assert found.scope == "fiscal year 2568 · Nakhon Ratchasima Province · all agencies"
    assert found.address == "/desk/figures/people_reached_distinct/?year=2568&province=30"


@pytest.mark.parametrize("key", FIGURES)
def test_the_address_of_a_number_gives_it_again(world, key):
    found = figure(key, project="joint-2568.1", month="2025-02")
    place = urlsplit(found.address)
    again = addresses.read(dict(parse_qsl(place.query)), scope=ALL, on=worlds.TODAY)
    assert place.path == f"/desk/figures/{key}/"
    assert FIGURES[key].value(ALL, again.part) == found.value


def test_money_is_spoken_in_millions_and_exact_in_the_annex(world):
    worlds.book(world, world.korat, "allotment", 4_567_891_50)
    found = figure("money_allotted")
    assert (str(found), found.exact) == ("4.66 million baht", "4,657,891.50 baht")
    assert str(figure("money_paid")) == "30,000 baht"


def test_the_scope_is_the_readers(world):
    officer = scope(Role.PROVINCIAL_OFFICER, world.offices["30"])
    assert figure("people_reached_distinct", officer).scope == (
        "fiscal year 2568 · all agencies' work within the reach of pio-30"
    )
    assert figure("money_paid", officer).scope == "fiscal year 2568 · books within the reach of pio-30"
    assert figure("people_reached_distinct", scope(Role.FINANCE_OFFICER, world.diprom)).scope == (
        "fiscal year 2568 · all agencies"
    )


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("lines_behind", "lines"),
        ("rounds_not_closed", "rounds"),
        ("movements_waiting", "movements"),
        ("applications_undecided", "applications"),
    ],
)
def test_tallies_count_what_is_late(world, key, field):
    closed = worlds.open_call(world, world.korat, closes_at=worlds.NOW)
    worlds.apply(world, closed, world.korat, people=2)
    found = statements.tally(key, scope=ALL, asked=asked(), at=worlds.NOW)
    assert found.value == getattr(late.counts(ALL, asked(), at=worlds.NOW), field)
    assert (found.on, found.definition) == (worlds.TODAY, late.RULES[field])
    assert found.address == f"/desk/late/?year=2568#{field}"


def test_provinces_behind_are_counted_within_reach(world):
    assert str(statements.tally("provinces_behind", scope=ALL, asked=asked(), at=worlds.NOW)) == "2 provinces"
    officer = scope(Role.PROVINCIAL_OFFICER, world.offices["50"])
    found = statements.tally("provinces_behind", scope=officer, asked=asked(officer), at=worlds.NOW)
    assert found.value == 0


def test_every_tally_and_figure_has_a_key_of_its_own():
    assert {key: one.key for key, one in TALLIES.items()} == {key: key for key in TALLIES}
    assert not TALLIES.keys() & FIGURES.keys()


def test_a_promise_is_defined_by_its_own_words(world):
    promise = worlds.promise(world)
    found = statements.promised(promise)
    assert (str(found), found.value, found.on) == (
        "more than 2,180 people", 2180, promise.proposal.announcement.announced_on
    )  # fmt: skip
    assert promise.proposal.quote in found.definition
    assert promise.proposal.announcement.source in found.definition
    assert found.address == f"/desk/promises/{promise.reference}/"
    assert found.scope == promise.promised_by
    promise.promised_by_en = "Director-General"
    assert statements.promised(promise).scope == "Director-General"


def test_shares_and_differences_name_both_numbers(world):
    reached, planned = figure("people_reached_distinct"), figure("people_planned")
    part, left = statements.share(reached, planned), statements.difference(planned, reached)
    assert (str(part), str(left)) == ("3.3 percent", "87 people")
    assert (part.value, left.value) == (3 / 90, 87)
    for found in (part, left):
        assert str(reached.name) in found.definition and str(planned.name) in found.definition
        assert found.made_of == (reached, planned)


def test_there_is_no_share_of_nothing_and_no_difference_of_unlike_things(world):
    nothing = figure("people_planned", month="2025-09")
    assert statements.share(figure("people_reached_distinct"), nothing) is None
    with pytest.raises(ValueError, match="no difference"):
        statements.difference(figure("money_paid"), figure("people_planned"))


def test_a_sentence_renders_numbers_days_and_names(world):
    reached, office = figure("people_reached_distinct"), statements.Name("Center 6")
    found = statements.sentence(
        "%(office)s reached %(people)s by %(day)s.", office=office, people=reached, day=worlds.TODAY
    )
    assert str(found) == "Center 6 reached 3 people by 15 May 2025."
    assert (found.numbers, found.names) == ((reached,), ("Center 6",))
    assert statements.unsourced_in([found]) == []
    assert statements.unsourced_in([statements.sentence("We reached 12 people.")]) == ["12"]


@pytest.mark.parametrize("part", [12, 12.5, "12", "๑๒", ""])
def test_a_bare_number_is_refused(part):
    with pytest.raises(TypeError):
        statements.sentence("%(people)s", people=part)


def test_the_annex_tells_each_number_once(world):
    reached, planned = figure("people_reached_distinct"), figure("people_planned")
    part = statements.share(reached, planned)
    said = statements.sentence("%(people)s, %(part)s", people=reached, part=part)
    again = statements.sentence("%(people)s", people=figure("people_reached_distinct"))
    rows = statements.annex([said, again])
    assert [row.said for row in rows] == ["3 people", "3.3 percent", "90 people"]
    assert (rows[0].unit, rows[0].counted_on, rows[0].scope, rows[0].address) == (
        "people", "15 May 2025", reached.scope, reached.address
    )  # fmt: skip


def test_several_figures_of_one_slice_take_one_query_each(world, django_assert_num_queries):
    of = asked()
    with django_assert_num_queries(2):
        found = statements.figures(["people_reached_distinct", "people_planned", "money_paid"], scope=ALL, asked=of,
                                   on=dt.date(2025, 5, 15), values={"money_paid": 1})
    assert [one.value for one in found.values()] == [3, 90, 1]
