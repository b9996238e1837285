"""A framework's scorecard on a day: what was put in, what came out, what changed, pillar by pillar and kept apart.

Weights split money and nothing else: a person helped by a project that serves two pillars was helped for both, so
people and services are counted whole for each and are never added up over pillars. Everything is as of the day: its
tags and wordings, the plan versions approved by then, and what was done, paid and measured until then.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q, Sum

from buranakan.insight import names
from buranakan.insight.figures.money import MONEY_PAID
from buranakan.insight.figures.people import REACHED_DISTINCT, REACHED_PARTICIPATIONS
from buranakan.insight.slices import Dimension, Slice
from buranakan.lib import clock, fiscal
from buranakan.outcomes import queries as outcomes
from buranakan.planning import queries as planning
from buranakan.planning.enums import Kind
from buranakan.planning.models import Activity
from buranakan.planning.tag_rules import WHOLE_PERCENT
from buranakan.policy import queries as policy

# How a pillar may be looked at part by part.
BREAKDOWNS = (Dimension.PROVINCE, Dimension.OFFICE, Dimension.MONTH)


@dataclass(frozen=True)
class Money:
    """Baht planned and paid, as parts of a hundred of a satang so that nothing is lost before it is said."""

    planned_parts: int = 0
    paid_parts: int = 0

    def __add__(self, other):
        return Money(self.planned_parts + other.planned_parts, self.paid_parts + other.paid_parts)

    def of(self, percent):
        """A share of whole satang, exactly."""
        return Money(self.planned_parts * percent // WHOLE_PERCENT, self.paid_parts * percent // WHOLE_PERCENT)

    @property
    def planned(self):
        """Satang."""
        return _rounded(self.planned_parts)

    @property
    def paid(self):
        return _rounded(self.paid_parts)


def whole_money(*, planned, paid):
    """Money out of whole satang."""
    return Money(planned * WHOLE_PERCENT, paid * WHOLE_PERCENT)


def _rounded(parts):
    return (parts + WHOLE_PERCENT // 2) // WHOLE_PERCENT


@dataclass(frozen=True)
class Served:
    """What came out: people each once, participations, and how many of these by kind of help."""

    people: int = 0
    participations: int = 0
    by_kind: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True)
class Share:
    """One activity's share in a pillar."""

    activity: Activity
    weight_percent: int
    money: Money
    participations: int


