"""Signing in: what a locked door says, another duty put on, and leaving everywhere at once."""

import pytest

from buranakan.demo import posts
from tests.journeys.walking import run_command

pytestmark = pytest.mark.journey

TRIES = 5
PLANNER = f"planner@{posts.DOMAIN}"
DOOR = "main form:has([name=password]) [type=submit]"


def test_a_door_that_locks_says_what_to_do(walk):
    # Given: somebody who does not know the password.
    walk.go("/desk/plans/")
    assert walk.path.startswith("/accounts/login/")

    # When it is wrong, then the e-mail stays; when it is wrong too often, then the door says how long it stays shut.
    for _again in range(TRIES - 1):
        knock(walk, password="not-the-password-2568")
        assert walk.page.input_value("[name=login]") == PLANNER
    assert walk.has("#errors")
    knock(walk, password="not-the-password-2568", status=429)
    assert 15 in walk.column(walk.page.locator("main p", has_text="15"))
    assert walk.link("/").get_attribute("href") == "/"

    # Then the right password does not open it before that, and another post's still does.
    walk.go("/accounts/login/")
    knock(walk, password=walk.demo.password, status=429)
    walk.become("executive")


def test_a_second_duty_is_put_on_and_everything_is_left_at_once(walk):
    # Given: a planner who was given a second duty, signed in here and in another place.
    post = ("--role", "auditor", "--office", "moi")
    assert run_command(walk.demo, "accounts", "give", PLANNER, *post)[0] == 0
    elsewhere = walk.page.context.browser.new_context().new_page()
    walk.demo.log_in(elsewhere, email=PLANNER)
    walk.become("planner")
    walk.go("/desk/announcements/add/")
    walk.go("/desk/trail/", status=403)

    # When the other duty is put on, then the bar says so, other doors open and the first ones close.
    walk.go("/desk/plans/")
    before = walk.page.locator(".worn-office").inner_text()
    walk.page.locator(".worn > summary").click()
    walk.open(".worn-choice:not([aria-current])")
    assert walk.page.locator(".worn-office").inner_text() != before
    walk.go("/desk/trail/")
    walk.go("/desk/announcements/add/", status=403)

    # When everything else is left, then the other place is outside, and this one is not.
    walk.go("/desk/account/")
    walk.open(walk.link("/accounts/sessions/"))
    assert walk.page.locator("tbody tr").count() == 2
    walk.open(walk.button("/accounts/sessions/"))
    elsewhere.goto(f"{walk.demo.address}/desk/")
    assert "/accounts/login/" in elsewhere.url
    walk.go("/desk/")
    assert walk.path == "/desk/"

    # When this place is left too, then its pages are closed, also to the back button.
    walk.open(walk.page.locator(".bar-wide[action$='/logout/'] [type=submit]"))
    walk.page.go_back()
    walk.page.reload()
    assert "/accounts/login/" in walk.page.url
    elsewhere.context.close()


def knock(walk, *, password, status=200):
    walk.page.locator("[name=login]").fill(PLANNER)
    walk.page.locator("[name=password]").fill(password)
    walk.open(DOOR, status=status)
