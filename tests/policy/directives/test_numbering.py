"""Pasted texts with numbered items: what each orders, of whom, with whom, by when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.policy.directives import numbering
from buranakan.policy.directives.numbering import Named
from buranakan.policy.reading.reference import vocabulary_of_files

NAMES = vocabulary_of_files()
SUNDAY = dt.date(2024, 12, 8)


@pytest.fixture(scope="module")
def names():
    return NAMES


def items(text, names):
    return numbering.divide(text, vocabulary=names, ordered_on=SUNDAY).items


def numbers(text, names):
    return [item.number for item in items(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.1) ให้ กสอ. ทำ\n31.2) ให้ สปอ. ทำ", ["31.1", "31.2"]),
        ("๓๑.๑) ให้ กสอ. ทำ\n๓๑.๒) ให้ สปอ. ทำ", ["31.1", "31.2"]),
        ("1. ให้ กสอ. ทำ\n2. ให้ สปอ. ทำ", ["1", "2"]),
        ("ข้อ 1 ให้ กสอ. ทำ\nข้อ 2 ให้ สปอ. ทำ", ["1", "2"]),
        ("1.1 ให้ กสอ. ทำ\n1.2 ขอให้ สปอ. ทำ", ["1.1", "1.2"]),
        ("(1) ให้ กสอ. ทำ\n(2) ให้ สปอ. ทำ", ["1", "2"]),
        ("สั่งการ 4) ให้ กสอ. ทำ 5) มอบหมาย สปอ. ทำ", ["4", "5"]),
        ("1) ให้ กสอ. ทำ ดังนี้\n(1) ก\n(2) ข", ["1"]),
        ("1) ให้ กสอ. จัดอบรม 1,200 คน\nภายในปี 2568", ["1"]),
        ("๓.ให้ กสอ. ทำ\n4.ให้ สปอ. ทำ", ["3", "4"]),
        ("1) ให้ กสอ. ทำ 2.ให้ สปอ. ทำ", ["1", "2"]),
        ("ก. ให้ กสอ. ทำ\nข. ให้ สปอ. ทำ", ["ก", "ข"]),
        ("1) ให้ กสอ. ทำ\nก. ให้ สปอ. ทำ", ["1", "ก"]),
        ("1) ให้ กสอ. ทำ\nก. ให้คำปรึกษา\n- ให้ความรู้", ["1"]),
        ("ให้ กสอ. ทำที่\nจ. นครราชสีมา", [""]),
        ("ให้ กสอ. ทำ", [""]),
        ("  \n", []),
    ],
)
def test_a_text_is_divided_at_its_numbers(text, expected, names):
    assert numbers(text, names) == expected


def test_a_heading_orders_nothing_and_stands_above_its_items(names):
    read = numbering.divide(
        "ผลการตรวจเยี่ยม\n31) การพัฒนาผู้ประกอบการ\n31.1) ให้ กสอ. ทำ\nต่อเนื่อง\n31.2) ให้ สปอ. ทำ",
        vocabulary=names,
        ordered_on=SUNDAY,
    )
    assert read.preamble == "ผลการตรวจเยี่ยม"
    assert [(one.number, one.under, one.text) for one in read.items] == [
        ("31.1", "การพัฒนาผู้ประกอบการ", "ให้ กสอ. ทำ\nต่อเนื่อง"),
        ("31.2", "การพัฒนาผู้ประกอบการ", "ให้ สปอ. ทำ"),
    ]


STYLES = [
    *("{0})", "{0}.", "{0}. ", "1.{0}) ", "31.{0}) ", "({0}) ", "ข้อ {0} "),
    *("{thai}) ", "{thai}.", "{letter}. ", "{letter})", "- ", "-"),
]
GAPS = ["\n", "\n\n"]
WORDS = st.text(alphabet="กขคงจ ฉชซมนร่าีุ", max_size=20).map(lambda words: " ".join(f"ให้ กสอ. {words}".split()))


@given(orders=st.lists(WORDS, min_size=1, max_size=9), style=st.sampled_from(STYLES), gap=st.sampled_from(GAPS))
def test_items_joined_in_any_numbering_come_back_whole(orders, style, gap):
    marks = [
        style.format(place, thai=chr(ord("๐") + place), letter="กขคงจฉชซญ"[place - 1])
        for place in range(1, len(orders) + 1)
    ]
    text = gap.join(f"{mark}{order}" for mark, order in zip(marks, orders, strict=True))
    read = numbering.divide(text, vocabulary=NAMES, ordered_on=SUNDAY)
    assert (read.preamble, [item.text for item in read.items]) == ("", orders)


def test_a_heading_above_a_heading_is_kept(names):
    (item,) = items("31) การพัฒนา\n31.1) ผู้ประกอบการ\n31.1.1) ให้ กสอ. ทำ", names)
    assert (item.number, item.under) == ("31.1.1", "การพัฒนา: ผู้ประกอบการ")


ALL = Named("pio-*")


@pytest.mark.parametrize(
    ("text", "responsible", "joint"),
    [
        ("ให้ กสอ. ดำเนินการ", "diprom", ()),
        ("มอบหมายให้กรมส่งเสริมอุตสาหกรรมดำเนินการ", "diprom", ()),
        ("ให้กสอ.ร่วมกับสปอ. ดำเนินการ", "diprom", (Named("ops"),)),
        ("ให้ กสอ. โดย ศภ.10 ร่วมกับ สอจ.สุราษฎร์ธานี ดำเนินการ", "diprom-c10", (Named("pio-84"),)),
        ("ให้ ศภ.6 และ สอจ.นครราชสีมา ดำเนินการ", "diprom-c06", (Named("pio-30"),)),
        (
            "ให้ ศภ.6 จัดอบรม โดยร่วมกับ สอจ. นครราชสีมา ชัยภูมิ บุรีรัมย์ และสุรินทร์",
            "diprom-c06",
            (Named("pio-30"), Named("pio-*", ("36", "31", "32"))),
        ),
        ("ให้ กสอ. ร่วมกับ สอจ. ทุกจังหวัด ดำเนินการ", "diprom", (ALL,)),
        ("ให้ สอจ. ทุกจังหวัด รายงานผล", "", (ALL,)),
        ("เร่งรัดการเบิกจ่าย และรายงาน กสอ. ทราบ", "", ()),
        ("กสอ. ประสานกับ สปอ. จัดทำแผน", "diprom", (Named("ops"),)),
    ],
)
def test_who_answers_and_who_shares(text, responsible, joint, names):
    (item,) = items(text, names)
    assert (item.responsible, item.joint) == (responsible, joint)


@pytest.mark.parametrize(
    ("text", "joint", "unread"),
    [
        ("ให้ สอจ.ดาวอังคาร จัดอบรม", (), ("สอจ.ดาวอังคาร",)),
        ("ให้ กสอ. ร่วมกับ สอจ. ในพื้นที่ จัดอบรม", (), ("สอจ. ในพื้นที่",)),
        ("ให้ กสอ. ร่วมกับ สอจ. ทุกจังหวัดในภาคตะวันออก จัดอบรม", (), ("สอจ. ทุกจังหวัดในภาคตะวันออก",)),
        ("ให้ กสอ. ร่วมกับ สอจ. ทุกจังหวัด ยกเว้นชลบุรี จัดอบรม", (), ("สอจ. ทุกจังหวัด",)),
        ("ให้ สอจ.ดาวอังคารและสอจ.ชัยภูมิ จัดอบรม", (Named("pio-36"),), ("สอจ.ดาวอังคาร",)),
        ("ให้ กสอ. ร่วมกับ สอจ. 2 จังหวัด ได้แก่ นครราชสีมา และชัยภูมิ", (Named("pio-*", ("30", "36")),), ()),
        ("ให้ กสอ. ร่วมกับ สอจ. ทุกจังหวัด ได้แก่ นครราชสีมา ชัยภูมิ", (Named("pio-*", ("30", "36")),), ()),
        ("ให้สำนักงานอุตสาหกรรมจังหวัดทั่วประเทศรายงานผล", (ALL,), ()),
        ("ให้ทุก สอจ. รายงานผล", (ALL,), ()),
        ("ให้ สอจ. ทั้ง 76 จังหวัด รายงานผลภายใน 30 วัน", (ALL,), ()),
    ],
)
def test_all_provincial_offices_only_where_the_text_says_all(text, joint, unread, names):
    (item,) = items(text, names)
    assert (item.joint, item.unread_offices) == (joint, unread)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ภายในวันที่ 30 มิถุนายน 2568", (2025, 6, 30)),
        ("ภายใน ๓๐ มิ.ย. ๖๘", (2025, 6, 30)),
        ("ก่อนวันที่ 15 ม.ค. 2568", (2025, 1, 14)),
        ("ให้แล้วเสร็จภายใน 15 มกราคม", (2025, 1, 15)),
        ("ภายใน 30 วัน", (2025, 1, 7)),
        ("ภายในเดือนกุมภาพันธ์ 2568", (2025, 2, 28)),
        ("ภายในสิ้นเดือนมกราคม", (2025, 1, 31)),
        ("ภายในไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2568", (2025, 3, 31)),
        ("ภายในไตรมาส 1/2569", (2025, 12, 31)),
        ("ภายในปีงบประมาณ พ.ศ. 2568", (2025, 9, 30)),
        ("ภายใน 15 วันทำการ", None),
        ("โดยทันที", None),
        ("ภายในวันที่ 31 กุมภาพันธ์ 2568", None),
        ("เมื่อวันที่ 1 มกราคม 2567", None),
    ],
)
def test_by_when(said, expected, names):
    (item,) = items(f"ให้ กสอ. รายงานผล {said}", names)
    assert item.due_on == (expected and dt.date(*expected))
    assert bool(item.due_words) is bool(expected)


@pytest.mark.parametrize(
    ("said", "unread", "is_past"),
    [
        ("ภายใน 31 ก.พ. 2568", "31 ก.พ. 2568", False),
        ("ภายในวันที่ 1 ม.ค. 2567", "1 ม.ค. 2567", True),
        ("ภายในเดือนหน้า", "ภายในเดือนหน้า", False),
        ("ภายในเดือนหน้าและรายงานผล", "ภายในเดือนหน้า", False),
        ("ภายใน 15 วันทำการ", "ภายใน 15 วันทำการ", False),
        ("ภายใน 30/6/2568", "ภายใน 30/6/2568", False),
        ("ภายใน 30 วัน", "", False),
        ("ภายในประเทศ ตามงบประมาณปี 2567 เมื่อวันที่ 1 มกราคม 2567", "", False),
    ],
)
def test_a_time_that_gives_no_day_is_said(said, unread, is_past, names):
    (item,) = items(f"ให้ กสอ. รายงานผล {said}", names)
    assert (item.unread_due, item.is_due_past) == (unread, is_past)


def test_whom_an_office_answers_for(names):
    (item,) = items("ให้ กสอ. โดย ศภ.๖ จัดอบรม", names)
    assert (item.responsible, item.on_behalf_of) == ("diprom-c06", ("diprom",))
    (item,) = items("ให้ กสอ. จัดอบรม", names)
    assert item.on_behalf_of == ()


def test_a_list_of_offices_as_somebody_types_it(names):
    text = "ศภ.6, สอจ. นครราชสีมา ชัยภูมิ และ กสอ. อะไรนะ"
    assert numbering.named_offices(text, vocabulary=names) == (
        Named("diprom-c06"),
        Named("pio-30"),
        Named("pio-*", ("36",)),
        Named("diprom"),
    )
    assert numbering.left_over(text, vocabulary=names) == "อะไรนะ"
