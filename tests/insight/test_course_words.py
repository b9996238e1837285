"""Why a promise stands as it does: each state's sentence, and no number in it that nothing vouches for."""

import datetime as dt

import pytest
from django.utils.translation import override

from buranakan.accounts.permissions import Role
from buranakan.insight import course_words, promise_register
from buranakan.insight.statements import unsourced_in
from tests.factories.accounts import scope
from tests.insight import world as worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    worlds.serve(world, world.korat, people=24, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=16, on=dt.date(2025, 4, 14))
    return world


def told(world, **said):
    worlds.promise(world, **said)
    [row] = promise_register.register(scope(Role.EXECUTIVE, world.ministry), on=worlds.TODAY)
    return row, course_words.why(row, on=worlds.TODAY)


@pytest.mark.parametrize(
    ("said", "template"),
    [
        ({"value": 30}, "SETTLED"),
        ({"value": 100, "due_on": dt.date(2025, 1, 31)}, "SETTLED"),
        ({"value": 100, "due_on": dt.date(2025, 5, 31)}, "NOTHING_MORE"),
        ({"value": 30, "comparison": "at_most"}, "BEYOND_THE_CEILING"),
        ({"figure_key": "people_planned"}, "NOTHING_COUNTS"),
        ({"withdrawn": True}, "WITHDRAWN"),
        ({"value": 100, "fiscal_year": 2569, "portfolio": False, "due_on": dt.date(2026, 9, 30)}, "SETTLED"),
    ],
)
def test_each_state_has_its_sentence_and_every_number_its_source(world, said, template):
    row, why = told(world, **said)
    wanted = getattr(course_words, template)
    assert str(why.template) == str(wanted[row.state] if isinstance(wanted, dict) else wanted)
    for language in ("th", "en"):
        with override(language):
            assert unsourced_in([why]) == []


def test_a_pace_is_told_with_its_interval_and_where_its_numbers_come_from(world):
    for month in (11, 12):
        worlds.add_line(world, world.training, world.korat, people=10, month=dt.date(2024, month, 1))
        worlds.serve(world, world.korat, people=10, on=dt.date(2024, month, 14))
    with override("en"):
        row, why = told(world, value=95, reference="promise-x")
        low, high = row.course.low, row.course.high
        assert str(why) == (
            "By 30 Apr 2025 the result was 60 people beside 70 people planned, 85.7 percent of the plan. At that pace "
            f"it will be 94 people by 30 Sep 2025, most likely between {low} people and {high} people; "
            "promised: more than 95 people. What was promised lies in between."
        )
        assert unsourced_in([why]) == []
    assert [number.key.partition("@")[0] for number in why.numbers] == [
        *("promise:promise-x", "people_planned", "people_reached_distinct"),
        *("pace", "forecast_likely", "forecast_low", "forecast_high"),
    ]


def test_too_few_months_say_so(world):
    _row, why = told(world, value=80)
    assert str(why.template).startswith(str(course_words.TOO_FEW_MONTHS))
    assert unsourced_in([why]) == []
