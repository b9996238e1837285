"""Number and code, shown once."""

import pytest

from buranakan.calls.models import Application

pytestmark = pytest.mark.django_db


def test_number_and_code_are_shown_to_the_browser_that_began(begun):
    response = begun.get("begun/")
    assert (response.status_code, response.context["code"]) == (200, begun.code)
    assert begun.application.number_shown in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_code_is_kept_by_nobody_but_that_browser(begun):
    cookie = begun.client.cookies["application_code"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (f"{begun.address}begun/", True, "Strict")
    assert begun.code not in str(Application.objects.values().get())
    assert begun.code not in str(dict(begun.client.session))


def test_no_address_holds_the_code(begun):
    response = begun.post("go-on/")
    assert response.url == f"{begun.address}answer/province-province/"


def test_once_written_down_it_is_not_shown_again(begun):
    begun.post("go-on/")
    response = begun.get("begun/")
    assert (response.status_code, response.url) == (302, begun.address)


def test_a_stranger_finds_a_door(begun, stranger):
    stranger.application = begun.application
    response = stranger.get("begun/")
    assert response.templates[0].name == "portal/applications/door.html"
    assert begun.application.number_shown not in response.content.decode()


def test_wrong_method(begun):
    assert begun.post("begun/").status_code == 405
    assert begun.get("go-on/").status_code == 405
