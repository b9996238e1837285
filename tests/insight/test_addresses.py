"""Addresses: what a query string means, and what it can't mean."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import addresses
from buranakan.insight.slices import Announced, Slice
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Reading
from tests.factories.accounts import scope
from tests.insight import world as worlds

ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def read(query, asked=ALL):
    return addresses.read(query, scope=asked, on=worlds.TODAY)


def test_an_empty_address_asks_for_everything(world):
    asked = read({})
    assert (asked.part, asked.terms, asked.address()) == (Slice(), (), "")


def test_every_key_at_once(world):
    query = {
        "year": "2568",
        "portfolio": "joint-2568",
        "project": "joint-2568.1",
        "activity": "joint-2568.1.training",
        "office": "pio-30",
        "owner": "diprom",
        "province": "30",
        "month": "2025-02",
    }
    asked = read(query)
    assert asked.part == Slice(
        fiscal_year=2568,
        announced=(Announced(world.portfolio.pk),),
        project=world.farms.pk,
        activity=world.training.pk,
        office=world.offices["30"].pk,
        owner=world.diprom.pk,
        province="30",
        month=dt.date(2025, 2, 1),
    )
    assert {term.name: term.text for term in asked.terms} == query
    labels = {term.name: term.label for term in asked.terms}
    assert (labels["project"], labels["activity"], labels["month"]) == ("โครงการเกษตร", "อบรม", "กุมภาพันธ์ 2568")


def test_a_kind_of_help_a_quarter_and_the_months_so_far(world):
    asked = read({"kind": "fairs", "quarter": "2568-3", "until": "2025-04"})
    assert asked.part == Slice(
        kind="fairs", months=tuple(dt.date(2025, month, 1) for month in (4, 5, 6)), until=dt.date(2025, 4, 1)
    )
    assert [term.text for term in asked.terms] == ["fairs", "2568-3", "2025-04"]


def test_thai_digits_and_stray_spaces_are_understood(world):
    assert read({"year": " ๒๕๖๘ ", "province": "๓๐"}).part == Slice(fiscal_year=2568, province="30")


def test_other_words_of_the_address_are_left_alone(world):
    assert read({"page": "3", "by": "month", "utm": "x"}).terms == ()


def test_an_address_written_is_the_one_read(world):
    asked = read({"year": "2568", "month": "2025-02"})
    assert asked.address() == "year=2568&month=2025-02"
    assert read({"year": "2568", "month": "2568-02"}) == asked
    assert asked.address(month="", project="joint-2568.1") == "year=2568&project=joint-2568.1"


def test_a_portfolio_is_read_as_its_announcement_is(world):
    world.portfolio.reading = Reading.CENTRE_6
    world.portfolio.save()
    [announced] = read({"portfolio": "joint-2568"}).part.announced
    assert announced == Announced(world.portfolio.pk, provinces=frozenset({"30", "36"}))


@pytest.mark.parametrize(
    "query",
    [
        {"year": "68"},
        {"year": "สองพัน"},
        {"portfolio": "none"},
        {"project": "joint-2568"},
        {"project": "joint-2568.99"},
        {"project": "joint-2568.²"},
        {"project": "joint-2568." + "9" * 30},
        {"activity": "joint-2568.1"},
        {"activity": "joint-2568.1.none"},
        {"activity": "."},
        {"office": "none"},
        {"owner": "none"},
        {"province": "99"},
        {"province": "0"},
        {"month": "2025-13"},
        {"month": "3111-04"},
        {"month": "กุมภาพันธ์"},
        {"month": "2025-02-01"},
        {"kind": "magic"},
        {"quarter": "2568-5"},
        {"quarter": "2568"},
        {"until": "เมษายน"},
    ],
    ids=lambda query: str(query)[:40],
)
def test_what_is_not_there_is_refused(world, query):
    with pytest.raises(RuleBroken) as refusal:
        read(query)
    assert refusal.value.code == "slice_not_understood"


def test_a_province_out_of_reach_is_refused(world):
    korat = scope(Role.PROVINCIAL_OFFICER, world.offices["30"])
    assert read({"province": "30"}, korat).part == Slice(province="30")
    with pytest.raises(RuleBroken) as refusal:
        read({"province": "50"}, korat)
    assert refusal.value.code == "slice_out_of_reach"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(addresses.READERS)), text=st.text(max_size=30))
def test_no_text_breaks_an_address(name, text):
    try:
        asked = read({name: text})
    except RuleBroken as refusal:
        assert refusal.code == "slice_not_understood"
    else:
        assert len(asked.terms) <= 1
