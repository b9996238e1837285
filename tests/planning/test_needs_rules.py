"""Who may ask, propose and decide what provinces need, and when. No database."""

import datetime as dt
from types import SimpleNamespace

import pytest

from buranakan.accounts.permissions import Permission, Role
from buranakan.accounts.scope import Scope
from buranakan.areas.models import Office
from buranakan.lib.rules import RuleBroken, allows
from buranakan.planning import needs_rules as rules
from buranakan.planning.enums import NeedState
from buranakan.planning.values import WrittenNeed

FIRST, LAST = dt.date(2025, 5, 1), dt.date(2025, 5, 30)
DEPARTMENT = SimpleNamespace(pk=1, kind="department")
ACTIVITY = SimpleNamespace(pk=7)


def survey(**changes):
    return SimpleNamespace(**{"office_id": 1, "opens_on": FIRST, "closes_on": LAST, "settled_at": None} | changes)


def scope(*permissions, office=1, role=""):
    return Scope(kind="office", permissions=frozenset(permissions), office_id=office, role=role)


def written(**changes):
    given = {"activity": ACTIVITY, "month": dt.date(2025, 10, 1), "is_whole_quarter": False, "people": 30}
    return WrittenNeed(**given | {"reason": "มีผู้สมัคร"} | changes)


def check_need(need):
    rules.check_need(need, fiscal_year=2569, activities={7})


def code_of(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        check(*args, **kwargs)
    return refusal.value.code


def test_a_planner_of_a_department_asks_and_nobody_else():
    asks = scope(Permission.EDIT_PLANS)
    assert allows(rules.check_surveys_for, DEPARTMENT, scope=asks)
    centre = SimpleNamespace(pk=1, kind="centre")
    for office, by in [(centre, asks), (DEPARTMENT, scope()), (DEPARTMENT, scope(Permission.EDIT_PLANS, office=2))]:
        assert code_of(rules.check_surveys_for, office, scope=by) == "not_yours_to_survey"


def test_an_office_proposes_for_itself_its_head_confirms_and_the_asking_office_decides():
    officer = scope(Permission.PROPOSE_NEEDS, office=5)
    head = scope(Permission.PROPOSE_NEEDS, Permission.DECIDE_NEEDS, office=5, role=Role.OFFICE_HEAD)
    assert code_of(rules.check_proposes_for, 6, scope=officer) == "not_your_province"
    assert code_of(rules.check_confirms_for, 5, scope=officer) == "only_the_head_confirms"
    assert allows(rules.check_confirms_for, 5, scope=head)
    assert code_of(rules.check_sits_on_committee, survey(), scope=head) == "not_on_the_committee"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((LAST, FIRST, FIRST), "survey_closes_before_it_opens"),
        ((FIRST, LAST, LAST + dt.timedelta(days=1)), "survey_closes_in_the_past"),
    ],
)
def test_a_survey_has_days_that_are_still_to_come(days, code):
    opens_on, closes_on, today = days
    said = {"opens_on": opens_on, "closes_on": closes_on, "today": today, "already": False}
    assert code_of(rules.check_can_open, **said) == code


def test_a_survey_only_gets_longer_and_says_why():
    later = LAST + dt.timedelta(days=7)
    assert code_of(rules.check_can_extend, survey(), closes_on=LAST, because="x") == "survey_only_gets_longer"
    assert code_of(rules.check_can_extend, survey(), closes_on=later, because=" ") == "reason_missing"
    assert code_of(rules.check_can_extend, survey(settled_at=LAST), closes_on=later, because="x") == "survey_settled"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - dt.timedelta(days=1), "survey_not_open_yet"),
        (FIRST, None),
        (LAST, None),
        (LAST + dt.timedelta(days=1), "survey_closed"),
    ],
    ids=["day-before", "first-day", "last-day", "day-after"],
)
def test_provinces_write_on_the_days_of_the_survey(day, expected):
    if expected is None:
        rules.check_is_open(survey(), on=day)
    else:
        assert code_of(rules.check_is_open, survey(), on=day) == expected


def test_where_there_is_no_provincial_office_whoever_answers_speaks():
    pio, centre = (Office(pk=pk, kind=kind) for pk, kind in [(3, Office.Kind.PROVINCIAL), (4, Office.Kind.CENTRE)])
    assert allows(rules.check_answers_for, centre, None, responsible=[centre])
    assert code_of(rules.check_answers_for, centre, None, responsible=[pio, centre]) == "office_not_responsible"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"activity": SimpleNamespace(pk=8)}, "activity_of_another_portfolio"),
        ({"month": dt.date(2025, 9, 1)}, "month_outside_fiscal_year"),
        ({"month": dt.date(2025, 11, 1), "is_whole_quarter": True}, "quarter_begins_elsewhere"),
        ({"people": 0}, "need_of_nobody"),
        ({"people": 10_001}, "need_of_nobody"),
        ({"reason": " "}, "need_without_reason"),
    ],
)
def test_a_need_that_may_not_be_is_refused(changes, code):
    check_need(written())
    assert code_of(check_need, written(**changes)) == code


def test_the_same_activity_and_time_stands_once_a_quarter_beside_its_month():
    rules.check_no_need_twice([written(), written(is_whole_quarter=True)])
    assert code_of(rules.check_no_need_twice, [written(), written(people=5)]) == "need_twice"


def test_a_confirmation_that_is_not_there_is_not_taken_back():
    answer = SimpleNamespace(confirmed_at=None)
    assert code_of(rules.check_can_take_back, answer, decided=False) == "answer_not_confirmed"


def test_only_a_decision_is_undone():
    assert code_of(rules.check_can_undo, SimpleNamespace(state=NeedState.PROPOSED)) == "nothing_decided"


@pytest.mark.parametrize(
    ("granted", "state"),
    [(30, NeedState.ACCEPTED), (29, NeedState.REDUCED), (1, NeedState.REDUCED), (0, NeedState.REFUSED)],
)
def test_what_granting_makes_of_a_need(granted, state):
    assert rules.decided_state(SimpleNamespace(people=30), granted) == state
    assert state in rules.MOVES[NeedState.PROPOSED]
    assert set(rules.MOVES) == set(NeedState)
