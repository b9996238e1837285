"""Opening envelopes and handing them on."""

import datetime as dt

import pytest
from django.db import IntegrityError

from buranakan.accounts.permissions import Role
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit, envelopes, queries
from buranakan.planning.enums import MoveKind, Way
from buranakan.planning.models import Envelope
from buranakan.planning.values import Held
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory
from tests.factories.planning import EnvelopeFactory, EnvelopeMoveFactory, PortfolioFactory
from tests.planning.conftest import AT


def test_opening_an_envelope_keeps_it_and_says_so(ground):
    opened = actions.open_envelope(
        ground.envelope.portfolio, office=ground.centre, amount_satang=5_00, places=1, by=ground.planner, at=AT
    )
    assert (opened.parent, opened.left) == (None, Held(5_00, 1))
    event = Event.objects.get(name="envelope.opened")
    assert (event.office_id, event.payload["amount_satang"], event.by_post) == (
        ground.centre.pk,
        5_00,
        "planner@diprom",
    )


def test_handing_on_moves_money_and_places_down(ground):
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=300_000_00, places=60, by=ground.planner, at=AT
    )
    ground.envelope.refresh_from_db()
    assert ground.envelope.left == Held(700_000_00, 140)
    assert (child.parent_id, child.left) == (ground.envelope.pk, Held(300_000_00, 60))
    assert Event.objects.get(name="envelope.handed_on").payload["places"] == 60
    assert audit.differences() == []


def test_handing_on_again_to_the_same_office_makes_its_envelope_grow(ground):
    for satang, places in [(100_00, 10), (50_00, 5)]:
        child = actions.hand_on(
            ground.envelope, office=ground.pio_korat, amount_satang=satang, places=places, by=ground.planner, at=AT
        )
    assert child.left == Held(150_00, 15)
    assert Envelope.objects.count() == 2
    assert audit.differences() == []


@pytest.mark.parametrize(
    ("satang", "places", "code"),
    [
        (1_000_000_01, 1, "envelope_exhausted_baht"),
        (1, 201, "envelope_exhausted_places"),
        (0, 0, "envelope_of_nothing"),
    ],
)
def test_more_than_is_held_is_not_handed_on(ground, satang, places, code):
    with pytest.raises(RuleBroken) as refusal:
        actions.hand_on(
            ground.envelope, office=ground.pio_korat, amount_satang=satang, places=places, by=ground.planner, at=AT
        )
    assert refusal.value.code == code
    assert Envelope.objects.count() == 1
    assert Event.objects.count() == 0


def test_an_office_has_one_giver(ground):
    actions.hand_on(ground.envelope, office=ground.centre, amount_satang=100_00, places=10, by=ground.planner, at=AT)
    other = EnvelopeFactory(portfolio=ground.envelope.portfolio, office=ground.pio_surin)
    for giver, office in [(other, ground.centre), (other, ground.diprom), (other, ground.pio_surin)]:
        with pytest.raises(RuleBroken) as refusal:
            actions.hand_on(giver, office=office, amount_satang=1_00, places=1, by=ground.planner, at=AT)
        assert refusal.value.code == "office_has_an_envelope"


def test_envelopes_go_down_the_tree_and_never_to_oneself(ground):
    ministry = OfficeFactory(ministry=True)
    child = actions.hand_on(
        ground.envelope, office=ground.pio_korat, amount_satang=100_00, places=10, by=ground.planner, at=AT
    )
    for giver, office, code in [
        (ground.envelope, ministry, "handed_on_upwards"),
        (child, ministry, "handed_on_upwards"),
        (child, OfficeFactory(ops=True), "handed_on_upwards"),
        (child, ground.pio_korat, "office_has_an_envelope"),
        (ground.envelope, ground.diprom, "office_has_an_envelope"),
    ]:
        with pytest.raises(RuleBroken) as refusal:
            actions.hand_on(giver, office=office, amount_satang=1_00, places=1, by=ground.planner, at=AT)
        assert refusal.value.code == code
    assert Envelope.objects.count() == 2


def test_whose_kpi_an_envelope_counts_for_stays_known_when_it_changes(ground):
    for counts_for in (None, ground.pio_korat, ground.pio_korat, ground.diprom):
        actions.hand_on(
            ground.envelope,
            office=ground.pio_korat,
            amount_satang=1_00,
            places=1,
            counts_for=counts_for,
            by=ground.planner,
            at=AT,
        )
    told = [event.payload for event in Event.objects.filter(name="envelope.handed_on").order_by("pk")]
    assert [(one.get("counts_for"), one.get("counted_for_before")) for one in told] == [
        (ground.diprom.code, None),
        (ground.pio_korat.code, ground.diprom.code),
        (ground.pio_korat.code, None),
        (ground.diprom.code, ground.pio_korat.code),
    ]


