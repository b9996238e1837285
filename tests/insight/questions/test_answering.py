"""Answers: the right number of the right part in one sourced sentence, within the reader's reach; never a guess."""

import datetime as dt
import re

import pytest
from django.utils.translation import override

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import statements
from buranakan.insight.figures import FIGURES
from buranakan.insight.questions import answering, paragraph
from buranakan.insight.questions.answering import Answer
from tests.factories.accounts import scope
from tests.factories.areas import ProvinceFactory
from tests.insight import documents
from tests.insight import world as worlds
from tests.insight.questions import asked as questions

ALL = Scope.system("test")
QUOTED = re.compile("“[^”]*”")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def world():
    """Korat: 3 people in February, two of them again in March; Chaiyaphum 2, Chiang Mai 1; books of Korat."""
    found = worlds.build()
    people = [one.person for one in worlds.serve(found, found.korat, people=3)]
    worlds.serve(found, found.korat, persons=people[:2], on=dt.date(2025, 3, 10))
    worlds.serve(found, found.chaiyaphum, people=2, on=dt.date(2025, 4, 10))
    worlds.serve(found, found.chiang_mai, people=1, activity=found.fair, on=dt.date(2025, 4, 20))
    worlds.keep_books(found, found.korat)
    worlds.promise(found)
    worlds.money_promise(found)
    return found


def ask(question, asker=ALL):
    return answering.answer(question, scope=asker, at=worlds.NOW)


def said(question, asker=ALL):
    return str(ask(question, asker).sentence)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("กี่คน", ["6 people"]),
        ("นครราชสีมาช่วยกี่คน", ["3 people"]),
        ("นครราชสีมานับซ้ำกี่คนครั้ง", ["5 times"]),
        ("เดือนที่แล้วกี่คน", ["3 people"]),
        ("มีนาคมกี่คน", ["2 people"]),
        ("ถึงสิ้นเดือนมีนาคมกี่คน", ["3 people"]),
        ("ไตรมาส 3 กี่คน", ["3 people"]),
        ("อบรมกี่คน", ["6 people"]),
        ("แผนกี่คน ทำได้กี่คน", ["90 people", "6 people"]),
        ("แผนของชัยภูมิกี่คน", ["20 people"]),
        ("เบิกจ่ายเท่าไร", ["30,000 baht"]),
        ("เบิกจ่ายร้อยละเท่าไร", ["30,000 baht", "90,000 baht", "33.3 percent"]),
        ("งบเหลือเท่าไร", ["70,000 baht", "90,000 baht", "20,000 baht"]),
        ("งบที่ยังไม่เบิกเท่าไร", ["30,000 baht", "90,000 baht", "60,000 baht"]),
        ("งบที่ยังไม่ได้ใช้เท่าไร", ["70,000 baht", "90,000 baht", "20,000 baht"]),
        ("เบิกจ่ายกี่ล้าน", ["30,000 baht"]),
        ("คนไม่ซ้ำกี่คน กี่ครั้ง", ["6 people", "8 times"]),
        ("โคราชกับชัยภูมิ ใครมากกว่ากัน", ["3 people", "2 people", "1 people"]),
        ("ใบสมัครรอพิจารณากี่ใบที่โคราช", ["0 applications"]),
        ("ประกาศไว้กี่คน", ["more than 2,180 people"]),
        ("ทำได้ร้อยละเท่าไรของที่ประกาศไว้", ["6 people", "more than 2,180 people", "0.3 percent"]),
        ("นครราชสีมากับชัยภูมิ กี่คน", ["3 people", "2 people", "1 people"]),
        ("จังหวัดไหนช่วยคนมากที่สุด", ["3 people"]),
        ("ล่าช้ากี่จังหวัด", ["2 provinces"]),
        ("how many people in Chiang Mai", ["1 people"]),
    ],
)
def test_the_numbers_of_an_answer(world, question, numbers):
    found = ask(question)
    assert [str(one) for one in found.numbers] == numbers
    assert documents.faults([found.sentence], scope=ALL) == []


def test_an_answer_is_one_sentence_with_day_part_and_reach(world):
    assert said("นครราชสีมาช่วยกี่คน") == (
        "As of 15 May 2025, fiscal year 2568 · Nakhon Ratchasima Province · all agencies: "
        "3 people received services, each person counted once."
    )
    assert ask("นครราชสีมาช่วยกี่คน").understood == (
        "People reached (each person once)", "Fiscal year: 2568", "Province: Nakhon Ratchasima"
    )  # fmt: skip


