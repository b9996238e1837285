"""What an announcement says against what is already promised."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.policy import comparing
from buranakan.policy.comparing import Said, differences

SEPTEMBER, DECEMBER = dt.date(2025, 9, 30), dt.date(2025, 12, 31)
WORDS = "เป้าหมายพัฒนาผู้ประกอบการในภาพรวม"


def said(value=2180, **other):
    return Said(
        **{
            "value": value,
            "unit": "คน",
            "comparison": "more_than",
            "due_on": None,
            "words": WORDS,
            "sentence": "ดีพร้อมร่วมบูรณาการกับ สอจ. ผ่านการดำเนินโครงการต่าง ๆ",
            "source": object(),
            "announcement": 1,
        }
        | other
    )


def told(now, before):
    return [(one.kind, one.fields) for one in differences(now, before)]


@pytest.mark.parametrize(
    ("now", "kind", "fields"),
    [
        (said(), "same", ()),
        (said(3000), "changed", ("value",)),
        (said(comparison="at_least"), "changed", ("comparison",)),
        (said(due_on=DECEMBER), "changed", ("due",)),
        (said(due_on=SEPTEMBER), "same", ()),
        (said(3000, comparison="about", due_on=DECEMBER), "changed", ("value", "comparison", "due")),
        (said(None), "changed", ("value",)),
    ],
)
def test_a_figure_of_the_same_matter_is_the_same_or_tells_what_differs(now, kind, fields):
    assert told([now], [said(due_on=SEPTEMBER)]) == [(kind, fields)]


@pytest.mark.parametrize(
    "now",
    [
        said(unit="บาท"),
        said(words="ปลูกป่าชายเลนริมอ่าว", sentence="จิตอาสาลดภาวะโลกร้อน"),
        said(3000, words="ปลูกป่าชายเลนริมอ่าว", sentence="จิตอาสาลดภาวะโลกร้อน"),
        said(words="", sentence=""),
    ],
    ids=["another-unit", "other-words-same-number", "other-words", "no-words"],
)
def test_what_is_not_of_the_same_matter_is_new(now):
    assert told([now], [said()]) == [("new", ())]


def test_what_else_a_repeated_announcement_promised_is_no_longer_mentioned():
    money, other = said(915_000_000, unit="บาท"), said(70, words="ปลูกป่าชายเลน", sentence="จิตอาสา", announcement=2)
    found = differences([said(3000)], [said(), money, other])
    assert [(one.kind, one.before and one.before.value) for one in found] == [
        ("changed", 2180),
        ("unmentioned", 915_000_000),
    ]


def test_each_promise_is_the_other_side_of_one_figure_the_likest():
    found = differences([said(3000), said()], [said()])
    assert [(one.kind, one.now.value) for one in found] == [("new", 3000), ("same", 2180)]


one_said = st.builds(
    said,
    st.sampled_from([None, 10, 20]),
    unit=st.sampled_from(["คน", "บาท"]),
    words=st.sampled_from([WORDS, "ปลูกป่าชายเลน", ""]),
    announcement=st.integers(1, 2),
)


@given(st.lists(one_said, max_size=5), st.lists(one_said, max_size=5))
def test_every_figure_is_told_once_and_no_promise_twice(now, before):
    found = differences(now, before)
    assert sorted(map(id, now)) == sorted(id(one.now) for one in found if one.now)
    promised = [id(one.before) for one in found if one.before]
    assert len(promised) == len(set(promised))
    assert {one.kind for one in found} <= {
        comparing.SAME, comparing.CHANGED, comparing.NEW, comparing.UNMENTIONED,
    }  # fmt: skip
