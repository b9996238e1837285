"""Who may plan what, and how a plan moves."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind, Scope
from buranakan.areas.models import Office, Province
from buranakan.lib.rules import RuleBroken, allows
from buranakan.planning import rules
from buranakan.planning.enums import Reading, State
from buranakan.planning.models import Activity, Envelope, PlanVersion, Portfolio, Project
from buranakan.planning.values import Held, PlannedLine

PORTFOLIO = Portfolio(pk=1, fiscal_year=2568, budget_act_year=2568)
ACTIVITY = Activity(
    pk=1,
    project=Project(pk=1, portfolio=PORTFOLIO),
    unit_cost_low_satang=3_000_00,
    unit_cost_high_satang=6_000_00,
    round_smallest=15,
    round_largest=40,
)
KORAT, SURIN = Province(code="30", name_th="นครราชสีมา"), Province(code="32", name_th="สุรินทร์")
DIPROM = Office(pk=1, kind=Office.Kind.DEPARTMENT)
PIO = Office(pk=2, kind=Office.Kind.PROVINCIAL)
CENTRE = Office(pk=3, kind=Office.Kind.CENTRE)
PLENTY = Held(satang=10_000_000_00, places=10_000)
MAKER, OTHER = 7, 8


def refusal(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refused:
        check(*args, **kwargs)
    return refused.value.code


def version(state=State.DRAFT, **said):
    given = {"people_total": 30, "amount_total_satang": 120_000_00, "made_by_id": MAKER, "submitted_by_id": MAKER}
    return PlanVersion(state=state, **given | said)


def line(**changes):
    given = {
        "activity": ACTIVITY,
        "owner_office": DIPROM,
        "serving_office": PIO,
        "province": KORAT,
        "month": dt.date(2025, 2, 1),
        "rounds": 1,
        "people": 30,
        "amount_satang": 120_000_00,
    }
    return PlannedLine(**given | changes)


def check_line(**changes):
    rules.check_line(line(**changes), portfolio=PORTFOLIO, budget_office_ids=[DIPROM.pk], answers_for={(PIO.pk, "30")})


def scope(*permissions, office_id=1, provinces=None, books=None):
    return Scope(
        kind=Kind.OFFICE, permissions=frozenset(permissions), office_id=office_id, provinces=provinces, books=books
    )


# --- moving -----------------------------------------------------------------------------------------------------------
def test_every_state_has_its_moves():
    assert set(rules.MOVES) == set(State)


ALLOWED = {
    (State.DRAFT, State.SUBMITTED),
    (State.SUBMITTED, State.RETURNED),
    (State.SUBMITTED, State.APPROVED),
    (State.RETURNED, State.DRAFT),
    (State.APPROVED, State.SUPERSEDED),
}


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("now", State)
def test_versions_move_along_the_table_only(now, to):
    assert allows(rules.check_can_move, version(now), to) is ((now, to) in ALLOWED)


def test_a_move_that_is_not_in_the_table_is_refused():
    assert refusal(rules.check_can_move, version(State.SUPERSEDED), State.DRAFT) == "plan_move_not_allowed"


@pytest.mark.parametrize("state", State)
def test_lines_change_in_drafts_only(state):
    assert allows(rules.check_editable, version(state)) is (state == State.DRAFT)
    if state != State.DRAFT:
        assert refusal(rules.check_editable, version(state)) == "version_not_editable"


def test_nothing_final_changes():
    assert allows(rules.check_nothing_final, False)
    assert refusal(rules.check_nothing_final, True) == "version_not_editable"


# --- submitting, deciding, amending -----------------------------------------------------------------------------------
def test_an_empty_version_is_not_submitted():
    empty = version(people_total=0, amount_total_satang=0)
    assert refusal(rules.check_can_submit, empty, left=PLENTY) == "version_empty"


def test_a_version_whose_comments_have_no_answer_is_not_submitted():
    assert refusal(rules.check_can_submit, version(), left=PLENTY, unanswered=2) == "comments_unanswered"


@pytest.mark.parametrize(
    ("left", "code"),
    [
        (Held(120_000_00, 30), None),
        (Held(119_999_99, 30), "envelope_exhausted_baht"),
        (Held(120_000_00, 29), "envelope_exhausted_places"),
        (Held(0, 0), "envelope_exhausted_baht"),
    ],
    ids=["exactly-enough", "a-satang-short", "a-place-short", "nothing-left"],
)
def test_a_version_is_submitted_and_approved_within_its_envelope(left, code):
    waiting = version(State.SUBMITTED)
    if code is None:
        assert allows(rules.check_can_submit, version(), left=left)
        assert allows(rules.check_can_approve, waiting, by_id=OTHER, left=left)
    else:
        assert refusal(rules.check_can_submit, version(), left=left) == code
        assert refusal(rules.check_can_approve, waiting, by_id=OTHER, left=left) == code


@pytest.mark.parametrize("by_id", [MAKER, None], ids=["the-submitter", "nobody"])
def test_another_person_than_the_submitter_decides(by_id):
    waiting = version(State.SUBMITTED)
    assert refusal(rules.check_can_approve, waiting, by_id=by_id, left=PLENTY) == "submitter_cannot_decide"
    assert refusal(rules.check_can_return, waiting, reason="ช้า", by_id=by_id) == "submitter_cannot_decide"


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED, State.APPROVED, State.SUPERSEDED])
def test_only_submitted_versions_are_decided(state):
    assert refusal(rules.check_can_approve, version(state), by_id=OTHER, left=PLENTY) == "plan_move_not_allowed"
    assert refusal(rules.check_can_return, version(state), reason="ช้า", by_id=OTHER) == "plan_move_not_allowed"


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_plan_has_a_name_that_can_be_seen(name):
    assert refusal(rules.check_plan_is_named, name) == "plan_without_name"


def test_returning_and_amending_say_why():
    assert refusal(rules.check_reason, "\u200b") == "reason_missing"
    assert refusal(rules.check_can_return, version(State.SUBMITTED), reason=" ", by_id=OTHER) == "reason_missing"
    amended = version(State.APPROVED)
    assert refusal(rules.check_can_amend, amended, reason="", has_open_version=False) == "reason_missing"
    assert allows(rules.check_can_amend, amended, reason="เพิ่มรุ่น", has_open_version=False)


def test_a_returned_version_is_reopened_by_its_maker():
    assert allows(rules.check_can_reopen, version(State.RETURNED), by_id=MAKER)
    assert refusal(rules.check_can_reopen, version(State.RETURNED), by_id=OTHER) == "only_its_maker_reopens"


def test_one_amendment_at_a_time_of_the_approved_version():
    assert refusal(rules.check_can_amend, version(), reason="x", has_open_version=False) == "only_approved_is_amended"
    assert (
        refusal(rules.check_can_amend, version(State.APPROVED), reason="x", has_open_version=True)
        == "amendment_already_open"
    )


# --- who --------------------------------------------------------------------------------------------------------------
def test_a_planner_plans_for_their_own_office():
    planner = scope(Permission.EDIT_PLANS, office_id=1)
    assert allows(rules.check_plans_for, 1, scope=planner)
    assert refusal(rules.check_plans_for, 2, scope=planner) == "not_your_plan"
    assert refusal(rules.check_plans_for, 1, scope=scope(Permission.DECIDE_PLANS)) == "not_your_plan"


@pytest.mark.parametrize(
    ("books", "may"), [(None, True), (frozenset({5}), True), (frozenset({4}), False)], ids=["all", "own", "other"]
)
def test_a_head_decides_for_offices_in_reach(books, may):
    head = scope(Permission.DECIDE_PLANS, books=books)
    assert allows(rules.check_decides_for, 5, scope=head) is may
    assert refusal(rules.check_decides_for, 5, scope=scope(books=books)) == "not_yours_to_decide"


def test_only_planners_who_see_the_whole_country_choose_the_reading():
    assert allows(rules.check_sets_reading, scope(Permission.EDIT_PLANS))
    of_a_centre = scope(Permission.EDIT_PLANS, provinces=frozenset({"30"}))
    assert refusal(rules.check_sets_reading, of_a_centre) == "reading_not_yours_to_set"
    assert refusal(rules.check_sets_reading, scope(Permission.DECIDE_PLANS)) == "reading_not_yours_to_set"


def test_the_reading_changes_to_another_known_one():
    portfolio = Portfolio(reading=Reading.NATIONAL)
    assert allows(rules.check_can_read_as, portfolio, Reading.CENTRE_6)
    assert refusal(rules.check_can_read_as, portfolio, "national") == "reading_already_so"
    assert refusal(rules.check_can_read_as, portfolio, "everywhere") == "reading_unknown"


# --- envelopes --------------------------------------------------------------------------------------------------------
ENVELOPE = Envelope(
    pk=1,
    amount_satang=100_00,
    places=10,
    handed_on_satang=30_00,
    handed_on_places=3,
    taken_satang=20_00,
    taken_places=2,
)


def test_what_is_left_is_neither_handed_on_nor_taken():
    assert ENVELOPE.left == Held(satang=50_00, places=5)


@pytest.mark.parametrize(
    ("satang", "places", "code"),
    [
        (50_00, 5, None),
        (50_01, 5, "envelope_exhausted_baht"),
        (50_00, 6, "envelope_exhausted_places"),
        (0, 0, "envelope_of_nothing"),
        (-1, 5, "number_negative"),
        (1, -1, "number_negative"),
    ],
)
def test_an_office_hands_on_no_more_than_it_holds(satang, places, code):
    if code is None:
        rules.check_can_hand_on(ENVELOPE, to=None, satang=satang, places=places)
    else:
        assert refusal(rules.check_can_hand_on, ENVELOPE, to=None, satang=satang, places=places) == code


def test_an_office_gets_its_envelope_from_one_giver():
    rules.check_comes_from(ENVELOPE, to=Envelope(pk=2, parent_id=1))
    assert refusal(rules.check_comes_from, ENVELOPE, to=Envelope(pk=2, parent_id=9)) == "office_has_an_envelope"
    assert refusal(rules.check_comes_from, ENVELOPE, to=ENVELOPE) == "office_has_an_envelope"


# --- lines ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("month", "inside"),
    [
        (dt.date(2024, 9, 1), False),
        (dt.date(2024, 10, 1), True),
        (dt.date(2025, 9, 1), True),
        (dt.date(2025, 10, 1), False),
        (dt.date(2025, 2, 14), False),
    ],
    ids=["before", "first", "last", "after", "not-a-first-day"],
)
def test_a_line_lies_in_a_month_of_its_fiscal_year(month, inside):
    assert allows(check_line, month=month) is inside
    if not inside:
        assert refusal(check_line, month=month) == "month_outside_fiscal_year"


@pytest.mark.parametrize(
    ("rounds", "people", "fits"),
    [
        (1, 14, False),
        (1, 15, True),
        (1, 40, True),
        (1, 41, False),
        (2, 29, False),
        (2, 30, True),
        (2, 80, True),
        (0, 0, False),
    ],
)
def test_people_come_in_whole_rounds(rounds, people, fits):
    changes = {"rounds": rounds, "people": people, "amount_satang": people * 4_000_00}
    assert allows(check_line, **changes) is fits
    if not fits:
        assert refusal(check_line, **changes) == "round_size_not_allowed"


@pytest.mark.parametrize(
    ("satang", "fits"), [(89_999_99, False), (90_000_00, True), (180_000_00, True), (180_000_01, False)]
)
def test_baht_per_person_stays_in_the_activitys_range(satang, fits):
    assert allows(check_line, amount_satang=satang) is fits
    if not fits:
        assert refusal(check_line, amount_satang=satang) == "unit_cost_out_of_range"


def test_a_provincial_office_serves_its_own_province_and_a_centre_may_help_anywhere():
    assert refusal(check_line, province=SURIN) == "office_not_responsible"
    assert allows(check_line, province=SURIN, serving_office=CENTRE)


def test_a_line_draws_on_a_budget_of_its_envelope():
    assert refusal(check_line, owner_office=CENTRE) == "owner_without_envelope"


def test_a_line_is_of_an_activity_of_its_portfolio():
    other = Activity(pk=2, project=Project(pk=2, portfolio=Portfolio(pk=2)))
    assert refusal(check_line, activity=other) == "activity_of_another_portfolio"


def test_people_count_for_the_owner_or_the_server():
    assert allows(check_line, counts_for=PIO)
    assert allows(check_line, counts_for=DIPROM)
    assert refusal(check_line, counts_for=CENTRE) == "counted_for_a_stranger"


def test_the_same_grain_stands_once():
    taken = {line().grain}
    assert refusal(rules.check_new_grain, line(people=15).grain, taken=taken) == "line_already_there"
    assert allows(rules.check_new_grain, line(month=dt.date(2025, 3, 1)).grain, taken=taken)


def test_a_line_that_was_removed_elsewhere_is_gone():
    assert refusal(rules.check_line_is_there, None) == "line_gone"
    assert allows(rules.check_line_is_there, line())


# --- budget acts ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("year", "is_provisional", "is_carried_over", "code"),
    [
        (2568, False, False, None),
        (2567, True, False, None),
        (2567, False, True, None),
        (2569, False, False, "act_after_its_year"),
        (2567, True, True, "provisional_and_carried_over"),
        (2567, False, False, "act_does_not_fit_its_law"),
        (2568, True, False, "act_does_not_fit_its_law"),
        (2568, False, True, "act_does_not_fit_its_law"),
    ],
)
def test_money_is_of_this_years_act_or_of_an_earlier_one_by_its_law(year, is_provisional, is_carried_over, code):
    said = {"budget_act_year": year, "is_provisional": is_provisional, "is_carried_over": is_carried_over}
    assert refusal_code_of(lambda: rules.check_act(**said, fiscal_year=2568)) == code


def refusal_code_of(check):
    """The code of what a rule refuses, or None."""
    try:
        check()
    except RuleBroken as refusal:
        return refusal.code
    return None