@dataclass(frozen=True)
class PillarScore:
    """A pillar as worded on the day, with what was put in, what came out and what changed."""

    wording: object
    inputs: Money
    outputs: Served
    outcomes: tuple[outcomes.IndicatorReading, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Scorecard:
    """All pillars; `untagged` is the money that serves none of them, so that the parts add up to the `whole`."""

    framework: object
    on: dt.date
    pillars: tuple[PillarScore, ...]
    whole: Money
    untagged: Money
    served: Served
    tags: tuple
    entered_later: int  # tags of that day that somebody entered after it

    def pillar(self, code):
        return next((one for one in self.pillars if one.wording.pillar.code == code), None)


def usual(frameworks, *, on):
    """Of several frameworks the one that most projects are tagged to on a day, then the latest; None of none."""
    tagged = Counter(tag.pillar.framework_id for tag in planning.tags_on(on))
    return max(frameworks, key=lambda one: (tagged[one.pk], one.valid_from), default=None)


def slice_on(on, *, office=None, province=None, month=None):
    """The part of the whole that a scorecard is about: the fiscal year of its day, narrowed."""
    return Slice(fiscal_year=fiscal.fiscal_year_of(on), office=office, province=province, month=month)


def scorecard(scope, framework, *, on, office=None, province=None, month=None):
    """The scorecard of a framework on a day within reach; `office` is the serving office's id, `month` its first day.

    What changed takes longer than a month: with a month, values taken until its end are told.
    """
    part = slice_on(on, office=office, province=province, month=month)
    worded = policy.on_a_day(framework, on=on)
    until = min(on, _end_of(month)) if month else on
    tags = tuple(planning.tags_on(on, framework=framework))
    facts = _Facts(
        weights=planning.weights(tags),
        money=_money_by(scope, part, on=on),
        served=_served_by(scope, part, on=on),
        readings=_readings(scope, worded, until=until, office=office, province=province),
    )
    members = {wording.pillar_id: facts.members(wording.pillar_id) for wording in worded.pillars}
    people = _people(scope, part, on=on, members=members)
    return Scorecard(
        framework=framework,
        on=on,
        pillars=tuple(_pillar(one, facts, people=people[one.pillar_id]) for one in worded.pillars),
        whole=sum(facts.money.values(), Money()),
        untagged=facts.untagged(),
        served=facts.outputs(facts.served, people=people[None]),
        tags=tags,
        entered_later=sum(1 for tag in tags if clock.local_day(tag.tagged_at) > on),
    )


class _Facts:
    """What there is by activity, and which pillars each activity serves."""

    def __init__(self, *, weights, money, served, readings):
        self.weights, self.money, self.served, self.readings = weights, money, served, readings
        wanted = money.keys() | served.keys()
        self.activities = Activity.objects.select_related("project__portfolio").in_bulk(list(wanted))

    def members(self, pillar):
        return _members(self.weights, pillar)

    def untagged(self):
        """Money of which nobody said whom it serves."""
        left = [whole.of(WHOLE_PERCENT - sum(self.weights.get(pk, {}).values())) for pk, whole in self.money.items()]
        return sum(left, Money())

    def shares(self, pillar):
        """Activities that serve a pillar with money or people in them, in their order."""
        found = [
            Share(self.activities[pk], percent, self.money.get(pk, Money()).of(percent), self.served.get(pk, 0))
            for pk, percent in self.members(pillar).items()
            if pk in self.activities
        ]
        return tuple(sorted(found, key=lambda one: names.activity_text(one.activity)))

    def outputs(self, counted, *, people):
        """People, participations, and participations by kind of help."""
        found = defaultdict(int)
        for pk, count in counted.items():
            found[self.activities[pk].kind] += count
        by_kind = tuple((kind, found[kind]) for kind in Kind if found[kind])
        return Served(people, sum(counted.values()), by_kind)


def _pillar(wording, facts, *, people):
    shares = facts.shares(wording.pillar_id)
    return PillarScore(
        wording=wording,
        inputs=sum((one.money for one in shares), Money()),
        outputs=facts.outputs({one.activity.pk: one.participations for one in shares}, people=people),
        outcomes=facts.readings.get(wording.pillar_id, ()),
        shares=shares,
    )


def _members(weights, pillar):
    """{activity id: percent} of the activities that serve a pillar."""
    return {activity: held[pillar] for activity, held in weights.items() if pillar in held}


# --- what there is, until the day -------------------------------------------------------------------------------------
def _planned(scope, part, *, on):
    return part.narrow(planning.money_lines_in_force(scope, on=on))


def _paid(scope, part, *, on):
    return MONEY_PAID.rows_in(scope, part).filter(document_on__lte=on)


def _services(scope, part, *, on):
    return REACHED_DISTINCT.rows_in(scope, part).filter(served_on__lte=on)


def _money_by(scope, part, *, on, column="activity"):
    """Money by activity, or by activity and another key."""
    columns = ["activity"] if column == "activity" else ["activity", column]
    planned = _grouped(_planned(scope, part, on=on), columns, Sum("amount_satang"))
    paid = _grouped(_paid(scope, part, on=on), columns, MONEY_PAID.measure(None))
    keys = planned.keys() | paid.keys()
    return {key: whole_money(planned=planned.get(key, 0), paid=paid.get(key, 0)) for key in keys}


def _served_by(scope, part, *, on):
    """Participations by activity."""
    return _grouped(_services(scope, part, on=on), ["activity"], REACHED_PARTICIPATIONS.measure(None))


def _grouped(rows, columns, measure):
    found = rows.order_by().values_list(*columns).annotate(value=measure)
    return {keys[0] if len(keys) == 1 else tuple(keys): value or 0 for *keys, value in found}


def _people(scope, part, *, on, members):
    """People each once: by pillar, and under None all of them. The same person may stand under several pillars."""
    counts = {f"pillar_{pk}": REACHED_DISTINCT.measure(Q(activity__in=list(held))) for pk, held in members.items()}
    found = _services(scope, part, on=on).aggregate(everybody=REACHED_DISTINCT.measure(None), **counts)
    return {pk: found[f"pillar_{pk}"] or 0 for pk in members} | {None: found["everybody"] or 0}


def _readings(scope, worded, **wanted):
    found = outcomes.pillar_readings(scope, worded, **wanted)
    return {one.wording.pillar_id: one.indicators for one in found}


def _end_of(month):
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


# --- part by part -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One province, office or month of a pillar."""

    name: names.Name
    money: Money
    people: int
    participations: int


def breakdown(scope, framework, pillar, *, on, by, office=None, province=None, month=None):
    """A pillar's money and people by province, office or month, in the order of lists."""
    part = slice_on(on, office=office, province=province, month=month)
    weighted = _members(planning.weights_on(on, framework=framework), pillar.pk)
    column = REACHED_DISTINCT.grain.column(by)
    money = defaultdict(Money)
    for (activity, key), whole in _money_by(scope, part, on=on, column=column).items():
        if activity in weighted:
            money[key] += whole.of(weighted[activity])
    services = _services(scope, part, on=on).filter(activity__in=list(weighted))
    people = _grouped(services, [column], REACHED_DISTINCT.measure(None))
    participations = _grouped(services, [column], REACHED_PARTICIPATIONS.measure(None))
    named = names.names(by, money.keys() | people.keys())
    rows = [Row(name, money[key], people.get(key, 0), participations.get(key, 0)) for key, name in named.items()]
    return sorted(rows, key=lambda row: row.name.place)
