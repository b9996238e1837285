"""What pages of scenarios say: why a province got what it got, what binds, what clashes, and how sure it is."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import reduce
from math import ceil

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from buranakan.areas import queries as areas
from buranakan.areas.wording import language
from buranakan.lib import fiscal, shares, thai_dates
from buranakan.pages.ui.tags import filters
from buranakan.planning import queries, scenario_inputs
from buranakan.planning.allocation.explain import Held
from buranakan.planning.allocation.problem import WHOLE, Measure
from buranakan.planning.scenario_inputs import Source

MEASURES = {
    Measure.MAX_MIN: gettext_lazy("lift the worst-served"),
    Measure.PROPORTIONAL: gettext_lazy("by need"),
    Measure.BLEND: gettext_lazy("some of both"),
}
SOURCES = {
    Source.ENVELOPE: gettext_lazy("from the envelope"),
    Source.SURVEY: gettext_lazy("granted in the needs survey"),
    Source.PARTLY_GRANTED: gettext_lazy("granted in part in the needs survey, the rest not decided yet"),
    Source.ASKED: gettext_lazy("confirmed by the province's head, not decided yet"),
    Source.LAST_YEAR: gettext_lazy("planned there last fiscal year"),
    Source.REGISTER: gettext_lazy("enterprises in the register"),
    Source.ACTIVITY: gettext_lazy("middle of the activity's range"),
    Source.ASSUMED: gettext_lazy("our assumption"),
    Source.TYPED: gettext_lazy("entered by a planner"),
}
_NEED_SOURCES = (
    *(Source.SURVEY, Source.PARTLY_GRANTED, Source.ASKED, Source.LAST_YEAR),
    *(Source.REGISTER, Source.TYPED, Source.ASSUMED),
)
HUNDRED_THOUSAND_BAHT = 100_000_00
# More names than these are told as a number.
MOST_NAMES = 6
# One sentence says the two strongest grounds.
MOST_CLAUSES = 2


@dataclass(frozen=True)
class Names:
    """The words of everything a scenario names, looked up once a page."""

    provinces: dict
    centres: dict
    activities: dict

    @classmethod
    def of(cls, scope, scenario, *, on):
        activities = queries.activities(scope, scenario.envelope.portfolio)
        return cls(
            provinces={one.pk: one.name for one in areas.provinces()},
            centres={one.code: one.short for one in areas.offices(on=on)},
            activities={one.pk: one.name for one in activities},
        )

    def several(self, names):
        """Names in a row; of very many, how many."""
        names = list(names)
        if len(names) <= MOST_NAMES:
            return " · ".join(names)
        said = {"names": " · ".join(names[:MOST_NAMES]), "more": f"{len(names) - MOST_NAMES:,}"}
        return gettext("%(names)s and %(more)s more") % said


def months_text(months):
    """Months by their short names, in their order; those that follow each other by the first and the last."""
    spans = []
    for day in sorted(scenario_inputs.day_of(one) for one in months):
        if spans and fiscal.next_month(spans[-1][-1]) == day:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join("\N{EN DASH}".join(_month(day) for day in dict.fromkeys([one[0], one[-1]])) for one in spans)


def _month(day):
    return thai_dates.month(day, language=language(), shortened=True)


def coverage_text(coverage):
    """Ten-thousandths as a per cent."""
    return shares.format_percent(coverage / WHOLE)


def source_text(source):
    return SOURCES[Source(source)]


def need_sources(inputs):
    """On what the need of how many provinces rests, the surest first."""
    counts = Counter(Source(one.need_source) for one in inputs.provinces)
    said = [(source, counts[source]) for source in _NEED_SOURCES if counts[source]]
    parts = [
        gettext("%(source)s: %(count)s") % {"source": source_text(source), "count": f"{count:,}"}
        for source, count in said
    ]
    return gettext("What the need of provinces rests on (number of provinces): %(sources)s.") % {
        "sources": " · ".join(parts)
    }


def measure_text(inputs):
    """The measure of what is fair, with its weight where it has one."""
    text = MEASURES[Measure(inputs.measure)]
    if inputs.measure != Measure.BLEND:
        return str(text)
    said = {"measure": text, "worst": inputs.blend, "need": 100 - inputs.blend}
    return gettext("%(measure)s (%(worst)s : %(need)s)") % said


def proof_text(solved):
    """How sure it is that nothing better is possible."""
    if solved.gap is None:
        return gettext("How much better a split could be was not proven in %(seconds)s seconds.") % {
            "seconds": filters.number(solved.seconds)
        }
    if solved.gap == 0:
        return gettext("It is proven to be the best possible.")
    # Rounded up, to the hundredth that is written: what is promised to hold must hold.
    gap = f"{ceil(solved.gap * WHOLE) / 100:g}"
    return gettext("It is proven within %(gap)s%% of the best possible.") % {"gap": gap}


def over_text(needed, *, left):
    """What a split needs beyond what its envelope has left now (values.Held each); nothing where it is enough."""
    said = []
    if needed.places > left.places:
        numbers = {"needed": f"{needed.places:,}", "left": f"{max(0, left.places):,}"}
        numbers["over"] = f"{needed.places - left.places:,}"
        said.append(gettext("People: %(needed)s, but places left: %(left)s (%(over)s too many).") % numbers)
    if needed.satang > left.satang:
        numbers = {"needed": filters.baht(needed.satang), "left": filters.baht(max(0, left.satang))}
        numbers["over"] = filters.baht(needed.satang - left.satang)
        said.append(gettext("Baht: %(needed)s, but left: %(left)s (%(over)s too many).") % numbers)
    if not said:
        return ""
    rest = gettext("A draft may be over what its envelope has left, but it can't be submitted until it fits.")
    return " ".join([gettext("This is more than the envelope has left now."), *said, rest])


def basis(scenario, *, inputs, solved):
    """What the draft says of how its lines were worked out."""
    said = {
        "name": scenario.name,
        "measure": measure_text(inputs),
        "objective": f"{solved.objective:,}",
        "bound": "–" if solved.bound is None else f"{ceil(solved.bound):,}",
        "proof": proof_text(solved),
    }
    return (
        gettext(
            "Computed from the scenario “%(name)s”; what is fair: %(measure)s; points: %(objective)s of at most "
            "%(bound)s. %(proof)s No announcement states these lines."
        )
        % said
    )


# --- why a province got what it got -----------------------------------------------------------------------------------
def reason(because, *, names, inputs):
    """One sentence: what it gets, how much of its need that is, and what held it."""
    said = {
        "province": names.provinces[because.province],
        "got": f"{because.got:,}",
        "need": f"{because.need:,}",
        "coverage": coverage_text(because.coverage),
        "because": _clauses(because, names=names, inputs=inputs),
    }
    if not because.need:
        given = inputs.by_code()[because.province]
        if given.need_source == Source.SURVEY:
            return gettext("%(province)s gets %(got)s people: none of what it asked for was granted.") % said
        return gettext("%(province)s gets %(got)s people: it has said no need.") % said
    return gettext("%(province)s gets %(got)s people, %(coverage)s%% of %(need)s in need, because %(because)s.") % said


def _clauses(because, *, names, inputs):
    held = [Held(one) for one in because.held if Held(one) in _CLAUSES][:MOST_CLAUSES]
    found = [_CLAUSES[one](because, names) for one in held]
    # That some places are for certain activities does not yet say why they are so many.
    if set(held) <= {Held.PROJECT_SHARES}:
        found.insert(0, _beside_others(because))
    return reduce(_both, found)


def _beside_others(because):
    """Nothing of its own held it: it stands as its share of all need and the wishes of others left it."""
    target = {"target": f"{because.target:,}"}
    if because.got > because.target:
        return gettext("there was room to go above its share of all need, %(target)s people") % target
    if because.got < because.target:
        return gettext("places are worth more elsewhere; its share of all need is %(target)s people") % target
    return gettext("that is its share of all need")


def _both(first, second):
    return gettext("%(first)s and %(second)s") % {"first": first, "second": second}


def _said(message):
    """A clause that names nothing of the province."""
    return lambda because, names: gettext(message)


def _trainers(because, names):
    said = {"centre": names.centres.get(because.centre, because.centre), "months": months_text(because.months)}
    return gettext("the trainers of %(centre)s are full in %(months)s") % said


def _rooms(because, names):
    return gettext("it has no more rooms in %(months)s") % {"months": months_text(because.months)}


_CLAUSES = {
    Held.PINNED: _said(gettext_noop("a planner fixed it")),
    Held.CEILING: _said(gettext_noop("that is the most it may get")),
    Held.FLOOR: _said(gettext_noop("that is the least it must get")),
    Held.COVERAGE: _said(gettext_noop("that is the smallest coverage that every province is lifted to")),
    Held.TARGET: _said(gettext_noop("that is its share of all need")),
    Held.TRAINERS: _trainers,
    Held.ROOMS: _rooms,
    Held.BUDGET: _said(gettext_noop("the money is used up")),
    Held.ROUND_SIZE: _said(gettext_noop("people come in whole rounds")),
    Held.PROJECT_SHARES: _said(gettext_noop("some places belong to activities that must keep their least number")),
}


# --- what binds -------------------------------------------------------------------------------------------------------
def binding(solved, *, names):
    """Sentences of the limits the split stands at, those of one kind together. Of what has a price but is not used up
    by the split itself, only money is told: by what is left of it."""
    found = defaultdict(list)
    for one in solved.binding:
        if one.limit == "budget" or not one.slack:
            found[one.limit].append(one)
    return [text for kind, say in _BINDING.items() if found[kind] for text in say(found[kind], names)]


def _budget_binds(held, names):
    yield gettext("The money is used up: only %(left)s baht are left.") % {"left": filters.baht(held[0].slack)}


def _trainers_bind(held, names):
    months = defaultdict(list)
    for one in held:
        months[one.key[0]].append(one.key[1])
    for centre, found in months.items():
        said = {"centre": names.centres.get(centre, centre), "months": months_text(found)}
        yield gettext("All trainers of %(centre)s are taken in %(months)s.") % said


def _rooms_bind(held, names):
    provinces = {one.key[0]: names.provinces[one.key[0]] for one in held}
    yield gettext("No more rooms in some months: %(provinces)s.") % {"provinces": names.several(provinces.values())}


def _floors_bind(held, names):
    provinces = names.several(names.provinces[one.key[0]] for one in held)
    yield gettext("At the least that was asked for them: %(provinces)s.") % {"provinces": provinces}


def _ceilings_bind(held, names):
    provinces = names.several(names.provinces[one.key[0]] for one in held)
    yield gettext("At the most they may get: %(provinces)s.") % {"provinces": provinces}


def _activities_bind(held, names):
    activities = names.several(names.activities[one.key[0]] for one in held)
    yield gettext("Kept only at their least number of people: %(activities)s.") % {"activities": activities}


_BINDING = {
    "budget": _budget_binds,
    "trainers": _trainers_bind,
    "rooms": _rooms_bind,
    "project_floor": _activities_bind,
    "floor": _floors_bind,
    "ceiling": _ceilings_bind,
}


def one_more_baht(solved):
    """What more money would change, by the prices near this split."""
    budget = next((one for one in solved.binding if one.limit == "budget"), None)
    if budget is None or not budget.price:
        return gettext(
            "By the prices near this split, more money would not make it better: people and places hold it, not baht."
        )
    points = budget.price * HUNDRED_THOUSAND_BAHT
    if solved.coverage_weight:
        lifted = shares.format_percent(points / solved.coverage_weight / WHOLE)
        return gettext(
            "Near this split, 100,000 baht more are worth as much as lifting the smallest coverage by %(lifted)s "
            "points of a hundred."
        ) % {"lifted": lifted}
    nearer = filters.number(round(points / max(1, solved.deviation_weight), 1))
    return gettext(
        "Near this split, 100,000 baht more are worth as much as bringing %(nearer)s people nearer to their share."
    ) % {"nearer": nearer}


def fairness_costs(solved):
    """What the same limits would give if only the wishes of provinces and the season counted."""
    free, fair = solved.unfair, solved.measured
    if free is None:
        return ""
    said = {
        "coverage": coverage_text(free.smallest_coverage),
        "gini": coverage_text(free.gini),
        "worth": _percent_more(free.worth, fair.worth),
        "baht": filters.baht(abs(fair.satang - free.satang)),
        "served": free.provinces_served,
    }
    text = gettext(
        "Without a measure of fairness the split would meet wishes and season %(worth)s%% better, but serve %(served)s "
        "provinces, the worst of them at %(coverage)s%% of its need."
    )
    more = gettext("It would cost %(baht)s baht more.") if free.satang > fair.satang else ""
    less = gettext("It would cost %(baht)s baht less.") if free.satang < fair.satang else ""
    return " ".join(one % said for one in (text, more, less) if one)


def _percent_more(free, fair):
    return shares.format_percent(max(0, free - fair) / fair) if fair else "0"


# --- what clashes -----------------------------------------------------------------------------------------------------
def conflict(solved, *, names, inputs):
    """The limits that can't all be kept, those alike together: (what, what to do, the names of very many)."""
    fixed = {pin.province for pin in inputs.province_pins}
    found = []
    for kind, told in _CLASHES.items():
        of_kind = [one for one in solved.conflict if one.kind == kind]
        many = [one for one in of_kind if kind in _OF_MANY and one.key[0] not in fixed]
        if len(many) > MOST_NAMES:
            of_kind = [one for one in of_kind if one not in many]
            found.append(_many_clash(many, kind=kind, names=names))
        for alike in _alike(kind, of_kind):
            is_fixed = kind in {"floor", "ceiling"} and alike[0].key[0] in fixed
            say, remedy = (_fixed_clash, _FREE) if is_fixed else told
            found.append((say(alike, names), str(remedy), ""))
    return list(dict.fromkeys(found))


