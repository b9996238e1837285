"""What is counted: the units the reader knows, by kind, and the words that only give a text its order."""

import re
from dataclasses import dataclass

from buranakan.lib.money import BAHT
from buranakan.policy.reading.numbers import Number

MONEY, SHARE, PEOPLE, BODIES, THINGS, PLACES, MEASURES, OTHER = (
    "money", "share", "people", "bodies", "things", "places", "measures", "other",
)  # fmt: skip

PERCENT = "ร้อยละ"

_KINDS = {
    PEOPLE: "คน-วัน คนวัน คน ราย ท่าน ครัวเรือน ครอบครัว หลังคาเรือน อัตรา ตำแหน่ง ที่นั่ง",
    BODIES: "สถานประกอบการ วิสาหกิจชุมชน วิสาหกิจ กิจการ บริษัท ธุรกิจ โรงงาน โรงเรียน โรง กลุ่มจังหวัด กลุ่ม แห่ง ชุมชน ร้านค้า ร้าน ทีม "
    "หน่วยงาน องค์กร เครือข่าย คลัสเตอร์ สหกรณ์ มหาวิทยาลัย นิติบุคคล กองทุน ธนาคาร สถาบันการเงิน ศูนย์ สมาคม "
    "แบรนด์ สาขา ฟาร์ม เหมือง สตาร์ทอัพ",
    THINGS: "ผลิตภัณฑ์ ต้นแบบ รายการ ชิ้น เรื่อง มาตรฐาน ใบรับรอง ใบอนุญาต ฉบับ หลักสูตร โครงการ กิจกรรม แพลตฟอร์ม นวัตกรรม ผลงาน "
    "เครื่อง คัน ต้น ตัว บูธ คูหา เมนู สูตร ถุง ชุด แปลง หลัง รุ่น ครั้ง คู่ คำขอ เคส ยูนิต หน่วย เล่ม ใบ ลวดลาย ลาย เส้นทาง สถานี จุด",
    PLACES: "จังหวัด อำเภอ ตำบล หมู่บ้าน พื้นที่ นิคมอุตสาหกรรม นิคม ท่าเรืออุตสาหกรรม",
    MEASURES: "ตารางกิโลเมตร ตารางเมตร ตารางวา ตร.กม. ตร.ม. ตร.ว. กิโลเมตร กม. เมตร กิโลกรัม กก. ลูกบาศก์เมตร ลบ.ม. ตัน ลิตร "
    "ไร่ เมกะวัตต์ เมกกะวัตต์ กิโลวัตต์",
    MONEY: "ดอลลาร์สหรัฐฯ ดอลลาร์สหรัฐ ดอลล่าร์สหรัฐ ดอลลาร์ เหรียญสหรัฐฯ เหรียญสหรัฐ เหรียญ เยน หยวน ยูโร ปอนด์",
    OTHER: "ทุน สิทธิ์ สิทธิ บัญชี เที่ยว",
}  # fmt: skip
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()} | {BAHT: MONEY, PERCENT: SHARE}

# With these letters behind them they begin another word: ราย-การ, คน-ละ, ต้น-ทุน.
_NOT_BEFORE = {
    "คน": "ละ", "ราย": "การ|ได้|ละ|งาน|จ่าย|ชื่อ|วัน|เดือน|ปี|ย่อย", "ท่าน": "ละ", "กลุ่ม": "เป้าหมาย|ที่", "โรง": "พยาบาล|แรม|สี",
    "อัตรา": "ดอกเบี้ย|การ|ส่วน|ที่|เงิน|ภาษี|แลก", "ทุน": "การ|หมุน|จดทะเบียน|ที่", "ต้น": "น้ำ|ทุน|เดือน|ปี|ๆ|ไป",
    "ตัว": "ชี้วัด|อย่าง|แทน|เลข",
    "ลาย": "มือ", "จุด": "แข็ง|เด่น|มุ่ง|เริ่ม|ประสงค์", "ชุด": "ที่", "ใบ": "อ้อย", "เครื่อง": "มือ|หมาย|ดื่ม", "คู่": "มือ|ค้า|ขนาน",
    "หลัง": "จาก|การ|นับ", "หน่วย": "งาน", "เที่ยว": "ไทย|ชม|งาน", "ศูนย์": "กลาง|บาท", "สาขา": "วิชา", "ครั้ง": "ที่|นี้|แรก|ล่าสุด",
    "รุ่น": "ที่|ใหม่", "แห่ง": "ประเทศ|ชาติ|นี้|แรก", "เหรียญ": "ทอง|เงิน|รางวัล", "ธุรกิจ": "ใหม่", "เรื่อง": "หลัก",
}  # fmt: skip

