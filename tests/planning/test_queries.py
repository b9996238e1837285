"""Who sees which plans, lines and money, and what waits for whom."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.planning import actions, queries
from buranakan.planning.enums import Waiting
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory
from tests.planning.conftest import AT

MARCH = dt.date(2025, 3, 1)
LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def approved(ground):
    """Three lines: Korat served by its office, Surin by the centre, Chiang Mai by its office."""
    return ground.approved(
        ground.line(),
        ground.line(province=ground.surin, serving_office=ground.centre, people=20, amount_satang=80_000_00),
        ground.line(
            province=ground.chiang_mai,
            serving_office=ground.pio_chiang_mai,
            month=MARCH,
            people=25,
            amount_satang=100_000_00,
        ),
    )


def seen(rows):
    return {(line.province_id, line.shown_satang) for line in rows}


def test_the_ministry_sees_every_line_and_all_money(approved):
    ministry = scope(Role.EXECUTIVE, OfficeFactory(ministry=True))
    assert seen(queries.lines(ministry)) == {("30", 120_000_00), ("32", 80_000_00), ("50", 100_000_00)}


def test_a_provincial_office_sees_its_province_and_the_money_it_is_party_to(ground, approved):
    assert seen(queries.lines(scope(Role.PROVINCIAL_OFFICER, ground.pio_korat))) == {("30", 120_000_00)}
    # Surin is served by the centre on DIPROM's budget: the people are seen, the money is not the office's.
    assert seen(queries.lines(scope(Role.PROVINCIAL_OFFICER, ground.pio_surin))) == {("32", None)}


def test_a_centre_sees_its_provinces(ground, approved):
    assert seen(queries.lines(scope(Role.CENTRE_OFFICER, ground.centre))) == {("30", None), ("32", 80_000_00)}


def test_the_other_department_sees_all_lines_and_the_money_its_offices_spend(approved):
    ops = scope(Role.EXECUTIVE, OfficeFactory(ops=True))
    assert seen(queries.lines(ops)) == {("30", 120_000_00), ("32", None), ("50", 100_000_00)}


@pytest.mark.parametrize("who", [Scope.public(), Scope(kind=Kind.OWN, user_id=1)], ids=["public", "expert"])
def test_outside_the_offices_no_row_is_seen(ground, approved, who):
    assert list(queries.lines(who)) == []
    assert list(queries.plan_versions(who)) == []
    assert list(queries.envelopes(who)) == []
    assert list(queries.approved_lines(who)) == []
    assert list(queries.approved_money_lines(who)) == []
    assert queries.waiting_for(who) == []


@pytest.mark.parametrize("make", ["draft", "submitted"])
def test_what_is_not_decided_yet_is_seen_in_its_own_books_only(ground, make):
    version = getattr(ground, make)(ground.line())
    inside = [scope(Role.PLANNER, ground.diprom), scope(Role.EXECUTIVE, OfficeFactory(ministry=True))]
    outside = [scope(Role.PROVINCIAL_OFFICER, ground.pio_korat), scope(Role.CENTRE_OFFICER, ground.centre)]
    assert [list(queries.plan_versions(one)) for one in inside] == [[version], [version]]
    assert [list(queries.plan_versions(one)) + list(queries.lines(one)) for one in outside] == [[], []]


def test_a_decided_version_is_seen_where_it_has_lines_without_its_total(ground, approved):
    (version,) = queries.plan_versions(scope(Role.PROVINCIAL_OFFICER, ground.pio_korat))
    assert (version.people_total, version.shown_satang) == (75, None)
    (version,) = queries.plan_versions(scope(Role.PLANNER, ground.diprom))
    assert version.shown_satang == 300_000_00


def test_a_version_is_found_by_its_plans_reference_and_number(ground, approved):
    diprom = scope(Role.PLANNER, ground.diprom)
    reference = approved.plan.reference
    assert queries.plan_version(diprom, reference=reference, number=1) == approved
    assert queries.plan_version(diprom, reference=reference, number=2) is None


@pytest.mark.parametrize(
    ("wanted", "provinces"),
    [
        (lambda ground: {"province": "30"}, {"30"}),
        (lambda ground: {"month": MARCH}, {"50"}),
        (lambda ground: {"serving_office": ground.centre.pk}, {"32"}),
        (lambda ground: {"owner_office": ground.diprom.pk}, {"30", "32", "50"}),
        (lambda ground: {"activity": ground.activity.pk, "province": None}, {"30", "32", "50"}),
        (lambda ground: {"project": ground.activity.project_id + 1}, set()),
    ],
    ids=["province", "month", "serving", "owner", "activity", "project"],
)
def test_lines_are_narrowed(ground, approved, wanted, provinces):
    everything = Scope.system("test")
    found = queries.lines(everything, approved, **wanted(ground))
    assert {line.province_id for line in found} == provinces
    planned = queries.approved_lines(everything, ground.envelope.portfolio, **wanted(ground))
    assert {line.province_id for line in planned} == provinces


def test_totals_say_how_much_money_is_hidden(ground, approved):
    everything = queries.totals(queries.lines(Scope.system("test")))
    assert (everything.lines, everything.people, everything.satang, everything.money_hidden) == (3, 75, 300_000_00, 0)
    centre = queries.totals(queries.lines(scope(Role.CENTRE_OFFICER, ground.centre)))
    assert (centre.lines, centre.people, centre.satang, centre.money_hidden) == (2, 50, 80_000_00, 1)
    nothing = queries.totals(queries.lines(Scope.public()))
    assert (nothing.lines, nothing.people, nothing.satang, nothing.money_hidden) == (0, 0, 0, 0)


def test_only_approved_lines_are_planned(ground, approved):
    ground.submitted(ground.line(month=MARCH))
    draft = actions.amend(approved, reason="x", by=ground.planner, at=AT)
    assert {line.version_id for line in queries.approved_lines(Scope.system("test"))} == {approved.pk}
    actions.approve(actions.submit(draft, by=ground.planner, at=AT), by=ground.head, at=AT)
    assert {line.version_id for line in queries.approved_lines(Scope.system("test"))} == {draft.pk}


def test_money_planned_is_of_ones_own_books_wherever_it_is_spent(ground, approved):
    centre = scope(Role.CENTRE_OFFICER, ground.centre)
    assert [line.province_id for line in queries.approved_money_lines(centre)] == ["32"]
    diprom = scope(Role.PLANNER, ground.diprom)
    assert queries.approved_money_lines(diprom).count() == 3


def test_envelopes_are_seen_by_who_holds_and_who_gave_them(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=100_00, places=1, by=ground.planner, at=AT
    )
    portfolio = ground.envelope.portfolio
    assert set(queries.envelopes(scope(Role.PLANNER, ground.diprom), portfolio)) == {ground.envelope, child}
    assert set(queries.envelopes(scope(Role.OFFICE_HEAD, ground.pio_korat), portfolio)) == {child}
    assert set(queries.envelopes(scope(Role.OFFICE_HEAD, ground.pio_surin), portfolio)) == set()


def test_the_budget_may_be_of_any_holder_above(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=100_00, places=9, by=ground.planner, at=AT
    )
    grandchild = actions.hand_on(child, office=ground.pio_korat, amount_satang=1_00, places=1, by=ground.planner, at=AT)
    assert queries.budget_office_ids(grandchild) == [ground.pio_korat.pk, ground.centre.pk, ground.diprom.pk]


# --- waiting ----------------------------------------------------------------------------------------------------------
def test_a_submitted_plan_waits_for_those_who_decide(ground):
    version = ground.submitted(ground.line())
    head = scope(Role.OFFICE_HEAD, ground.diprom)
    (waiting,) = queries.waiting_for(head)
    assert (waiting.what, waiting.version, waiting.since) == (Waiting.DECISION, version, AT)
    assert queries.waiting_for(scope(Role.EXECUTIVE, OfficeFactory(ministry=True)))[0].version == version
    assert queries.waiting_for(scope(Role.OFFICE_HEAD, ground.pio_korat)) == []
    assert queries.waiting_for(scope(Role.PLANNER, ground.diprom)) == []


def test_it_does_not_wait_for_its_submitter(ground):
    version = ground.draft(ground.line())
    head = scope(Role.OFFICE_HEAD, ground.diprom)
    other = scope(Role.OFFICE_HEAD, ground.diprom)
    by_head = type(ground.head).objects.get(pk=head.user_id)
    actions.submit(version, by=by_head, at=AT)
    assert queries.waiting_for(head) == []
    assert len(queries.waiting_for(other)) == 1


def test_drafts_and_returned_plans_wait_for_the_planner_longest_first(ground):
    returned = actions.return_version(ground.submitted(ground.line()), reason="x", by=ground.head, at=LATER)
    draft = ground.draft()
    planner = scope(Role.PLANNER, ground.diprom)
    assert [(one.what, one.version) for one in queries.waiting_for(planner)] == [
        (Waiting.SUBMITTING, draft),
        (Waiting.MENDING, returned),
    ]
    assert queries.waiting_for(scope(Role.PLANNER, ground.centre)) == []


def test_names_are_spoken_in_the_order_of_the_table(ground, approved):
    rows = list(queries.for_table(queries.lines(Scope.system("test"))))
    assert [line.province_id for line in rows] == ["30", "32", "50"]