def _alike(kind, clashes):
    """Those told in one sentence: a centre's or a province's months, the sizes of rounds; any other alone."""
    groups = defaultdict(list)
    for place, one in enumerate(clashes):
        together = {"trainers": one.key[:1], "rooms": one.key[:1], "largest_round": (), "smallest_round": ()}
        groups[together.get(kind, place)].append(one)
    return groups.values()


def _people_clash(alike, names):
    return gettext("Exactly %(people)s people must be placed.") % {"people": f"{alike[0].value:,}"}


def _budget_clash(alike, names):
    return gettext("At most %(baht)s baht may be spent.") % {"baht": filters.baht(alike[0].value)}


def _of_province(alike, names):
    return {"province": names.provinces[alike[0].key[0]], "people": f"{alike[0].value:,}"}


def _floor_clash(alike, names):
    return gettext("%(province)s must get at least %(people)s people.") % _of_province(alike, names)


def _ceiling_clash(alike, names):
    return gettext("%(province)s may get at most %(people)s people.") % _of_province(alike, names)


def _many_clash(alike, *, kind, names):
    """Very many provinces in one sentence, by what their limits come to together; their names stand beside it."""
    message, remedy = _OF_MANY[kind]
    said = {"count": f"{len(alike):,}", "each": _sizes(alike), "people": f"{sum(one.value for one in alike):,}"}
    return gettext(message) % said, str(remedy), " · ".join(names.provinces[one.key[0]] for one in alike)


