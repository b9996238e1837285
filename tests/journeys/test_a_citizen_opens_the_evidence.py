"""A citizen on a phone without JavaScript opens a promise's evidence from the front page; small counts stay hidden."""

import pytest

from tests.browser import PHONE
from tests.journeys.walking import numbers

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("viewport", [PHONE], ids=["phone"]),
    pytest.mark.parametrize("javascript", [False], ids=["no-script"]),
]

PROMISED = 2_180
SMALLEST_SHOWN = 10
HEAVIEST_PAGE = 150_000  # bytes on the wire, everything a first visit fetches
COUNTS = "td:last-child"


def test_a_citizen_opens_the_evidence_of_a_promise(walk):
    # Given: the front page, which says how many of how many were reached.
    walk.go("/")
    reached, promised = numbers(walk.page.locator("h1").inner_text())[:2]
    assert promised == PROMISED

    # When the promise is opened, then it says the same, in the words of the announcement, and how it was counted.
    walk.open(walk.page.locator(".hero a[href^='/promises/']").first)
    assert walk.number(".sentence a[href*='/people_reached_distinct/']") == reached
    assert PROMISED in numbers(walk.page.locator("blockquote").inner_text())
    provinces = walk.page.locator("table:has(a[href^='/provinces/'])")
    planned = walk.number(".sentence a[href*='/people_planned/']")
    assert sum(walk.column(provinces.locator("tbody td:nth-of-type(1)"))) == planned

    # Then no count is small, and what is hidden can't be worked out from the rest.
    shown = [numbers(one)[0] for one in provinces.locator(f"tbody {COUNTS}:not(:has(.quiet))").all_inner_texts()]
    hidden = provinces.locator(f"tbody tr:has({COUNTS} .quiet)")
    assert min(shown) >= SMALLEST_SHOWN
    assert hidden.count() > 1 and reached - sum(shown) >= SMALLEST_SHOWN

    # When a hidden province is opened by name or on the map, then it is hidden there too.
    walk.open(hidden.first.locator("a"))
    province = walk.path
    assert numbers(walk.page.locator(".stat-value").first.inner_text()) == [SMALLEST_SHOWN]
    walk.go("/")
    told = walk.page.locator(f".map-drawing a[href='{province}'] title").text_content()
    assert numbers(told) == [SMALLEST_SHOWN]

    # Then the figure behind the number opens too, and a page says what is hidden and why.
    walk.go("/figures/people_reached_distinct/")
    assert walk.number(".stat-value") == reached
    walk.open("main a[href*='/about/']")
    assert walk.path == "/about/#hidden"

    # Then nothing of the desk opens, and no figure that serves the work inside is told.
    assert walk.page.request.get(f"{walk.demo.address}/desk/").url.startswith(f"{walk.demo.address}/accounts/login/")
    walk.go("/figures/places_filled/")
    assert not walk.has(".stat")
    assert walk.page.request.get(f"{walk.demo.address}/health/").text() == "ok"


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_a_first_visit_is_light(page, demo, path):
    # Given: a phone that has never been here, and a wire on which every byte is counted.
    wire = page.context.new_cdp_session(page)
    fetched = []
    wire.on("Network.loadingFinished", lambda loaded: fetched.append(loaded["encodedDataLength"]))
    wire.send("Network.enable")

    # When the page is opened, and everything it asks for has come,
    page.goto(demo.address + path, wait_until="networkidle")

    # Then all of it together is within the budget.
    assert 0 < sum(fetched) < HEAVIEST_PAGE