def test_an_officer_is_answered_within_their_reach_and_told_so(world):
    officer = scope(Role.PROVINCIAL_OFFICER, world.offices["30"])
    assert said("กี่คน", officer) == (
        "As of 15 May 2025, fiscal year 2568 · all agencies' work within the reach of pio-30: "
        "3 people received services, each person counted once."
    )
    refused = ask("ชัยภูมิกี่คน", officer)
    assert (refused.code, refused.because) == ("slice_out_of_reach", "Chaiyaphum is outside your reach.")
    assert [row.name for row in ask("แต่ละจังหวัดกี่คน", officer).table.rows] == ["Nakhon Ratchasima"]


def test_by_parts_every_planned_part_has_a_row_the_largest_first(world):
    found = ask("อบรมไปกี่คน จังหวัดไหน ใช้เงินเท่าไร")
    rows = [(row.name, *map(str, row.numbers)) for row in found.table.rows]
    assert rows == [
        ("Nakhon Ratchasima", "3 people", "70,000 baht"),
        ("Chaiyaphum", "2 people", "0 baht"),
        ("Chiang Mai", "1 people", "0 baht"),
    ]
    assert found.table.rows[0].address.startswith("/desk/figures/people_reached_distinct/?")
    for row in found.table.rows:
        assert documents.numbers_wrong(row.numbers, scope=ALL) == []


def test_the_least_may_be_nothing_and_several_may_be_level(world):
    assert "lowest in Chiang Mai: 1 people" in said("จังหวัดไหนช่วยคนน้อยที่สุด")
    assert "lowest in Chaiyaphum, Chiang Mai: 0 baht" in said("จังหวัดไหนเบิกจ่ายน้อยที่สุด")


def test_many_at_nothing_are_counted(world):
    for code in range(60, 70):
        province = ProvinceFactory(code=str(code))
        worlds.add_line(world, world.training, province, people=1, month=dt.date(2025, 7, 1), serving=world.centre)
    found = ask("จังหวัดไหนเบิกเงินน้อยที่สุด")
    assert [str(one) for one in found.numbers] == ["12 provinces", "0 baht"]
    assert "provinces with neither a plan nor a record are not among them" in str(found.sentence)
    assert documents.faults([found.sentence], scope=ALL) == []


def test_nothing_where_nothing_is_planned_says_so(world):
    ProvinceFactory(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok")
    found = ask("กรุงเทพมหานครกี่คน เงินเท่าไร")
    assert [str(one) for one in found.numbers] == ["0 people", "0 baht"]
    assert str(found.sentence).endswith("; there is no plan in this province.")
    assert documents.faults([found.sentence], scope=ALL) == []
    assert "no plan" not in said("เชียงใหม่เบิกจ่ายเท่าไร")


def test_provinces_behind_are_named_with_what_was_due(world):
    found = ask("จังหวัดไหนช้ากว่าแผน")
    assert "2 provinces, namely Nakhon Ratchasima, Chaiyaphum" in str(found.sentence)
    assert [(row.name, *map(str, row.numbers)) for row in found.table.rows] == [
        ("Nakhon Ratchasima", "30 people", "3 people"),
        ("Chaiyaphum", "20 people", "2 people"),
    ]
    assert "until=2025-04" in found.table.rows[0].address


def test_months_stand_in_their_order(world):
    found = ask("รายเดือน กี่คน")
    assert [(row.name, row.numbers[0].value) for row in found.table.rows] == [
        ("February 2025", 3), ("March 2025", 2), ("April 2025", 3)
    ]  # fmt: skip
    assert ask("แผนรายเดือน กี่คน").table.rows[-1].name == "July 2025"


def test_what_the_question_leaves_open_is_offered(world):
    assert [one.text for one in ask("เงินเท่าไร").others] == [
        str(FIGURES[key].name) for key in ("money_planned", "money_allotted", "money_spent")
    ]
    assert ask("เบิกจ่ายเท่าไร").others == ()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("ปี 2567 กี่คน", "no_programme"),
        ("ประกาศไว้กี่คน ปี 2568", ""),
        ("อากาศเป็นอย่างไร", "unknown"),
        ("ชัยภูมิมีข้อสั่งการเกินกำหนดกี่เรื่อง", ""),
        ("เดือนนี้มีข้อสั่งการเกินกำหนดกี่เรื่อง", "tally_not_split"),
        ("ทำได้กี่ชั่วโมงตามแผน", "not_counted_so"),
        ("   ", "empty"),
    ],
)
def test_what_is_refused_and_why(world, question, code):
    found = ask(question)
    assert ("" if isinstance(found, Answer) else found.code) == code


