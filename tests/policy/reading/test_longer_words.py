"""A short word the reader looks for must not be found inside a longer, everyday one."""

import itertools

import pytest

from buranakan.policy.reading import unit_words
from tests.policy.reading.reading_of import amounts, only_figure, read, roles

VERBS = (
    "ยกระดับ พัฒนา ส่งเสริม สนับสนุน สร้าง ฝึกอบรม อบรม เพิ่ม ขยาย คัดเลือก เชื่อมโยง ผลักดัน บ่มเพาะ ช่วยเหลือ ให้บริการ จัดตั้ง ต่อยอด "
    "ปรับปรุง ฟื้นฟู ผลิต รับรอง จัดหา ติดตั้ง ดูแล ให้คำปรึกษา เข้าถึง ออกแบบ ประดับ ปั้น จัด แก้ไข ดึงดูด กระตุ้น ซ่อมแซม "
    "ก่อสร้าง แปรรูป ถ่ายทอด คุ้มครอง ลด"
).split()
NUMBERS = {
    "1": 1, "30": 30, "500": 500, "2,180": 2180, "5-6 หมื่น": 50_000, "9.15 ล้าน": 9_150_000, "๓๐": 30, "กว่า 40": 40,
    "ไม่น้อยกว่า 3": 3, "จำนวน 15": 15,
}  # fmt: skip
UNITS = (*(word for word in unit_words.KIND_OF if word != unit_words.PERCENT), *unit_words.FREE_KIND_OF)


def wrongly_read(sentence, *, role):
    """Sentences of all verbs, numbers and units where anything but the one figure is read."""
    for at, (verb, said, unit) in enumerate(itertools.product(VERBS, NUMBERS, UNITS)):
        # Every eleventh of all, which meets every verb with every unit and every number with both.
        if at % 11 == 0:
            text = sentence.format(verb=verb, number=said, unit=unit)
            found = [(figure.value, figure.unit, figure.role) for figure in read(text).figures]
            if found != [(NUMBERS[said], unit, role)]:
                yield text, found


@pytest.mark.parametrize(
    ("sentence", "role"), [("ตั้งเป้า{verb} {number} {unit}", "promise"), ("ที่ผ่านมา{verb} {number} {unit} แล้ว", "result")]
)
def test_no_verb_before_a_number_hides_it(sentence, role):
    assert list(itertools.islice(wrongly_read(sentence, role=role), 5)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ตั้งเป้ายกระดับ 5 กิจการ", [(5, "กิจการ")]),
        ("จะยกระดับ 5-6 หมื่นราย", [(50_000, "ราย")]),
        ("จะยกระดับ 50 - 60 ราย", [(50, "ราย")]),
        ("คัดเลือกหัวข้อ 5 เรื่อง", [(5, "เรื่อง")]),
        ("ประดับ 30 ต้น", [(30, "ต้น")]),
        ("พัฒนาวัยรุ่น 30 กลุ่ม", [(30, "กลุ่ม")]),
        ("ลดโอโซน 5 ตัน", [(5, "ตัน")]),
        ("สะกด 30 เรื่อง", [(30, "เรื่อง")]),
        ("สถ. 30 แห่ง", [(30, "แห่ง")]),
        ("ระยะทางเป็น กม. 30 แห่ง", [(30, "แห่ง")]),
        ("เฉลี่ยต่อปี 45 ตัน", [(45, "ตัน")]),
        ("ตลอดปี 50 โครงการ", [(50, "โครงการ")]),
        ("แจกโทรศัพท์มือถือ 500 เครื่อง", [(500, "เครื่อง")]),
        ("ใช้บริการผ่านมือถือ กว่า 5 แสนราย", [(500_000, "ราย")]),
        ("รวมสองพันธมิตร", []),
        ("ร่วมกับ 40 ภาคีเครือข่าย", [(40, "ภาคีเครือข่าย")]),
        ("ร่วมกับ 30 ส่วนราชการ", [(30, "ส่วนราชการ")]),
        ("คัดจาก 120 ข้อเสนอ", [(120, "ข้อเสนอ")]),
        ("ติดตั้ง 30 โรงเรือน", [(30, "โรงเรือน")]),
        ("จ่าย 5 ครั้ง 3 รายรับ", [(5, "ครั้ง")]),
        ("ลดก๊าซ 30 ตันคาร์บอนเทียบเท่า", [(30, "ตันคาร์บอนเทียบเท่า")]),
        ("ลดก๊าซ 30 ตันคาร์บอนไดออกไซด์เทียบเท่า", [(30, "ตันคาร์บอนไดออกไซด์เทียบเท่า")]),
    ],
)
def test_what_is_counted_beside_a_longer_word(text, expected):
    assert amounts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ตั้งเป้าพัฒนาผู้สูงอายุ 500 คน", "ตั้งเป้าต่ออายุใบอนุญาต 500 ฉบับ", "ตั้งเป้าพัฒนาบุคลากร 500 คน", "ตั้งเป้าพัฒนาเครือข่าย 30 แห่ง",
         "ตั้งเป้าเพิ่มพื้นที่ 500 ไร่",
        "ตั้งเป้าลด 30%", "จะช่วยลดต้นทุน 30%", "ตั้งเป้าเพิ่มมูลค่าบริการ 30 ล้านบาท", "พุ่งเป้าพัฒนา 30 ราย",
    ],
)  # fmt: skip
def test_a_target_stays_one_beside_a_longer_word(text):
    assert [role for _quote, role in roles(text)] == ["promise"]


