"""Words of a promise: a target, an envelope, an offer, the expected effect of what is under way."""

from buranakan.lib.words import _
from buranakan.policy.reading.cues.cue import COUNTED, FAINT, NAMED, PROMISE, STRONG, WEAK, Cue
from buranakan.policy.reading.unit_words import MONEY, PLACES, SHARE

_ONLY_MONEY = frozenset({MONEY})
_NOT_PLACES = COUNTED - {PLACES} | {SHARE}
_NOT_A_GOAL = "(?<!กลุ่ม)(?<!อุตสาหกรรม)(?<!ตาม)(?<!ลูกค้า)(?<!พื้นที่)(?<!ตลาด)(?<!ประเทศ)(?<!บรรลุ)(?<!เกิน)"
_OF_A_GOAL = "(?<!ทะลุ)(?<!เข้า)(?<!ชี้)เป้า(?:ส่งออก|รายได้|ยอด|นักท่องเที่ยว|การ|จีดีพี|GDP|โต|ไว้)"
# What a purpose is about: "to train", "so that jobs arise". The number behind it is what is meant to be reached.
_AIMS = (
    "ให้เกิด|พัฒนา|ส่งเสริม|ยกระดับ|สร้าง|สนับสนุน|ช่วย|ซ่อม|ก่อสร้าง|รองรับ|ขยาย|ลด|เพิ่ม|อบรม|ฝึก|ปรับปรุง|ฟื้นฟู|กระตุ้น|บ่มเพาะ|ผลิต|แก้|จัดหา|"
    "จัดซื้อ|ดำเนิน"
)

_EXPECTED = "คาด(?:ว่า|การณ์|หมาย|หวัง|สร้าง|กระตุ้น|ดัน|เพิ่ม|เกิด|จะ|มี|ช่วย|โต|เงิน|เม็ดเงิน|ยอด|ทำ|รายได้|ผู้|ปี|ลด|ดึง|ส่ง|หนุน)"
_SETTING_OUT = (
    r"(?<!เครื่อง)(?<!งาน)ปั้น(?!ดิน|จั่น)|ผลักดัน|(?<!ผลัก)(?<!กด)(?<!แรง)(?<!ความ)(?<!ซู)ดัน(?!แน่น)|ลุย|อัดฉีด|เร่ง(?!ด่วน|รีบ|รัด|ตรวจ|สอบ|สำรวจ|หา)|เดินหน้า|"
    "มุ่ง(?!มั่น|หวัง|หน้า)|เปิด(?:ตัว)?โครงการ|ขยายผล"
)

BEFORE = (
    Cue("expected", PROMISE, _("The sentence says it is expected."), _EXPECTED, STRONG, 190),
    Cue(
        "target", PROMISE, _("The sentence names a target."),
        f"(?:ตั้ง|มุ่ง|วาง|กำหนด|ปัก|พุ่ง)เป้า(?:หมาย)?|{_NOT_A_GOAL}(?:เป้าหมาย|{_OF_A_GOAL})", STRONG, 170,
    ),
    Cue(
        "hoped", PROMISE, _("The sentence says it is hoped for."),
        "(?<!ความ)(?<!ผิด)หวัง(?!ดี)|(?<!ความ)มั่นใจ|เชื่อว่า|เชื่อมั่นว่า", STRONG, 110,
    ),
    Cue(
        "planned", PROMISE, _("The sentence speaks of a plan."),
        "มีแผน|วางแผน|กำหนดแผน|วางแนวทาง|กำหนดแนวทาง|เตรียม(?!ความพร้อม|พร้อม|การ(?!จัด))|จะดำเนินการ", STRONG, 150,
    ),
    Cue(
        "sought", PROMISE, _("The sentence says they are being looked for."),
        r"เฟ้นหา|รับสมัคร|เปิดรับ(?!ฟัง)|เปิดลงทะเบียน|รับจำนวน|รับเพียง|สตาร์ท(?=\s)", STRONG, 60,
    ),
    Cue("to_reach", PROMISE, _("The sentence says it is to be reached."), r"ให้ได้(?=\s*$)|ให้ครบ(?=\s*$)", STRONG, 4),
    Cue(
        "offered", PROMISE, _("The sentence offers it."),
        "ฟรี(?!แลน|โซน|แลนด์)|แจก(?!จ่าย|แจง)|ของขวัญ|ไม่มีค่าใช้จ่าย|ไม่เสียค่าใช้จ่าย|จัดสรรเงิน", STRONG, 170, COUNTED,
    ),
    Cue("will", PROMISE, _("The sentence speaks of what will be."), "จะ(?!ได้รับ|ต้อง|เห็น)", WEAK, 120),
    Cue("scheduled", PROMISE, _("The sentence speaks of a plan."), "กำหนด(?:จัด|เปิด)(?!ขึ้น)", WEAK, 40),
    Cue(
        "target_group", PROMISE, _("The sentence tells the size of the group it is meant for."),
        r"กลุ่มเป้าหมาย[^\d\n]{0,30}(?:จำนวน|รวม)(?=\s*$)", FAINT, 2,
    ),
    Cue("purpose", PROMISE, _("The sentence says what it is for."), f"เพื่อ(?:{_AIMS})", FAINT, 50, COUNTED),
    Cue(
        "set_out", PROMISE, _("The sentence tells of something that is setting out."),
        _SETTING_OUT, FAINT, 70, _NOT_PLACES,
    ),
)  # fmt: skip

