"""Who may order whom, how a directive moves, what closes it: without a database."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken, allows
from buranakan.policy.directives import following, numbering, rules
from buranakan.policy.directives.enums import CLOSED, OPEN, TO_BE_DONE, DirectiveState, Level, Priority, SourceKind
from buranakan.policy.visits.enums import VisitState

S = DirectiveState
MONDAY = dt.date(2025, 5, 12)
MINISTRY, DIPROM, CENTRE, PROVINCIAL = 1, 2, 3, 4
V = VisitState


def directive(state=S.GIVEN, **said):
    return SimpleNamespace(
        **{
            "state": state,
            "due_on": dt.date(2025, 5, 30),
            "ordered_by_office_id": MINISTRY,
            "ordered_by_office": office(MINISTRY),
            "responsible_office_id": DIPROM,
            "responsible_office": office(DIPROM),
            "has_figure": False,
            "target_value": None,
        }
        | said
    )


def office(pk):
    return SimpleNamespace(pk=pk, short=f"office {pk}")


def code_of(check, *args, **kwargs):
    """The code of a rule's refusal, or "" where it allows."""
    try:
        check(*args, **kwargs)
    except RuleBroken as refusal:
        return refusal.code
    return ""


# --- the state machine ------------------------------------------------------------------------------------------------
@given(st.lists(st.sampled_from(list(S)), max_size=12))
def test_however_it_is_pushed_what_is_closed_stays_closed_and_nothing_is_accepted_that_was_not_reported(wished):
    found, course = directive(), [S.GIVEN]
    for to in wished:
        if allows(rules.check_can_move, found, to):
            found.state = to
            course.append(to)
    closed = [place for place, state in enumerate(course) if state in CLOSED]
    assert closed in ([], [len(course) - 1])
    decided = [course[place - 1] for place, state in enumerate(course) if state in {S.ACCEPTED, S.MORE_ASKED}]
    assert set(decided) <= {S.REPORTED}
    assert S.GIVEN not in course[1:]


@pytest.mark.parametrize("state", S)
def test_every_state_is_open_or_closed_and_what_is_open_can_end(state):
    assert (state in OPEN) != (state in CLOSED)
    assert (S.WITHDRAWN in rules.MOVES[state]) == (S.CLOSED_BY_FIGURE in rules.MOVES[state]) == (state in OPEN)
    assert set(TO_BE_DONE) == set(OPEN) - {S.REPORTED}


@pytest.mark.parametrize("state", CLOSED)
def test_what_is_closed_is_not_changed(state):
    assert code_of(rules.check_is_open, directive(state)) == "directive_closed"
    assert code_of(rules.check_can_move, directive(state), S.REPORTED) == "directive_closed"


def test_what_was_not_reported_is_not_accepted():
    accept = {"open_below": 0, "because": ""}
    assert code_of(rules.check_can_accept, directive(S.GIVEN), MINISTRY, **accept) == "directive_move_not_allowed"
    assert code_of(rules.check_can_accept, directive(S.REPORTED), MINISTRY, **accept) == ""


@pytest.mark.parametrize("who", [DIPROM, CENTRE])
def test_nobody_accepts_for_the_ordering_office_least_of_all_the_responsible_one(who):
    found = code_of(rules.check_can_accept, directive(S.REPORTED), who, open_below=0, because="")
    assert found == "not_the_ordering_office"


@pytest.mark.parametrize(
    ("because", "expected"), [("", "handed_on_still_open"), (" ", "handed_on_still_open"), ("ก", "")]
)
def test_with_something_open_below_it_is_said_why_it_is_done(because, expected):
    found = code_of(rules.check_can_accept, directive(S.REPORTED), MINISTRY, open_below=2, because=because)
    assert found == expected


# --- the order --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [("ให้รายงาน", ""), (" \u200b ", "directive_without_words"), ("ก" * 4_001, "directive_too_long")],
    ids=["words", "nothing", "too-long"],
)
def test_an_order_says_what_is_to_be_done(text, expected):
    assert code_of(rules.check_words, text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ""),
        ({"title": " "}, "directive_without_source"),
        ({"kind": SourceKind.INSPECTION_ROUND}, "inspection_round_unnamed"),
        ({"kind": SourceKind.INSPECTION_ROUND, "inspection_year": 2568}, "inspection_round_unnamed"),
        ({"kind": SourceKind.INSPECTION_ROUND, "inspection_year": 2568, "inspection_round": 1}, ""),
    ],
)
def test_where_it_was_ordered_has_a_name(said, expected):
    usual = {"kind": SourceKind.MEETING, "title": "การประชุม", "inspection_year": None, "inspection_round": None}
    usual |= said
    assert code_of(rules.check_source, usual.pop("kind"), **usual) == expected