@pytest.mark.parametrize(
    "text",
    [
        "กลุ่มเครื่องปั้นดินเผา 30 ราย", "ฟรีแลนซ์ 30 ราย", "แจกแจงเป็น 30 ราย", "เปิดรับฟังความเห็น 30 ราย", "ผู้มีความดันโลหิตสูง 30 ราย",
        "ประเทศซูดาน แรงดัน 30 แห่ง", "ค้นคว้า 30 เรื่อง", "ยึดหลัก 30 เรื่อง", "ไม่ได้รับ 30 เรื่อง",
        "มีเงินได้รับรอง 30 ฉบับ", "อยู่อย่างสงบ 5 ล้านบาท", "ทุ่มเท 5 ล้านบาท",
    ],
)  # fmt: skip
def test_a_longer_word_is_no_reason(text):
    figure = only_figure(text)
    assert (figure.role, figure.rule) == ("context", "unsaid")


def test_much_is_no_most():
    assert only_figure("เพิ่มขึ้นอย่างมาก 30%").comparison == "exactly"
    assert only_figure("ใช้อย่างมาก 30 คน").comparison == "at_most"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("จ่ายแล้ว 171.71 ลบ. มีผู้รับ 30 ราย", [(171_710_000, "บาท"), (30, "ราย")]),
        ("เบี้ย 3,000 หรือ 5,000 บาท", [(5_000, "บาท")]),
        ("รวม 1,135เตียงยังขาดแคลน", [(1_135, "เตียง")]),
        ("๑๒ร้อยละ๑๒", [(12, "ร้อยละ")]),
    ],
)
def test_what_follows_a_unit_does_not_hide_it(text, expected):
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("จะส่งผลให้รายได้เพิ่ม 30 ล้านบาท", "promise"),
        ("ส่งผลให้รายได้เพิ่ม 30 ล้านบาท", "result"),
        ("รับสมัครเยาวชนอายุ 12 - 25 ปี จำนวน 200 คน เพื่อเข้าร่วมกิจกรรม", "promise"),
        ("เป็นผู้มีอายุไม่เกิน 25 ปี จำนวน 200 คน", "context"),
        ("มี 200 คน เข้าร่วมกิจกรรม", "result"),
        ("โครงการที่ดำเนินการแล้วเสร็จจำนวน 100 โครงการ", "result"),
        ("โรงพยาบาลชุมชนทำได้ 100 เปอร์เซ็นต์", "result"),
        ("ค่าเดินทาง ปี 2561 จำนวน 500 บาท/คน/เดือน", "rule"),
    ],
)
def test_a_longer_saying_turns_the_role(text, role):
    assert only_figure(text).role == role


def test_what_the_figure_before_is_per_is_not_what_the_next_is_about():
    _interest, people = read("ดอกเบี้ยร้อยละ 3 ต่อปี สองแสนคน").figures
    assert (people.value, people.about) == (200_000, None)
