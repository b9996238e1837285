"""Projects, agencies, centres, provinces, frameworks and posts that a text names."""

import pytest

from buranakan.policy.reading import Entry, Vocabulary
from buranakan.policy.reading import read as read_with
from tests.policy.reading.reading_of import read


def named(text, kind):
    return [name.code for name in read(text).names if name.kind == kind]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("กระทรวงอุตสาหกรรม (อก.) ร่วมกับ สอจ.", ["moi", "pio-*"]),
        ("ดีพร้อม จับมือ สำนักงานอุตสาหกรรมจังหวัด (สอจ.)", ["diprom", "pio-*"]),
        ("สอจ.นครราชสีมา เปิดบริการ", ["pio-30"]),
        ("สำนักงานปลัดกระทรวงอุตสาหกรรม แจ้งผล", ["ops"]),
        ("เจ้าหน้าที่ดีพร้อม (DIPROM)", ["diprom"]),
        ("มอบหมายดีพร้อม ดำเนินการ", ["diprom"]),
        ("DIPROMX ไม่ใช่ชื่อหน่วยงาน", []),
    ],
)
def test_agencies(text, codes):
    assert named(text, "agency") == codes


@pytest.mark.parametrize(
    "text",
    [
        "เครื่องจักรอยู่ในสภาพดีพร้อมใช้งาน",
        "ร่วมแสดงความยินดีพร้อมมอบกระเช้า",
        "เจ้าบ้านที่ดีพร้อมต้อนรับ",
        "หมู่บ้านจัดสรร ดีพร้อมวิลล์",
        "ทำให้ดีพร้อม 100%",
    ],
)
def test_an_everyday_word_is_not_the_agency_of_that_name(text):
    assert named(text, "agency") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6", ["c06"]),
        ("ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่  ๖", ["c06"]),
        ("ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 11", ["c11"]),
        ("บูรณาการ DIPROM Center 6 กับ ศภ.1", ["c06", "c01"]),
        ("ยื่นได้ที่ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 1-11", []),
    ],
)
def test_centres(text, codes):
    assert named(text, "centre") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("จ.นครราชสีมา 8 ธันวาคม 2567", ["30"]),
        ("จังหวัดแพร่ น่าน และตาก", ["54", "55", "63"]),
        ("ลงพื้นที่ เชียงใหม่ และจังหวัดเลย", ["50", "42"]),
        ("เผยแพร่ข่าวไปแล้ว ไม่มีเลย นำไปตากแดด", []),
        ("ถนนนครราชสีมา เขตดุสิต", []),
        ("มหาวิทยาลัยเชียงใหม่", []),
    ],
)
def test_provinces_are_not_the_everyday_words_they_look_like(text, codes):
    assert named(text, "province") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ปลัดกระทรวงอุตสาหกรรม กล่าว", ["moi/permanent-secretary"]),
        ("รองปลัดกระทรวงอุตสาหกรรม กล่าว", ["moi/deputy-permanent-secretary"]),
        ("อธิบดีกรมส่งเสริมอุตสาหกรรม กล่าว", ["diprom/director-general"]),
        ("รัฐมนตรีว่าการกระทรวงอุตสาหกรรม กล่าว", ["moi/minister"]),
        ("ผู้อำนวยการศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6 กล่าว", ["c06/director"]),
        ("อุตสาหกรรมจังหวัด กล่าว", ["pio-*/head"]),
        ("สำนักงานอุตสาหกรรมจังหวัด แจ้ง", []),
        ("สำนักงานปลัดกระทรวงอุตสาหกรรม แจ้ง", []),
    ],
)
def test_posts_are_named_with_their_agency(text, codes):
    assert named(text, "person_post") == codes


def test_projects_and_frameworks():
    text = "1) ยกระดับสินค้าเกษตรสู่เกษตรอุตสาหกรรม 2) ยกระดับศักยภาพเศรษฐกิจชุมชน ตามนโยบาย สู้-เซฟ-สร้าง และ MIND"
    assert named(text, "project") == ["agro-industry", "community-economy"]
    assert named(text, "framework") == ["fight", "mind"]


def test_a_name_said_again_is_one_name_with_two_places():
    text = "กรมส่งเสริมอุตสาหกรรม หรือ ดีพร้อม เปิดรับสมัคร"
    (name,) = read(text).names
    assert (name.quote, [span.quote for span in name.also_at]) == ("กรมส่งเสริมอุตสาหกรรม", ["ดีพร้อม"])
    assert [text[span.start : span.end] for span in (name, *name.also_at)] == ["กรมส่งเสริมอุตสาหกรรม", "ดีพร้อม"]


def test_a_word_that_names_two_things_names_neither():
    twice = Vocabulary(agencies=(Entry("one", "กองยุทธศาสตร์และแผนงาน"), Entry("two", "กองยุทธศาสตร์และแผนงาน")))
    assert read_with("กองยุทธศาสตร์และแผนงาน แจ้ง", vocabulary=twice).names == ()


def test_an_empty_vocabulary_finds_only_heads_of_provincial_offices():
    assert read_with("กระทรวงอุตสาหกรรม และอุตสาหกรรมจังหวัด", vocabulary=Vocabulary()).names[0].code == "pio-*/head"