def test_what_was_handed_on_can_not_be_planned_with_above(ground):
    actions.hand_on(ground.envelope, office=ground.centre, amount_satang=1_00, places=180, by=ground.planner, at=AT)
    with pytest.raises(RuleBroken) as refusal:
        ground.submitted(ground.line())
    assert refusal.value.code == "envelope_exhausted_places"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"amount_satang": -1}, "envelope_amounts_are_not_negative"),
        ({"amount_satang": 10, "taken_satang": 6, "handed_on_satang": 5}, "no_envelope_gives_more_baht_than_it_holds"),
        ({"places": 10, "taken_places": 6, "handed_on_places": 5}, "no_envelope_gives_more_places_than_it_holds"),
    ],
)
def test_the_database_guards_envelopes_too(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        EnvelopeFactory(**fields)


def test_one_envelope_per_office_and_act(ground):
    refused_as_second_by(
        "one_envelope_per_office_and_act",
        lambda: EnvelopeFactory(portfolio=ground.envelope.portfolio, office=ground.diprom),
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"is_provisional": True, "is_carried_over": True}, "provisional_money_is_not_carried_over"),
        ({"way": "transfer"}, "an_envelope_from_above_says_its_way"),
    ],
)
def test_the_database_knows_what_money_can_not_be(ground, fields, constraint):
    refused_by(constraint, lambda: EnvelopeFactory(office=ground.centre, **fields))


def test_the_database_knows_whose_people_they_are(ground):
    refused_by(
        "an_envelope_counts_for_its_owner_or_its_holder",
        lambda: EnvelopeFactory(office=ground.centre, counts_for=ground.pio_surin),
    )


def test_moves_are_of_something_and_of_a_paper_once(ground):
    refused_by(
        "an_envelope_moves_by_something",
        lambda: EnvelopeMoveFactory(envelope=ground.envelope, amount_satang=0, places=0),
    )
    paper = {"envelope": ground.envelope, "document": "อก 0401/1", "document_on": AT.date()}
    EnvelopeMoveFactory(**paper)
    refused_as_second_by("one_receipt_per_document", lambda: EnvelopeMoveFactory(**paper))


def test_the_trail_names_the_post_not_the_person(ground):
    finance = member(Role.FINANCE_OFFICER, ground.diprom)
    actions.hand_on(ground.envelope, office=ground.centre, amount_satang=1_00, places=1, by=finance, at=AT)
    assert Event.objects.get().by_post == "finance_officer@diprom"


# --- acts -------------------------------------------------------------------------------------------------------------
def received(ground, **said):
    """100 baht and 10 places for the department."""
    said = {"office": ground.diprom, "amount_satang": 100_00, "places": 10, "by": ground.planner, "at": AT} | said
    return actions.open_envelope(ground.envelope.portfolio, **said)


def test_money_of_each_act_is_an_envelope_of_its_own_down_the_tree(ground):
    carried = received(ground, budget_act_year=2567, is_carried_over=True, document="อก 0401/1")
    child = actions.hand_on(carried, office=ground.centre, amount_satang=40_00, places=4, by=ground.planner, at=AT)
    assert (carried.pk != ground.envelope.pk, child.act) == (True, carried.act)
    assert child.trail_label == f"joint-2568 · {ground.centre.code} · 2567"
    other = actions.hand_on(
        ground.envelope, office=ground.centre, amount_satang=1_00, places=1, by=ground.planner, at=AT
    )
    assert (other.pk != child.pk, other.budget_act_year) == (True, 2568)
    assert audit.differences() == []


def test_a_second_paper_lets_an_envelope_grow_and_the_same_paper_does_not(ground):
    first = received(ground, document="อก 0401/1", document_on=AT.date())
    grown = received(ground, document="อก 0401/2", document_on=AT.date())
    assert (first.pk, grown.pk) == (ground.envelope.pk, ground.envelope.pk)
    assert grown.left == Held(1_000_200_00, 220)
    for document, code in [("อก 0401/2", "receipt_entered_already"), (" ", "receipt_without_document")]:
        with pytest.raises(RuleBroken) as refusal:
            received(ground, document=document, document_on=AT.date())
        assert refusal.value.code == code
    assert audit.differences() == []


def test_what_was_handed_on_is_not_received_from_outside_too(ground):
    actions.hand_on(ground.envelope, office=ground.centre, amount_satang=1_00, places=1, by=ground.planner, at=AT)
    with pytest.raises(RuleBroken) as refusal:
        received(ground, office=ground.centre, document="อก 0401/9")
    assert refusal.value.code == "office_has_an_envelope"


# --- ways, owners, whose KPI ------------------------------------------------------------------------------------------
def given(ground, envelope, office, **said):
    said = {"amount_satang": 10_00, "places": 5, "by": ground.planner, "at": AT} | said
    return actions.hand_on(envelope, office=office, **said)


def test_within_a_department_money_is_transferred_and_another_spends_it_on_its_behalf(ground):
    centre = given(ground, ground.envelope, ground.centre)
    assert (centre.way, centre.owner_office, centre.counts_for) == (Way.TRANSFER, ground.centre, ground.centre)
    korat = given(ground, centre, ground.pio_korat)
    assert (korat.way, korat.owner_office, korat.counts_for) == (Way.ON_BEHALF, ground.centre, ground.centre)
    assert (centre.is_on_behalf, korat.is_on_behalf) == (False, True)


