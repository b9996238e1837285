"""Takes the pictures in docs/screenshots from the demo, in Chromium, on a phone and on a desk."""

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from buranakan.cli import serve_demo  # noqa: E402 - the same source as beside the tests
from tests import browser  # noqa: E402 - the tests' folder is not installed

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"desktop": browser.DESKTOP, "phone": browser.PHONE}
PASSWORD = "demo-buranakan-2568"  # noqa: S105 - the demo prints it
DOMAIN = "demo.buranakan.example"
OK = 200
REFERENCE = "[0-9a-f-]{36}"
LISTS = "/desk/register/lists/"


@dataclass(frozen=True)
class Shot:
    """A picture of what one post sees at an address, after following the first link of each pattern from there."""

    name: str
    address: str
    post: str = ""
    follow: tuple[str, ...] = ()


SHOTS = [
    Shot("public-front", "/"),
    Shot("public-promise", "/", follow=(r"^/promises/",)),
    Shot("login", "/accounts/login/"),
    Shot("executive-home", "/desk/", post="executive"),
    Shot("announcement", "/desk/announcements/", post="planner", follow=(rf"^/desk/announcements/{REFERENCE}/$",)),
    Shot("promise", "/desk/promises/", post="executive", follow=(r"^/desk/promises/[^/]+/$",)),
    Shot("plan", "/desk/plans/", post="planner"),
    Shot("trail", "/desk/trail/", post="auditor"),
    Shot("open-calls", "/calls/"),
    Shot("open-call", "/calls/", follow=(rf"^/calls/{REFERENCE}/$",)),
    Shot("open-data", "/open-data/"),
    Shot("list-brought-in", LISTS, post="provincial", follow=(rf"^{LISTS}{REFERENCE}/$",)),
    Shot("application", "/desk/calls/", post="provincial", follow=(rf"^/desk/applications/{REFERENCE}/$",)),
    Shot("round", "/desk/rounds/", post="provincial", follow=(rf"^/desk/rounds/{REFERENCE}/$",)),
    Shot("books", "/desk/money/", post="finance30"),
    Shot("pillars", "/desk/outcomes/", post="executive"),
    Shot("directives", "/desk/directives/", post="executive"),
    Shot("scorecard", "/desk/scorecards/", post="executive"),
    Shot("question", "/desk/questions/?q=โคราชกี่คน", post="executive"),
    Shot("first-day", "/desk/first-day/", post="newhead"),
    Shot("province-home", "/desk/", post="head30"),
    Shot("scenario", "/desk/plans/scenarios/?year=2569", "planner", follow=(rf"^/desk/plans/scenarios/{REFERENCE}/",)),
    Shot("plan-grid", "/desk/plans/", post="planner", follow=(rf"^/desk/plans/{REFERENCE}/2/$", r"/grid/$")),
    Shot("plan-calendar", "/desk/plans/calendar/?month=2025-06", post="planner"),
    Shot("plan-reality", "/desk/plans/reality/", post="planner"),
]


def main():
    if browser.find_chromium() is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    port = serve_demo.free_port(serve_demo.FIRST_PORT)
    address = f"http://{serve_demo.HOST}:{port}"
    folder = ROOT / "var" / "screenshots"
    environment = serve_demo.demo_environment(folder, address=address)
    # Always of a demo nobody has touched.
    serve_demo.prepare(folder, environment=environment, fresh=True)
    with serve_demo.running(environment, port=port) as parts, sync_playwright() as playwright:
        serve_demo.wait_until_ready(address, parts=parts)
        chromium = playwright.chromium.launch(executable_path=browser.find_chromium(), args=browser.FLAGS)
        for shot in SHOTS:
            take(shot, chromium=chromium, address=address)
        chromium.close()


def take(shot, *, chromium, address):
    context = chromium.new_context(viewport=browser.DESKTOP, locale="th-TH", reduced_motion="reduce")
    page = context.new_page()
    if shot.post:
        log_in(page, post=shot.post, address=address)
    answer = page.goto(address + shot.address)
    for pattern in shot.follow:
        answer = page.goto(address + first_link(page, pattern=pattern))
    if answer.status != OK:
        sys.exit(f"{shot.name}: {page.url} answered {answer.status}")
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=FOLDER / f"{shot.name}-{size}.png")
    context.close()
    print(shot.name, flush=True)


def first_link(page, *, pattern):
    links = page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for link in links:
        if re.search(pattern, link):
            return link
    sys.exit(f"{page.url} has no link like {pattern}, only: {' '.join(links)}")


def log_in(page, *, post, address):
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill(f"{post}@{DOMAIN}")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").click()
    page.wait_for_url(lambda now: "/accounts/login/" not in now)


if __name__ == "__main__":
    main()
