"""A whole announcement, in our own words, with what the real ones hold."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.reading.reading_of import WORDS, read

ANNOUNCEMENT = """ดีพร้อมจับมือ สอจ. เดินหน้างานร่วม


วันอังคารที่ 10 ธันวาคม 2567
10/12/2567
จ.นครราชสีมา 8 ธันวาคม 2567 - ปลัดกระทรวงอุตสาหกรรม ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6 ตำบลสูงเนิน อำเภอสูงเนิน เวลา 09.00 น.
ขณะนี้ ดีพร้อม ทำงานกับ สอจ. โดยมีเป้าหมายรวมกว่า ๒,๑๘๐ คน วงเงินรวม 9.15 ล้านบาท ได้แก่
1) ยกระดับสินค้าเกษตรสู่เกษตรอุตสาหกรรม
2) ยกระดับศักยภาพเศรษฐกิจชุมชน
สอบถาม โทร. 0 4400 0000 ต่อ 12
ที่มา : https://example.go.th/news/contents/details/91218"""


def test_only_the_commitments_are_figures():
    assert [(figure.value, figure.unit, figure.comparison, figure.role) for figure in read(ANNOUNCEMENT).figures] == [
        (2180, "คน", "more_than", "promise"),
        (9_150_000, "บาท", "exactly", "promise"),
    ]


def test_promises_are_the_figures_with_that_role():
    reading = read(ANNOUNCEMENT)
    assert reading.promises == reading.figures


def test_names_and_days_are_read_beside_them():
    reading = read(ANNOUNCEMENT)
    assert {(name.kind, name.code) for name in reading.names} == {
        ("agency", "diprom"), ("agency", "pio-*"), ("agency", "moi"), ("centre", "c06"), ("province", "30"),
        ("project", "agro-industry"), ("project", "community-economy"), ("person_post", "moi/permanent-secretary"),
    }  # fmt: skip
    assert (reading.dates.event_on, reading.dates.published_on) == (dt.date(2024, 12, 8), dt.date(2024, 12, 10))


def spans_of(reading):
    for figure in reading.figures:
        yield figure
        yield from (
            span
            for span in (figure.whose, figure.about, figure.due, figure.cue, *figure.also_at, *figure.where)
            if span
        )
    for name in reading.names:
        yield from (name, *name.also_at)
    yield from (span for span in (reading.dates.event, reading.dates.published) if span)


@given(st.lists(st.integers(min_value=0, max_value=len(ANNOUNCEMENT)), max_size=6))
def test_every_quote_stands_where_it_says(places):
    text = ANNOUNCEMENT
    for place in sorted(places, reverse=True):
        text = text[:place] + "\u200b" + text[place:]
    reading = read(text)
    assert [(figure.value, figure.role) for figure in reading.figures] == [(2180, "promise"), (9_150_000, "promise")]
    assert all(text[span.start : span.end] == span.quote for span in spans_of(reading))


@given(st.text(alphabet="กขคนาเแ้่ํำ0123๙,.%/-() \n\u200bAZบาทล้านคนรายที่ปีจะ", max_size=80))
def test_any_text_is_read_without_a_fault(text):
    assert all(text[span.start : span.end] == span.quote for span in spans_of(read(text)))


PIECES = [
    *(
        "คาดว่า",
        "ตั้งเป้า",
        "วงเงิน",
        "แล้ว",
        "ไม่เกิน",
        "รายละ",
        "ต่อราย",
        "ร้อยละ",
        "%",
        "ทั้ง",
        "ได้แก่",
        "ดังนี้",
        "ของขวัญ",
        "ตลาดโลก",
    ),
    *(
        "1) ",
        "2. ",
        "(3)",
        "\n",
        " ",
        "-",
        "ถึง",
        "๑๒",
        "4,500",
        "1.2",
        "0",
        "พันล้าน",
        "ล้าน",
        "แสน",
        "สามแสน",
        "บาท",
        "คน",
        "แห่ง",
        "ไร่",
        "US$",
    ),
    *("ภายในปี 2570", "31 ก.พ. 2568", "ดีพร้อม", "จังหวัดแพร่", "ปี", "เท่า", ".-", "\u200b", "เเ", "ํา"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_words_in_any_order_are_read_without_a_fault(pieces):
    text = "".join(pieces)
    reading = read(text)
    assert all(text[span.start : span.end] == span.quote for span in spans_of(reading))
    places = [(span.start, span.end) for figure in reading.figures for span in (figure, *figure.also_at)]
    assert all(first[1] <= second[0] for first, second in pairwise(sorted(places)))


@pytest.mark.parametrize("text", ["", "\n\n", "ไม่มีตัวเลข"])
def test_nothing_is_read_from_nothing(text):
    reading = read(text)
    assert (reading.figures, reading.names) == ((), ())


def test_a_vocabulary_is_a_value():
    assert hash(WORDS) == hash(WORDS)
