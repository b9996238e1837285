"""A draft for the press: Thai, every number a figure with its day, nothing that could tell of one person."""

import pytest

from buranakan.insight.briefs import press
from buranakan.insight.statements import unsourced
from buranakan.policy.directives.enums import SourceKind
from buranakan.policy.reading.reader import read
from buranakan.policy.reading.reference import vocabulary_of_files
from tests.factories.directives import DirectiveFactory
from tests.factories.visits import VisitFactory
from tests.insight import world as worlds
from tests.insight.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    worlds.keep_books(world, world.korat)
    worlds.promise(world)
    worlds.promise(world, is_public=False, value=777, statement_th="เป้าหมายภายใน")
    return world


@pytest.fixture
def visit(world):
    return VisitFactory(visiting_office=world.ministry, offices=[world.offices["30"]], province=world.korat)


def order(world, visit, text):
    return DirectiveFactory(
        responsible_office=world.offices["30"], source_kind=SourceKind.VISIT, visit=visit, text=text, number=""
    )


def figures_read(text):
    """(value, unit) of every figure that the product itself reads in a text."""
    return {(one.value, one.unit) for one in read(text, vocabulary=vocabulary_of_files()).figures}


def test_every_number_is_a_figure_with_its_day_and_reads_as_it_was_said(world, visit):
    worlds.serve(world, world.korat, people=12)
    order(world, visit, "ให้จัดทำแผนร่วมรายพื้นที่")
    draft = press.draft(visit, at=NOW)
    numbers = [number for one in draft.sentences for number in one.numbers]
    names = [name for one in draft.sentences for name in one.names]
    assert unsourced(draft.text, numbers=numbers, names=names) == []
    assert "12 คน" in draft.text
    assert "15 พ.ค. 2568" in draft.text
    found = figures_read(draft.text)
    assert found <= {figure for number in numbers for figure in figures_read(number.said)}
    assert (12, "คน") in found
    assert {row.exact for row in draft.sources} >= {"12 คน", "30,000 บาท"}


def test_counts_of_people_below_the_public_limit_are_left_out(world, visit):
    worlds.serve(world, world.korat, people=9)
    draft = press.draft(visit, at=NOW)
    assert (draft.is_small, "9 คน" in draft.text) == (True, False)


def test_what_was_not_promised_in_public_is_not_told(world, visit):
    worlds.serve(world, world.korat, people=12)
    numbers = [number.value for one in press.draft(visit, at=NOW).sentences for number in one.numbers]
    assert (2180 in numbers, 777 in numbers) == (True, False)


def test_a_directive_with_a_number_of_its_own_is_left_for_a_person_to_word(world, visit):
    plain, numbered = order(world, visit, "ให้เร่งรัดการเบิกจ่าย"), order(world, visit, "ให้อบรมเพิ่มอีก 50 คน")
    draft = press.draft(visit, at=NOW)
    assert plain.text in draft.text
    assert (numbered.text in draft.text, draft.orders_left_out) == (False, (numbered.text,))


def test_directives_beyond_those_a_release_says_are_counted_and_none_is_lost(world, visit):
    plain = [order(world, visit, f"ให้เร่งรัดเรื่อง{letter}") for letter in "กขคงจฉชซ"]
    numbered = [order(world, visit, f"ให้อบรมเพิ่ม{letter} 50 คน") for letter in "กข"]
    draft = press.draft(visit, at=NOW)
    told = [one for one in plain if one.text in draft.text]
    assert (len(told), draft.orders_beyond) == (press.MOST_ORDERS, len(plain) - press.MOST_ORDERS)
    assert set(draft.orders_left_out) == {one.text for one in numbered}
