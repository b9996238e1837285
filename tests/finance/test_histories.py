"""Any history of acts, sensible or not, leaves every inequality true and every total the sum of its entries."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buranakan.finance import actions, audit, queries
from buranakan.finance.enums import State
from buranakan.finance.models import Allotment, Commitment, Entry, Movement
from buranakan.finance.values import Totals
from buranakan.lib.rules import RuleBroken
from tests.finance.conftest import AT, PLANNED, make_ground

pytestmark = pytest.mark.django_db

BAHT = 100
ACTS = "allot return reserve release commit reduce pay reverse approve refuse".split()
HISTORIES = st.lists(
    st.tuples(st.sampled_from(ACTS + ["approve"] * 8), st.integers(1, PLANNED // BAHT), st.integers(0, 1000)),
    min_size=5,
    max_size=40,
)


class Desk:
    """Tries one act after the other; what the rules refuse changes nothing."""

    def __init__(self):
        self.ground = make_ground()
        self.receipt = self.ground.receipt()
        self.done = 0

    def try_to(self, act, *, baht, pick):
        before = self.totals()
        try:
            with transaction.atomic():
                self.act(act, satang=baht * BAHT, pick=pick)
        except RuleBroken:
            assert self.totals() == before
        else:
            self.done += 1

    def act(self, act, *, satang, pick):
        ground, allotment = self.ground, one_of(Allotment, pick)
        if act == "allot":
            ground.allotment_entered(satang, budget_act_year=2567 + pick % 2)
        elif act in PLAIN and allotment:
            ground.entered(PLAIN[act], allotment, satang)
        elif act == "commit" and allotment:
            used = satang if pick % 2 else 0
            ground.commitment_entered(allotment, satang, reserved_used_satang=used)
        elif act in {"reduce", "pay"} and (commitment := one_of(Commitment, pick)):
            if act == "reduce":
                ground.entered(actions.enter_reduction, commitment, satang)
            else:
                ground.payment_entered(commitment, satang, evidence=(self.receipt,))
        elif act == "reverse" and (entry := one_of(Entry, pick)):
            ground.entered(actions.reverse, entry, satang)
        elif act == "approve" and (movement := one_of(Movement, pick)):
            ground.approved(movement)
        elif act == "refuse" and (movement := one_of(Movement, pick)):
            actions.refuse(movement, reason="ไม่ตรงกับเอกสารที่แนบ", by=ground.head, at=AT)

    def totals(self):
        return {one.pk: one.totals for one in Allotment.objects.all()}


PLAIN = {"return": actions.enter_return, "reserve": actions.enter_reservation, "release": actions.enter_release}


def one_of(model, pick):
    """One of the rows; of movements, one that waits where any does."""
    rows = model.objects.order_by("pk")
    if model is Movement and rows.filter(state=State.WAITING).exists():
        rows = rows.filter(state=State.WAITING)
    found = list(rows)
    return found[pick % len(found)] if found else None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_no_history_breaks_the_books(history):
    with transaction.atomic():
        desk = Desk()
        for act, baht, pick in history:
            desk.try_to(act, baht=baht, pick=pick)
            for totals in desk.totals().values():
                assert min(vars(totals).values()) >= 0
                assert totals.left >= 0
                assert totals.outstanding >= 0
        assert audit.differences() == []
        assert sum(one.held for one in desk.totals().values()) <= PLANNED
        both = [queries.totals(Entry.objects.filter(**{f"{side}_office": office})) for side, office in sides(desk)]
        assert both == [sum(desk.totals().values(), Totals())] * 2
        transaction.set_rollback(True)


def sides(desk):
    """The owner's book and the serving office's: one set of entries, so they always agree."""
    return [("owner", desk.ground.diprom), ("serving", desk.ground.pio)]


USUAL = [
    *[("allot", 60_000, 0), ("reserve", 1_000, 0), ("release", 500, 0), ("return", 9_000, 0)],
    *[("commit", 30_000, 0), ("pay", 20_000, 0), ("reduce", 10_000, 0), ("reverse", 1, 5)],
]


def test_a_usual_history_goes_all_the_way():
    """The acts above do reach every kind of entry, so that the histories are not all refusals."""
    desk = Desk()
    for act, baht, pick in USUAL:
        desk.try_to(act, baht=baht, pick=pick)
        desk.try_to("approve", baht=1, pick=0)
    assert desk.done == 2 * len(USUAL)
    [totals] = desk.totals().values()
    assert totals == Totals(allotted=6_000_000, returned=900_000, reserved=50_000, committed=2_000_000, paid=0)
    assert audit.differences() == []
