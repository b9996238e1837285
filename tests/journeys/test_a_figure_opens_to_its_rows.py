"""An executive goes from the sentence to the plan lines behind 2,180 and to the services behind those reached."""

import pytest

pytestmark = pytest.mark.journey

PROMISED, ANNOUNCED_BAHT = 2_180, 9_150_000
DISTINCT, PARTICIPATIONS = "/people_reached_distinct/", "/people_reached_participations/"
PLANNED, MONEY = "/people_planned/", "/money_planned/"


def test_every_number_on_the_way_is_the_same_number(walk):
    # Given: the executive's whole picture, which says in a sentence how many of the promised people were reached.
    walk.become("executive")
    walk.open(walk.link("/desk/overview/"))
    reached = walk.number(f".sentence a[href*='{DISTINCT}']")
    assert walk.number(".sentence a[href*='/promises/']") == PROMISED < 2 * reached
    assert walk.page.locator("table:has(a[href*='project=']) tbody tr").count() == 5
    assert sum(walk.column(f"tbody a[href*='{MONEY}']")) == ANNOUNCED_BAHT
    planned = sum(walk.column(f"tbody a[href*='{PLANNED}'][href*='project=']"))

    # When the promise is opened, then it says the same, beside what the announcement said, word by word.
    walk.open(walk.page.locator(".sentence a[href*='/promises/']").first)
    promise = walk.path
    assert walk.number(f".sentence a[href*='{DISTINCT}']") == reached
    assert walk.number(f".sentence a[href*='{PLANNED}']") == planned >= PROMISED
    participations = walk.number(f".card a[href*='{PARTICIPATIONS}']")
    walk.open(".stat a[href*='#words-']")
    words = walk.page.locator(f"[id='{walk.page.url.partition('#')[2]}']")
    assert (walk.number(words), words.get_attribute("class")) == (PROMISED, "mark mark-confirmed")

    # When what was planned is opened, then the plan lines add up to it, whichever way it is cut.
    walk.go(promise)
    walk.open(f".sentence a[href*='{PLANNED}']")
    assert walk.number(".sentence b") == planned
    for by in ("project", "province", "month"):
        walk.page.goto(walk.page.locator(f".tabs a[href*='by={by}']").evaluate("link => link.href"))
        assert sum(walk.column("#slices tbody td:last-child")) == planned
    lines = every_page(walk, "#rows tbody td:last-child")
    assert (len(lines), sum(lines)) == (walk.number("#rows > p"), planned)
    walk.open(walk.link("/desk/plans/"))
    assert walk.has("table:has(tr.group)")

    # When those reached are opened, then each counts once, and the rows are the services they received.
    walk.go(promise)
    walk.open(f".sentence a[href*='{DISTINCT}']")
    assert (walk.number(".sentence b"), walk.number("#rows > p")) == (reached, participations)
    assert reached < sum(walk.column("#slices tbody td.number:nth-of-type(2)")) <= participations
    walk.open(walk.link("/desk/services/"))

    # Then a service shows everything but names, which are not an executive's to see.
    assert walk.has("main .definition")
    assert not walk.has("main a[href*='/register/'], main a[href*='/evidence/']")


def test_a_province_that_is_behind_says_the_same_wherever_it_stands(walk):
    # Given: the provinces behind plan, counted in the sentence of the home page.
    walk.become("executive")
    behind = walk.number(".sentence a[href*='standing=behind']")

    # When they are listed, and the first is opened from the map,
    walk.open(".sentence a[href*='standing=behind']")
    rows = walk.page.locator("tbody tr:has(a[href^='/desk/provinces/'])")
    assert rows.count() == behind > 0
    province = rows.first.locator("th a").get_attribute("href")
    planned, filled = walk.column(rows.first.locator("td.number a"))
    walk.open_by_key(f".map-drawing a[href='{province}']")

    # Then the province's page says the same numbers, and each opens to the figure that made it.
    for address, number in {"/places_filled/": filled, PLANNED: planned}.items():
        walk.glance(province)
        assert walk.number(f".sentence a[href*='{address}']") == number
        walk.open(walk.page.locator(f".sentence a[href*='{address}']").first)
        assert walk.number(".sentence b") == number


def every_page(walk, column):
    """The numbers of a column on all pages of a list."""
    found = walk.column(column)
    while walk.has(".pager a[rel=next]"):
        walk.page.goto(walk.page.locator(".pager a[rel=next]").evaluate("link => link.href"))
        found += walk.column(column)
    return found
