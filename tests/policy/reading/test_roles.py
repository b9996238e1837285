"""Promise, result, rule or context: the words near the figure decide."""

import pytest

from tests.policy.reading.reading_of import PUBLISHED, only_figure, read, role_of, roles

PROMISES = [
    ("target", "โดยมีเป้าหมายรวมกว่า 900 คน"),
    ("target", "กรมตั้งเป้าพัฒนาผู้ประกอบการ 75 ราย"),
    ("target", "ตั้งเป้าหมายไว้ที่ร้อยละ 80"),
    ("envelope", "ด้วยวงเงินรวม 4.2 ล้านบาท"),
    ("envelope", "ใช้งบประมาณ 3 ล้านบาท"),
    ("envelope", "ได้รับจัดสรร 12 ล้านบาท"),
    ("expected", "คาดว่าจะมีรายได้เพิ่มกว่า 60 ล้านบาท"),
    ("expected", "คาดสร้างมูลค่าทางเศรษฐกิจ 60 ล้านบาท"),
    ("expected", "คาดการณ์ว่าในปีหน้าจะพัฒนาสถานประกอบการได้ 350 กิจการ"),
    ("will", "ศูนย์จะอบรมผู้ประกอบการ 40 คน"),
    ("planned", "มีแผนจัดคลินิกให้คำปรึกษา 20 ครั้ง"),
    ("sought", "เปิดรับสมัครผู้ประกอบการ 30 ราย"),
    ("to_reach", "ขอให้ส่งรายงานให้ได้ 100%"),
    ("hoped", "หวังเพิ่มยอดขายร้อยละ 15"),
    ("offered", "อบรมออนไลน์ฟรี จำนวน 400 คน"),
    ("at_least", "บ่มเพาะผู้ประกอบการไม่น้อยกว่า 50 ราย"),
]
OTHERS = [
    ("result", "already", "พัฒนาผู้ประกอบการไปแล้วกว่า 800 ราย"),
    ("result", "past", "ในปีที่ผ่านมา มีผู้รับบริการ 800 ราย"),
    ("result", "success", "ผลสำเร็จของโครงการ สร้างรายได้ 70 ล้านบาท"),
    ("result", "success", "บรรลุเป้าหมาย 2,500 คน"),
    ("result", "able", "สามารถลดต้นทุนได้ 5 ล้านบาท"),
    ("result", "done", "กรมได้พัฒนาต้นแบบ 12 ผลิตภัณฑ์"),
    ("result", "took_part", "มีผู้เข้าร่วมกิจกรรมกว่า 150 คน"),
    ("result", "found", "พบว่ามีโรงงานหยุดกิจการ 9 แห่ง"),
    ("rule", "penalty", "มีโทษปรับ 10,000 - 100,000 บาท"),
    ("rule", "penalty", "ระวางโทษปรับไม่เกินสามแสนบาท"),
    ("rule", "interest", "อัตราดอกเบี้ยร้อยละ 3 ต่อปี"),
    ("rule", "fee", "ยกเว้นค่าธรรมเนียมฉบับละ 1,000 บาท"),
    ("rule", "discount", "ให้ส่วนลดร้อยละ 20"),
    ("rule", "limit", "วงเงินสูงสุดไม่เกิน 2 ล้านบาท"),
    ("rule", "limit", "ให้กู้ได้ไม่เกิน 5 แสนบาทต่อราย"),
    ("rule", "eligible", "ผู้สมัครมีคุณสมบัติเป็นกิจการที่มีแรงงานไม่เกิน 50 คน"),
    ("rule", "first_comers", "สำหรับ 100 รายแรก"),
    ("context", "existing", "ปัจจุบันมีโรงงาน 190 โรงงาน"),
    ("context", "existing", "กลุ่มลูกค้าที่มีมากกว่า 3 ล้านราย"),
    ("context", "where", "จะให้บริการใน 16 จังหวัด"),
    ("context", "those", "คาดว่าจะเสร็จทั้ง 6 โครงการ"),
    ("context", "compared", "ยอดขายร้อยละ 12 เมื่อเทียบกับไตรมาสก่อน"),
    ("context", "unsaid", "ศูนย์บริการ 50,000 แห่ง"),
    ("context", "existing", "เครือข่ายไปรษณีย์ 50,000 แห่ง"),
]


@pytest.mark.parametrize(("rule", "text"), PROMISES)
def test_a_target_a_plan_or_an_expectation_makes_a_promise(rule, text):
    figure = only_figure(text)
    assert (figure.role, figure.rule) == ("promise", rule)


@pytest.mark.parametrize(("role", "rule", "text"), OTHERS)
def test_these_are_no_promises(role, rule, text):
    figure = only_figure(text)
    assert (figure.role, figure.rule) == (role, rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ปีที่ผ่านมาอบรมไปแล้ว 300 คน และปีนี้ตั้งเป้าอบรม 500 คน",
            [("300 คน", "result"), ("500 คน", "promise")],
        ),
        (
            "คาดว่าจะพัฒนาได้ 350 กิจการ คิดเป็นมูลค่า 2,100 ล้านบาท",
            [("350 กิจการ", "promise"), ("2,100 ล้านบาท", "promise")],
        ),
        (
            "วงเงินรวม 40 ล้านบาท ให้กู้รายละไม่เกิน 2 ล้านบาท ดอกเบี้ยร้อยละ 3",
            [("40 ล้านบาท", "promise"), ("ไม่เกิน 2 ล้านบาท", "rule"), ("ร้อยละ 3", "rule")],
        ),
        (
            "ตั้งเป้าอบรม 500 คน ทั้งนี้ จังหวัดมีโรงงาน 80 โรงงาน",
            [("500 คน", "promise"), ("80 โรงงาน", "context")],
        ),
    ],
)
def test_the_nearest_word_decides_within_its_thought(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("สนับสนุนในปี 2570 จำนวน 60 ราย", "promise"),
        ("สนับสนุนในปี 2566 จำนวน 60 ราย", "result"),
        ("สนับสนุนภายในปี 2567 จำนวน 60 ราย", "promise"),
    ],
)
def test_a_year_to_come_promises_and_a_year_gone_reports(text, role):
    (figure,) = read(f"{PUBLISHED}\n{text}").figures
    assert figure.role == role


@pytest.mark.parametrize(
    "text", ["สินค้าสำหรับกลุ่มเป้าหมาย 3 กลุ่ม", "อุตสาหกรรมเป้าหมายลงทุน 5 ล้านบาท", "งบประมาณปี 2567 ผ่าน 6 โครงการ"]
)
def test_words_that_only_look_like_a_target_or_a_budget(text):
    assert role_of(text) == "context"


def test_the_reason_is_told_with_the_words_that_decided():
    figure = only_figure("โดยมีเป้าหมายรวมกว่า 900 คน")
    assert (figure.why, figure.cue.quote) == ("The sentence names a target.", "เป้าหมาย")
