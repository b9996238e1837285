"""How a figure binds."""

import pytest

from tests.policy.reading.reading_of import only_figure


@pytest.mark.parametrize(
    ("text", "comparison", "quote"),
    [
        ("อบรมกว่า 50 คน", "more_than", "กว่า 50 คน"),
        ("อบรมมากกว่า 50 คน", "more_than", "มากกว่า 50 คน"),
        ("อบรมเกินกว่า 50 คน", "more_than", "เกินกว่า 50 คน"),
        ("อบรม 50 กว่าคน", "more_than", "50 กว่าคน"),
        ("อบรมไม่น้อยกว่า 50 คน", "at_least", "ไม่น้อยกว่า 50 คน"),
        ("อบรมไม่ต่ำกว่า 50 คน", "at_least", "ไม่ต่ำกว่า 50 คน"),
        ("อบรมอย่างน้อย 50 คน", "at_least", "อย่างน้อย 50 คน"),
        ("อบรม 50 คนขึ้นไป", "at_least", "50 คนขึ้นไป"),
        ("อบรมประมาณ 50 คน", "about", "ประมาณ 50 คน"),
        ("อบรมราว 50 คน", "about", "ราว 50 คน"),
        ("อบรมไม่เกิน 50 คน", "at_most", "ไม่เกิน 50 คน"),
        ("อบรมสูงสุดไม่เกิน 50 คน", "at_most", "สูงสุดไม่เกิน 50 คน"),
        ("อบรมสูงสุด 50 คน", "up_to", "สูงสุด 50 คน"),
        ("อบรมสูงสุดถึง 50 คน", "up_to", "สูงสุดถึง 50 คน"),
        ("อบรมจำนวน 50 คน", "exactly", "50 คน"),
        ("อบรมทั้งสิ้น 50 คน", "exactly", "50 คน"),
        ("ยอดสูงถึง 50 คน", "exactly", "50 คน"),
        ("เพิ่มขึ้นกว่าร้อยละ 60", "more_than", "กว่าร้อยละ 60"),
        ("เพิ่มขึ้นไม่น้อยกว่าร้อยละ 60", "at_least", "ไม่น้อยกว่าร้อยละ 60"),
        ("มีจำนวนกว่า๕๐คน", "more_than", "กว่า๕๐คน"),
    ],
)
def test_the_words_around_the_number_say_how_it_binds(text, comparison, quote):
    figure = only_figure(text)
    assert (figure.comparison, figure.quote, figure.value) == (comparison, quote, 60 if "60" in text else 50)
