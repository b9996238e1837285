"""Words of background: what there is, statistics, where, ones already named, forecasts of others."""

from buranakan.lib.words import _
from buranakan.policy.reading.cues.cue import CONTEXT, FAINT, STRONG, WEAK, Cue
from buranakan.policy.reading.unit_words import BODIES, MEASURES, PLACES, THINGS

OTHERS_FORECAST = Cue(
    "others_forecast", CONTEXT, _("It is a forecast of markets or of the world, not of what is done here."),
    r"คาด[^\d\n]{0,40}(?:ตลาด[ก-๎]{0,24}โลก|เศรษฐกิจโลก|ทั่วโลก|เศรษฐกิจไทย(?:จะ|ปี|ใน|ขยาย|โต))|"
    r"(?:ธนาคารโลก|ไอเอ็มเอฟ|IMF|World Bank|สภาพัฒน์|สศช\.|ธปท\.|ธนาคารแห่งประเทศไทย)[^\d\n]{0,60}(?:คาด|ประเมิน)[ก-๎]*|"
    "(?<!สู่)ตลาด[ก-๎]{0,12}โลก(?:มี|จะ|เติบโต|ขยาย)|เศรษฐกิจโลก(?:มี|จะ)|มีแนวโน้ม(?:จะ)?(?:เติบโต|ขยาย|เพิ่ม)", STRONG, 120,
)  # fmt: skip
# Of such a forecast these words before it are part, and the year on either side, so they promise nothing.
WORDS_OF_A_FORECAST, YEARS_OF_A_FORECAST = frozenset({"expected", "will"}), frozenset({"future_year", "year_ahead"})

_ALREADY_THERE = (
    r"(?:ที่|ซึ่ง)มี(?:มูลค่า|จำนวน)?(?=\s*$)|ปัจจุบัน|ขณะนี้มี|ประชากร|มีสมาชิก|(?<!พัฒนา)(?<!อบรม)(?<!ผลิต)(?<!สร้าง)(?<!เพิ่ม)(?<!ฝึก)(?<!ยกระดับ)บุคลากร(?=\s*$)|กำลังการผลิต|มูลค่าตลาด|จากเดิม|"
    r"(?:เนื้อที่|ตั้งอยู่บนพื้นที่)(?=(?:รวม|กว่า|ประมาณ|\s)*$)"
)
_NETWORKS = r"(?<!ขยาย)(?<!สร้าง)(?<!จัดตั้ง)(?<!พัฒนา)(?<!ยกระดับ)(?<!เพิ่ม)(?<!ภาคี)(?:เครือข่าย|พันธมิตร)[ก-๎]{0,20}(?=\s*$)"

BEFORE = (
    Cue(
        "existing", CONTEXT, _("The sentence describes what there is."), f"{_ALREADY_THERE}|{_NETWORKS}", STRONG, 60,
    ),
    Cue("statistic", CONTEXT, _("The sentence gives statistics."), "ขยายตัว|เติบโตเฉลี่ย|แนวโน้ม|สัดส่วน|นำเข้า", WEAK, 60),
)  # fmt: skip
FORECASTS = (OTHERS_FORECAST,)

# Only beside places, bodies and things: where, and those already named.
OF_PLACES = (
    Cue(
        "where", CONTEXT, _("The number says where, not how much."),
        r"(?:ใน|ครอบคลุม|ทั่ว)(?:พื้นที่)?(?=\s*$)|(?<!เพิ่ม)(?<!ขยาย)(?<!พัฒนา)(?<!ฟื้นฟู)พื้นที่(?=\s*$)", STRONG, 8,
        frozenset({PLACES, MEASURES}),
    ),
)  # fmt: skip
OF_THOSE = (
    Cue(
        "those", CONTEXT, _("The number speaks of ones already named, not of how many there will be."),
        r"(?<!รวม)(?<!อีก)(?<!พร้อม)ทั้ง(?=\s*$)|"
        r"(?:ผ่าน|ระหว่าง|จาก(?:จำนวน)?(?:ทั้งหมด|ทั้งสิ้น)?|ร่วมกับ|ร่วมมือกับ|ตกลง[ก-๎]{0,20}กับ)(?=\s*$)", STRONG, 4,
        frozenset({PLACES, BODIES, THINGS}),
    ),
)  # fmt: skip

AFTER = (
    Cue(
        "listed", CONTEXT, _("The number only says how many are listed behind it."),
        r"(?:หลัก ?)?(?:ได้แก่|ดังนี้|ประกอบด้วย|คือ(?= |\d))", STRONG, 2, frozenset({BODIES, THINGS, PLACES}),
    ),
    Cue("compared", CONTEXT, _("The sentence compares with another time or place."), "เมื่อเทียบ", STRONG, 8),
)  # fmt: skip

UNSAID = Cue("unsaid", CONTEXT, _("Nothing near it speaks of a target, a plan, a result or a rule."), "", FAINT, 0)
