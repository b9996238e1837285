"""The desk's navigation: only what the duty worn opens, and where one is."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import GRANTS, Role
from buranakan.accounts.scope import Kind, Scope
from buranakan.pages.ui import navigation


def scope_with(*permissions):
    return Scope(kind=Kind.OFFICE, permissions=frozenset(permissions))


def addresses(sections):
    return [link["href"] for section in sections for link in section["links"]]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_offered_exactly_the_built_pages_it_may_open(role):
    offered = addresses(navigation.sections_for(scope_with(*GRANTS[role]), path="/"))
    wanted = [
        navigation._address(link.route)
        for section in navigation.SECTIONS
        for link in section.links
        if link.permission in GRANTS[role] and navigation._address(link.route)
    ]
    assert offered == wanted


def test_nobody_is_offered_nothing():
    assert navigation.sections_for(Scope.public(), path="/") == []
    assert navigation.sections_for(None, path="/") == []


def test_the_page_one_is_on_is_marked_and_so_are_the_pages_below_it():
    trail = reverse("desk:trail")
    for path in (trail, f"{trail}some-event/"):
        sections = navigation.sections_for(scope_with(*GRANTS[Role.AUDITOR]), path=path)
        assert [link["href"] for section in sections for link in section["links"] if link["current"]] == [trail]


def test_home_is_not_marked_on_the_pages_that_lie_below_its_address():
    assert navigation._current(["/desk/", "/desk/plan/"], path="/desk/other/", home="/desk/") == ""
    assert navigation._current(["/desk/", "/desk/plan/"], path="/desk/", home="/desk/") == "/desk/"


def test_the_longest_address_wins():
    assert navigation._current(["/a/", "/a/b/"], path="/a/b/c/", home="/") == "/a/b/"


def test_a_route_that_is_not_built_yet_is_not_offered():
    assert navigation._address("desk:no_such_page") == ""
