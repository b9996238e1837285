"""Words of a rule: who qualifies, limits, prices, interest, fees, what each one gets, penalties."""

from buranakan.lib.words import _
from buranakan.policy.reading.cues.cue import RATES, RULE, STRONG, Cue
from buranakan.policy.reading.unit_words import MONEY, SHARE

_CHARGES = "ธรรมเนียม|บริการ|สมาชิก|สมัคร|ลงทะเบียน|เข้าชม|โดยสาร|แรง(?!งาน)|จ้าง|เช่า|ผ่านทาง|ปรับ|น้ำ|ไฟ|ตรวจ|ทดสอบ|แปล|รถ"

BEFORE = (
    Cue(
        "penalty", RULE, _("The sentence sets a penalty."),
        "โทษ|ค่าปรับ|ปรับรายวัน|(?:หรือ|และ|ต้อง)ปรับ|จำคุก", STRONG, 70,
    ),
    Cue(
        "eligible", RULE, _("The sentence says who qualifies."),
        r"คุณสมบัติ|(?<!สูง)(?<!ต่อ)(?<!หมด)อายุ(?![^\n]{0,25}\d\s*ปี)|น้ำหนัก|ดัชนีมวลกาย|หลักเกณฑ์|ผู้สมัครต้อง|"
        "เงื่อนไข(?!ผ่อนปรน)", STRONG, 60,
    ),
)  # fmt: skip

# For money and shares alone.
OF_RATES = (
    Cue("interest", RULE, _("The sentence sets a rate of interest."), "ดอกเบี้ย", STRONG, 26, RATES),
    Cue(
        "fee", RULE, _("The sentence sets a fee or a price."),
        f"(?<!มูล)(?<!คุณ)ค่า(?:{_CHARGES})|ราคา|อัตรา(?!การ|ส่วน)|เบี้ยประกัน", STRONG, 45, RATES,
    ),
    Cue(
        "discount", RULE, _("The sentence sets a discount."),
        r"ส่วนลด|ลดราคา|ลดค่า(?!ใช้จ่าย|ครองชีพ)|ลดเพิ่ม|ลดเงินต้น|ลดหย่อน|(?<!เป้า)(?<!เป้าหมาย)(?<!จะ)(?<!ช่วย)(?<!ผ่านมา)(?<!ได้)ลด(?=\s*$)",
        STRONG, 60, RATES,
    ),
    Cue(
        "prize", RULE, _("The sentence offers a prize."),
        "เงินรางวัล|รางวัลมูลค่า|ชิงรางวัล|รางวัลรวม", STRONG, 40, frozenset({MONEY}),
    ),
    Cue(
        "share_borne", RULE, _("The sentence says what share is borne."),
        "สนับสนุนค่าใช้จ่าย|อุดหนุน|ร่วมจ่าย|สมทบ|หักลดหย่อน|หักรายจ่าย|ยกเว้นภาษี", STRONG, 90, frozenset({SHARE}),
    ),
)  # fmt: skip

AFTER = (
    Cue("first_comers", RULE, _("It is for the first who come."), "แรก", STRONG, 1),
    Cue("reward", RULE, _("The sentence says what each will get."), "จะได้รับ(?:สิทธิ|เงินรางวัล|รางวัล)", STRONG, 8),
    Cue("eligible", RULE, _("The sentence says who qualifies."), "มีสิทธิ", STRONG, 16, frozenset({MONEY})),
)  # fmt: skip

LIMIT = Cue("limit", RULE, _("It is a limit for each, not a total."), "", STRONG, 0)
FOR_EACH = Cue("for_each", RULE, _("It is what one gets or pays, not a total."), "", STRONG, 0)
