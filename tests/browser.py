"""The browser that journeys walk in: the system's Chromium, cut off from everything but the test server."""

import os
import shutil
from contextlib import contextmanager
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # CI runs as root, where Chromium has no sandbox of its own
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Chromium would otherwise call home, and wait for answers that never come.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
]
STEP_SECONDS = 15
# What axe's rules look at, without the words: elements with their classes, states and parts, whether they hold text and
# whether what they point at is there. Rows that are built alike count once.
BUILD = """() => {
  const states = ["type", "role", "href", "lang", "tabindex", "scope", "open", "hidden",
    "disabled", "required", "checked", "alt"];
  const pointing = ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"];
  const told = ["type", "role", "tabindex", "scope"];
  const part = (one) => {
    const has = one.getAttributeNames().filter((name) => states.includes(name) || name.startsWith("aria-")).sort()
      .map((name) => name + (told.includes(name) ? one.getAttribute(name) : Boolean(one.getAttribute(name))));
    const lost = pointing.filter((name) => (one.getAttribute(name) || "").split(/\\s+/).filter(Boolean)
      .some((id) => !document.getElementById(id)));
    const says = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const within = [...one.children].map(part).filter((built, place, all) => built !== all[place - 1]);
    const name = [one.localName, ...[...one.classList].sort()].join(".");
    return `<${name}[${has}]${lost}${says ? "-" : ""}${within.join("")}>`;
  };
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [document.documentElement.dataset.appearance, ids.length - new Set(ids).size, !!document.title,
    part(document.body)].join(" ");
}"""


@cache
def find_chromium():
    return next((path for program in PROGRAMS if (path := shutil.which(program))), None)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
        before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def viewport():
    """Another size: `@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])`."""
    return DESKTOP


@pytest.fixture
def javascript():
    """Switched off by `@pytest.mark.parametrize("javascript", [False])`."""
    return True


@pytest.fixture
def page(chromium, viewport, javascript):
    """A page in a browser that knows nobody. Any script error or broken security policy fails the journey."""
    complaints = []
    with visitor(chromium, viewport=viewport, java_script_enabled=javascript) as opened:
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        yield opened
    assert complaints == [], complaints


def is_complaint(message):
    """A refusal answers 403, 404 or 409, which Chromium also prints; journeys check those themselves."""
    return message.type == "error" and not message.text.startswith("Failed to load resource: the server responded")


@pytest.fixture(scope="session")
def axe():
    return Axe()


@pytest.fixture(scope="session")
def builds_seen():
    """How the pages were built that axe found nothing on, each with the width it was looked at."""
    return set()


@pytest.fixture
def assert_accessible(axe, builds_seen, chromium, javascript):
    """`assert_accessible(page)`: zero violations of axe's rules on the page as it is now.

    A page that is built as one looked at before, and differs only in its words, is not looked at again.
    """

    def check(page):
        build = (page.evaluate(BUILD), page.viewport_size["width"])
        if build in builds_seen:
            return
        if javascript:
            found = axe.run(page)
        else:
            # The rules themselves are a script, so a second visitor with the same cookies looks at the same address.
            known = page.context.storage_state()
            with visitor(chromium, storage_state=known, viewport=page.viewport_size) as second:
                second.goto(page.url)
                found = axe.run(second)
        assert found.violations_count == 0, found.generate_report()
        builds_seen.add(build)

    return check


@contextmanager
def visitor(chromium, **choices):
    context = chromium.new_context(locale="th-TH", **choices)
    context.set_default_timeout(STEP_SECONDS * 1000)
    yield context.new_page()
    context.close()
