"""Whatever planners and heads do, in whatever order: nobody plans beyond the envelope, and what is approved stays."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from buranakan.lib import fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, audit
from buranakan.planning.enums import FINAL, State
from buranakan.planning.grid import CellEdit, CellValue, RowKey
from buranakan.planning.models import Envelope, PlanLine, PlanVersion
from tests.factories.areas import OfficeFactory
from tests.planning.conftest import AT, make_ground

EXAMPLES, STEPS = 6, 14
MONTHS = fiscal.months_of(2568)[3:6]
months = st.sampled_from(MONTHS)
# Round and odd, none, less than none, and far beyond what any envelope holds.
numbers = st.sampled_from([-30, 0, 7, 15, 30, 40, 41, 60, 130, 5_000])
satang = st.one_of(st.none(), st.sampled_from([-1, 0, 60_000_00, 120_000_00, 240_000_00, 900_000_00]))
cells = st.one_of(st.none(), st.builds(CellValue, numbers, satang))


class Plans(RuleBasedStateMachine):
    """A department with 1,000,000 baht and 200 places, two plans, and everything that can be done to them."""

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.ground = make_ground()
        self.other = OfficeFactory(provincial=True)
        self.frozen = {}
        self.ground.approved(self.ground.line())
        self.ground.submitted(self.ground.line())

    def teardown(self):
        try:
            assert audit.differences() == []
        finally:
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    def attempt(self, work):
        """Refusals are answers; anything else is a fault."""
        try:
            with transaction.atomic():
                work()
        except RuleBroken:
            pass

    def some(self, draw, rows):
        found = list(rows.order_by("pk"))
        return draw(st.sampled_from(found)) if found else None

    # --- what may be done ---
    @rule(data=st.data(), wishes=st.lists(st.tuples(months, cells), min_size=1, max_size=3), sees=st.booleans())
    def set_cells(self, data, wishes, sees):
        version = self.some(data.draw, PlanVersion.objects.all())
        ground = self.ground
        key = RowKey(ground.activity.pk, ground.diprom.pk, ground.pio_korat.pk, ground.diprom.pk, "30")
        stands = {line.month: CellValue(line.people, line.amount_satang) for line in version.lines.all()}
        edits = [CellEdit(key, month, stands.get(month) if sees else None, wanted) for month, wanted in wishes]
        self.attempt(lambda: actions.set_cells(version, edits=edits, by=ground.planner, at=AT))

    @rule(data=st.data(), month=months, people=numbers)
    def write_a_line(self, data, month, people):
        version = self.some(data.draw, PlanVersion.objects.all())
        line = self.ground.line(
            month=month, people=people, amount_satang=4_000_00 * people, rounds=max(1, people // 40)
        )
        self.attempt(lambda: actions.add_line(version, line=line, by=self.ground.planner, at=AT))
        kept = self.some(data.draw, PlanLine.objects.filter(version=version))
        if kept:
            self.attempt(lambda: actions.change_line(kept, line=line, by=self.ground.planner, at=AT))

    @rule(data=st.data())
    def remove_a_line(self, data):
        kept = self.some(data.draw, PlanLine.objects.all())
        if kept:
            self.attempt(lambda: actions.remove_line(kept, by=self.ground.planner, at=AT))

    @rule(data=st.data(), move=st.sampled_from(["submit", "approve", "return", "reopen", "amend"]), fits=st.booleans())
    def move(self, data, move, fits):
        """Mostly of versions that may go that way: by chance alone hardly any would ever be approved."""
        ground, reason = self.ground, {"reason": "เหตุผล"}
        done, by, said, state = {
            "submit": (actions.submit, ground.planner, {}, State.DRAFT),
            "approve": (actions.approve, ground.head, {}, State.SUBMITTED),
            "return": (actions.return_version, ground.head, reason, State.SUBMITTED),
            "reopen": (actions.reopen, ground.planner, {}, State.RETURNED),
            "amend": (actions.amend, ground.planner, reason, State.APPROVED),
        }[move]
        version = self.some(data.draw, PlanVersion.objects.filter(**({"state": state} if fits else {})))
        if version:
            self.attempt(lambda: done(version, by=by, at=AT, **said))

    @rule(places=st.sampled_from([-5, 0, 50, 150]), amount=st.sampled_from([-1, 0, 200_000_00, 900_000_00]))
    def hand_on(self, places, amount):
        ground = self.ground
        self.attempt(
            lambda: actions.hand_on(
                ground.envelope, office=self.other, amount_satang=amount, places=places, by=ground.planner, at=AT
            )
        )

    # --- what always holds ---
    @invariant()
    def nobody_plans_beyond_the_envelope(self):
        envelope = Envelope.objects.get(pk=self.ground.envelope.pk)
        assert min(envelope.left.satang, envelope.left.places) >= 0
        approved = PlanLine.objects.filter(version__state=State.APPROVED, version__plan__envelope=envelope)
        assert sum(line.people for line in approved) + envelope.handed_on_places <= envelope.places
        assert sum(line.amount_satang for line in approved) + envelope.handed_on_satang <= envelope.amount_satang

    @invariant()
    def nothing_is_submitted_that_the_envelope_never_held(self):
        for version in PlanVersion.objects.filter(state=State.SUBMITTED):
            envelope = version.plan.envelope
            assert sum(line.people for line in version.lines.all()) <= envelope.places
            assert sum(line.amount_satang for line in version.lines.all()) <= envelope.amount_satang

    @invariant()
    def nobody_is_planned_for_less_than_one(self):
        assert not PlanLine.objects.filter(people__lt=1).exists()

    @invariant()
    def what_is_approved_stays(self):
        for version in PlanVersion.objects.filter(state__in=FINAL):
            lines = sorted(
                (str(line.month), line.rounds, line.people, line.amount_satang) for line in version.lines.all()
            )
            says = (version.people_total, version.amount_total_satang, lines)
            assert self.frozen.setdefault(version.pk, says) == says


@pytest.mark.django_db
def test_no_sequence_of_actions_breaks_what_always_holds():
    run_state_machine_as_test(Plans, settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None))