def test_the_paragraph_puts_each_promise_beside_what_came_of_it(world):
    found = paragraph.paragraph(ALL, at=worlds.NOW)
    assert [str(number) for one in found for number in one.numbers] == [
        *("more than 2,180 people", "9.15 million baht"),
        *("6 people", "more than 2,180 people", "0.3 percent"),
        *("30,000 baht", "9.15 million baht", "0.3 percent"),
        "2 provinces",
    ]
    assert documents.faults(found, scope=ALL) == []


def test_without_a_promise_there_is_no_paragraph():
    worlds.build()
    assert paragraph.paragraph(ALL, at=worlds.NOW) == []


def test_without_a_promise_there_is_nothing_to_compare_with():
    worlds.build()
    assert ask("ประกาศไว้กี่คน").code == "no_promise"


def test_more_than_three_promises_are_left_to_the_register(world):
    for _number in range(3):
        worlds.promise(world)
    assert ask("ประกาศไว้กี่คน").code == "many_promises"


def test_a_promise_of_two_programmes_has_no_share(world):
    promise = worlds.promise(world, portfolio=False)
    assert promise.portfolios.count() == 0
    worlds.another_portfolio_serves(world)
    assert ask("ทำได้ร้อยละเท่าไรของที่ประกาศไว้").code == "not_measured"


def test_a_refusal_tells_the_word_and_opens_what_was_understood(world):
    found = ask("นครราชสีมามีคนรวยกี่คน")
    assert found.because == "These words were not understood: “คนรวย”."
    assert found.others[0].address == "/desk/figures/people_reached_distinct/?year=2568&province=30"
    assert found.examples


def test_every_answer_of_the_list_is_sourced_and_no_refusal_has_a_number(world):
    for code in ("10", "14", "20", "34", "40", "41", "42", "45", "55", "80"):
        ProvinceFactory(code=code)
    answered = 0
    for question, *_meant in questions.CASES:
        found = ask(question)
        if isinstance(found, Answer):
            answered += 1
            assert documents.faults([found.sentence], scope=ALL) == [], question
        else:
            assert statements.unsourced(QUOTED.sub("", found.because)) == [], question
    assert answered > 80


def test_entrepreneurs_are_people_and_enterprises_are_offered(world):
    found = ask("ผู้ประกอบการกี่ราย")
    assert "entrepreneurs are counted as people; enterprises are counted apart" in found.understood
    assert found.others[0].address.startswith("/desk/services/")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("รวมทุกจังหวัดยกเว้นโคราชกี่คน", "ยกเว้น"),
        ("ต้นทุนต่อหัวเท่าไร", "no cost per person"),
        ("จังหวัดที่ไม่มีผู้รับบริการ", "“ไม่มี”"),
        ("ใครเบิกจ่ายมากที่สุด", "any one person"),
    ],
)
def test_a_refusal_is_about_the_word_that_was_said(world, question, said):
    assert said in ask(question).because


def test_where_money_went_is_asked_as_paid_and_not_paid(world):
    found = ask("9.15 ล้านหายไปไหน")
    assert found.examples[:2] == ("How much was paid?", "How much is not paid yet?")
    assert [str(one) for one in ask(found.examples[1]).numbers] == ["30,000 baht", "90,000 baht", "60,000 baht"]
    for question in found.examples[:3]:
        assert isinstance(ask(question), Answer), question


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, count, django_assert_max_num_queries):
    officer = scope(Role.CENTRE_OFFICER, world.centre)
    worlds.serve(world, world.korat, people=count)
    with django_assert_max_num_queries(24):
        ask("แต่ละจังหวัด แผนกี่คน ทำได้กี่คน", officer)
