"""The words that tell what a figure is: each rule with its role, how strong it is, how far it reaches, and why."""

from dataclasses import dataclass

from buranakan.lib.words import _
from buranakan.policy.reading.units import BODIES, MEASURES, MONEY, OTHER, PEOPLE, PLACES, SHARE, THINGS

PROMISE, RESULT, RULE, CONTEXT = "promise", "result", "rule", "context"

# A strong word decides from afar; a weak one only where no strong one speaks.
STRONG, WEAK = 2, 1


@dataclass(frozen=True)
class Cue:
    """One rule: words that stand before a figure in the same thought (or, in AFTER, right behind it)."""

    rule: str
    role: str
    why: str
    words: str
    strength: int
    reach: int  # characters between the words and the figure
    kinds: frozenset[str] | None = None  # only for figures of these kinds


_RATES = frozenset({MONEY, SHARE})
_COUNTED = frozenset({PEOPLE, BODIES, THINGS, PLACES, MEASURES, OTHER, MONEY})
_NOT_A_GOAL = "(?<!กลุ่ม)(?<!อุตสาหกรรม)(?<!ตาม)(?<!ลูกค้า)(?<!พื้นที่)(?<!ตลาด)(?<!ประเทศ)(?<!บรรลุ)(?<!เกิน)"
_NOT_AHEAD = "(?<!จะ)(?<!ให้)(?<!ที่)(?<!อาจ)(?<!สามารถ)"

BEFORE = (
    Cue(
        "expected", PROMISE, _("The sentence says it is expected."),
        "คาด(?:ว่า|การณ์|หมาย|หวัง|สร้าง|กระตุ้น|ดัน|เพิ่ม|เกิด|จะ|มี|ช่วย|โต|เงิน|เม็ดเงิน|ยอด|ทำ)", STRONG, 190,
    ),
    Cue(
        "target", PROMISE, _("The sentence names a target."),
        f"ตั้งเป้า(?:หมาย)?|มุ่งเป้า|{_NOT_A_GOAL}เป้าหมาย", STRONG, 170,
    ),
    Cue("hoped", PROMISE, _("The sentence says it is hoped for."), "หวัง|มั่นใจ", STRONG, 110),
    Cue(
        "planned", PROMISE, _("The sentence speaks of a plan."),
        "มีแผน|วางแผน|กำหนดแผน|วางแนวทาง|กำหนดแนวทาง|เตรียม(?!ความพร้อม|พร้อม)|จะดำเนินการ", STRONG, 150,
    ),
    Cue(
        "sought", PROMISE, _("The sentence says they are being looked for."),
        r"เฟ้นหา|รับสมัคร|เปิดรับ|สตาร์ท(?=\s)", STRONG, 60,
    ),
    Cue("to_reach", PROMISE, _("The sentence says it is to be reached."), r"ให้ได้(?=\s*$)|ให้ครบ(?=\s*$)", STRONG, 4),
    Cue(
        "envelope", PROMISE, _("The sentence speaks of a budget or an envelope."),
        r"วงเงิน(?!อนุมัติ)|งบประมาณ(?!\s*(?:ปี|พ\.ศ|รายจ่าย))|งบกลาง|ทุ่ม(?:งบ)?|จัดสรร|เม็ดเงิน", STRONG, 28, frozenset({MONEY}),
    ),
    Cue(
        "offered", PROMISE, _("The sentence offers it."),
        "ฟรี|แจก(?!จ่าย)|ของขวัญ|ไม่มีค่าใช้จ่าย|ไม่เสียค่าใช้จ่าย|จัดสรรเงิน", STRONG, 170, _COUNTED,
    ),
    Cue("will", PROMISE, _("The sentence speaks of what will be."), "จะ(?!ได้รับ|ต้อง)", WEAK, 120),
    Cue("already", RESULT, _("The sentence says it has been done."), "แล้ว(?!เสร็จ)", STRONG, 45),
    Cue("past", RESULT, _("The sentence speaks of the past."), "ที่ผ่านมา|ปีก่อน", STRONG, 150),
    Cue(
        "success", RESULT, _("The sentence reports a success."),
        "ผลสำเร็จ|ประสบความสำเร็จ|โชว์ผล|ผลการดำเนินงาน|ผลดำเนินงาน|ผลงาน|ปลื้ม|ยอดสะสม|(?:บรรลุ|เกิน)เป้าหมาย", STRONG, 150,
    ),
    Cue("took_part", RESULT, _("The sentence says they took part."), "เข้าร่วม|ร่วมงาน|มาร่วม", WEAK, 60),
    Cue(
        "done", RESULT, _("The sentence says it has been done."),
        f"{_NOT_AHEAD}ได้(?:มีการ|ดำเนิน|พัฒนา|ส่งเสริม|รับ|นำ|คัดเลือก|จัด|มอบ|ร่วม|สนับสนุน|อนุมัติ|ทำ|ช่วย|ขยาย)|ผ่านการ", WEAK, 110,
    ),
    Cue("able", RESULT, _("The sentence says what could be done."), f"{_NOT_AHEAD}สามารถ", WEAK, 110),
    Cue(
        "found", RESULT, _("The sentence says what was found or came about."),
        "พบว่า|ตรวจพบ|เกิดขึ้น|ก่อให้เกิด|ส่งผลให้|ทำให้|เกิดการ", WEAK, 170,
    ),
    Cue(
        "penalty", RULE, _("The sentence sets a penalty."),
        "โทษ|ค่าปรับ|ปรับรายวัน|(?:หรือ|และ|ต้อง)ปรับ|จำคุก", STRONG, 70,
    ),
    Cue("interest", RULE, _("The sentence sets a rate of interest."), "ดอกเบี้ย", STRONG, 26, _RATES),
    Cue(
        "fee", RULE, _("The sentence sets a fee or a price."),
        "ค่าธรรมเนียม|ค่าบริการ|ค่าสมาชิก|ราคา|อัตรา(?!การ|ส่วน)", STRONG, 45, _RATES,
    ),
    Cue(
        "discount", RULE, _("The sentence sets a discount."),
        r"ส่วนลด|ลดราคา|ลดค่า(?!ใช้จ่าย)|ลดเพิ่ม|ลดเงินต้น|ลด(?=\s*$)", STRONG, 60, _RATES,
    ),
    Cue("eligible", RULE, _("The sentence says who qualifies."), "คุณสมบัติ|อายุ|น้ำหนัก|ดัชนีมวลกาย|หลักเกณฑ์", STRONG, 60),
    Cue(
        "existing", CONTEXT, _("The sentence describes what there is."),
        r"(?:ที่|ซึ่ง)มี(?:มูลค่า|จำนวน)?(?=\s*$)|ปัจจุบัน|ขณะนี้มี|ประชากร|มีสมาชิก|บุคลากร(?=\s*$)|กำลังการผลิต", STRONG, 60,
    ),
    Cue("statistic", CONTEXT, _("The sentence gives statistics."), "ขยายตัว|เติบโตเฉลี่ย|แนวโน้ม|สัดส่วน|นำเข้า", WEAK, 60),
    Cue(
        "where", CONTEXT, _("The number says where, not how much."),
        r"(?:ใน|ครอบคลุม|ทั่ว)(?:พื้นที่)?(?=\s*$)|พื้นที่(?=\s*$)", STRONG, 8, frozenset({PLACES, MEASURES}),
    ),
    Cue(
        "those", CONTEXT, _("The number speaks of ones already named, not of how many there will be."),
        r"(?<!รวม)(?<!อีก)(?<!พร้อม)ทั้ง(?=\s*$)|(?:ผ่าน|ระหว่าง|จาก(?:จำนวน)?(?:ทั้งหมด|ทั้งสิ้น)?|ร่วมกับ)(?=\s*$)", STRONG, 4,
        frozenset({PLACES, BODIES, THINGS}),
    ),
)  # fmt: skip

