"""Values and askings within reach, what they say by pillar and by receiver, and what a link on the phone opens."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from buranakan.accounts.scope import Kind
from buranakan.lib import clock
from buranakan.outcomes import comparison, tokens
from buranakan.outcomes.comparison import Value
from buranakan.outcomes.enums import CountedFor, Stage
from buranakan.outcomes.models import Asking, AskingTime, Indicator, IndicatorPillar, Measurement
from buranakan.policy import queries as policy
from buranakan.records.models import StoredFile
from buranakan.registry.models import Enterprise, Person
from buranakan.registry.rules import can_see_names

# A receiver merged into another counts as the one that remains; merges keep the way to it one step long.
COUNTED = {
    CountedFor.PERSON: Coalesce("person__merged_into_id", "person_id"),
    CountedFor.ENTERPRISE: Coalesce("enterprise__merged_into_id", "enterprise_id"),
}
FILTERS = {
    "indicator": "indicator",
    "province": "province",
    "office": "office",
    "until": "measured_on__lte",
    "stage": "stage",
    "method": "method",
    "evidence_level": "evidence_level",
}


# --- values -----------------------------------------------------------------------------------------------------------
def measurements(scope, **wanted):
    """Every value in the provinces in reach or of the office itself, those taken back included. The only door."""
    rows = _within(scope, Measurement.objects.all(), own="recorded_by_id")
    return rows.filter(**{FILTERS[name]: value for name, value in wanted.items() if value is not None})


def standing_measurements(scope, **wanted):
    """Values that were not taken back: what every figure counts."""
    return measurements(scope, **wanted).standing()


def measurements_made(scope):
    """Values of the office itself, told to it or recorded by it, which it may take back."""
    return measurements(scope).filter(office=scope.office_id)


def _within(scope, rows, *, own):
    """An office also reaches what it did itself for those of other provinces."""
    reached = scope.limit(rows, area="province", own=own)
    if scope.kind != Kind.OFFICE or scope.sees_all_provinces:
        return reached
    return reached | rows.filter(office=scope.office_id)


def measurements_of(scope, receiver):
    """Values in reach of a person or an enterprise, also under a record that was merged into it; the latest first."""
    kind = CountedFor.PERSON if isinstance(receiver, Person) else CountedFor.ENTERPRISE
    of_it = Q(**{kind: receiver}) | Q(**{f"{kind}__merged_into": receiver})
    rows = measurements(scope).filter(of_it)
    return rows.select_related("indicator", "office").prefetch_related("evidence").order_by("-measured_on", "-pk")


def indicators():
    """Every indicator, also those that take no values any more."""
    return Indicator.objects.all()


def ties_of(pillars):
    """Which indicators speak of these pillars, in their order."""
    ties = IndicatorPillar.objects.filter(pillar__in=pillars).select_related("indicator", "pillar")
    return sorted(ties, key=lambda tie: (tie.pillar_id, tie.indicator.order))


def indicators_for(kind):
    """Indicators in use whose value is a person's, or an enterprise's."""
    return Indicator.objects.filter(counted_for=kind, is_used=True)


def evidence_file(scope, reference, *, measurement):
    """The stored file that shows a value, or None. It may show people: only for those who see names."""
    if not can_see_names(scope):
        return None
    return StoredFile.objects.filter(reference=reference, measurements=measurement).first()


# --- by pillar --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class IndicatorReading:
    """An indicator with what the values in reach say, and how sure it is that it speaks of the pillar."""

    indicator: Indicator
    reading: comparison.Reading
    tie: IndicatorPillar | None = None


@dataclass(frozen=True)
class PillarReading:
    """A pillar as worded on the day, with its indicators."""

    wording: object
    indicators: tuple[IndicatorReading, ...]


def frameworks_with_indicators(*, on):
    """Frameworks in force on a day whose pillars some indicator speaks of, the one with the most ties first."""
    tied = defaultdict(int)
    for framework in IndicatorPillar.objects.values_list("pillar__framework", flat=True):
        tied[framework] += 1
    found = [one for one in policy.frameworks_in_force(on=on) if tied[one.framework.pk]]
    return sorted(found, key=lambda one: -tied[one.framework.pk])


def pillar_readings(scope, framework_on_a_day, **wanted):
    """What every indicator of a framework's pillars says within reach; an indicator may speak of several."""
    pillars = [wording.pillar_id for wording in framework_on_a_day.pillars]
    ties = IndicatorPillar.objects.filter(pillar__in=pillars).select_related("indicator")
    ties = sorted(ties, key=lambda tie: tie.indicator.order)
    readings = indicator_readings(scope, {tie.indicator for tie in ties}, **wanted)
    return [
        PillarReading(
            wording=wording,
            indicators=tuple(
                IndicatorReading(tie.indicator, readings[tie.indicator_id], tie)
                for tie in ties
                if tie.pillar_id == wording.pillar_id
            ),
        )
        for wording in framework_on_a_day.pillars
    ]


def indicator_readings(scope, indicators, **wanted):
    """By indicator's id, what its standing values in reach say."""
    values = _values(standing_measurements(scope, **wanted).filter(indicator__in=indicators))
    return {one.pk: comparison.read(values[one.pk], direction=one.direction) for one in indicators}


# --- by receiver ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ReceiverChange:
    """What became of one receiver: its latest values of an indicator, and the change where it can be told."""

    receiver: Enterprise
    indicator: Indicator
    baseline: Value | None
    follow_up: Value | None
    change: comparison.Change | None

    @property
    def is_better(self):
        return self.change.is_better(self.indicator.direction) if self.change else None


