"""What the tests of the reading share: a small vocabulary and short ways to read one sentence."""

from buranakan.policy import reading
from buranakan.policy.reading import Entry, Vocabulary

PUBLISHED = "วันอังคารที่ 10 ธันวาคม 2567"

WORDS = Vocabulary(
    projects=(
        Entry("agro-industry", "ยกระดับสินค้าเกษตรสู่เกษตรอุตสาหกรรม"),
        Entry("community-economy", "ยกระดับศักยภาพเศรษฐกิจชุมชน"),
    ),
    agencies=(
        Entry("moi", "กระทรวงอุตสาหกรรม", ("อก.",)),
        Entry("ops", "สำนักงานปลัดกระทรวงอุตสาหกรรม", ("สปอ.",)),
        Entry("diprom", "กรมส่งเสริมอุตสาหกรรม", ("กสอ.", "ดีพร้อม", "DIPROM")),
        Entry("pio-30", "สำนักงานอุตสาหกรรมจังหวัดนครราชสีมา", ("สอจ.นครราชสีมา",)),
        Entry("pio-*", "สำนักงานอุตสาหกรรมจังหวัด", ("สอจ.",)),
    ),
    centres=tuple(
        Entry(f"c{number:02}", f"ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ {number}", (f"ศภ.{number}", f"DIPROM Center {number}"))
        for number in (1, 6, 11)
    ),
    provinces=tuple(
        Entry(code, name)
        for code, name in [
            ("30", "นครราชสีมา"),
            ("50", "เชียงใหม่"),
            ("54", "แพร่"),
            ("55", "น่าน"),
            ("63", "ตาก"),
            ("42", "เลย"),
        ]
    ),
    frameworks=(Entry("mind", "MIND ใช้หัวและใจ", ("MIND",)), Entry("fight", "สู้ เซฟ สร้าง", ("สู้-เซฟ-สร้าง",))),
)


def read(text):
    return reading.read(text, vocabulary=WORDS)


def only_figure(text):
    (figure,) = read(text).figures
    return figure


def amounts(text):
    return [(figure.value, figure.unit) for figure in read(text).figures]


def roles(text):
    return [(figure.quote, figure.role) for figure in read(text).figures]


def role_of(text):
    return only_figure(text).role
