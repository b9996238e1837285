"""Each rule of each family by an example of its own, so that whoever reads a rule finds what it is for."""

import pytest

from buranakan.policy.reading import cues
from buranakan.policy.reading.cues import Cue, contexts, promises, results, rules
from tests.policy.reading.reading_of import PUBLISHED, only_figure, read

EXAMPLES = {
    promises: {
        "expected": "คาดว่าจะมีผู้ชมงาน 900 คน",
        "target": "กรมวางเป้าหมายอบรมช่าง 75 ราย",
        "hoped": "เชื่อมั่นว่าจะเพิ่มยอดขายร้อยละ 15",
        "planned": "มีแผนขยายศูนย์บริการ 4 แห่ง",
        "sought": "เปิดรับผู้ประกอบการ 30 ราย",
        "to_reach": "ขอให้ตรวจโรงงานให้ครบ 100%",
        "offered": "แจกต้นกล้า 500 ต้น",
        "will": "ศูนย์จะอบรมช่าง 40 คน",
        "scheduled": "กำหนดจัดคลินิก 12 ครั้ง",
        "target_group": "กลุ่มเป้าหมายเป็นช่างในชุมชน จำนวน 60 คน",
        "purpose": "ลงนามความตกลงเพื่อพัฒนาช่างชุมชน 60 คน",
        "set_out": "ปั้นนักออกแบบ 45 คน",
        "envelope": "ตั้งงบ 8 ล้านบาท",
        "loans_on_offer": "มาตรการ 2) สินเชื่อเครื่องจักร 700 ล้านบาท",
        "invested": "พร้อมลงทุนอีก 90 ล้านบาท",
        "expected_to_open": "รถไฟสายใหม่ มูลค่า 4 พันล้าน คาดเปิดปลายปี",
        "future_year": "ในปี 2571 อบรม 60 คน",
        "year_ahead": "ปี 2571 อบรม 60 คน",
        "by_the_year": "ภายในปี 2567 อบรม 60 คน",
        "promise_goes_on": "ตั้งงบ 8 ล้านบาท อบรม 3 รุ่น",
        "on_a_list": "มีเป้าหมาย ดังนี้ 1) ช่างซ่อม 60 คน",
        "measure_on_a_list": "ของขวัญปีใหม่ถึงชาวไร่\nกล่องที่สาม\n1) เครื่องสางใบอ้อย จำนวน 288 เครื่อง",
        "at_least": "บ่มเพาะช่างไม่น้อยกว่า 50 คน",
    },
    results: {
        "already": "อบรมแล้ว 60 คน",
        "past": "เมื่อเดือนที่ผ่านมา อบรม 60 คน",
        "success": "กวาดรายได้ 60 ล้านบาท",
        "succeeded": "ไกล่เกลี่ยสำเร็จ 60 เรื่อง",
        "took_part": "เข้าร่วมกิจกรรม 60 คน",
        "done": "ศูนย์ได้ซ่อมเครื่องจักร 12 เครื่อง",
        "able": "ช่างสามารถลดต้นทุน 5 ล้านบาท",
        "found": "ทำให้มีรายได้ 5 ล้านบาท",
        "told_as_done": "ยึดของกลาง 400 ชิ้น",
        "past_year": "ในปี 2560 อบรม 60 คน",
        "result_goes_on": "ร้านค้า 60 ร้าน มาออกบูธ รวม 90 คูหา",
        "on_a_list": "ผลการดำเนินงาน ดังนี้ 1) ช่างซ่อม 60 คน",
    },
    rules: {
        "penalty": "ต้องปรับ 4,000 บาท",
        "eligible": "เงื่อนไขกิจการที่จ้างงาน 20 คน",
        "interest": "ดอกเบี้ย 3%",
        "fee": "ค่าลงทะเบียน 900 บาท",
        "discount": "มอบส่วนลด 20%",
        "prize": "เงินรางวัล 30,000 บาท",
        "share_borne": "อุดหนุนร้อยละ 50",
        "first_comers": "สำหรับ 100 รายแรก",
        "reward": "ทีมชนะ 5 ทีม จะได้รับรางวัล",
        "limit": "วงเงินไม่เกิน 5 แสนบาท",
        "for_each": "เยียวยาครัวเรือนละ 9,000 บาท",
    },
    contexts: {
        "existing": "ปัจจุบันมีช่าง 190 คน",
        "statistic": "ขยายตัวร้อยละ 4",
        "others_forecast": "คาดว่าเศรษฐกิจโลกจะเติบโตร้อยละ 3",
        "where": "ใน 16 จังหวัด",
        "those": "ผ่าน 6 โครงการ",
        "listed": "ช่วยเหลือ 2 กลุ่ม ได้แก่ ช่างไม้ ช่างปูน",
        "compared": "ยอดจองร้อยละ 12 เมื่อเทียบกับไตรมาสก่อน",
        "unsaid": "ศูนย์บริการ 50,000 แห่ง",
    },
}
ROLES = {promises: cues.PROMISE, results: cues.RESULT, rules: cues.RULE, contexts: cues.CONTEXT}


