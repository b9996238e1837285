"""What changed in the demo: baselines and follow-ups told by link, and values that officers measured with papers."""

import datetime as dt

from buranakan.accounts.scope import Scope
from buranakan.lib import clock
from buranakan.outcomes import actions, queries
from buranakan.outcomes.enums import EvidenceLevel, Method, Stage

WHOLE = Scope.system("demo")
ANSWERS_BEFORE, ANSWERS_AFTER = 0.85, 0.7
HUNDREDTHS = 100
# Where values begin, in the indicator's unit, and the part of it that changes, least and most.
BEGINS = {"sales": (18_000, 160_000), "cost": (12_000, 90_000), "income": (7_000, 24_000), "jobs": (1, 9)}
CHANGES = {"sales": (-0.08, 0.34), "cost": (-0.22, 0.06), "income": (-0.05, 0.28), "jobs": (0, 0.3)}
MEASURED = ("productivity", "energy")
MEASURED_BEGINS = {"productivity": (9_000, 42_000), "energy": (900, 6_500)}
MEASURED_CHANGES = {"productivity": (-0.04, 0.31), "energy": (-0.24, 0.05)}
VISITED_BEFORE, VISITED_AFTER = dt.timedelta(days=14), dt.timedelta(days=75)


class Measurer:
    """Remembers what each told before, so that what they tell afterwards follows from it."""

    def __init__(self, *, chance, until):
        self.chance = chance
        self.until = until
        self.told = {}

    def before(self, held, *, by, at):
        """Everybody on the roster is asked; most answer the same week."""
        actions.ask_for_baselines(held, by=by, at=at)
        for asking in queries.askings(WHOLE).filter(participant__round=held, stage=Stage.BASELINE):
            if self.chance.random() < ANSWERS_BEFORE:
                self._answer(asking, at=at + dt.timedelta(days=self.chance.randint(0, 4)))

    def after(self, held, *, by):
        """Completers are asked again months later, where that day has come."""
        closed_at = held.closed_at + dt.timedelta(hours=1)
        actions.schedule_follow_ups(held, by=by, at=closed_at)
        due = queries.askings(WHOLE).filter(participant__round=held, stage=Stage.FOLLOW_UP, due_on__lt=self.until)
        for asking in due:
            at = dt.datetime.combine(asking.due_on, dt.time(19), clock.BANGKOK) + dt.timedelta(days=1)
            if self.chance.random() < ANSWERS_AFTER and clock.local_day(at) < self.until:
                self._answer(asking, at=at)

    def visit(self, enterprise, *, served_on, office, by):
        """An officer measures at the enterprise before and after, with a paper for each value."""
        for stage, day in (
            (Stage.BASELINE, served_on - VISITED_BEFORE),
            (Stage.FOLLOW_UP, served_on + VISITED_AFTER),
        ):
            if day >= self.until:
                continue
            at = dt.datetime.combine(day, dt.time(15), clock.BANGKOK)
            paper = f"ข้อมูลสมมติ ไม่ใช่เอกสารจริง\nบันทึกการตรวจวัดที่กิจการ {enterprise.reference} วันที่ {day.isoformat()}\n"
            files = [actions.store_evidence(paper.encode(), name=f"บันทึกตรวจวัด-{day.isoformat()}.txt", by=by, at=at)]
            for indicator in queries.indicators_for("enterprise").filter(code__in=MEASURED):
                actions.record_measurement(
                    indicator,
                    enterprise=enterprise,
                    stage=stage,
                    value_hundredths=self._value(enterprise.pk, indicator.code, stage=stage),
                    measured_on=day,
                    method=Method.MEASURED,
                    evidence_level=EvidenceLevel.DOCUMENTED,
                    evidence=files,
                    office=office,
                    by=by,
                    at=at,
                )

    def _answer(self, asking, *, at):
        asked = {one.code: one.counted_for for one in asking.indicators.all() if one.code in BEGINS}
        values = {
            code: self._value(getattr(asking, f"{counted_for}_id"), code, stage=asking.stage)
            for code, counted_for in asked.items()
        }
        if values:
            actions.answer(asking, values=values, at=at)

    def _value(self, receiver, code, *, stage):
        key = (receiver, code)
        if stage == Stage.BASELINE or key not in self.told:
            begins = (BEGINS | MEASURED_BEGINS)[code]
            self.told[key] = self._rounded(self.chance.uniform(*begins))
            return self.told[key] * HUNDREDTHS
        change = self.chance.uniform(*(CHANGES | MEASURED_CHANGES)[code])
        return self._rounded(self.told[key] * (1 + change)) * HUNDREDTHS

    def _rounded(self, value):
        """People say round numbers."""
        return int(round(value, -2 if value >= 1000 else 0))
