"""Numbers of a text that nothing vouches for: strict about quantities, silent about days, marks and names."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.insight.unsourced import unsourced
from buranakan.lib.thai_text import thai_digits


def number(said, *, exact=(), bare=()):
    return SimpleNamespace(forms={said, *exact}, bare_forms=set(bare))


PEOPLE = number("1,342 คน", bare=["1,342"])
MONEY = number("9.15 ล้านบาท", exact=["9,150,000 บาท"], bare=["9,150,000", "9.15"])
SHARE = number("ร้อยละ 61.6", bare=["61.6"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("มีผู้รับบริการ 1,342 คน", ["1,342 คน"]),
        ("มีผู้รับบริการ ๑,๓๔๒ คน", ["1,342 คน"]),
        ("ใช้เงิน 9.15 ล้านบาท", ["9.15 ล้านบาท"]),
        ("ร้อยละ 61.6 ของเป้าหมาย", ["ร้อยละ 61.6"]),
        ("ทำได้ 61.6%", ["61.6%"]),
        ("กว่าสองพันคน", ["สองพัน"]),
        ("ใช้งบสามแสนบาท", ["สามแสน"]),
        ("ลงพื้นที่สี่จังหวัด", ["สี่จังหวัด"]),
        ("สำเร็จแล้วสามในสี่", ["สามในสี่"]),
        ("สำเร็จแล้วครึ่งหนึ่ง", ["ครึ่งหนึ่ง"]),
        ("ทำได้ ½ ของแผน และ ② แห่ง", ["9", "2 แห่ง"]),
        ("งาน MIND 4.0", ["4.0"]),
        ("more than two thousand people", ["thousand"]),
        ("โทร. 02 202 4414", ["02", "202", "4414"]),
        ("ในปี 2568 คน", ["2568 คน"]),
        ("ในเดือนมีนาคม 2568 ราย", ["2568 ราย"]),
        ("รวม (12) แห่ง", ["12"]),
        ("ผู้รับบริการ (รวม 12) แห่ง", ["12"]),
        ("ครั้งที่ 3 ล้าน", ["3 ล้าน"]),
        ("40 มีนาคม", ["40"]),
        ("13.75 น.", ["13.75"]),
    ],
)
def test_what_nothing_vouches_for_is_found(text, found):
    assert unsourced(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ณ วันที่ 15 พฤษภาคม 2568 เวลา 14.30 น.",
        "๘ ธันวาคม พ.ศ. ๒๕๖๗",
        "8 ธ.ค. 2567 09.00 - 16.30 น.",
        "ระหว่าง 28 - 29 กันยายน 2567",
        "ปีงบประมาณ พ.ศ. 2568 ไตรมาส 3 ไตรมาสที่ 2",
        "as of 15 May 2025 14:30, fiscal year 2568",
        "วันที่ 15/05/2568 หรือ 2025-05-15",
        "1. เรื่องแรก\n2) เรื่องต่อมา\n  (3) เรื่องสุดท้าย\n๓๑.๑) ให้ดำเนินการ",
        "ให้ 31.1) ดำเนินการ 31.2) รายงาน",
        "ตามข้อ 31.1 หน้า 2/5 การตรวจราชการครั้งที่ 2",
        "ที่มา https://example.test/news/12345",
        "ทันสมัย สะอาด สะดวก โปร่งใส",
    ],
)
def test_days_times_and_marks_of_items_count_nothing(text):
    assert unsourced(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6 จัดอบรม", []),
        ("ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 60 จัดอบรม", ["60"]),
        ("ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ ๖ จัดอบรม ๖ รุ่น", ["6 รุ่น"]),
    ],
)
def test_a_name_covers_itself_only(text, found):
    assert unsourced(text, names=["ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6", "6", "12"]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("มีผู้รับบริการ 1,342 คน ใช้เงิน 9.15 ล้านบาท คิดเป็นร้อยละ 61.6", []),
        ("มีผู้รับบริการ ๑,๓๔๒ คน (๙,๑๕๐,๐๐๐ บาท)", []),
        ("ผู้รับบริการ (คน) | 1,342\nเงิน (บาท) | 9,150,000", []),
        ("มีผู้รับบริการ 11,342 คน", ["11,342 คน"]),
        ("มีผู้รับบริการ 1,342 แห่ง", ["1,342 แห่ง"]),
        ("มีผู้รับบริการ 1,342 คน-วัน", ["1,342 คน-วัน"]),
        ("มีผู้รับบริการ -1,342 คน", ["-1,342 คน"]),
        ("ใช้เงิน 19.15 ล้านบาท", ["19.15 ล้านบาท"]),
        ("ใช้เงิน 9.15 พันล้านบาท", ["9.15 พันล้านบาท"]),
        ("ร้อยละ 61.65", ["ร้อยละ 61.65"]),
        ("ร้อยละ 61.6 ล้าน", ["ร้อยละ 61.6 ล้าน"]),
        ("ร้อยละ 1,342", ["ร้อยละ 1,342"]),
    ],
)
def test_a_number_vouches_for_itself_as_it_is_said(text, found):
    assert [one.strip() for one in unsourced(text, numbers=[PEOPLE, MONEY, SHARE])] == found


@pytest.mark.parametrize("said", ["5 ใบ", "5 รุ่น"])
def test_a_unit_does_not_vouch_for_a_longer_one(said):
    assert unsourced(f"ออก {said}", numbers=[number(said)]) == []
    assert unsourced("ออก 5 ใบรับรอง", numbers=[number(said)]) == ["5 ใบรับรอง"]


def written(count):
    return [f"{count}", f"{count:,}", thai_digits(f"{count:,}")]


QUANTITIES = st.sampled_from(["มี{}คน", "ถึง {} ราย", "ใช้ {} บาท", "{} times"])


@given(st.integers(0, 10**9), st.sampled_from(range(3)), QUANTITIES)
def test_no_quantity_slips_through(count, way, template):
    text = template.format(written(count)[way])
    assert len(unsourced(text)) == 1
    assert len(unsourced(text, names=["ศูนย์ภาคที่ 6"], numbers=[number(f"{count + 1:,} คน")])) == 1


@given(st.integers(0, 10**9), st.text(max_size=20))
def test_a_sourced_number_is_never_found(count, around):
    said = f"{count:,} คน"
    alone = unsourced(f"{around} \n มี {said} แล้ว", numbers=[number(said)])
    assert alone == unsourced(f"{around} \n มี □ แล้ว")


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert unsourced(text, numbers=[PEOPLE, MONEY], names=["ก 1"]) is not None
