"""Opening, changing and cancelling rounds; their sessions and trainers."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions, audit
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Attendance, Round, SessionTrainer
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Kind, State
from buranakan.planning.models import PlanVersion
from buranakan.records.models import Event
from tests.delivery.applicants import a_call
from tests.delivery.conftest import FIRST_DAY, REASON, SECOND_DAY, seats_of
from tests.factories.accounts import member
from tests.factories.planning import ActivityFactory, PlanLineFactory


def code_of(action, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def names():
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


# --- opening ----------------------------------------------------------------------------------------------------------
def test_a_round_takes_the_grain_of_its_line_and_leaves_one_event(ground):
    round_ = ground.opened(title="  การตลาด\nออนไลน์ ")
    line = ground.line
    assert (round_.title, round_.number, round_.state, round_.places_taken) == (
        "การตลาด ออนไลน์",
        1,
        RoundState.PLANNED,
        0,
    )
    assert (round_.activity, round_.owner_office, round_.serving_office, round_.province) == (
        line.activity,
        line.owner_office,
        line.serving_office,
        line.province,
    )
    (event,) = Event.objects.all()
    assert (event.name, event.on_label, event.province_id) == (
        "round.opened",
        f"{line.activity.code} · {ground.office.code} · 1",
        "30",
    )
    assert event.payload == {"plan_line_id": line.pk, "call_id": None, "places": 20, "percent": 80}


def test_rounds_of_an_activity_at_an_office_are_numbered_on_over_its_lines(ground):
    june = PlanLineFactory(
        version=ground.line.version,
        activity=ground.activity,
        serving_office=ground.office,
        province=ground.province,
        month=dt.date(2025, 6, 1),
    )
    assert [ground.opened().number, ground.opened(line=june).number, ground.opened().number] == [1, 2, 3]


def test_a_line_gives_no_more_places_than_it_plans(ground):
    ground.opened(places=40)
    assert code_of(ground.opened, places=21) == "more_places_than_planned"
    ground.opened(places=20)
    assert Round.objects.count() == 2


def test_a_cancelled_round_gives_its_places_back_to_the_line(ground):
    first, _second = ground.opened(places=40), ground.opened(places=20)
    assert code_of(ground.opened, places=1) == "more_places_than_planned"
    actions.cancel_round(first, reason=REASON, **ground.acting)
    assert ground.opened(places=40).number == 3


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("title", "  ", "text_missing"),
        ("title", "ก" * 201, "text_too_long"),
        ("venue", f"ของ {ids.made_up_citizen_number(1)}", "citizen_number_in_text"),
        ("completion_percent", 0, "percent_out_of_range"),
        ("places", 41, "round_size_not_allowed"),
    ],
)
def test_what_is_written_is_checked(ground, column, value, code):
    assert code_of(ground.opened, **{column: value}) == code
    assert names() == []


def test_only_training_of_an_approved_plan_is_held_in_rounds(ground):
    version, plan = ground.line.version, ground.line.version.plan
    fair = PlanLineFactory(version=version, activity=ActivityFactory(kind=Kind.FAIRS))
    draft = PlanLineFactory(version__plan=plan, activity=ActivityFactory())
    department = PlanLineFactory(version=version, serving_office=ground.line.owner_office)
    assert [code_of(ground.opened, line=line) for line in (fair, draft, department)] == [
        "not_training",
        "plan_line_not_approved",
        "office_does_not_serve",
    ]


def test_a_call_is_for_the_same_activity(ground):
    assert code_of(ground.opened, call=a_call()) == "call_of_another_activity"
    call = a_call(activity=ground.activity)
    assert ground.opened(call=call).call == call


# --- changing ---------------------------------------------------------------------------------------------------------
def changed(ground, round_, **changes):
    written = {name: getattr(round_, name) for name in ["call", "title", "venue", "places", "completion_percent"]}
    return actions.edit_round(round_, **(written | changes), **ground.acting)


def test_a_round_changes_and_the_trail_says_which_fields(ground):
    round_ = changed(ground, ground.opened(), places=25, venue="โรงแรม")
    assert (round_.places, round_.venue) == (25, "โรงแรม")
    assert Event.objects.get(name="round.changed").payload["fields"] == ["venue", "places"]


def test_a_round_may_be_tied_to_its_call_later(ground):
    call = a_call(activity=ground.activity)
    assert changed(ground, ground.opened(), call=call).call == call
    assert code_of(changed, ground, ground.opened(), call=a_call()) == "call_of_another_activity"


def test_nothing_changed_is_no_event(ground):
    changed(ground, ground.opened())
    assert names() == ["round.opened"]


def test_places_never_fall_below_the_roster(ground):
    round_ = ground.opened()
    for _ in range(3):
        ground.walk_in(round_)
    assert code_of(changed, ground, round_, places=2) == "round_size_not_allowed"
    assert changed(ground, round_, places=3).places_left == 0


def test_an_amended_plan_rules_the_places_of_its_older_rounds(ground):
    round_ = ground.opened(places=20)
    plan = ground.line.version.plan
    PlanVersion.objects.filter(pk=ground.line.version_id).supersede()
    amended = PlanLineFactory(
        version__plan=plan,
        version__approved=True,
        activity=ground.activity,
        serving_office=ground.office,
        province=ground.province,
        month=ground.line.month,
        people=30,
    )
    assert amended.version.state == State.APPROVED
    assert code_of(changed, ground, round_, places=31) == "more_places_than_planned"
    assert code_of(ground.opened, line=amended, places=11) == "more_places_than_planned"


def test_a_closed_round_does_not_change(ground):
    round_ = ground.closed()
    refused = [
        code_of(changed, ground, round_, places=25),
        code_of(ground.session, round_, dt.date(2025, 5, 14)),
        code_of(ground.walk_in, round_),
        code_of(ground.marked, round_.sessions.first(), seats_of(round_)),
    ]
    assert refused == ["round_not_open"] * 4


def test_cancelling_says_why_and_is_only_for_what_has_not_begun(ground):
    running = ground.held()
    assert code_of(actions.cancel_round, running, reason=REASON, **ground.acting) == "round_move_not_allowed"
    planned = ground.opened()
    assert code_of(actions.cancel_round, planned, reason=" ", **ground.acting) == "reason_needed"
    cancelled = actions.cancel_round(planned, reason=REASON, **ground.acting)
    assert (cancelled.state, cancelled.cancelled_because) == (RoundState.CANCELLED, REASON)
    assert code_of(ground.walk_in, cancelled) == "round_not_open"


# --- sessions ---------------------------------------------------------------------------------------------------------
def test_a_session_is_held_where_the_round_is_unless_it_says_otherwise(ground):
    round_ = ground.opened()
    here, there = ground.session(round_), ground.session(round_, SECOND_DAY, venue="ศูนย์ราชการ")
    assert (here.venue, here.minutes, there.venue) == ("หอประชุมอำเภอ", 360, "ศูนย์ราชการ")
    assert names()[1:] == ["session.added", "session.added"]


def test_sessions_of_a_round_do_not_overlap_but_after_one_is_called_off_its_time_is_free(ground):
    round_ = ground.opened()
    first = ground.session(round_)
    assert code_of(ground.session, round_, starts_at=dt.time(15), ends_at=dt.time(18)) == "sessions_overlap"
    off = actions.call_off_session(first, reason=REASON, **ground.acting)
    assert off.called_off_because == REASON
    ground.session(round_)
    assert code_of(actions.call_off_session, off, reason=REASON, **ground.acting) == "session_called_off"


def test_a_marked_session_is_not_called_off(ground):
    session = ground.held().sessions.first()
    assert code_of(actions.call_off_session, session, reason=REASON, **ground.acting) == "session_is_marked"


def test_who_was_there_all_the_time_was_there_all_the_corrected_time(ground):
    round_ = ground.held(people=2)
    whole, part = seats_of(round_)
    session = round_.sessions.first()
    ground.marked(session, [whole, part], minutes={part: 350})
    corrected = {"held_on": FIRST_DAY, "starts_at": dt.time(9), "ends_at": dt.time(15), "break_minutes": 60}
    actions.edit_session(session, **corrected, topic=session.topic, **ground.acting)
    marks = dict(Attendance.objects.filter(session=session).values_list("participant", "minutes"))
    assert marks == {whole.pk: 300, part.pk: 300}
    assert audit.differences() == []


def test_a_session_is_edited_in_its_own_time_too(ground):
    session = ground.session(ground.opened())
    written = {"held_on": FIRST_DAY, "starts_at": dt.time(10), "ends_at": dt.time(12), "topic": "บัญชี"}
    edited = actions.edit_session(session, **written, **ground.acting)
    assert (edited.minutes, edited.topic, names()[-1]) == (120, "บัญชี", "session.changed")


# --- trainers ---------------------------------------------------------------------------------------------------------
def test_a_trainer_teaches_all_of_the_session_unless_said_otherwise(ground):
    session = ground.session(ground.opened())
    expert = member(Role.EXPERT, ground.office)
    named = actions.add_trainer(session, name="อาจารย์ สมมติ", organisation="มหาวิทยาลัย", minutes=90, **ground.acting)
    known = actions.add_trainer(session, user=expert, **ground.acting)
    assert [(one.name, one.minutes) for one in (named, known)] == [("อาจารย์ สมมติ", 90), (expert.display_name, 360)]
    event = Event.objects.filter(name="trainer.added").latest("pk")
    assert event.payload == {"session_id": session.pk, "user_id": expert.pk, "minutes": 360}


def test_an_expert_teaches_a_session_once_and_may_be_taken_off(ground):
    session = ground.session(ground.opened())
    expert = member(Role.EXPERT, ground.office)
    trainer = actions.add_trainer(session, user=expert, **ground.acting)
    assert code_of(actions.add_trainer, session, user=expert, **ground.acting) == "trainer_already_there"
    actions.take_off_trainer(trainer, **ground.acting)
    assert code_of(actions.take_off_trainer, trainer, **ground.acting) == "trainer_already_off"
    actions.add_trainer(session, user=expert, **ground.acting)
    assert SessionTrainer.objects.filter(taken_off_at=None).count() == 1


def test_a_trainer_comes_to_several_sessions_in_all_of_them_or_in_none(ground):
    round_ = ground.opened()
    days = [ground.session(round_), ground.session(round_, SECOND_DAY, starts_at=dt.time(13), break_minutes=0)]
    expert = member(Role.EXPERT, ground.office)
    assert code_of(actions.add_trainer_to, [], user=expert, **ground.acting) == "no_session_chosen"
    assert (
        code_of(actions.add_trainer_to, days, user=expert, minutes=200, **ground.acting)
        == "trainer_longer_than_session"
    )
    assert SessionTrainer.objects.count() == 0
    trainers = actions.add_trainer_to(days, user=expert, **ground.acting)
    assert [(one.session, one.minutes) for one in trainers] == [(days[0], 360), (days[1], 180)]


def test_printing_names_is_in_the_trail(ground):
    actions.note_printed(ground.opened(), paper="sign_in_sheet", office=ground.office, **ground.acting)
    event = Event.objects.get(name="round.names_printed")
    assert (event.payload, event.office_id, event.province_id) == ({"paper": "sign_in_sheet"}, ground.office.pk, "30")


def test_a_trainer_has_a_name(ground):
    assert code_of(actions.add_trainer, ground.session(ground.opened()), **ground.acting) == "text_missing"
