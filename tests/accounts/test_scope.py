"""What a worn membership reaches: provinces, books, own."""

import datetime as dt

import pytest

from buranakan.accounts import queries
from buranakan.accounts.permissions import GRANTS, Permission, Role
from buranakan.accounts.scope import Scope
from buranakan.areas.models import Province
from tests.factories.accounts import MembershipFactory, UserFactory, member, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, ResponsibilityFactory, centre_of, provincial_office

pytestmark = pytest.mark.django_db
MAY = dt.date(2025, 5, 15)


@pytest.fixture
def three_provinces():
    return [ProvinceFactory(code=code) for code in ("30", "31", "50")]


def codes(scope):
    return sorted(scope.limit(Province.objects.all(), area="code").values_list("code", flat=True))


def test_a_provincial_office_reaches_its_province_alone(three_provinces):
    office = provincial_office(three_provinces[0])
    assert codes(scope(Role.PROVINCIAL_OFFICER, office, on=MAY)) == ["30"]


def test_a_centre_reaches_the_provinces_it_answers_for(three_provinces):
    centre = centre_of(*three_provinces[:2])
    assert codes(scope(Role.CENTRE_OFFICER, centre, on=MAY)) == ["30", "31"]


def test_a_department_and_the_ministry_reach_all(three_provinces):
    for office in (OfficeFactory(diprom=True), OfficeFactory(ministry=True)):
        assert codes(scope(Role.EXECUTIVE, office, on=MAY)) == ["30", "31", "50"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2025, 3, 31), []),
        (dt.date(2025, 4, 1), ["50"]),
        (dt.date(2025, 5, 31), ["50"]),
        (dt.date(2025, 6, 1), []),
    ],
    ids=["day-before", "first-day", "last-day", "day-after"],
)
def test_responsibility_is_dated(three_provinces, day, expected):
    office = OfficeFactory(provincial=True)
    ResponsibilityFactory(
        office=office, province=three_provinces[2], valid_from=dt.date(2025, 4, 1), valid_to=dt.date(2025, 5, 31)
    )
    assert codes(scope(Role.PROVINCIAL_OFFICER, office, on=day)) == expected


def test_the_public_reaches_no_rows(three_provinces):
    assert codes(Scope.public()) == []


def test_an_expert_reaches_own_rows_only(three_provinces):
    expert = scope(Role.EXPERT, OfficeFactory(diprom=True), on=MAY)
    assert codes(expert) == []


def test_books_of_a_department_are_its_tree_and_of_the_ministry_all(three_provinces):
    centre = centre_of(three_provinces[0])
    provincial = provincial_office(three_provinces[0])
    diprom = centre.parent
    assert scope(Role.FINANCE_OFFICER, diprom, on=MAY).books == frozenset({diprom.pk, centre.pk})
    assert scope(Role.FINANCE_OFFICER, provincial, on=MAY).books == frozenset({provincial.pk})
    assert scope(Role.EXECUTIVE, OfficeFactory(ministry=True), on=MAY).books is None


@pytest.mark.parametrize(
    ("day", "held"),
    [(dt.date(2024, 9, 30), 0), (dt.date(2024, 10, 1), 1), (dt.date(2025, 9, 30), 1), (dt.date(2025, 10, 1), 0)],
    ids=["day-before", "first-day", "last-day", "day-after"],
)
def test_a_membership_holds_on_its_days(day, held):
    user = UserFactory()
    MembershipFactory(user=user, valid_from=dt.date(2024, 10, 1), valid_to=dt.date(2025, 9, 30))
    assert queries.memberships_of(user, on=day).count() == held


def test_every_role_is_granted_something_and_only_permissions():
    assert set(GRANTS) == set(Role)
    assert all(granted and granted <= set(Permission) for granted in GRANTS.values())


def test_nobody_both_writes_and_decides_plans():
    assert [
        role for role, granted in GRANTS.items() if {Permission.EDIT_PLANS, Permission.DECIDE_PLANS} <= granted
    ] == []


def test_the_member_factory_wears_a_post():
    assert member(Role.OFFICE_HEAD, OfficeFactory(code="pio-99")).worn_post == "office_head@pio-99"
