"""Numbered lists: the words that introduce one speak for its items."""

import pytest

from buranakan.policy.reading import lists
from tests.policy.reading.reading_of import read


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("มีเป้าหมาย ดังนี้ 1) ช่าง 30 คน 2) แม่ค้า 20 คน", "promise"),
        ("มีเป้าหมาย ดังนี้\n1. ช่าง 30 คน\n\n2. แม่ค้า 20 คน", "promise"),
        ("ผลการดำเนินงาน ดังนี้ (1) ช่าง 30 คน (2) แม่ค้า 20 คน", "result"),
        ("สมาชิกของกลุ่ม ได้แก่ 1) ช่าง 30 คน 2) แม่ค้า 20 คน", "context"),
    ],
)
def test_items_are_what_their_introduction_says(text, role):
    assert [figure.role for figure in read(text).figures] == [role, role]


def test_a_budget_on_a_list_of_results_is_spent():
    text = "ผลงานค้ำประกันรวม 900 ล้านบาท ได้แก่\n1. โครงการแรก วงเงิน 400 ล้านบาท\n2. โครงการหลัง วงเงิน 500 ล้านบาท"
    assert [figure.role for figure in read(text).figures] == ["result", "result", "result"]


def test_what_an_item_says_of_itself_goes_before_its_introduction():
    text = "มีเป้าหมาย ดังนี้ 1) อบรมไปแล้ว 30 คน จากผู้สมัครทั้งจังหวัดซึ่งกระจายอยู่ตามอำเภอต่าง ๆ ของภาค จำนวน 70 คน"
    assert [figure.role for figure in read(text).figures] == ["result", "result"]


@pytest.mark.parametrize(
    ("text", "before"),
    [("หนึ่ง\n1) สอง\n2) สาม", "หนึ่ง"), ("หนึ่ง 1) สอง 2) สาม", "หนึ่ง "), ("1) สอง\n2) สาม", None), ("ไม่มี", None)],
)
def test_a_list_begins_where_the_words_before_its_first_mark_end(text, before):
    end = lists.introduction(text, len(text) - 1)
    assert (None if end is None else text[:end]) == before