def told(family):
    """Every rule that a family's file names."""
    for value in vars(family).values():
        for one in value if isinstance(value, tuple) else [value]:
            if isinstance(one, Cue):
                yield one


@pytest.mark.parametrize("family", EXAMPLES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_every_rule_of_a_family_has_an_example(family):
    assert {cue.rule for cue in told(family)} == set(EXAMPLES[family])
    assert {cue.role for cue in told(family)} == {ROLES[family]}


@pytest.mark.parametrize(
    ("role", "rule", "text"),
    [(ROLES[family], rule, text) for family, examples in EXAMPLES.items() for rule, text in examples.items()],
)
def test_the_example_is_read_by_its_rule(role, rule, text):
    figure = read(f"{PUBLISHED}\n{text}").figures[-1]
    assert (figure.role, figure.rule) == (role, rule)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ที่ผ่านมาอนุมัติแล้ว วงเงิน 500 ล้านบาท", "result"),
        ("อนุมัติวงเงิน 500 ล้านบาท", "promise"),
        ("เพิ่มรายได้ครัวเรือนละ 9,000 บาท", "context"),
        ("ครม. เห็นชอบกรอบวงเงินไม่เกิน 500 ล้านบาท", "promise"),
        ("ตั้งเป้าลดค่าใช้จ่ายเหลือไม่เกิน 500 บาท", "promise"),
        ("เสริมขีดความสามารถ 40 ราย", "context"),
        ("เป้าส่งออก 40 ล้านบาท", "promise"),
        ("ส่งออกเกินเป้า 40 ล้านบาท", "result"),
        ("สร้างความมั่นใจ 40 ราย", "context"),
        ("ด้วยงบ 40 ล้านบาท", "promise"),
        ("สร้างรายได้ให้ชุมชน 40 แห่ง", "context"),
        ("สินค้าไทยสู่ตลาดโลก คาดส่งออก 40 ล้านบาท", "promise"),
    ],
)
def test_words_that_only_look_alike(text, role):
    assert only_figure(text).role == role


def test_a_headline_yields_to_what_the_body_says():
    (figure,) = read("ดันสตาร์ทอัพ กระตุ้นเศรษฐกิจ 427 ล้านบาท\nผลการดำเนินงานสร้างมูลค่าได้ 427 ล้านบาท").figures
    assert (figure.role, figure.rule) == ("result", "success")


def test_a_floor_in_a_report_is_no_target():
    text = "ที่ผ่านมาสร้างรายได้ 70 ล้านบาท ขณะที่เครือข่ายช่วยกัน รวมสร้างมูลค่าไม่น้อยกว่า 350 ล้านบาท"
    assert [figure.role for figure in read(text).figures] == ["result", "result"]
