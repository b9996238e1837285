"""The same figure said again."""

from tests.policy.reading.reading_of import read


def places(text):
    return [(figure.value, 1 + len(figure.also_at)) for figure in read(text).figures]


def test_a_headline_repeated_in_the_body_is_one_figure():
    text = "ดีพร้อมคาดสร้างมูลค่าทางเศรษฐกิจกว่า 1,000 ล้านบาท\nโดยคาดว่าจะสร้างมูลค่าเพิ่มทางเศรษฐกิจได้มากกว่า 1,000 ล้านบาท"
    assert places(text) == [(1_000_000_000, 2)]


def test_the_same_amount_in_other_words_is_one_figure():
    assert places("คาดว่าจะพัฒนาได้ 4.9 พันราย\nจะยกระดับผู้ประกอบการรวม 4,900 ราย") == [(4_900, 2)]


def test_round_numbers_of_different_things_stay_apart():
    assert places("ตั้งเป้าอบรมเกษตรกร 50 ราย\nจะให้คำปรึกษาโรงงานแปรรูปอีก 50 ราย") == [(50, 1), (50, 1)]


def test_a_promise_and_a_result_of_the_same_size_stay_apart():
    text = "คาดว่าจะสร้างรายได้กว่า 200 ล้านบาท\nในปีที่ผ่านมาสร้างรายได้กว่า 200 ล้านบาท"
    assert [(figure.role, len(figure.also_at)) for figure in read(text).figures] == [("promise", 0), ("result", 0)]


def test_the_place_that_says_what_it_is_comes_first():
    text = "ปั้นนักธุรกิจกว่า 4,900 ราย\nคาดว่าจะเสริมแกร่งผู้ประกอบการได้กว่า 4,900 ราย"
    (figure,) = read(text).figures
    assert (figure.role, figure.start > figure.also_at[0].start) == ("promise", True)


def test_limits_for_one_loan_after_another_stay_apart():
    text = "สินเชื่อเพื่อการเริ่มต้น วงเงินไม่เกิน 5 ล้านบาท\nเงินกู้ซื้อเครื่องจักรระยะยาว วงเงินไม่เกิน 5 ล้านบาท"
    assert places(text) == [(5_000_000, 1), (5_000_000, 1)]
