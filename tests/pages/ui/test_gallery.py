"""The gallery shows every component, to everybody."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from buranakan.pages.ui.templatetags.ui import register

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[3] / "buranakan" / "pages" / "ui" / "templates"


def test_a_stranger_sees_it(client):
    assert client.get(reverse("public:gallery")).status_code == 200


def test_it_shows_a_refusal_with_its_code(client):
    assert client.get(reverse("public:gallery")).context["refusal"].code == "places_taken"


def test_it_only_shows(client):
    assert client.post(reverse("public:gallery")).status_code == 405


def test_it_shows_every_component():
    gallery = (TEMPLATES / "ui" / "gallery.html").read_text(encoding="utf-8")
    frame = ("ui_navigation", "ui_appearance", "ui_here", "ui_has_errors")
    # A form draws its own fields and its own summary.
    inside = ("ui_field", "ui_errors")
    wanted = {name for name in register.tags if name not in frame + inside}
    assert wanted - set(re.findall(r"{% (ui_\w+)", gallery)) == set()


def test_it_asks_the_database_only_for_the_names_of_provinces(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("public:gallery"))
