"""Writing, changing, publishing and closing calls."""

import datetime as dt

import pytest

from buranakan.calls import actions, rules
from buranakan.calls.enums import ApplicationState, CallState
from buranakan.calls.models import CallPlaces
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from tests.calls.conftest import AT, CLOSES, OPENS
from tests.factories.planning import EnvelopeFactory, PlanLineFactory
from tests.house.guards.models import find_gaps_in_moves

AGE = WrittenCriterion("smallest_age", {"years": 18})
NUMBER = ids.made_up_citizen_number(7)


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def edited(ground, call, **changes):
    given = {
        "title_th": call.title_th,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "places": {ground.korat: 2, ground.surin: 1},
        "by": ground.officer,
        "at": AT,
    }
    return actions.edit_call(call, **given | changes)


def rows(call):
    return {row.province_id: row.places for row in CallPlaces.objects.filter(call=call)}


def test_a_call_is_written_with_its_places_criteria_and_questions(ground):
    call = ground.written(criteria=[AGE], questions=[WrittenQuestion("ทำไมจึงสมัคร", "Why?")])
    assert (call.state, rows(call)) == (CallState.DRAFT, {"30": 2, "32": 1})
    criterion, question = call.criteria.get(), call.questions.get()
    assert (criterion.sentence_th, criterion.sentence_en) == ("อายุไม่ต่ำกว่า 18 ปี", "At least this many years old: 18")
    assert (question.label_th, question.choices) == ("ทำไมจึงสมัคร", [])
    event = Event.objects.get()
    assert (event.name, event.office_id, event.on_label, event.payload["places"]) == (
        "call.made",
        ground.office.pk,
        call.title_th,
        {"30": 2, "32": 1},
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title_th": " "}, "title_missing"),
        ({"title_th": "ก" * 201}, "text_too_long"),
        ({"about_en": "a" * 4001}, "text_too_long"),
        ({"title_th": f"ติดต่อ {NUMBER}"}, "citizen_number_in_text"),
        ({"about_th": f"ติดต่อ {NUMBER}"}, "citizen_number_in_text"),
        ({"closes_at": OPENS}, "closes_before_it_opens"),
        ({"criteria": [AGE] * 2}, "criterion_twice"),
        ({"criteria": [AGE] * 11}, "criteria_too_many"),
        ({"criteria": [WrittenCriterion("smallest_age")]}, "criterion_incomplete"),
        ({"criteria": [WrittenCriterion("smallest_age", {"years": "18"})]}, "criterion_incomplete"),
        ({"criteria": [WrittenCriterion("lives_in", {"years": 1})]}, "criterion_incomplete"),
        ({"criteria": [WrittenCriterion("enterprise_kinds", {"kinds": []})]}, "criterion_incomplete"),
        ({"criteria": [WrittenCriterion("enterprise_kinds", {"kinds": ["shop"]})]}, "criterion_incomplete"),
        ({"criteria": [WrittenCriterion("lives_in", sentence_th="ก" * 301)]}, "text_too_long"),
        ({"questions": [WrittenQuestion("")]}, "question_missing"),
        ({"questions": [WrittenQuestion("ก" * 301)]}, "text_too_long"),
        ({"questions": [WrittenQuestion("ก")] * 11}, "questions_too_many"),
        ({"questions": [WrittenQuestion("ก", kind="choice", choices=(("ข", ""),))]}, "choices_missing"),
    ],
)
def test_what_a_call_can_not_be(ground, changes, code):
    assert code_of(ground.written, **changes) == code
    assert Event.objects.count() == 0


def test_places_are_where_the_office_answers(ground):
    assert code_of(ground.written, places={ground.korat: 0}) == "places_missing"
    assert code_of(ground.written, places={ground.korat: 100_001}) == "places_out_of_range"
    assert code_of(ground.written, places={ground.chiang_mai: 1}) == "office_does_not_answer"
    assert code_of(ground.written, office=ground.diprom) == "office_does_not_serve"
    assert rows(ground.written(places={ground.korat: 3, ground.surin: 0})) == {"30": 3}


def test_a_call_from_a_plan_line_fits_it(ground):
    fits = {
        "version__plan__envelope": EnvelopeFactory(office=ground.diprom),
        "activity": ground.activity,
        "serving_office": ground.office,
        "province": ground.korat,
    }
    line = PlanLineFactory(version__approved=True, **fits)
    assert ground.written(plan_line=line, owner_office=line.owner_office).plan_line == line
    other = PlanLineFactory(version__approved=True, **fits | {"province": ground.chiang_mai})
    draft = PlanLineFactory(**fits)
    assert code_of(ground.written, plan_line=other, owner_office=other.owner_office) == "plan_line_does_not_fit"
    assert code_of(ground.written, plan_line=draft, owner_office=draft.owner_office) == "plan_line_not_approved"


def test_a_draft_changes_wholly(ground):
    call = ground.written(criteria=[AGE], questions=[WrittenQuestion("ก")])
    what = {"activity": ground.activity, "owner_office": ground.office, "plan_line": None}
    edited(ground, call, title_th="ใหม่", places={ground.surin: 5}, what=what, criteria=[], questions=[])
    call.refresh_from_db()
    assert (call.title_th, call.owner_office, rows(call)) == ("ใหม่", ground.office, {"30": 0, "32": 5})
    assert (call.criteria.count(), call.questions.count()) == (0, 0)


@pytest.mark.parametrize("part", [{"criteria": []}, {"questions": []}])
def test_whom_a_published_call_is_for_is_fixed(ground, part):
    call = ground.published(criteria=[AGE])
    assert code_of(edited, ground, call, **part) == "criteria_are_fixed"
    later = CLOSES + dt.timedelta(days=3)
    assert edited(ground, call, closes_at=later).closes_at == later


def test_places_that_are_given_stay(ground):
    call = ground.published()
    ground.accepted(call)
    assert code_of(edited, ground, call, places={ground.surin: 1}) == "places_below_taken"
    edited(ground, call, places={ground.korat: 1})
    assert rows(call) == {"30": 1, "32": 0}


def test_a_call_is_published_closed_and_opened_again(ground):
    call = ground.written()
    assert not call.is_open(AT)
    assert code_of(actions.close, call, by=ground.officer, at=AT) == "call_cannot_move"
    call = actions.publish(call, by=ground.officer, at=AT)
    assert [call.is_open(at) for at in (OPENS - dt.timedelta(seconds=1), OPENS, AT, CLOSES)] == [
        False,
        True,
        True,
        False,
    ]
    assert code_of(actions.publish, call, by=ground.officer, at=AT) == "call_cannot_move"
    call = actions.close(call, by=ground.officer, at=AT)
    assert not call.is_open(AT)
    assert code_of(actions.reopen, call, by=ground.officer, at=CLOSES) == "call_is_over"
    assert actions.reopen(call, by=ground.officer, at=AT).is_open(AT)


def test_a_call_that_is_over_is_not_published(ground):
    assert code_of(actions.publish, ground.written(), by=ground.officer, at=CLOSES) == "call_is_over"


def test_what_was_sent_is_decided_after_the_call_closed(ground):
    call = ground.published()
    application = ground.sent(call)
    actions.close(call, by=ground.officer, at=AT)
    assert actions.accept(application, by=ground.officer, at=AT).state == ApplicationState.ACCEPTED


def test_every_state_of_a_call_is_in_its_table_of_moves():
    assert find_gaps_in_moves({"calls": (set(CallState), rules.CALL_MOVES)}) == []