def _fixed_clash(alike, names):
    return gettext("%(province)s is fixed at %(people)s people.") % _of_province(alike, names)


def _activity_clash(alike, names):
    said = {"activity": names.activities[alike[0].key[0]], "people": f"{alike[0].value:,}"}
    return gettext("“%(activity)s” must have at least %(people)s people.") % said


def _trainers_clash(alike, names):
    centre = alike[0].key[0]
    said = {"centre": names.centres.get(centre, centre), "rounds": sum(one.value for one in alike)}
    said["months"] = months_text([one.key[1] for one in alike])
    return gettext("The trainers of %(centre)s give at most %(rounds)s rounds in all in %(months)s.") % said


def _rooms_clash(alike, names):
    said = {"province": names.provinces[alike[0].key[0]], "rounds": sum(one.value for one in alike)}
    said["months"] = months_text([one.key[1] for one in alike])
    return gettext("%(province)s has rooms for at most %(rounds)s rounds in all in %(months)s.") % said


def _smallest_clash(alike, names):
    return gettext("A round has at least so many people by its activity: %(sizes)s.") % {"sizes": _sizes(alike)}


def _largest_clash(alike, names):
    return gettext("A round has at most so many people by its activity: %(sizes)s.") % {"sizes": _sizes(alike)}