AFTER = (
    Cue("first_comers", RULE, _("It is for the first who come."), "แรก", STRONG, 1),
    Cue("reward", RULE, _("The sentence says what each will get."), "จะได้รับ(?:สิทธิ|เงินรางวัล|รางวัล)", STRONG, 8),
    Cue("already", RESULT, _("The sentence says it has been done."), "แล้ว(?!เสร็จ)", STRONG, 12),
    Cue(
        "took_part", RESULT, _("The sentence says they took part."),
        "เข้าร่วม|ร่วมงาน|มาร่วม|มาออกบูธ", STRONG, 6, frozenset({PEOPLE, BODIES}),
    ),
    Cue("compared", CONTEXT, _("The sentence compares with another time or place."), "เมื่อเทียบ", STRONG, 8),
)  # fmt: skip

FUTURE_YEAR = Cue("future_year", PROMISE, _("The sentence names a year that has not come."), "", STRONG, 120)
YEAR_AHEAD = Cue("year_ahead", PROMISE, _("The sentence names a year that has not come."), "", WEAK, 60)
WILL_SOON = Cue("will", PROMISE, _("The sentence speaks of what will be."), "", STRONG, 40)
PAST_YEAR = Cue("past_year", RESULT, _("The sentence names a year that has gone."), "", STRONG, 90)
BY_THE_YEAR = Cue("by_the_year", PROMISE, _("The sentence says by when."), "", STRONG, 120)
# They say when, not what: where other words make the same promise, those are the reason.
SAY_ONLY_WHEN = (WILL_SOON, FUTURE_YEAR, BY_THE_YEAR)
LIMIT = Cue("limit", RULE, _("It is a limit for each, not a total."), "", STRONG, 0)
PROMISE_GOES_ON = Cue("promise_goes_on", PROMISE, _("The sentence goes on from a promise."), "", WEAK, 0)
RESULT_GOES_ON = Cue("result_goes_on", RESULT, _("The sentence goes on from a result."), "", WEAK, 0)
AT_LEAST = Cue("at_least", PROMISE, _("It is said as a floor to reach: at least so many."), "", WEAK, 0)
UNSAID = Cue("unsaid", CONTEXT, _("Nothing near it speaks of a target, a plan, a result or a rule."), "", WEAK, 0)
