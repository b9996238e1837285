"""Opening envelopes and handing them on."""

import pytest
from django.db import IntegrityError

from buranakan.accounts.permissions import Role
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit
from buranakan.planning.models import Envelope
from buranakan.planning.values import Held
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.factories.planning import EnvelopeFactory
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


def test_one_envelope_per_office(ground):
    with pytest.raises(IntegrityError):
        EnvelopeFactory(portfolio=ground.envelope.portfolio, office=ground.diprom)


def test_the_trail_names_the_post_not_the_person(ground):
    finance = member(Role.FINANCE_OFFICER, ground.diprom)
    actions.hand_on(ground.envelope, office=ground.centre, amount_satang=1_00, places=1, by=finance, at=AT)
    assert Event.objects.get().by_post == "finance_officer@diprom"
