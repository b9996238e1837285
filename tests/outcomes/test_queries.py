"""What each scope sees of values, by pillar, by enterprise and by receiver; and loading the reference files."""

import datetime as dt

import pytest

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.outcomes import actions, imports, queries
from buranakan.outcomes.enums import CountedFor, EvidenceLevel, Method, Stage
from buranakan.outcomes.models import AskingTime, Indicator, IndicatorPillar
from buranakan.policy import imports as policy_files
from buranakan.records.models import Event
from tests.delivery.conftest import AT
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.factories.outcomes import AskingFactory, IndicatorFactory, IndicatorPillarFactory, MeasurementFactory
from tests.factories.policy import FrameworkFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.outcomes.conftest import REASON

EVERYTHING = Scope.system("test")
MAY = dt.date(2025, 5, 1)


@pytest.fixture
def near(place):
    return scope(Role.PROVINCIAL_OFFICER, place.ground.office)


def before_and_after(indicator, enterprise, before, after, **said):
    said |= {"indicator": indicator, "enterprise": enterprise}
    MeasurementFactory(value_hundredths=before, **said)
    return MeasurementFactory(value_hundredths=after, follow_up=True, **said)


# --- scope ------------------------------------------------------------------------------------------------------------
def test_values_are_seen_where_the_office_reaches(place, near):
    here = place.recorded()
    there = MeasurementFactory(indicator=place.sales, enterprise__province=ProvinceFactory(code="50"))
    assert list(queries.measurements(near)) == [here]
    assert set(queries.measurements(EVERYTHING)) == {here, there}
    assert list(queries.measurements(Scope.public())) == []
    assert list(queries.measurements_made(near)) == [here]


def test_values_narrow_by_every_key(place):
    one = place.recorded()
    MeasurementFactory(
        follow_up=True,
        enterprise__province=ProvinceFactory(code="50"),
        evidence_level=EvidenceLevel.CONFIRMED,
        measured_on=dt.date(2025, 5, 15),
    )
    keys = {
        "indicator": place.sales,
        "province": place.ground.province,
        "stage": Stage.BASELINE,
        "method": Method.MEASURED,
        "evidence_level": EvidenceLevel.CLAIMED,
        "office": place.ground.office,
        "until": one.measured_on,
    }
    assert keys.keys() == queries.FILTERS.keys()
    for name, value in keys.items():
        assert list(queries.standing_measurements(EVERYTHING, **{name: value})) == [one]


def test_askings_are_seen_where_the_office_reaches(place, near):
    here = AskingFactory(enterprise=place.enterprise)
    AskingFactory(enterprise__province=ProvinceFactory(code="50"))
    assert list(queries.askings(near)) == [here]
    assert list(queries.askings_of(near, place.enterprise)) == [here]


@pytest.mark.parametrize(
    ("role", "opens"), [(Role.PROVINCIAL_OFFICER, True), (Role.EXECUTIVE, False)], ids=["names", "no-names"]
)
def test_a_file_opens_only_to_those_who_see_names(place, role, opens):
    file = actions.store_evidence(b"%PDF-1.4 test", name="a.pdf", **place.acting)
    one = place.recorded(evidence=[file])
    office = place.ground.office if opens else OfficeFactory(diprom=True)
    found = queries.evidence_file(scope(role, office), file.reference, measurement=one)
    assert (found == file) is opens
    assert queries.evidence_file(EVERYTHING, file.reference, measurement=MeasurementFactory()) is None


# --- by pillar --------------------------------------------------------------------------------------------------------
@pytest.fixture
def mind(place):
    """A framework in force with two pillars; sales speak of the first, jobs of both."""
    framework = FrameworkFactory(code="mind-test", valid_from=dt.date(2022, 12, 2))
    pillars = []
    for order, code in enumerate(["business", "income"], start=1):
        pillar = framework.pillars.create(code=code, order=order)
        pillar.wordings.create(valid_from=framework.valid_from, name_th=code, name_en=code, source="test")
        pillars.append(pillar)
    jobs = IndicatorFactory(code="jobs", is_whole=True, order=3)
    IndicatorPillarFactory(indicator=jobs, pillar=pillars[0])
    IndicatorPillarFactory(indicator=place.sales, pillar=pillars[0])
    IndicatorPillarFactory(indicator=jobs, pillar=pillars[1])
    return framework, jobs


def test_a_pillar_tells_its_indicators_in_order(place, mind, near):
    before_and_after(place.sales, place.enterprise, 100, 150)
    before_and_after(place.sales, EnterpriseFactory(province=ProvinceFactory(code="50")), 100, 900)
    (framework,) = queries.frameworks_with_indicators(on=MAY)
    readings = queries.pillar_readings(near, framework)
    told = [[(one.indicator.code, one.reading.compared) for one in pillar.indicators] for pillar in readings]
    assert told == [[("sales", 1), ("jobs", 0)], [("jobs", 0)]]
    everywhere = queries.pillar_readings(EVERYTHING, framework)
    assert everywhere[0].indicators[0].reading.compared == 2


def test_a_framework_without_indicators_or_not_in_force_has_no_pillar_page(place, mind):
    FrameworkFactory(code="empty", valid_from=dt.date(2022, 12, 2))
    assert [one.framework.code for one in queries.frameworks_with_indicators(on=MAY)] == ["mind-test"]
    assert queries.frameworks_with_indicators(on=dt.date(2022, 1, 1)) == []


def test_values_taken_back_count_nowhere(place, mind):
    wrong = before_and_after(place.sales, place.enterprise, 100, 150)
    actions.take_back(wrong, reason=REASON, by=None, at=AT)
    reading = queries.indicator_readings(EVERYTHING, [place.sales])[place.sales.pk]
    assert (reading.with_baseline, reading.with_follow_up, reading.compared) == (1, 0, 0)


