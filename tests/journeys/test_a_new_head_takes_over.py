"""The first day of a new head: told on the home page, read, opened where it is late, signed, and kept as it was."""

import hashlib

import pytest

from tests.journeys.walking import numbers

pytestmark = pytest.mark.journey

FIRST_DAY = "/desk/first-day/"
LATE = "#late tbody tr"


def test_a_new_head_takes_over(walk):
    # Given: somebody who was appointed yesterday.
    walk.become("newhead")

    # Then the office is the first thing that waits.
    first = walk.page.locator(".duties a").first
    assert first.get_attribute("href") == FIRST_DAY
    walk.open(first)

    # When the activity that is furthest behind is opened, then its figure is the number that the page told.
    told, due = numbers(walk.page.locator(f"{LATE} td").last.inner_text())
    assert told < due
    walk.open(walk.page.locator(f"{LATE} a").first)
    assert walk.number(".sentence b") == told

    # When the head signs, then the page is kept as it was read,
    walk.go(FIRST_DAY)
    read = walk.page.locator(LATE).all_inner_texts()
    walk.open(walk.button("/first-day/"))
    kept, proof = walk.path, walk.page.locator(".first-day-hash").inner_text()
    assert (kept.startswith("/desk/handovers/"), walk.page.locator(LATE).all_inner_texts()) == (True, read)

    # and nothing is left to sign.
    with walk.hurrying():
        walk.go("/desk/")
        assert not walk.has(f".duties a[href='{FIRST_DAY}']")
        walk.go(FIRST_DAY)
        assert not walk.has(walk.form("/first-day/"))

    # When an auditor looks, then what was signed is there, and its hash is that of the file.
    walk.become("auditor")
    walk.go("/desk/handovers/")
    walk.open(f"main tbody a[href='{kept}']")
    assert walk.page.locator(".first-day-hash").inner_text() == proof
    assert digest(walk, f"{kept}page.json") == proof


def digest(walk, path):
    """The SHA-256 of what an address hands out."""
    answer = walk.page.request.get(walk.demo.address + path)
    return hashlib.sha256(answer.body()).hexdigest()
