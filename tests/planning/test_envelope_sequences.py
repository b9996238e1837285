"""Whatever people do with envelopes and plans, in whatever order: no sum is exceeded, and nothing approved changes."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit
from buranakan.planning.models import Envelope, PlanLine, PlanVersion
from tests.planning.conftest import AT

SATANG = st.sampled_from([0, 100_000_00, 130_000_00, 600_000_00, 1_000_000_01])
PLACES = st.sampled_from([0, 15, 40, 120, 201])
WHICH = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), WHICH, SATANG, PLACES),
        st.tuples(st.just("hand_on"), WHICH, WHICH, SATANG, PLACES),
        st.tuples(st.just("take_back"), WHICH, SATANG, PLACES),
        st.tuples(st.just("plan"), WHICH, st.integers(15, 40)),
        st.tuples(st.just("approve"), WHICH),
        st.tuples(st.just("return_version"), WHICH),
        st.tuples(st.just("amend"), WHICH, st.integers(15, 40)),
    ),
    min_size=6,
    max_size=18,
)


class Undone(Exception):
    """Takes one example's rows away again."""


class Office:
    """Plays steps on the ground; what a rule refuses is not done."""

    def __init__(self, ground):
        self.ground = ground
        self.approved = {}
        self.papers = 0

    def play(self, steps):
        for name, *said in steps:
            try:
                with transaction.atomic():
                    getattr(self, name)(*said)
            except RuleBroken:
                pass
            self.check()

    def envelope(self, which):
        held = list(Envelope.objects.order_by("pk"))
        return held[which % len(held)]

    def version(self, which, **where):
        found = list(PlanVersion.objects.filter(**where).order_by("pk"))
        return found[which % len(found)] if found else None

    def receive(self, which, satang, places):
        self.papers += 1
        said = {"amount_satang": satang, "places": places, "document": str(self.papers), "by": None, "at": AT}
        office = [self.ground.diprom, self.ground.centre][which % 2]
        act = [{}, {"budget_act_year": 2567, "is_provisional": True}][which // 2]
        actions.open_envelope(self.ground.envelope.portfolio, office=office, **act, **said)

    def hand_on(self, which, to, satang, places):
        ground = self.ground
        office = [ground.centre, ground.pio_korat, ground.pio_surin, ground.diprom][to]
        actions.hand_on(self.envelope(which), office=office, amount_satang=satang, places=places, by=None, at=AT)

    def take_back(self, which, satang, places):
        given = {"amount_satang": satang, "places": places, "reason": "ไม่ได้ใช้"}
        actions.take_back(self.envelope(which), **given, by=None, at=AT)

    def plan(self, which, people):
        ground, envelope = self.ground, self.envelope(which)
        line = ground.line(owner_office=envelope.office, people=people, amount_satang=people * 4_000_00)
        draft = actions.start_plan(envelope, name_th="แผน", by=ground.planner, at=AT)
        actions.add_line(draft, line=line, by=ground.planner, at=AT)
        actions.submit(draft, by=ground.planner, at=AT)

    def approve(self, which):
        if version := self.version(which, state="submitted"):
            actions.approve(version, by=self.ground.head, at=AT)
            self.approved[version.pk] = lines_of(version)

    def return_version(self, which):
        if version := self.version(which, state="submitted"):
            actions.return_version(version, reason="แก้ไข", by=self.ground.head, at=AT)

    def amend(self, which, people):
        ground = self.ground
        if version := self.version(which, state="approved"):
            newer = actions.amend(version, reason="เพิ่มรุ่น", by=ground.planner, at=AT)
            kept = newer.lines.get()
            line = ground.line(owner_office=kept.owner_office, people=people, amount_satang=people * 5_000_00)
            actions.change_line(kept, line=line, by=ground.planner, at=AT)
            actions.submit(newer, by=ground.planner, at=AT)

    def check(self):
        """What is true after every step."""
        assert audit.differences() == []
        for envelope in Envelope.objects.select_related("parent"):
            assert min(envelope.left.satang, envelope.left.places) >= 0
            assert envelope.parent is None or envelope.act == envelope.parent.act
        for pk, lines in self.approved.items():
            assert lines_of(PlanVersion.objects.get(pk=pk)) == lines


def lines_of(version):
    return list(PlanLine.objects.filter(version=version).order_by("pk").values())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_doings_exceeds_a_sum_or_changes_what_is_approved(ground, steps):
    try:
        with transaction.atomic():
            Office(ground).play(steps)
            raise Undone
    except Undone:
        pass
