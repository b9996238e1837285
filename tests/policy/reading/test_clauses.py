"""Where a thought ends."""

from buranakan.policy.reading.clauses import Clauses


def thought_around(text, words):
    clauses, place = Clauses(text), text.index(words)
    return text[clauses.start(place, reach=200) : clauses.end(place, reach=200)]


def test_a_paragraph_ends_a_thought():
    long_line = "ก" * 200
    assert thought_around(f"{long_line}\nสอง\nสาม", "สอง").strip() == "สอง"


def test_a_word_that_opens_a_new_thought_ends_the_last():
    assert thought_around("ตั้งเป้าไว้ ทั้งนี้ มีผู้เรียน", "มีผู้เรียน") == "ทั้งนี้ มีผู้เรียน"


def test_a_list_mark_ends_a_thought():
    assert thought_around("ได้แก่ 1) อบรม 2) ปรึกษา", "อบรม").strip() == "1) อบรม"


def test_a_line_broken_by_the_width_of_a_page_ends_nothing():
    full = "ตั้งเป้าพัฒนาผู้ประกอบการในพื้นที่ภาคตะวันออกเฉียงเหนือตอนล่างให้ครบทุกอำเภอรวม"
    text = f"{full}\nกว่า 90 ราย"
    assert thought_around(text, "กว่า").startswith("ตั้งเป้า")


def test_reach_is_a_limit():
    assert Clauses("ก" * 500).start(400, reach=100) == 300