@pytest.mark.parametrize(
    ("state", "visiting", "expected"),
    [
        *((state, MINISTRY, "") for state in (V.PLANNED, V.UNDER_WAY, V.DONE)),
        (V.CANCELLED, MINISTRY, "visit_called_off"),
        (V.DONE, DIPROM, "visit_of_another_office"),
    ],
)
def test_on_a_visit_the_office_that_makes_it_orders(state, visiting, expected):
    visit = SimpleNamespace(state=state, visiting_office_id=visiting, visiting_office=office(visiting))
    assert code_of(rules.check_visit, visit, ordered_by=office(MINISTRY)) == expected


@pytest.mark.parametrize(
    ("ordered", "due", "expected"),
    [(0, 0, ""), (-3, 5, ""), (1, 5, "ordered_in_the_future"), (0, -1, "due_before_the_order")],
)
def test_an_order_is_of_today_or_earlier_and_due_not_before_it(ordered, due, expected):
    days = {"ordered_on": MONDAY + dt.timedelta(ordered), "due_on": MONDAY + dt.timedelta(due), "today": MONDAY}
    assert code_of(rules.check_days, **days) == expected


@pytest.mark.parametrize(
    ("responsible", "expected"), [(CENTRE, ""), (DIPROM, "order_to_oneself"), (PROVINCIAL, "office_not_below")]
)
def test_one_orders_what_is_below_oneself(responsible, expected):
    said = {"ordered_by": office(DIPROM), "responsible_id": responsible, "below": {DIPROM, CENTRE}}
    assert code_of(rules.check_may_order, **said) == expected


def test_the_responsible_office_does_not_share_in_it_too():
    assert code_of(rules.check_joint, [CENTRE, DIPROM], responsible_id=DIPROM) == "joint_is_responsible"


@pytest.mark.parametrize(
    ("key", "target", "expected"),
    [
        ("", None, ""),
        ("people", 1, ""),
        ("people", None, "figure_without_target"),
        ("", 5, "figure_without_target"),
        ("people", 0, "target_out_of_bounds"),
        ("people", 10**15 + 1, "target_out_of_bounds"),
    ],
)
def test_a_figure_closes_at_a_value(key, target, expected):
    assert code_of(rules.check_figure, figure_key=key, target_value=target) == expected


@pytest.mark.parametrize(
    ("present", "expected"), [(None, ""), (9, ""), (10, "figure_reached_already"), (11, "figure_reached_already")]
)
def test_a_figure_that_stands_at_its_value_already_closes_nothing(present, expected):
    assert code_of(rules.check_figure, figure_key="people", target_value=10, present_value=present) == expected
    assert code_of(rules.check_figure, figure_key="", target_value=None, present_value=present) == ""


@pytest.mark.parametrize(("value", "expected"), [(9, False), (10, True), (11, True)])
def test_a_figure_is_reached_at_its_value(value, expected):
    assert rules.is_reached(directive(has_figure=True, target_value=10), value=value) is expected
    assert not rules.is_reached(directive(), value=value)


# --- its course -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "joint", "expected"),
    [(DIPROM, set(), ""), (CENTRE, {CENTRE}, ""), (CENTRE, set(), "not_the_responsible_office")],
)
def test_the_responsible_office_and_those_that_share_answer(who, joint, expected):
    assert code_of(rules.check_answers, directive(), who, joint_ids=joint) == expected


