"""Numbers that count nothing: dates, times, telephones, addresses, ordinals, list marks, sections of laws, links."""

import re

from buranakan.policy.reading.dates import MONTH

_FOUR_DIGITS = r"2[4-6]\d\d|19\d\d|20\d\d"
_YEAR = rf"(?:{_FOUR_DIGITS}|[4-7]\d(?!\s?(?:คน|ราย|ท่าน|กิจการ|แห่ง|บาท|ล้าน|%)))(?![\d,])"
# "ปี 67" is a year, "ต่อปี 67" and "ตลอดปี 67" are none.
_OF_A_YEAR = "(?<!ต่อ)(?<!ราย)(?<!ตลอด)(?<!ทั้ง)(?<!ทุก)(?<!หลาย)ปี"
_ERA = r"(?:พ\.?ศ\.?|ค\.?ศ\.?)"
_TIME = r"\d{1,2}[.:]\d{2}"
_NOT_MONEY = r"(?!\d|,\d|\s?(?:บาท|ล้าน|แสน|หมื่น|พัน(?!ธ)|%))"
_NOT_PEOPLE = r"(?!\s?(?:คน|ราย|ท่าน))"
_COUNTED_IN_ORDER = (
    "ครั้ง ภาค รุ่น ระยะ แห่ง อันดับ ลำดับ ปี ระดับ กลุ่ม วัน ข้อ ฉบับ ชุด ด้าน มิติ กล่อง ช่วง ปฏิรูป จำพวก ไตรมาส คำสั่ง ชุมชน หลักสูตร เฟส ราย "
    "คน สาย พระราม ถนน งวด รอบ วาระ ประเภท โมดูล เลข หมู่ ชั้น ตอน บท ขั้น นโยบาย มาตรการ ตรวจราชการ นายทะเบียน ยุทธศาสตร์ หน่วย"
).replace(" ", "|")
# "2 รุ่น 50 คน" counts, "รุ่น 50" does not; and none of them may be the end of a longer word: ยกระดับ, วัยรุ่น, โอโซน, สะกด.
_NUMBERED = (
    r"(?:(?<!\d)(?<!\d )(?:ชั้น|(?<!หัว)ข้อ|ห้อง|(?<!วัย)รุ่น|(?<!ยก)(?<!ป)ระดับ|ลำดับ|อันดับ|ช่อง)|ห้อง[ก-๎]*\s*\d+\s*ชั้น|"
    r"มาตรา|วรรค|หมวด|หมู่|ซอย|(?<![ก-๎.])[ซถม]\.|"
    r"ตรอก|ห้องประชุม|ฮอลล์|เลขที่|หมายเลข|ไตรมาส|เวอร์ชัน|พระราม|จำพวก|รหัส(?:ไปรษณีย์)?|ทะเบียน(?:เลขที่)?|(?<!โอ)โซน|(?<!สะ)(?<!แรง)กด|มอก\.|"
    r"[Vv]ersion|Phase|[Cc]ent(?:er|re)|CENTER|Module|Hall|EXEMPT)"
)
_TELEPHONE = r"(?:โทรศัพท์|โทรสาร|โทร\.?|สายด่วน|[Cc]all\s?[Cc]enter\)?|CALL\s?CENTER\)?|แฟกซ์|มือถือ)"

_TRAPS = re.compile(
    "|".join(
        (
            # days with a month, months with a year, years, numbers of documents
            rf"\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\s*(?:{MONTH})\.?(?:\s*{_ERA}?\s*{_YEAR})?",
            rf"(?:{MONTH})\.?\s*(?:{_ERA}|ปี)?\s*{_YEAR}",
            rf"(?:ปีงบประมาณ|ปีการศึกษา|{_OF_A_YEAR}|{_ERA})(?:\s*{_ERA})?\s*{_YEAR}(?:\s*[-/]\s*{_ERA}?\s*{_YEAR})?",
            rf"ปี(?:\s*{_ERA})?\s*(?:{_FOUR_DIGITS})(?![\d,])",
            r"\d+/\d+(?:/\d+)?",
            # times and telephones
            rf"(?:เวลา\s*)?{_TIME}\s*(?:-\s*{_TIME}\s*)?(?:น\.|นาฬิกา|น(?=\s))|เวลา\s*{_TIME}",
            # "โทรศัพท์มือถือ 500 เครื่อง" counts: a number to call begins with 0, or stands right behind the word
            rf"{_TELEPHONE}[^\d\n]{{0,30}}(?:0|[1-9]\d{{2,3}}[ -]\d)[\d ,-]*(?:ต่อ\s*[\d,-]+)?",
            rf"{_TELEPHONE}[\s:.)]{{0,3}}(?:\d{{3}}|\d{{4}})(?![\d,.])(?!\s?(?:เครื่อง|ล้าน|แสน|หมื่น))",
            r"(?<![\d.,])0[ -]?\d{1,4}[ -]\d{3,4}(?:[ -]\d{3,4})?",
            # ordinals and numbered places; "ราคาที่ 5 ล้านบาท" and "พื้นที่ 100 ไร่" are none
            rf"(?:{_COUNTED_IN_ORDER})ที่\s*\d{{1,3}}(?:\s*(?:-|ถึง)\s*\d{{1,3}})?{_NOT_MONEY}",
            rf"{_NUMBERED}\s*\d+(?:\s?[-/.]\s?\d+)*{_NOT_MONEY}{_NOT_PEOPLE}",
            r"\d+\s*ใน\s*\d+",
            r"(?:โควิด|COVID|[Cc]ovid|โคโรนา(?:ไวรัส)?)\s*-?\s*(?:19|2019)(?!\d)",
            r"(?:อุตสาหกรรม|ไทยแลนด์|[A-Za-z])\s*\d\.0",
            # list marks: "1) ", "2. ", "(3)"
            r"\(\d{1,2}(?:\.\d{1,2})?\)|(?<![\d.,])\d{1,2}(?:\.\d{1,2})?\)|(?:(?<=\s)|(?<=^))\d{1,2}\.(?!\d)",
            # one of each: "1 ตำบล 1 ผลิตภัณฑ์"
            r"(?<!\d)1\s?[ก-๎]{3,14}\s?1\s?[ก-๎]{3}",
        )
    ),
    re.MULTILINE,
)


_LINK = re.compile(r"(?:https?:|www\.|@)\S*$")
# Wide enough for the longest of the words that make a number none.
_BEFORE, _AFTER, _LINK_LENGTH = 50, 30, 200


def holds(text: str, place: int) -> bool:
    """Whether the number that starts here counts nothing."""
    if _LINK.search(text, max(0, place - _LINK_LENGTH), place):
        return True
    start = max(0, place - _BEFORE)
    while start and text[start].isdigit():
        start -= 1
    return any(found.start() <= place < found.end() for found in _TRAPS.finditer(text, start, place + _AFTER))