def _sizes(alike):
    values = [one.value for one in alike]
    return "\N{EN DASH}".join(f"{size:,}" for size in sorted({min(values), max(values)}))


def _cell_rounds_clash(alike, names):
    said = {"rounds": alike[0].value}
    return gettext("An activity has at most %(rounds)s round in a province and a month.") % said


def _pin_clash(alike, names):
    province, activity, month = alike[0].key
    said = {
        "province": names.provinces[province],
        "activity": names.activities[activity],
        "month": months_text([month]),
        "people": f"{alike[0].value:,}",
    }
    return gettext("%(province)s is fixed at %(people)s people of “%(activity)s” in %(month)s.") % said


_FREE = gettext_lazy("Free this province.")
_OF_MANY = {
    "floor": (
        gettext_noop("%(count)s provinces must get at least %(each)s people each, %(people)s together."),
        gettext_lazy("Lower the least of some of them."),
    ),
    "ceiling": (
        gettext_noop("%(count)s provinces may get at most %(each)s people each, %(people)s together."),
        gettext_lazy("Raise the most of some of them."),
    ),
}
_CLASHES = {
    "people": (_people_clash, gettext_lazy("Place fewer people.")),
    "budget": (_budget_clash, gettext_lazy("Raise the money, or lower the cost of a person or a round.")),
    "floor": (_floor_clash, gettext_lazy("Lower the least of this province, or free it.")),
    "ceiling": (_ceiling_clash, gettext_lazy("Raise the most of this province.")),
    "project_floor": (_activity_clash, gettext_lazy("Lower the least number of this activity.")),
    "trainers": (_trainers_clash, gettext_lazy("Find more trainers for these months, or open another month.")),
    "rooms": (_rooms_clash, gettext_lazy("Find another room, or open another month.")),
    "pin": (_pin_clash, _FREE),
    "smallest_round": (_smallest_clash, gettext_lazy("Change the number of people, or offer another activity.")),
    "largest_round": (_largest_clash, gettext_lazy("Offer another activity.")),
    "rounds_per_cell": (_cell_rounds_clash, gettext_lazy("Open another month, or offer another activity.")),
}
