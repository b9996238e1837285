"""What was measured for the pillars of the framework in force, methods apart."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.insight import pillars
from buranakan.outcomes.enums import Direction, Method
from tests.factories.accounts import scope
from tests.factories.outcomes import IndicatorFactory, IndicatorPillarFactory, MeasurementFactory
from tests.factories.policy import FrameworkFactory
from tests.factories.registry import EnterpriseFactory
from tests.insight import world as worlds

ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def sales():
    """One pillar with an indicator, and one that nothing speaks of."""
    framework = FrameworkFactory(code="mind-test")
    first, second = (framework.pillars.create(code=f"pillar-{order}", order=order) for order in (1, 2))
    for pillar in (first, second):
        pillar.wordings.create(
            valid_from=framework.valid_from, name_th=pillar.code, name_en=pillar.code, source="test"
        )
    indicator = IndicatorFactory(direction=Direction.MORE)
    IndicatorPillarFactory(indicator=indicator, pillar=first)
    return indicator


def measure(indicator, province, *values, method=Method.SELF_REPORTED):
    """Before and after of one enterprise."""
    enterprise = EnterpriseFactory(province=province)
    before, after = values
    common = {"indicator": indicator, "enterprise": enterprise, "method": method}
    MeasurementFactory(value_hundredths=before, **common)
    MeasurementFactory(value_hundredths=after, follow_up=True, **common)


def told(asker=ALL):
    found = pillars.standing(asker, on=worlds.TODAY)
    return [(one.indicators, [(of.method, of.changes, of.better) for of in one.methods]) for one in found.pillars]


def test_changes_are_told_by_method_and_never_together(world, sales):
    measure(sales, world.korat, 100, 150)
    measure(sales, world.korat, 100, 90)
    measure(sales, world.korat, 100, 120, method=Method.MEASURED)
    assert told() == [(1, [(Method.MEASURED, 1, 1), (Method.SELF_REPORTED, 2, 1)]), (0, [])]


def test_another_province_tells_its_own(world, sales):
    measure(sales, world.korat, 100, 150)
    assert told(scope(Role.PROVINCIAL_OFFICER, world.offices["50"])) == [(1, []), (0, [])]


def test_without_indicators_there_is_nothing_to_tell(world):
    FrameworkFactory()
    assert pillars.standing(ALL, on=worlds.TODAY) is None


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, sales, count, django_assert_num_queries):
    for _number in range(count):
        measure(sales, world.korat, 100, 150)
    with django_assert_num_queries(6):
        pillars.standing(ALL, on=worlds.TODAY)
