"""Bars: the numbers in the picture are the numbers in the text, on one scale for each unit."""

import re

from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from buranakan.pages.ui.tags.pictures import WIDTH, length, ui_bars

ROWS = [
    {"label": "one", "planned": 640, "reached": 512, "unit": "คน", "href": "/one/"},
    {"label": "two", "planned": 420, "reached": 431, "unit": "คน"},
    {"label": "three", "planned": None, "reached": 10, "unit": "คน"},
    {"label": "money", "planned": 915_000_000, "reached": 561_000_000, "unit": "บาท"},
]


def test_each_bar_says_its_numbers():
    with override("en"):
        drawn = Template('{% ui_bars rows=rows caption="c" %}').render(Context({"rows": ROWS}))
    words = " ".join(re.sub(r"<[^>]+>", " ", drawn).split())
    assert "one 512 of 640 people (80%)" in words
    assert "two 431 of 420 people (102.6%) goal reached" in words
    assert "three 10 people" in words
    assert "money 5,610,000 of 9,150,000 baht (61.3%)" in words


def test_lengths_compare_within_a_unit():
    bars = {bar["label"]: bar for bar in ui_bars(rows=ROWS, caption="c")["bars"]}
    assert (bars["one"]["planned_width"], bars["one"]["reached_width"]) == (WIDTH, 800)
    assert bars["two"]["planned_width"] == 656
    assert bars["money"]["planned_width"] == WIDTH
    assert bars["three"]["planned_width"] == 0


def test_no_rows_and_nothing_planned_draw_nothing():
    assert ui_bars(rows=[], caption="c")["bars"] == []
    bar = ui_bars(rows=[{"label": "a", "planned": 0, "reached": 0}], caption="c")["bars"][0]
    assert (bar["planned_width"], bar["reached_width"], bar["is_full"]) == (0, 0, False)


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_bar_is_as_long_as_its_share_and_never_invisible(value, longest):
    value = min(value, longest)
    drawn = length(value, longest=longest)
    assert (drawn == 0) == (value == 0)
    assert abs(drawn - value * WIDTH / longest) <= 4