# Words that count parts of a text, spans of time or grades: numbers before them are no figures.
_STRUCTURAL = (
    "ด้าน มิติ ประการ ข้อ ประเด็น แนวทาง มาตรการ ปัจจัย เป้าหมาย ขั้นตอน ขั้น ระดับ ภูมิภาค ภาค ประเทศ ช่องทาง รูปแบบ ประเภท ระยะ ช่วง "
    "กรณี กลยุทธ์ นโยบาย พันธกิจ พันธมิตร ยุทธศาสตร์ เสาหลัก องค์ประกอบ ส่วน ปฏิรูป ให้ ทาง สัปดาห์ ชั่วโมง ชม. นาที วินาที เดือน ปี วัน คืน "
    "ไตรมาส ดาว ชั้น ห้อง รอบ คณะ ฝ่าย อุตสาหกรรม วิธี กลไก เท่า หลักการ หมวด ตัวชี้วัด เรื่องหลัก องศา กล่อง ลำดับ อันดับ งวด สี"
).split()

# Without "บาท" a size in millions is money only where money is spoken of: มูลค่า 4.2 พันล้าน.
_SPOKEN_OF_MONEY = re.compile("มูลค่า|วงเงิน|งบ|เงิน|ลงทุน|ทุ่ม|รายได้|ยอดขาย|ราคา|ทุน|เศรษฐกิจ|หนี้|สินเชื่อ")
_MONEY_REACH, _MILLION = 45, 1_000_000

_BAHT_AFTER = re.compile(r"\s*(?:บาท|(?P<million>ลบ\.(?!\s?ม)))")
_PERCENT_AFTER = re.compile(r"\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์)")
_KNOWN_AFTER = re.compile(
    r"\s*(?P<word>"
    + "|".join(
        re.escape(word) + (f"(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else "")
        for word in sorted(KIND_OF, key=len, reverse=True)
    )
    + ")"
)
_STRUCTURAL_AFTER = re.compile(r"\s*(?:" + "|".join(re.escape(word) for word in _STRUCTURAL) + ")")
_UNKNOWN_AFTER = re.compile(r"\s*(?P<word>[ก-ฮเ-ไ][ก-๎]{1,19})(?![ก-๎])")

_EACH = (
    "คน ราย ท่าน กิจการ กลุ่ม แห่ง โรงงาน ครัวเรือน ครอบครัว ปี เดือน สัปดาห์ วัน ครั้ง รุ่น ไร่ ตัน ลิตร หน่วย ชิ้น ต้น ฉบับ "
    "จังหวัด เที่ยว ชุมชน ตำบล หมู่บ้าน แปลง ตัว หัว คัน"
)
_EACH_WORDS = "|".join(sorted(_EACH.split(), key=len, reverse=True))
_PER_AFTER = re.compile(rf"\s*(?:/|ต่อ)\s*(?P<word>{_EACH_WORDS})(?!ยอด|ไป|ละ)")
_PER_BEFORE = re.compile(rf"(?P<word>{_EACH_WORDS})ละ\s*(?:ไม่เกิน|ประมาณ|ไม่น้อยกว่า|กว่า|สูงสุด)?\s*$")


@dataclass(frozen=True)
class Unit:
    """A unit as found behind a number, and what the number must be multiplied by."""

    name: str
    kind: str
    end: int
    factor: int = 1


def after(text: str, number: Number, *, percent: bool, quantified: bool) -> Unit | None:
    """The unit of a number. `quantified`: the words before say that a count follows, so an unknown word is taken."""
    end = number.end
    if percent:
        repeated = _PERCENT_AFTER.match(text, end)
        return Unit(PERCENT, SHARE, repeated.end() if repeated else end)
    if found := _PERCENT_AFTER.match(text, end):
        return Unit(PERCENT, SHARE, found.end())
    if found := _BAHT_AFTER.match(text, end):
        return Unit(BAHT, MONEY, found.end(), _MILLION if found.group("million") else 1)
    if found := _KNOWN_AFTER.match(text, end):
        return Unit(found.group("word"), KIND_OF[found.group("word")], found.end())
    if _STRUCTURAL_AFTER.match(text, end):
        return None
    nearby = (max(0, number.start - _MONEY_REACH), end + _MONEY_REACH)
    if number.magnitude >= _MILLION and _SPOKEN_OF_MONEY.search(text, *nearby):
        return Unit(BAHT, MONEY, end)
    if quantified and (found := _UNKNOWN_AFTER.match(text, end)):
        return Unit(found.group("word"), OTHER, found.end())
    return None


def per(text: str, *, start: int, end: int) -> tuple[str | None, int]:
    """What the figure is per, said before it (รายละ) or behind it (ต่อราย), and where the saying ends."""
    if before := _PER_BEFORE.search(text, max(0, start - 30), start):
        return before.group("word"), end
    words = []
    while found := _PER_AFTER.match(text, end):
        words.append(found.group("word"))
        end = found.end()
    return "/".join(words) or None, end
