"""What a number counts."""

import pytest

from tests.policy.reading.reading_of import amounts, only_figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("มีผู้เรียน 40 คน", 40, "คน"),
        ("มีผู้เรียน40คน", 40, "คน"),
        ("ผู้ประกอบการ 12 ราย", 12, "ราย"),
        ("สถานประกอบการ 8 กิจการ", 8, "กิจการ"),
        ("วิสาหกิจชุมชน 9 กลุ่ม", 9, "กลุ่ม"),
        ("ต้นแบบ 15 ผลิตภัณฑ์", 15, "ผลิตภัณฑ์"),
        ("ศูนย์บริการ 4 แห่ง", 4, "แห่ง"),
        ("ใช้เงิน 300 บาท", 300, "บาท"),
        ("ลดของเสีย 30%", 30, "ร้อยละ"),
        ("ลดของเสียร้อยละ 30", 30, "ร้อยละ"),
        ("ลดของเสียร้อยละ ๓๐", 30, "ร้อยละ"),
        ("ลดของเสีย 30 เปอร์เซ็นต์", 30, "ร้อยละ"),
        ("จัดแสดง 60 บูธ", 60, "บูธ"),
        ("อบรม 25 คน-วัน", 25, "คน-วัน"),
        ("มูลค่า 7 ลบ. ต่อปี", 7_000_000, "บาท"),
        ("ส่งออก 3 ล้านดอลลาร์สหรัฐ", 3_000_000, "ดอลลาร์สหรัฐ"),
        ("มูลค่า 4 พันล้าน เปิดปีหน้า", 4_000_000_000, "บาท"),
        ("จำนวน 32 หุ่นสาธิต", 32, "หุ่นสาธิต"),
    ],
)
def test_a_unit_is_named_as_written(text, value, unit):
    assert amounts(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "ความสำเร็จ 4 มิติ", "แนวทาง 3 ด้าน", "ใช้เวลา 37 เดือน", "ภายใน 7 วัน", "ครบรอบ 20 ปี", "ความร่วมมือ 2 ประเทศ",
        "สนับสนุน 12 อุตสาหกรรมเป้าหมาย", "บ้าน 2 ชั้น", "มี 2 พันธมิตรร่วมงาน",
    ],
)  # fmt: skip
def test_parts_of_a_text_and_spans_of_time_are_no_figures(text):
    assert amounts(text) == []


def test_a_list_of_things_is_not_people():
    assert amounts("สินค้า 25 รายการ") == [(25, "รายการ")]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("สนับสนุนรายละ 5,000 บาท", "ราย"),
        ("ค่าใช้จ่ายคนละไม่เกิน 900 บาท", "คน"),
        ("ไม่เกิน 5 แสนบาทต่อราย", "ราย"),
        ("เดินทาง 700 คน/เที่ยว/วัน", "เที่ยว/วัน"),
        ("สร้างรายได้ 2 ล้านบาทต่อปี", "ปี"),
        ("ลงทุน 2 ล้านบาท ต่อยอดธุรกิจ", None),
    ],
)
def test_what_is_said_per_one_is_no_total(text, per):
    assert only_figure(text).per == per


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("พระสงฆ์ 9 รูป", 9, "รูป"),
        ("ตำรวจ 40 นาย ร่วมตรวจ", 40, "นาย"),
        ("เรือ 8 ลำ", 8, "ลำ"),
        ("คว้า 3 เหรียญทอง", 3, "เหรียญทอง"),
        ("เดินทาง 18 ล้านคน-ครั้ง", 18_000_000, "คน-ครั้ง"),
        ("เตียงผู้ป่วย 120 เตียง", 120, "เตียง"),
        ("แหล่งทุน 3 แหล่ง", 3, "แหล่ง"),
        ("ประหยัดไฟ 300 กิโลวัตต์ชั่วโมง", 300, "กิโลวัตต์ชั่วโมง"),
        ("ส่งออกไป 120 ประเทศ", 120, "ประเทศ"),
        ("จำนวน 5 ประเทศ", 5, "ประเทศ"),
        ("จำนวน 45 SMEs", 45, "SMEs"),
        ("จ่ายแล้ว 45,000.- บาท", 45_000, "บาท"),
        ("ลงทุน US$ 5 ล้าน", 5_000_000, "ดอลลาร์สหรัฐ"),
        ("ส่งออก 3 แสนล้าน", 300_000_000_000, "บาท"),
    ],
)
def test_many_things_have_words_of_their_own(text, value, unit):
    assert amounts(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text", ["จัดแบบ 2 รูปแบบ", "ลงนาม 2 ลำดับ", "เป็น 3 เท่ากับปีก่อน", "ห้อง 2 ห้องนอน", "สมัย 4 นายอำเภอ", "โควิด 19 ราย"]
)
def test_the_beginning_of_another_word_is_no_unit(text):
    assert amounts(text) == []


@pytest.mark.parametrize(("text", "per"), [("ข้าวถุงละ 95 บาท", "ถุง"), ("น้ำมันลิตรละไม่เกิน 30 บาท", "ลิตร")])
def test_whatever_is_counted_may_be_what_an_amount_is_for(text, per):
    assert only_figure(text).per == per


def test_a_ceiling_said_before_what_it_is_for_binds_the_figure():
    figure = only_figure("ไม่เกินรายละ 10 ไร่")
    assert (figure.comparison, figure.quote, figure.per) == ("at_most", "ไม่เกินรายละ 10 ไร่", "ราย")
