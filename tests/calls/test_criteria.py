"""Each kind of criterion: met, not met, not known, with a sentence for each."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.calls import criteria, wording
from buranakan.calls.criteria import Applicant, Ground, years_between
from buranakan.calls.enums import CriterionKind, Outcome
from buranakan.calls.rules import PARAMETERS
from buranakan.calls.values import WrittenCriterion

KORAT, SURIN = (SimpleNamespace(pk=code) for code in ("30", "32"))
GROUND = Ground(frozenset({"30"}), dt.date(2025, 5, 15))
HAS = {"has_enterprise": True}
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


def found(kind, parameters, **said):
    return criteria.find(kind, parameters, applicant=Applicant(**said), ground=GROUND)


@pytest.mark.parametrize(
    ("kind", "parameters", "said", "outcome"),
    [
        ("lives_in", {}, {"home_province": KORAT}, MET),
        ("lives_in", {}, {"home_province": SURIN}, NOT_MET),
        ("lives_in", {}, {}, UNKNOWN),
        ("enterprise_in", {}, HAS | {"enterprise_province": KORAT}, MET),
        ("enterprise_in", {}, HAS | {"enterprise_province": SURIN}, NOT_MET),
        ("enterprise_in", {}, HAS, UNKNOWN),
        ("enterprise_in", {}, {"has_enterprise": False}, NOT_MET),
        ("enterprise_in", {}, {}, UNKNOWN),
        ("enterprise_kinds", {"kinds": ["community"]}, HAS | {"enterprise_kind": "community"}, MET),
        ("enterprise_kinds", {"kinds": ["community"]}, HAS | {"enterprise_kind": "sole"}, NOT_MET),
        ("enterprise_kinds", {"kinds": ["community"]}, HAS, UNKNOWN),
        ("has_registered_enterprise", {}, HAS | {"is_registered": True}, MET),
        ("has_registered_enterprise", {}, HAS | {"is_registered": False}, NOT_MET),
        ("has_registered_enterprise", {}, HAS, UNKNOWN),
        ("business_age_at_least", {"years": 3}, HAS | {"business_began_on": dt.date(2022, 5, 15)}, MET),
        ("business_age_at_least", {"years": 3}, HAS | {"business_began_on": dt.date(2022, 5, 16)}, NOT_MET),
        ("business_age_at_least", {"years": 3}, HAS, UNKNOWN),
        ("business_age_at_most", {"years": 3}, HAS | {"business_began_on": dt.date(2022, 5, 15)}, MET),
        ("business_age_at_most", {"years": 3}, HAS | {"business_began_on": dt.date(2022, 5, 14)}, NOT_MET),
        ("business_age_at_most", {"years": 3}, HAS, UNKNOWN),
        ("employees_at_most", {"employees": 50}, HAS | {"employees": 50}, MET),
        ("employees_at_most", {"employees": 50}, HAS | {"employees": 51}, NOT_MET),
        ("employees_at_most", {"employees": 50}, HAS, UNKNOWN),
        ("smallest_age", {"years": 18}, {"birth_on": dt.date(2007, 5, 15)}, MET),
        ("smallest_age", {"years": 18}, {"birth_on": dt.date(2007, 5, 16)}, NOT_MET),
        ("smallest_age", {"years": 18}, {}, UNKNOWN),
        ("not_supported_this_year", {}, {}, MET),
        ("not_supported_this_year", {}, {"is_supported": True}, NOT_MET),
        ("attends_all", {}, {"attends_all": True}, MET),
        ("attends_all", {}, {"attends_all": False}, NOT_MET),
        ("attends_all", {}, {}, UNKNOWN),
    ],
)
def test_what_a_criterion_finds(kind, parameters, said, outcome):
    finding = found(kind, parameters, **said)
    assert finding.outcome == outcome
    assert "%(" not in finding.explanation


def test_every_kind_is_tried_and_worded():
    assert set(criteria.FINDERS) == set(CriterionKind) == set(wording.wordings()) == set(PARAMETERS)


@pytest.mark.parametrize("kind", CriterionKind)
def test_the_reference_words_each_kind_in_both_languages_with_what_it_needs(kind):
    reads = wording.wordings()[kind]
    parameters = {reads.parameter: reads.default} if reads.parameter else {}
    assert set(parameters) == PARAMETERS[kind]
    worded = wording.worded(WrittenCriterion(kind=kind, parameters=parameters))
    assert "" not in {worded.sentence_th, worded.sentence_en}
    assert "%" not in worded.sentence_th + worded.sentence_en


def test_the_offices_own_sentence_is_kept():
    own = WrittenCriterion(kind="attends_all", sentence_th="มาครบสามวัน", sentence_en="Comes on all three days")
    assert wording.worded(own) == own


def test_only_a_required_criterion_is_in_the_way():
    asked = [
        SimpleNamespace(kind="lives_in", parameters={}, is_required=is_required) for is_required in (True, False)
    ]
    results = criteria.results(asked, Applicant(home_province=SURIN), provinces=["30"], on=GROUND.on)
    assert [(one.outcome, one.is_in_the_way) for one in results] == [(NOT_MET, True), (NOT_MET, False)]


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(DAYS, st.integers(0, 100))
def test_years_are_counted_from_birthday_to_birthday(day, years):
    if (day.month, day.day) == (2, 29):
        return
    birthday = day.replace(year=day.year + years)
    assert years_between(day, birthday) == years
    assert years_between(day, birthday - dt.timedelta(days=1)) == years - 1


@given(DAYS, st.integers(1, 50))
def test_a_business_is_never_both_too_young_and_too_old(began_on, years):
    said = HAS | {"business_began_on": min(began_on, GROUND.on)}
    outcomes = {
        found(kind, {"years": years}, **said).outcome for kind in ("business_age_at_least", "business_age_at_most")
    }
    assert MET in outcomes