def test_a_merged_enterprise_counts_as_the_one_that_remains(place):
    merged = EnterpriseFactory(province=place.ground.province, merged_into=place.enterprise)
    MeasurementFactory(indicator=place.sales, enterprise=merged, value_hundredths=100)
    MeasurementFactory(indicator=place.sales, enterprise=place.enterprise, value_hundredths=160, follow_up=True)
    (line,) = queries.changes_of_enterprises(EVERYTHING, place.sales)
    assert (line.receiver, line.change.hundredths, line.is_better) == (place.enterprise, 60, True)
    (told,) = queries.outcomes_of(EVERYTHING, place.enterprise)
    assert (told.change.change.hundredths, len(told.measurements)) == (60, 2)


@pytest.mark.parametrize("count", [1, 4])
def test_a_framework_takes_the_same_queries_for_any_number_of_values(place, mind, count, django_assert_num_queries):
    for _n in range(count):
        before_and_after(place.sales, EnterpriseFactory(), 100, 150)
        before_and_after(mind[1], EnterpriseFactory(), 100, 200)
    (framework,) = queries.frameworks_with_indicators(on=MAY)
    with django_assert_num_queries(2):
        queries.pillar_readings(EVERYTHING, framework)


# --- by receiver ------------------------------------------------------------------------------------------------------
def test_enterprises_stand_by_name_with_what_is_known_of_each(place):
    first = EnterpriseFactory(name="ก กลุ่มแรก", sort_key="a")
    other = EnterpriseFactory(name="ข กลุ่มสอง", sort_key="b")
    before_and_after(place.sales, other, 100, 80)
    MeasurementFactory(indicator=place.sales, enterprise=first, value_hundredths=70)
    lines = queries.changes_of_enterprises(EVERYTHING, place.sales)
    assert [(one.receiver, one.is_better) for one in lines] == [(first, None), (other, False)]
    assert (lines[0].baseline.hundredths, lines[0].follow_up, lines[0].change) == (70, None, None)


def test_an_enterprises_page_tells_before_after_and_what_was_taken_back(place, near):
    wrong = place.recorded(measured_on=dt.date(2025, 3, 1))
    actions.take_back(wrong, reason=REASON, **place.acting)
    before, after = place.recorded(), place.recorded(stage=Stage.FOLLOW_UP, measured_on=dt.date(2025, 5, 15))
    jobs = place.recorded(IndicatorFactory(code="jobs", order=9))
    lines = queries.outcomes_of(near, place.enterprise)
    assert [line.change.indicator for line in lines] == [place.sales, jobs.indicator]
    assert lines[0].measurements == (after, before, wrong)
    assert (lines[0].change.baseline.key, lines[0].change.change.hundredths) == (before.pk, 0)


def test_values_by_different_methods_stand_beside_each_other_without_a_change(place):
    place.recorded(measured_on=dt.date(2025, 1, 1))
    place.recorded(stage=Stage.FOLLOW_UP, method=Method.SELF_REPORTED)
    (line,) = queries.outcomes_of(EVERYTHING, place.enterprise)
    found = line.change
    assert (found.baseline.method, found.follow_up.method, found.change) == (
        Method.MEASURED,
        Method.SELF_REPORTED,
        None,
    )


def test_a_persons_values_are_theirs(place):
    mine = place.recorded(place.income, enterprise=None, person=place.owner)
    place.recorded(place.income, enterprise=None, person=PersonFactory(province=place.ground.province))
    assert list(queries.measurements_of(EVERYTHING, place.owner)) == [mine]
    assert list(queries.indicators_for(CountedFor.PERSON)) == [place.income]


def test_an_expert_sees_their_own_values_only(place):
    place.recorded()
    expert = member(Role.EXPERT, place.ground.office)
    mine = place.recorded(measured_on=dt.date(2025, 4, 1), by=expert)
    own = accounts.scope_of(expert.memberships.get(), on=MAY)
    assert list(queries.measurements(own)) == [mine]


# --- loading ----------------------------------------------------------------------------------------------------------
def test_the_reference_files_tie_indicators_to_the_pillars_and_loading_again_changes_nothing(db):
    policy_files.load(by=None, at=AT)
    imports.load(by=None, at=AT)
    before = [list(model.objects.order_by("pk").values()) for model in (Indicator, IndicatorPillar, AskingTime)]
    imports.load(by=None, at=AT)
    assert [list(model.objects.order_by("pk").values()) for model in (Indicator, IndicatorPillar, AskingTime)] == before
    tied = set(IndicatorPillar.objects.values_list("pillar__framework__code", "pillar__code"))
    assert {code for framework, code in tied if framework == "mind"} == {"business", "society", "environment", "income"}
    assert {code for framework, code in tied if framework == "fight-save-build"} == {"fight", "save", "build"}
    assert set(Indicator.objects.values_list("confidence", flat=True)) == {"D"}
    assert set(AskingTime.objects.values_list("stage", "months_after")) == {
        ("baseline", 0),
        ("follow_up", 3),
        ("follow_up", 6),
        ("follow_up", 12),
    }
    names = list(Event.objects.filter(on_type__startswith="outcomes").values_list("name", flat=True))
    assert sorted(names) == ["asking_times.loaded"] * 2 + ["indicators.loaded"] * 2


def test_what_left_the_files_is_used_no_more(place):
    policy_files.load(by=None, at=AT)
    value = place.recorded(IndicatorFactory(code="gone"))
    imports.load(by=None, at=AT)
    assert not Indicator.objects.get(code="gone").is_used
    assert value in queries.measurements(EVERYTHING)
    assert AskingTime.objects.filter(is_used=True).count() == 4
