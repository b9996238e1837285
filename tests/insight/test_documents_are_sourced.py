"""Every document that says numbers: each is a figure, a tally or a promise, as the registry counts it then."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation

from buranakan.accounts.permissions import Role
from buranakan.insight import addresses, changes, decisions, first_day, overview, promise_register, quotes, statements
from buranakan.insight import course_words as course
from buranakan.insight.briefs import press, visit, weekly
from buranakan.insight.questions import answering, paragraph
from buranakan.insight.quotes import Name
from buranakan.lib import clock
from buranakan.policy.models import Directive
from buranakan.policy.visits.enums import Topic
from tests.factories.accounts import MembershipFactory, scope
from tests.factories.directives import DirectiveFactory
from tests.factories.finance import DisbursementTargetFactory
from tests.factories.visits import VisitFactory
from tests.insight import documents
from tests.insight import world as worlds
from tests.insight.test_waiting import a_round

pytestmark = pytest.mark.django_db

ORDER = "ให้ช่วยอีก 500 คน ใช้เงิน 3 ล้านบาท"


@pytest.fixture
def world():
    """Something for every document to say."""
    with clock.frozen_at(worlds.NOW), translation.override("th"):
        found = worlds.build()
        worlds.promise(found, statement_th="ยกระดับผู้ประกอบการ 500 คน")
        worlds.money_promise(found)
        DisbursementTargetFactory()
        worlds.keep_books(found, found.korat)
        worlds.serve(found, found.korat, people=12)
        worlds.serve(found, found.chaiyaphum, people=2)
        a_round(found, found.korat, last_on=dt.date(2025, 5, 1))
        call = worlds.open_call(found, found.chiang_mai, activity=found.fair, closes_at=worlds.NOW)
        worlds.apply(found, call, found.chiang_mai, people=8)
        DirectiveFactory(
            responsible_office=found.centre,
            text=ORDER,
            number="4",
            ordered_on=dt.date(2025, 3, 1),
            due_on=dt.date(2025, 4, 1),
        )
        found.executive = scope(Role.EXECUTIVE, found.ministry)
        found.head = scope(Role.OFFICE_HEAD, found.offices["30"])
        yield found


def a_visit(world):
    offices = [world.offices["30"], world.centre]
    return VisitFactory(
        visiting_office=world.ministry,
        topics=Topic.values,
        offices=offices,
        province=world.korat,
        visitors="ปลัดกระทรวงอุตสาหกรรมและคณะ 500 คน",
        look_at="คิวทดลองผลิตภัณฑ์ 500 คน",
    )


# --- the documents, each with the eyes it is made for -----------------------------------------------------------------
def visit_brief(world):
    seen = a_visit(world)
    return visit.brief(seen, at=worlds.NOW).sentences, visit.reader(seen, on=worlds.TODAY)


def press_draft(world):
    seen = a_visit(world)
    return press.draft(seen, at=worlds.NOW).sentences, visit.reader(seen, on=worlds.TODAY)


def brief_of_the_week(world):
    return [one for part in weekly.parts(world.executive, at=worlds.NOW) for one in part.sentences], world.executive


def brief_of_the_week_of_a_head(world):
    return [one for part in weekly.parts(world.head, at=worlds.NOW) for one in part.sentences], world.head


def first_day_of_a_head(world):
    membership = MembershipFactory(role=Role.OFFICE_HEAD, office=world.offices["30"])
    return first_day.first_day(world.head, membership, at=worlds.NOW).sentences, world.head


def proposed_decisions(world):
    asked = overview.this_year(world.executive, on=worlds.TODAY)
    found = decisions.proposals(world.executive, asked, at=worlds.NOW)
    return [said for one in found for said in (one.why, one.effect)], world.executive


def what_changed(world):
    asked = addresses.read({"year": "2568"}, scope=world.executive, on=worlds.TODAY)
    since = worlds.NOW - dt.timedelta(days=30)
    found = changes.changes(world.executive, asked, since=since, at=worlds.NOW).found
    return [one.sentence for one in found], world.executive


def why_promises_stand_so(world):
    rows = promise_register.register(world.executive, on=worlds.TODAY)
    return [course.why(row, on=worlds.TODAY) for row in rows], world.executive


def answers(world):
    asked = ("กี่คน", "จังหวัดไหนช้ากว่าแผน", "เบิกจ่ายร้อยละเท่าไร", "ข้อสั่งการเกินกำหนดกี่เรื่อง", "เหลืออีกกี่คนถึงเป้าหมาย")
    found = [answering.answer(one, scope=world.head, at=worlds.NOW) for one in asked]
    return [one.sentence for one in found], world.head


def paragraph_of_promises(world):
    return paragraph.paragraph(world.executive, at=worlds.NOW), world.executive


DOCUMENTS = (
    visit_brief, press_draft, brief_of_the_week, brief_of_the_week_of_a_head, first_day_of_a_head, proposed_decisions,
    what_changed, why_promises_stand_so, answers, paragraph_of_promises,
)  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS, ids=[one.__name__ for one in DOCUMENTS])
def test_every_number_of_a_document_is_what_the_registry_counts(world, document):
    said, reader = document(world)
    assert [number for one in said for number in one.numbers]
    assert documents.faults(said, scope=reader) == []
    rows = statements.annex(said)
    assert {row.address for row in rows} - {""}
    repeated = {(one.address, one.scope) for sentence in said for one in sentence.quotes if one.holds_number}
    assert repeated <= {(row.address, row.scope) for row in rows}


def test_a_number_that_nobody_counts_so_is_caught(world):
    asked = addresses.read({"year": "2568"}, scope=world.executive, on=worlds.TODAY)
    counted = statements.figure("people_reached_distinct", scope=world.executive, asked=asked, on=worlds.TODAY)
    claimed = replace(counted, value=counted.value + 1, said="999 คน")
    said = statements.sentence("ช่วยแล้ว %(people)s", people=claimed)
    assert documents.faults([said], scope=world.executive) == ["people_reached_distinct = 999 คน"]
    assert documents.faults([statements.sentence("ช่วยแล้ว 999 คน")], scope=world.executive) == ["999 คน"]


def test_words_of_others_say_numbers_only_with_where_they_stand_and_the_annex_tells(world):
    order = quotes.directive(Directive.objects.get(text=ORDER), said=ORDER)
    found = {
        plain: statements.unsourced_in([statements.sentence("%(order)s", order=words)])
        for plain, words in (
            ("plain", ORDER), ("quoted", order), ("of nobody", replace(order, scope="")), ("a name", Name(ORDER))
        )
    }  # fmt: skip
    assert found == {"plain": ["500 คน", "3 ล้านบาท"], "quoted": [], "of nobody": ["500 คน", "3 ล้านบาท"], "a name": []}
    [row] = statements.annex([statements.sentence("%(order)s", order=order)])
    assert (row.exact, row.scope, row.on, row.definition) == (
        ORDER, "ปลัดกระทรวงอุตสาหกรรม", dt.date(2025, 3, 1), "4 · การประชุม: การประชุมทดสอบ"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [("ช่วย 500 คน", 8, "ช่วย…"), ("ช่วย 1,500 คน", 8, "ช่วย…"), ("ช่วย 3 ล้านบาท", 11, "ช่วย…"), ("ช่วย", 9, "ช่วย")],
)
def test_a_number_is_left_out_rather_than_cut(text, longest, said):
    assert quotes.shortened(text, longest=longest) == said


def test_what_a_document_says_of_an_earlier_day_and_of_targets_is_counted_again(world):
    asked = addresses.read({"year": "2568"}, scope=world.executive, on=worlds.TODAY)
    before = worlds.TODAY - dt.timedelta(days=30)
    said = {"scope": world.executive, "asked": asked, "on": before}
    right, wrong = (statements.figure("people_reached_distinct", **said, value=value) for value in (0, 3))
    other = statements.figure("people_planned", **said)
    assert documents.numbers_wrong([right, wrong, other], scope=world.executive) == [
        "people_reached_distinct = 3 คน", f"people_planned = {other}"
    ]  # fmt: skip
    [target] = {
        one for said in brief_of_the_week(world)[0] for one in said.numbers if one.key.startswith("disbursement")
    }
    assert len(documents.numbers_wrong([target, replace(target, value=2)], scope=world.executive)) == 1
