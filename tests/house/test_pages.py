"""Pages pass the gate, are listed, and reach rows only through queries and actions; the domain knows no pages."""

import pytest
from django.urls import get_resolver, include, path

from buranakan.pages.gate import public_page
from tests.house.guards import pages
from tests.house.guards.tree import PAGES, PRODUCT, kept_files, python
from tests.pages.access import MATRIX


@public_page
def guarded(request):
    """A planted page."""


def unguarded(request):
    """A planted page that anybody walks past the gate to."""


PLANTED = [
    path("open/", guarded, name="open"),
    path("in/", include(([path("bare/", unguarded, name="bare")], "inner"))),
]


def test_every_page_names_who_may_open_it():
    assert pages.find_views_without_permission(get_resolver().url_patterns) == []


def test_a_page_past_the_gate_is_caught():
    assert pages.find_views_without_permission(PLANTED) == ["/in/bare/ (inner:bare)"]


def test_every_page_has_a_name():
    assert pages.find_views_without_name(get_resolver().url_patterns) == []


def test_a_nameless_page_is_caught():
    assert pages.find_views_without_name([path("open/", guarded)]) == ["/open/"]


def test_every_route_is_in_the_access_matrix():
    assert pages.find_views_not_in_matrix(get_resolver().url_patterns, matrix=MATRIX) == []


def test_a_route_outside_the_matrix_and_a_line_without_a_route_are_caught():
    assert pages.find_views_not_in_matrix(PLANTED, matrix={"open": None, "gone": None}) == [
        "inner:bare is in no line of the matrix",
        "gone is no route",
    ]


def test_pages_reach_rows_through_queries_and_actions():
    assert pages.find_rows_in_pages(python(kept_files(), PAGES)) == []


@pytest.mark.parametrize(
    "line",
    [
        "rows = Person.objects.all()",
        "rows = Person._default_manager.all()",
        "person.save()",
        "person.delete()",
        "Person.objects.get_or_create(pk=1)",
        "files.bulk_create(rows)",
    ],
)
def test_reaching_past_them_is_caught(line):
    assert pages.find_rows_in_pages({"buranakan/pages/desk/views/planted.py": line}) != []


@pytest.mark.parametrize(
    "line", ["request.session.save()", "response.delete_cookie('a')", "rows = queries.people(scope)"]
)
def test_what_is_no_row_is_left_alone(line):
    assert pages.find_rows_in_pages({"buranakan/pages/desk/views/planted.py": line}) == []


def test_forms_of_pages_are_plain():
    assert pages.find_model_forms(python(kept_files(), PAGES)) == []


@pytest.mark.parametrize(
    "lines",
    [
        "from django.forms import ModelForm",
        "from django import forms\nclass PersonForm(forms.ModelForm):\n    pass",
        "from django.forms import modelform_factory as factory",
    ],
)
def test_a_model_form_is_caught(lines):
    assert pages.find_model_forms({"buranakan/pages/desk/forms/planted.py": lines}) != []


def test_the_domain_knows_no_requests_forms_or_templates():
    assert pages.find_web_in_domain(python(kept_files(), PRODUCT)) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import Http404",
        "from django import forms",
        "import django.template",
        "from django.template.loader import render_to_string",
        "from django.shortcuts import get_object_or_404",
        "from django.urls import reverse",
    ],
)
def test_a_domain_that_knows_pages_is_caught(line):
    assert pages.find_web_in_domain({"buranakan/planning/rules.py": line}) != []
    assert pages.find_web_in_domain({"buranakan/pages/desk/views/plans.py": line}) == []
