"""Asking provinces what they need, deciding, undoing, settling; and what the database refuses."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.planning import actions, needs, queries
from buranakan.planning.enums import NeedState
from buranakan.planning.models import Need
from buranakan.planning.values import NeedDecision, WrittenNeed
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.accounts import member
from tests.factories.needs import NeedFactory, NeedsAnswerFactory, NeedsSurveyFactory
from tests.factories.planning import EnvelopeFactory

AT = dt.datetime(2024, 12, 16, 9, tzinfo=clock.BANGKOK)
AFTER = dt.datetime(2025, 1, 6, 9, tzinfo=clock.BANGKOK)
EVERYTHING = Scope.system("test")
FEBRUARY, JANUARY = dt.date(2025, 2, 1), dt.date(2025, 1, 1)


class Asked:
    """A survey of the ground's programme that is open, a province's officer and head, and who decides."""

    def __init__(self, ground):
        self.ground = ground
        self.officer = member(Role.PROVINCIAL_OFFICER, ground.pio_korat)
        self.head = member(Role.OFFICE_HEAD, ground.pio_korat)
        self.committee = member(Role.EXECUTIVE, ground.diprom)
        self.survey = actions.open_survey(
            ground.envelope.portfolio,
            office=ground.diprom,
            opens_on=dt.date(2024, 12, 1),
            closes_on=dt.date(2024, 12, 31),
            by=ground.planner,
            at=AT,
        )

    def need(self, people=30, **changes):
        given = {"month": FEBRUARY, "is_whole_quarter": False, "reason": "มีผู้สมัครเกินที่นั่ง"} | changes
        return WrittenNeed(activity=given.pop("activity", self.ground.activity), people=people, **given)

    def write(self, *wanted, expected=0, at=AT, **changes):
        place = {"office": self.ground.pio_korat, "province": self.ground.korat} | changes
        return actions.write_needs(self.survey, needs=wanted, expected=expected, by=self.officer, at=at, **place)

    def confirmed(self, *wanted):
        return actions.confirm_answer(self.write(*wanted), by=self.head, at=AT)

    def decide(self, granted, because="", *, by=None, at=AFTER):
        decisions = [NeedDecision(need.pk, granted, because) for need in needs.needs(EVERYTHING, self.survey)]
        return actions.decide_needs(self.survey, decisions=decisions, by=by or self.committee, at=at)


@pytest.fixture
def asked(ground):
    return Asked(ground)


def code_of(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def people_by_state(survey):
    rows = Need.objects.filter(answer__survey=survey).order_by("month", "pk")
    return [(need.state, need.people, need.granted) for need in rows]


def test_every_province_is_asked_by_a_letter_to_whoever_speaks_for_it(ground):
    asked = Asked(ground)

    told = Message.objects.order_by("pk")
    assert {letter.recipient for letter in told} == {asked.officer.email, asked.head.email}
    assert Event.objects.get(name="needs_survey.opened").payload == {
        "opens_on": "2024-12-01",
        "closes_on": "2024-12-31",
    }


def test_a_programme_is_asked_about_once(asked):
    again = {"office": asked.ground.diprom, "opens_on": AT.date(), "closes_on": AT.date(), "by": None, "at": AT}
    assert code_of(lambda: actions.open_survey(asked.survey.portfolio, **again)) == "needs_asked_already"


def test_writing_again_changes_adds_and_withdraws_and_the_trail_keeps_what_stood_before(asked):
    first = asked.write(asked.need(30), asked.need(20, month=JANUARY, is_whole_quarter=True))

    asked.write(asked.need(45), asked.need(15, month=dt.date(2025, 5, 1)), expected=first.edition)

    assert people_by_state(asked.survey) == [("withdrawn", 20, None), ("proposed", 45, None), ("proposed", 15, None)]
    told = Event.objects.filter(name="needs_answer.written").latest("pk").payload
    assert [one["before"] for one in told["changed"]] == [{"people": 30}]
    assert [one["people"] for one in told["withdrawn"]] == [20]
    assert [one["month"] for one in told["proposed"]] == ["2025-05-01"]


def test_two_who_write_at_once_never_write_over_each_other(asked):
    asked.write(asked.need(30))
    assert code_of(lambda: asked.write(asked.need(99))) == "answer_changed_meanwhile"
    assert people_by_state(asked.survey) == [("proposed", 30, None)]


def test_only_the_provincial_office_writes_and_only_while_the_survey_is_open(asked):
    assert code_of(lambda: asked.write(asked.need(), office=asked.ground.centre)) == "office_not_responsible"
    assert code_of(lambda: asked.write(asked.need(), province=asked.ground.surin)) == "office_not_responsible"
    assert code_of(lambda: asked.write(asked.need(), at=AFTER)) == "survey_closed"
    extended = actions.extend_survey(asked.survey, closes_on=AFTER.date(), because="ขอเวลาเพิ่ม", by=None, at=AFTER)
    assert (extended.closes_on, asked.write(asked.need(), at=AFTER).edition) == (AFTER.date(), 1)


def test_a_confirmed_answer_is_written_on_only_after_its_head_takes_it_back(asked):
    answer = asked.confirmed(asked.need())
    assert code_of(lambda: asked.write(asked.need(40), expected=1)) == "answer_confirmed"

    actions.take_back_answer(answer, by=asked.head, at=AT)

    assert asked.write(asked.need(40), expected=1).edition == 2


def test_an_answer_that_needs_nothing_says_why(asked):
    answer = asked.write()
    assert code_of(lambda: actions.confirm_answer(answer, by=asked.head, at=AT)) == "answer_empty"
    answer = asked.write(note="ปีนี้จังหวัดไม่ขอรับ", expected=1)
    assert actions.confirm_answer(answer, by=asked.head, at=AT).confirmed_by_id == asked.head.pk


def test_what_is_granted_counts_as_accepted_need(asked):
    asked.confirmed(asked.need(30), asked.need(60, month=JANUARY, is_whole_quarter=True))

    rows = list(needs.needs(EVERYTHING, asked.survey))
    decisions = [NeedDecision(rows[0].pk, 45, "วงเงินมีจำกัด"), NeedDecision(rows[1].pk, 30)]
    actions.decide_needs(asked.survey, decisions=decisions, by=asked.committee, at=AFTER)

    assert people_by_state(asked.survey) == [("reduced", 60, 45), ("accepted", 30, 30)]
    assert queries.accepted_need(asked.survey.portfolio) == {("30", asked.ground.activity.pk): 75}


def test_a_decision_is_undone_until_all_are_settled_and_told(asked):
    asked.confirmed(asked.need())
    asked.decide(0, "ซ้ำกับโครงการอื่น")
    (need,) = actions.undo_decisions(asked.survey, need_ids=[Need.objects.get().pk], by=asked.committee, at=AFTER)
    assert (need.state, queries.accepted_need(asked.survey.portfolio)) == (NeedState.PROPOSED, {})
    assert code_of(lambda: actions.settle_survey(asked.survey, by=asked.committee, at=AFTER)) == "needs_undecided"

    asked.decide(20, "วงเงินมีจำกัด")
    assert code_of(lambda: actions.settle_survey(asked.survey, by=asked.committee, at=AT)) == "survey_still_open"
    actions.settle_survey(asked.survey, by=asked.committee, at=AFTER)

    undo = {"need_ids": [need.pk], "by": asked.committee, "at": AFTER}
    assert code_of(lambda: actions.undo_decisions(asked.survey, **undo)) == "survey_settled"
    letter = Message.objects.filter(recipient=asked.head.email).latest("pk")
    assert "20" in letter.body and "วงเงินมีจำกัด" in letter.body


def test_decisions_are_taken_all_or_none_and_never_by_who_proposed(asked):
    answer = asked.confirmed(asked.need(30), asked.need(60, month=JANUARY))
    one, other = needs.needs(EVERYTHING, asked.survey)
    for decisions, by, code in [
        ([NeedDecision(one.pk, one.people), NeedDecision(other.pk, 99)], asked.committee, "more_than_was_asked"),
        ([NeedDecision(one.pk, 10)], asked.committee, "reason_missing"),
        ([NeedDecision(one.pk, one.people)], asked.head, "proposer_cannot_decide"),
        ([NeedDecision(one.pk, one.people)], asked.officer, "proposer_cannot_decide"),
        ([NeedDecision(0, 1)], asked.committee, "need_gone"),
    ]:
        act = {"decisions": decisions, "by": by, "at": AFTER}
        assert code_of(lambda act=act: actions.decide_needs(asked.survey, **act)) == code
    assert [state for state, _people, _granted in people_by_state(asked.survey)] == ["proposed", "proposed"]
    asked.decide(30, "แบ่งเท่ากัน")
    assert code_of(lambda: asked.decide(30)) == "need_decided_meanwhile"
    assert code_of(lambda: actions.take_back_answer(answer, by=asked.head, at=AT)) == "needs_decided_already"


def test_granted_needs_go_into_a_draft_and_what_does_not_fit_is_told(asked):
    ground = asked.ground
    asked.confirmed(
        asked.need(30),
        asked.need(10, month=dt.date(2025, 3, 1)),  # smaller than a round
        asked.need(30, month=JANUARY, is_whole_quarter=True),  # its middle month is taken by the first
        asked.need(150, month=dt.date(2025, 6, 1)),
        asked.need(60, month=dt.date(2025, 7, 1)),  # more than the envelope still holds
    )
    decisions = [NeedDecision(need.pk, need.people) for need in needs.needs(EVERYTHING, asked.survey)]
    actions.decide_needs(asked.survey, decisions=decisions, by=asked.committee, at=AFTER)
    draft = ground.draft()

    placed = actions.draft_from_needs(draft, by=ground.planner, at=AFTER)

    kept = [(line.month.month, line.people, line.rounds, line.amount_satang) for line in draft.lines.order_by("month")]
    assert kept == [(2, 30, 1, 135_000_00), (6, 150, 4, 675_000_00)]
    assert {need.people: refusal.code for need, refusal in placed.refused} == {
        30: "line_already_there",
        10: "round_size_not_allowed",
        60: "envelope_exhausted_baht",
    }


def test_granted_needs_go_into_a_draft_only(asked):
    approved = asked.ground.approved(asked.ground.line())
    assert code_of(lambda: actions.draft_from_needs(approved, by=asked.ground.planner, at=AFTER)) == (
        "version_not_editable"
    )
    assert not Event.objects.filter(name="needs.put_into_draft").exists()


def test_a_centre_plans_only_what_its_own_provinces_were_granted(asked):
    asked.confirmed(asked.need(30))
    asked.decide(30)
    far = EnvelopeFactory(office=asked.ground.pio_surin, portfolio=asked.survey.portfolio)
    placed = actions.draft_from_needs(asked.ground.draft(envelope=far), by=asked.ground.planner, at=AFTER)
    assert (placed.needs, placed.refused) == ((), ())


def test_other_offices_see_a_confirmed_answer_and_its_decision_but_no_draft_of_it(asked):
    answer = asked.write(asked.need())
    stranger = Scope(kind="office", office_id=asked.ground.pio_chiang_mai.pk, provinces=frozenset({"50"}))
    assert list(needs.needs(stranger, asked.survey)) == []
    actions.confirm_answer(answer, by=asked.head, at=AT)
    asked.decide(20, "วงเงินมีจำกัด")
    assert [(need.granted, need.decided_because) for need in needs.needs(stranger, asked.survey)] == [
        (20, "วงเงินมีจำกัด")
    ]


# --- the database -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("a_need_is_of_somebody", {"people": 0}),
        ("a_need_month_is_its_first_day", {"month": dt.date(2025, 2, 2)}),
        ("a_need_of_a_quarter_begins_with_it", {"is_whole_quarter": True}),
        ("what_is_granted_follows_the_decision", {"granted": 5}),
        ("granting_less_says_why", {"state": "reduced", "granted": 5, "decided_at": AT}),
        ("decided_needs_have_a_moment", {"state": "accepted", "granted": 30}),
        ("who_writes_a_need_never_decides_it", {"written_by_id": 7, "decided_by_id": 7}),
    ],
)
def test_a_need_that_may_not_be_is_refused_by_the_database(db, name, wrong):
    answer = NeedsAnswerFactory()
    refused_by(name, lambda: NeedFactory(answer=answer, **wrong))


def test_one_need_stands_per_activity_and_time_and_one_answer_per_province(db):
    need = NeedFactory()
    same = {"answer": need.answer, "activity": need.activity}
    refused_as_second_by("one_need_per_activity_and_time", lambda: NeedFactory(**same))
    assert NeedFactory(**same, state="withdrawn").people == 30
    place = {"survey": need.answer.survey, "province": need.answer.province}
    refused_as_second_by("one_needs_answer_per_province", lambda: NeedsAnswerFactory(**place))


def test_a_survey_closes_after_it_opens(db):
    days = {"opens_on": dt.date(2024, 12, 2), "closes_on": dt.date(2024, 12, 1)}
    refused_by("a_needs_survey_closes_after_it_opens", lambda: NeedsSurveyFactory(**days))