def changes_of_enterprises(scope, indicator, **wanted):
    """Each enterprise with a value of the indicator in reach, by name."""
    values = _values(standing_measurements(scope, **wanted).filter(indicator=indicator))[indicator.pk]
    found = Enterprise.objects.in_bulk({one.receiver for one in values})
    lines = [_change_of(found[key], indicator, group) for key, group in _by_receiver(values).items()]
    return sorted(lines, key=lambda line: (line.receiver.sort_key, line.receiver.pk))


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of one receiver: the latest before and after, the change, and every value with its state."""

    change: ReceiverChange
    measurements: tuple[Measurement, ...]


def outcomes_of(scope, receiver):
    """Before and after of one receiver, by indicator."""
    of_indicator = defaultdict(list)
    for measurement in measurements_of(scope, receiver):
        of_indicator[measurement.indicator].append(measurement)
    return [
        IndicatorLine(
            change=_change_of(receiver, indicator, [_value(one, receiver.pk) for one in rows if _stands(one)]),
            measurements=tuple(rows),
        )
        for indicator, rows in sorted(of_indicator.items(), key=lambda item: item[0].order)
    ]


def _change_of(receiver, indicator, values):
    """The change by the method whose follow-up is the latest; without one, the latest values as they are."""
    found = comparison.changes(values)
    change = max(found, key=lambda one: one.follow_up.measured_on, default=None)
    latest = {stage: _latest(values, stage) for stage in Stage}
    return ReceiverChange(
        receiver=receiver,
        indicator=indicator,
        baseline=change.baseline if change else latest[Stage.BASELINE],
        follow_up=change.follow_up if change else latest[Stage.FOLLOW_UP],
        change=change,
    )


def _latest(values, stage):
    return max((one for one in values if one.stage == stage), key=lambda one: one.measured_on, default=None)


def _stands(measurement):
    return measurement.taken_back_at is None


def _values(rows):
    """Standing values by indicator's id, each with the receiver that remains after merges."""
    columns = ("pk", "indicator_id", "stage", "measured_on", "value_hundredths", "method", "evidence_level")
    found = defaultdict(list)
    counted = Coalesce(COUNTED[CountedFor.ENTERPRISE], COUNTED[CountedFor.PERSON])
    for key, indicator, stage, on, hundredths, method, level, receiver in (
        rows.order_by().annotate(receiver=counted).values_list(*columns, "receiver")
    ):
        found[indicator].append(Value(receiver, stage, on, hundredths, method, level, key))
    return found


def _value(measurement, receiver):
    return Value(
        receiver,
        measurement.stage,
        measurement.measured_on,
        measurement.value_hundredths,
        measurement.method,
        measurement.evidence_level,
        measurement.pk,
    )


def _by_receiver(values):
    found = defaultdict(list)
    for value in values:
        found[value.receiver].append(value)
    return found


# --- askings ----------------------------------------------------------------------------------------------------------
def askings(scope):
    """Askings in the provinces in reach, or of the office itself."""
    return _within(scope, Asking.objects.all(), own="asked_by_id")


def askings_of(scope, receiver):
    """Askings in reach of a person or an enterprise, the latest first."""
    kind = CountedFor.PERSON if isinstance(receiver, Person) else CountedFor.ENTERPRISE
    return askings(scope).filter(**{kind: receiver}).select_related("office").order_by("-due_on", "-pk")


@dataclass(frozen=True)
class AskingCounts:
    """How far the askings of a round have come on a day."""

    made: int = 0
    sent: int = 0
    answered: int = 0


def askings_made(scope):
    """Askings of the office itself, which it may withdraw."""
    return askings(scope).filter(office=scope.office_id)


def askings_of_round(round_):
    """The standing askings of a round's participants, by participant's id and then stage and months."""
    found = defaultdict(list)
    rows = Asking.objects.standing().filter(participant__round=round_)
    for asking in rows.order_by("stage", "months_after"):
        found[asking.participant_id].append(asking)
    return found


def counts_of_round(round_, *, stage):
    """Standing askings of a round's participants at one stage."""
    rows = Asking.objects.standing().filter(participant__round=round_, stage=stage)
    made = list(rows.values_list("sent_at", "answered_at"))
    return AskingCounts(
        made=len(made),
        sent=sum(1 for sent, _answered in made if sent is not None),
        answered=sum(1 for _sent, answered in made if answered is not None),
    )


def asking_by_token(token):
    """The asking that a genuine link opens, whatever its state, or None."""
    reference = tokens.reference_in(token)
    if reference is None:
        return None
    named = "office", "person", "enterprise", "participant__round__activity"
    return Asking.objects.filter(reference=reference).select_related(*named).first()


def times_asked():
    """When people are asked, in order."""
    return list(AskingTime.objects.filter(is_used=True))


def questions_of(asking):
    """What is asked, in order."""
    return list(asking.indicators.order_by("order", "pk"))


def told_in(asking):
    """What was told so far, in hundredths by the indicators' codes."""
    rows = Measurement.objects.standing().filter(asking=asking)
    return dict(rows.values_list("indicator__code", "value_hundredths"))


def is_open(asking):
    """May the link still be answered today?"""
    today = clock.today()
    return asking.withdrawn_at is None and asking.due_on <= today <= asking.closes_on