def test_money_that_left_its_department_stays_its_owners_however_far_it_goes(ground):
    ops = ground.pio_korat.parent
    theirs = given(ground, ground.envelope, ops)
    surin = given(ground, theirs, ground.pio_surin, counts_for=ground.pio_surin)
    assert (theirs.way, theirs.owner_office) == (Way.ON_BEHALF, ground.diprom)
    assert (surin.way, surin.owner_office, surin.counts_for) == (Way.TRANSFER, ground.diprom, ground.pio_surin)
    ours, province = (
        set(queries.envelopes(scope(role, office), ground.envelope.portfolio))
        for role, office in [(Role.PLANNER, ground.diprom), (Role.PLANNER, ground.pio_surin)]
    )
    assert (surin in ours, surin in province) == (True, True)
    assert ground.envelope not in province


def test_what_the_ministry_gives_a_department_is_the_departments_own(ground):
    ministry = OfficeFactory(ministry=True)
    root = EnvelopeFactory(portfolio=PortfolioFactory(code="other", fiscal_year=2568), office=ministry)
    child = given(ground, root, ground.diprom)
    assert (child.way, child.owner_office, child.is_on_behalf) == (Way.TRANSFER, ground.diprom, False)


def test_people_count_for_the_owner_or_the_holder_only(ground):
    with pytest.raises(RuleBroken) as refusal:
        given(ground, ground.envelope, ground.pio_korat, counts_for=ground.pio_surin)
    assert refusal.value.code == "counted_for_a_stranger"
    assert Envelope.objects.count() == 1


# --- taking back ------------------------------------------------------------------------------------------------------
def taken_back(ground, envelope, **said):
    said = {"amount_satang": 4_00, "places": 2, "reason": "ไม่ได้ใช้", "by": ground.planner, "at": AT} | said
    return actions.take_back(envelope, **said)


def test_what_is_unused_goes_up_again(ground):
    child = given(ground, ground.envelope, ground.centre)
    left = taken_back(ground, child).left
    ground.envelope.refresh_from_db()
    assert (left, ground.envelope.left) == (Held(6_00, 3), Held(999_994_00, 197))
    assert (child.moves.last().kind, child.moves.last().reason) == (MoveKind.TAKEN_BACK, "ไม่ได้ใช้")
    assert Event.objects.get(name="envelope.taken_back").payload["parent"] == ground.envelope.trail_label
    assert audit.differences() == []


def test_from_the_top_it_leaves_the_tree(ground):
    assert taken_back(ground, ground.envelope).left == Held(999_996_00, 198)
    assert audit.differences() == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"amount_satang": 10_01}, "envelope_exhausted_baht"),
        ({"places": 6}, "envelope_exhausted_places"),
        ({"amount_satang": 0, "places": 0}, "envelope_of_nothing"),
        ({"reason": "\u200b "}, "reason_missing"),
    ],
)
def test_only_what_is_unused_goes_up_and_for_a_reason(ground, said, code):
    child = given(ground, ground.envelope, ground.centre)
    with pytest.raises(RuleBroken) as refusal:
        taken_back(ground, child, **said)
    assert refusal.value.code == code
    assert audit.differences() == []


def test_what_a_plan_took_is_not_taken_back(ground):
    child = given(ground, ground.envelope, ground.centre, amount_satang=130_000_00, places=30)
    ground.approved(ground.line(), envelope=child)
    with pytest.raises(RuleBroken) as refusal:
        taken_back(ground, child, amount_satang=10_000_01, places=0)
    assert refusal.value.code == "envelope_exhausted_baht"


# --- the tree ---------------------------------------------------------------------------------------------------------
def test_the_tree_lists_each_under_its_giver_and_says_what_should_have_been_sent_on(ground):
    centre = given(ground, ground.envelope, ground.centre)
    korat = given(ground, centre, ground.pio_korat)
    ground.approved(ground.line())
    planner = scope(Role.PLANNER, ground.diprom)
    branches = envelopes.tree(planner, ground.envelope.portfolio)
    assert [(one.envelope, one.depth) for one in branches] == [(ground.envelope, 0), (centre, 1), (korat, 2)]
    totals = envelopes.totals(branches)
    assert (totals.received, totals.planned) == (Held(1_000_000_00, 200), Held(120_000_00, 30))
    assert totals.planned + totals.left == totals.received
    due = branches[0].due_on
    assert [branches[0].days_late(on=due + dt.timedelta(days=days)) for days in (-1, 0, 3)] == [0, 0, 3]
    assert [one.due_on for one in branches[1:]] == [None, None]
    (alone,) = envelopes.tree(scope(Role.PLANNER, ground.pio_korat), ground.envelope.portfolio)
    assert (alone.envelope, alone.depth) == (korat, 0)
