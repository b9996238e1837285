"""Words of a result: what was done, reached, found, sold or seized."""

from buranakan.lib.words import _
from buranakan.policy.reading.cues.cue import FAINT, RESULT, STRONG, WEAK, Cue
from buranakan.policy.reading.unit_words import BODIES, PEOPLE

_NOT_AHEAD = "(?<!จะ)(?<!ให้)(?<!ที่)(?<!อาจ)(?<!สามารถ)"
_DEEDS = (
    "มีการ|ดำเนิน|พัฒนา|ส่งเสริม|รับ(?!จัดสรร|การจัดสรร|งบ)|นำ|คัดเลือก|จัด(?!สรร)|มอบ|ร่วม|สนับสนุน|อนุมัติ|ทำ|ช่วย|ขยาย|สร้าง|เปิด|ปิด|ตรวจ|ยึด|ลง|ผลิต|ติดตั้ง|แจก|"
    "จับ|ออก|ปล่อย|จ่าย|แก้|ส่ง|ปลูก|เชื่อม|ปรับ|ซ่อม|ฟื้น|อบรม|บ่มเพาะ|ยกระดับ|เพิ่ม(?!ขึ้น)|ต่อยอด"
)
_TOLD = (
    "ทะลุ|พุ่ง(?!เป้า)|แตะ|(?<!ค้น)คว้า|ยึด(?!หลัก|มั่น|ถือ|โยง|แนว|ตาม)|อายัด|จับกุม|(?:ส่ง)?มอบ(?!หมาย|นโยบาย|แนวทาง|อำนาจ)|ผลจากการ|จากการ(?:ตรวจ|สำรวจ)|"
    "ยอด(?:ขาย|จอง|สั่งซื้อ)|เงินสะพัด|เบิกจ่าย|(?<!ค้น)พบ(?!ปะ|กับ|หารือ|เห็น|ว่า)|สั่ง(?:ปิด|พัก)|ดำเนินคดี|ยื่นขอ|คืบหน้า|ผลการ"
)

BEFORE = (
    Cue("already", RESULT, _("The sentence says it has been done."), "แล้ว(?!เสร็จ)|ที่ดำเนินการแล้วเสร็จ", STRONG, 45),
    Cue("past", RESULT, _("The sentence speaks of the past."), "ที่ผ่านมา|ปีก่อน", STRONG, 150),
    Cue(
        "success", RESULT, _("The sentence reports a success."),
        "ผลสำเร็จ|ประสบความสำเร็จ|โชว์ผล|ผลการดำเนินงาน|ผลดำเนินงาน|ผลงาน|ปลื้ม|ยอดสะสม|สรุปยอด|(?:บรรลุ|เกิน|ทะลุ|เข้า)เป้า(?:หมาย)?|บรรลุผล|"
        r"(?:โชว์|ทำ)(?:ยอด|รายได้)|(?:โกย|กวาด)(?!ล้าง|ถนน)|(?:คว้า|ได้|รับ)(?=\s*\d+\s*เหรียญ)", STRONG, 150,
    ),
    Cue(
        "succeeded", RESULT, _("The sentence says it succeeded."),
        "(?<!ความ)(?<!ให้)(?<!จะ)(?<!เสร็จ)(?<!ผล)สำเร็จ(?!รูป|ให้|ตาม)", STRONG, 60,
    ),
    Cue(
        "took_part", RESULT, _("The sentence says they took part."),
        "(?<!เพื่อ)(?<!จะ)เข้าร่วม|ร่วมงาน|มาร่วม|(?<!จะ)มีผู้(?!ประกอบการ|แทน|บริหาร)", WEAK, 60,
    ),
    Cue(
        "done", RESULT, _("The sentence says it has been done."),
        f"{_NOT_AHEAD}(?<!ราย)(?<!เงิน)(?<!ไม่)ได้(?:{_DEEDS})|ผ่านการ", WEAK, 110,
    ),
    Cue(
        "able", RESULT, _("The sentence says what could be done."),
        rf"{_NOT_AHEAD}(?<!ความ)สามารถ|{_NOT_AHEAD}ทำได้(?=\s*$)", WEAK, 110,
    ),
    Cue(
        "found", RESULT, _("The sentence says what was found or came about."),
        "พบว่า|ตรวจพบ|(?<!ให้)เกิดขึ้น|(?<!จะ)ก่อให้เกิด|(?<!จะ)ส่งผลให้|(?<!จะ)ทำให้|(?<!ให้)เกิดการ",
        WEAK, 170,
    ),
    Cue("told_as_done", RESULT, _("The sentence tells of a deed that is done."), _TOLD, FAINT, 70),
)  # fmt: skip

AFTER = (
    Cue("already", RESULT, _("The sentence says it has been done."), "แล้ว(?!เสร็จ)", STRONG, 12),
    Cue(
        "took_part", RESULT, _("The sentence says they took part."),
        "(?<!เพื่อ)(?<!จะ)เข้าร่วม|ร่วมงาน|มาร่วม|มาออกบูธ", STRONG, 6, frozenset({PEOPLE, BODIES}),
    ),
)  # fmt: skip

PAST_YEAR = Cue("past_year", RESULT, _("The sentence names a year that has gone."), "", STRONG, 90)
ON_A_LIST = Cue("on_a_list", RESULT, _("It is an item on a list that a result introduces."), "", FAINT, 0)
GOES_ON = Cue("result_goes_on", RESULT, _("The sentence goes on from a result."), "", WEAK, 0)
