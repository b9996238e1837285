"""What a split may start from, drawn from all that is known: need, capacity, costs, seasons, each with its source."""

from collections import Counter
from dataclasses import dataclass
from math import ceil
from statistics import median_low

from buranakan import reference
from buranakan.areas import queries as areas
from buranakan.insight import crews
from buranakan.lib import fiscal
from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.lib.split import apportion
from buranakan.planning import needs, queries
from buranakan.planning.allocation.problem import Measure
from buranakan.planning.enums import NeedState
from buranakan.planning.scenario_inputs import (
    ActivityInput,
    Asked,
    CentreInput,
    Inputs,
    MonthInput,
    ProvinceInput,
    Source,
)


@dataclass(frozen=True)
class _Need:
    """(people in need, source) by province code, where that is known; how many are assumed where it is not."""

    known: dict
    assumed: int
    asked: tuple[Asked, ...] = ()

    def of(self, code):
        """People of a province, known or assumed."""
        return self.known.get(code, (self.assumed, Source.ASSUMED))[0]

    def source_of(self, code):
        """Where that comes from."""
        return self.known.get(code, (self.assumed, Source.ASSUMED))[1]


def drawn(scope, envelope, *, measure=Measure.BLEND):
    """The inputs of a new scenario on an envelope: what is left in it, over the provinces its office reaches."""
    assumed = reference.document("allocation.toml")
    offered = reference.document("activities.toml")
    on = fiscal.first_day(envelope.portfolio.fiscal_year)
    left = envelope.left
    teams = _teams(envelope.office, on=on)
    months = _months(envelope.portfolio, parts=offered["seasons"]["parts"])
    need = _need(envelope.portfolio, codes=list(teams), assumed=assumed["need"])
    shares = {given["code"]: given["share"] for given in offered["activity"]}
    said = {one.province for one in need.asked}
    silent = [code for code in teams if code not in said]
    activities = _activities(scope, envelope.portfolio, shares=shares, people=left.places, assumed=assumed)
    return Inputs(
        people=left.places,
        budget_satang=left.satang,
        provinces=_provinces(teams, need=need, people=left.places, assumed=assumed),
        activities=activities,
        centres=_trainers(teams, fiscal_year=envelope.portfolio.fiscal_year),
        months=months,
        asked=(*need.asked, *_wishes(activities, codes=silent, assumed=assumed["wishes"])),
        measure=Measure(measure),
    )


def _teams(office, *, on):
    """{province code: the office whose trainers go there} of the provinces in an office's reach."""
    reached, teams = areas.province_codes_of(office, on=on), crews.crews(on=on)
    codes = [province.pk for province in areas.provinces() if reached is None or province.pk in reached]
    return {code: teams[code] for code in codes if code in teams}


def _need(portfolio, *, codes, assumed):
    """By province the best that is known of its need, counted over the whole country: what the committee granted, what
    its head confirmed and nobody decided yet, what last year's plan held there. Of a province of which none of these
    is known a part of the middle of the known is assumed, so that what somebody said weighs more than what nobody did.
    """
    known = {
        code: (people, Source.LAST_YEAR)
        for code, people in queries.planned_a_year_before(portfolio).items()
        if code in codes and people
    }
    answered, asked = _answered(portfolio, codes=codes)
    known |= answered
    some = [people for people, _source in known.values() if people]
    unknown = median_low(some) * assumed["percent_of_the_middle"] // 100 if some else assumed["people_where_unknown"]
    return _Need(known, max(1, unknown), asked)


def _answered(portfolio, *, codes):
    """{code: (people, source)} of provinces that answered the survey, and the people they asked for by activity.

    What is not decided yet counts beside what was granted: a first decision takes nothing back of the rest.
    """
    granted, waiting, asked = Counter(), Counter(), Counter()
    for code, activity, state, people, got in needs.confirmed_people(portfolio):
        if code not in codes:
            continue
        is_waiting = state == NeedState.PROPOSED
        waiting[code] += people if is_waiting else 0
        if not is_waiting:
            granted[code] += got
        asked[code, activity] += people if is_waiting else got
    sources = {code: _source(code in granted, waiting[code]) for code in {*granted, *waiting}}
    said = tuple(
        Asked(code, activity, people, sources[code]) for (code, activity), people in sorted(asked.items()) if people
    )
    return {code: (granted[code] + waiting[code], source) for code, source in sources.items()}, said