# For money alone: what is set aside.
ENVELOPES = (
    Cue(
        "envelope", PROMISE, _("The sentence speaks of a budget or an envelope."),
        r"วงเงิน(?!อนุมัติ)|งบประมาณ(?!\s*(?:ปี|พ\.ศ|รายจ่าย))|งบกลาง|งบลงทุน|ตั้งงบ|(?<!ส)งบ(?=(?:รวม|จำนวน|อีก|\s)*$)|มูลค่า(?:โครงการ|ก่อสร้าง|งาน)|ค่าก่อสร้าง|อัด(?:ฉีด|งบ)|ทุ่ม(?:งบ)?(?!เท)|จัดสรร|เม็ดเงิน|ตั้งกองทุน",
        NAMED, 28, _ONLY_MONEY,
    ),
    Cue(
        "loans_on_offer", PROMISE, _("It is the size of a loan scheme on offer."),
        r"(?:(?<=\)\s)|(?<=\))|(?<=\d\.\s)|(?<=\d\.))(?:โครงการ)?สินเชื่อ", WEAK, 45, _ONLY_MONEY,
    ),
    Cue(
        "invested", PROMISE, _("The sentence speaks of an investment to be made."),
        r"(?:ร่วม|จะ|พร้อม|เร่ง)ลงทุน(?=(?:รวม|มูลค่า|จำนวน|อีก|\s)*$)", FAINT, 20, _ONLY_MONEY,
    ),
)  # fmt: skip

AFTER = (
    Cue(
        "expected_to_open", PROMISE, _("What follows says when it is expected to be ready."),
        "คาด(?:ว่า|พร้อม|เปิด|แล้วเสร็จ|จะ)", STRONG, 2, _ONLY_MONEY,
    ),
)  # fmt: skip

FUTURE_YEAR = Cue("future_year", PROMISE, _("The sentence names a year that has not come."), "", STRONG, 120)
YEAR_AHEAD = Cue("year_ahead", PROMISE, _("The sentence names a year that has not come."), "", WEAK, 60)
WILL_SOON = Cue("will", PROMISE, _("The sentence speaks of what will be."), "", STRONG, 40)
BY_THE_YEAR = Cue("by_the_year", PROMISE, _("The sentence says by when."), "", STRONG, 120)
# They say when, not what: where other words make the same promise, those are the reason.
SAY_ONLY_WHEN = (WILL_SOON, FUTURE_YEAR, BY_THE_YEAR)
GOES_ON = Cue("promise_goes_on", PROMISE, _("The sentence goes on from a promise."), "", WEAK, 0)
AT_LEAST = Cue("at_least", PROMISE, _("It is said as a floor to reach: at least so many."), "", WEAK, 0)
ON_A_LIST = Cue("on_a_list", PROMISE, _("It is an item on a list that a promise introduces."), "", FAINT, 0)
MEASURE_OF_A_GIFT = Cue(
    "measure_on_a_list", PROMISE, _("It is an item on a list of what the headline offers."), "", FAINT, 0
)