@pytest.mark.parametrize(("text", "expected"), [("ก", ""), ("", "nothing_said"), ("ก" * 4_001, "too_much_said")])
def test_an_entry_says_something(text, expected):
    assert code_of(rules.check_said, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ก", ""), ("", "directive_reason_missing"), ("ก" * 501, "directive_reason_too_long")]
)
def test_a_reason_is_a_reason(text, expected):
    assert code_of(rules.check_reason, text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ""),
        ({"to": DIPROM}, "handed_on_to_oneself"),
        ({"reach": {CENTRE}}, "handed_on_too_far"),
        ({"is_there": True}, "already_handed_on"),
        ({"due_on": dt.date(2025, 5, 31)}, "handed_on_due_too_late"),
    ],
)
def test_it_is_handed_on_within_reach_once_and_in_time(said, expected):
    usual = {"to": PROVINCIAL, "reach": {CENTRE, PROVINCIAL}, "is_there": False, "due_on": dt.date(2025, 5, 30)} | said
    assert code_of(rules.check_hands_on_to, directive(), office(usual.pop("to")), **usual) == expected


def test_it_is_handed_on_by_the_responsible_office_to_somebody_while_it_is_open():
    assert code_of(rules.check_hands_on_to_somebody, []) == "handed_on_to_nobody"
    assert code_of(rules.check_can_hand_on, directive(), CENTRE) == "not_the_responsible_office"
    assert code_of(rules.check_can_hand_on, directive(S.ACCEPTED), DIPROM) == "directive_closed"


@pytest.mark.parametrize(
    ("seen", "expected"), [(None, ""), (2, ""), (1, "directive_changed_meanwhile"), (0, "directive_changed_meanwhile")]
)
def test_one_changes_only_what_one_saw(seen, expected):
    assert code_of(rules.check_saw_it, changes=2, seen=seen) == expected


def test_a_change_changes_something():
    assert code_of(rules.check_changes_something, {}) == "nothing_changed"


@pytest.mark.parametrize(
    ("days", "above", "expected"),
    [
        (0, S.GIVEN, ""),
        (1, S.GIVEN, "due_after_the_order_above"),
        (1, S.ACCEPTED, ""),
        (1, None, ""),
        (-10, S.GIVEN, ""),
        (-11, None, "due_before_a_part"),
    ],
)
def test_a_part_is_due_within_the_day_of_the_whole(days, above, expected):
    day = dt.date(2025, 5, 30)
    part = directive(number="1.1", due_on=day - dt.timedelta(10))
    said = {"above": above and directive(above), "below": part}
    assert code_of(rules.check_day_in_thread, day + dt.timedelta(days), **said) == expected


# --- when it is late --------------------------------------------------------------------------------------------------
NORMAL = following.follow_up(Priority.NORMAL)


@pytest.mark.parametrize(
    ("days_late", "level", "expected"),
    [(0, 0, None), (1, 0, 1), (7, 1, None), (8, 1, 2), (15, 2, 3), (40, 0, 3), (400, 3, None)],
)
def test_the_highest_step_that_is_due_and_was_not_taken(days_late, level, expected):
    step = rules.step_due(NORMAL.steps, days_late=days_late, level=level)
    assert (step and step.level) == expected


@given(st.sampled_from(list(Priority)), st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_whatever_nights_it_runs_each_level_is_taken_once_and_never_falls(priority, nights):
    level, taken = 0, []
    for days_late in sorted(nights):
        for _repeated in range(2):
            step = rules.step_due(following.follow_up(priority).steps, days_late=days_late, level=level)
            if step:
                level = step.level
                taken.append(level)
    assert taken == sorted(set(taken))


@pytest.mark.parametrize(
    ("left", "reminded", "expected"),
    [(8, None, None), (7, None, 7), (5, None, 7), (5, 7, None), (1, 7, 1), (0, 7, 1), (0, 1, None), (-1, 7, None)],
)
def test_one_is_reminded_once_at_each_step_before_the_day(left, reminded, expected):
    assert rules.reminder_due((7, 1), days_left=left, reminded=reminded) == expected


def test_every_priority_has_steps_that_rise_and_end_with_the_one_who_ordered():
    assert set(following.follow_ups()) == set(Priority)
    for one in following.follow_ups().values():
        assert [step.days_late for step in one.steps] == sorted({step.days_late for step in one.steps})
        assert [step.level for step in one.steps] == sorted({step.level for step in one.steps})
        assert (one.steps[-1].to, one.confidence) == (Level.ORDERER, "D")


@pytest.mark.parametrize(("number", "taken", "expected"), [("31.1", 0, "31.1.1"), ("2", 4, "2.5"), ("", 3, "")])
def test_what_is_handed_on_is_numbered_below(number, taken, expected):
    assert numbering.below(number, taken=taken) == expected
