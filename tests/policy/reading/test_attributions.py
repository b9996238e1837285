"""Whose a figure is, what it is about, and by when."""

import datetime as dt

import pytest

from tests.policy.reading.reading_of import PUBLISHED, only_figure, read


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("ดีพร้อม ร่วมกับ สอจ. ตั้งเป้าอบรม 70 คน", "ดีพร้อม"),
        ("กรมส่งเสริมอุตสาหกรรม หรือ ดีพร้อม (DIPROM) ตั้งเป้าอบรม 70 คน", "ดีพร้อม"),
        ("อธิบดีกรมส่งเสริมอุตสาหกรรม กล่าวว่า ตั้งเป้าอบรม 70 คน", "กรมส่งเสริมอุตสาหกรรม"),
        ("ตั้งเป้าอบรม 70 คน โดยดีพร้อม", None),
        ("ดีพร้อม แถลงข่าว\nตั้งเป้าอบรม 70 คน", None),
    ],
)
def test_a_figure_belongs_to_the_agency_that_speaks_of_it(text, whose):
    assert str(only_figure(text).whose) == str(whose)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("โดยมีเป้าหมายในภาพรวมกว่า 900 คน", "เป้าหมายในภาพรวม"),
        ("ใช้วงเงินรวม 4.2 ล้านบาท", "ใช้วงเงินรวม"),
        ("เปิดหลักสูตร พัฒนาผู้ประกอบการใหม่จำนวน 30 ราย", "พัฒนาผู้ประกอบการใหม่"),
        ("30 ราย", None),
    ],
)
def test_a_figure_is_about_the_phrase_before_it(text, about):
    assert str(only_figure(text).about) == str(about)


def test_what_a_figure_is_about_does_not_reach_over_the_figure_before():
    _, second = read("อบรมผู้ประกอบการ 40 คน วงเงิน 2 ล้านบาท").figures
    assert second.about.quote == "วงเงิน"


@pytest.mark.parametrize(
    ("text", "quote", "on"),
    [
        ("คาดว่าจะพัฒนาได้ 60 ราย ภายในปี 2570", "ภายในปี 2570", dt.date(2027, 12, 31)),
        ("ในปี 2568 คาดว่าจะพัฒนาได้ 60 ราย", "ในปี 2568", dt.date(2025, 12, 31)),
        ("ตั้งเป้าอบรม 60 ราย ในปีงบประมาณ พ.ศ. 2568", "ในปีงบประมาณ พ.ศ. 2568", dt.date(2025, 9, 30)),
        ("ตั้งเป้าอบรม 60 ราย ภายในปีนี้", "ภายในปีนี้", dt.date(2024, 12, 31)),
        ("ภายใน 4 ปี (พ.ศ. 2571) ตั้งเป้าสร้าง 60 ราย", "ภายใน 4 ปี (พ.ศ. 2571)", dt.date(2028, 12, 31)),
        ("ตั้งเป้าอบรม 60 ราย ภายใน 30 กันยายน 2568", "ภายใน 30 กันยายน 2568", dt.date(2025, 9, 30)),
        ("ตั้งเป้าอบรม 60 ราย ต่อจากในปี 2560", None, None),
        ("ตั้งเป้าอบรม 60 ราย", None, None),
    ],
)
def test_by_when_is_read_in_the_same_thought(text, quote, on):
    (figure,) = read(f"{PUBLISHED}\n{text}").figures
    assert (figure.due and figure.due.quote) == quote
    assert (figure.due and figure.due.on) == on


def test_only_a_promise_is_due():
    (figure,) = read(f"{PUBLISHED}\nพัฒนาไปแล้ว 60 ราย ในปี 2567").figures
    assert (figure.role, figure.due) == ("result", None)


def test_what_a_figure_is_about_never_begins_inside_a_word():
    long_phrase = "ยกระดับศักยภาพการดำเนินงานของกิจการขนาดเล็กและเสริมความเข้มแข็งของผู้ประกอบการในพื้นที่"
    assert only_figure(f"{long_phrase}กว่า 90 ราย").about.quote == "เสริมความเข้มแข็งของผู้ประกอบการในพื้นที่"