def _source(is_decided, waiting):
    if not waiting:
        return Source.SURVEY
    return Source.PARTLY_GRANTED if is_decided else Source.ASKED


def _provinces(teams, *, need, people, assumed):
    limits = assumed["limits"]
    needed = {code: need.of(code) for code in teams}
    shares = dict(zip(needed, apportion(people, list(needed.values())), strict=True)) if any(needed.values()) else {}

    def most(code):
        # Whoever asked for nothing is given nothing, unless the planner says otherwise.
        if not needed[code]:
            return 0
        return max(limits["most_at_least"], ceil(shares[code] * limits["most_percent_of_share"] / 100))

    return tuple(
        ProvinceInput(
            code=code,
            centre=office.code,
            need=needed[code],
            need_source=need.source_of(code),
            floor=min(limits["least_people"], most(code)),
            ceiling=most(code),
            rooms=limits["rooms_in_a_month"],
        )
        for code, office in teams.items()
    )


def _activities(scope, portfolio, *, shares, people, assumed):
    found = list(queries.activities(scope, portfolio))
    of_round = assumed["costs"]["baht_a_round"] * SATANG_IN_A_BAHT
    least = assumed["shares"]["least_percent_of_part"]
    parts = {one.pk: shares.get(one.code, 1) for one in found}
    total = sum(parts.values())

    def floor(one):
        # Less than one round is no promise of a round.
        share = people * parts[one.pk] * least // (100 * total)
        return share if share >= one.round_smallest else 0

    return tuple(
        ActivityInput(
            activity=one.pk,
            project=one.project.number,
            smallest=one.round_smallest,
            largest=one.round_largest,
            low_satang=one.unit_cost_low_satang,
            high_satang=one.unit_cost_high_satang,
            cost_satang=_middle(one),
            round_cost_satang=min(of_round, (one.unit_cost_high_satang - _middle(one)) * one.round_smallest),
            floor=floor(one),
            share=parts[one.pk],
        )
        for one in found
    )


def _wishes(activities, *, codes, assumed):
    """Activities dealt out to provinces by their parts, one after another, where no province said what it wants."""
    parts = apportion(assumed["activities_a_province"] * len(codes), [one.share for one in activities])
    # By how far each has come of its part, so that each turns up evenly among the provinces.
    shares = [(place / part, one) for one, part in zip(activities, parts, strict=True) for place in range(part)]
    dealt = [one for _share, one in sorted(shares, key=lambda share: (share[0], share[1].activity))]
    wishes = Counter((codes[place % len(codes)], one.activity) for place, one in enumerate(dealt))
    return tuple(Asked(code, activity, times, Source.ASSUMED) for (code, activity), times in sorted(wishes.items()))


def _middle(activity):
    """The middle of the activity's range, in whole baht."""
    baht = (activity.unit_cost_low_satang + activity.unit_cost_high_satang) // (2 * SATANG_IN_A_BAHT)
    return max(activity.unit_cost_low_satang, baht * SATANG_IN_A_BAHT)


def _months(portfolio, *, parts):
    months = fiscal.months_of(portfolio.fiscal_year)
    return tuple(MonthInput(month.isoformat(), parts.get(str(month.month), 0)) for month in months)


def _trainers(teams, *, fiscal_year):
    """Rounds a month by the provinces a centre serves and by the season."""
    months = fiscal.months_of(fiscal_year)
    most = crews.most(teams, months=months)
    offices = sorted(set(teams.values()), key=lambda office: office.code)
    return tuple(CentreInput(one.code, tuple(most[one.pk, month] for month in months)) for one in offices)
