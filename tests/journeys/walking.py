"""How a journey walks: as a post, from page to page, each looked at on a phone and on a desk."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from buranakan.cli import serve_demo
from buranakan.demo import posts
from tests.browser import DESKTOP, PHONE

SIZES = (PHONE, DESKTOP)
# A folder for pictures of every page a journey looks at; without it none is taken.
ALBUM = os.environ.get("BURANAKAN_JOURNEY_PICTURES", "")
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
SAID_FIRST = re.compile(r'class="sentence">.*?<b>(.*?)</b>', re.DOTALL)
STICKS_OUT = """() => [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"""


class Walk:
    """Somebody at a browser. Texts come in two languages, so a journey finds its way by addresses and names."""

    def __init__(self, page, *, demo, assert_accessible, journey):
        self.page, self.demo, self.journey = page, demo, journey
        self.assert_accessible = assert_accessible
        self.pictures = 0
        self.is_hurried = False

    # --- going --------------------------------------------------------------------------------------------------------
    def become(self, post, *, keep=()):
        """Somebody else sits down: another post of the demo logs in. Cookies to be kept may be named."""
        kept = [one for one in self.page.context.cookies() if one["name"] in keep]
        self.page.context.clear_cookies()
        self.page.context.add_cookies(kept)
        self.demo.log_in(self.page, email=post if "@" in post else f"{post}@{posts.DOMAIN}")
        self.look()

    def go(self, path, *, status=200):
        """Type an address."""
        answer = self.page.goto(self.demo.address + path)
        assert answer.status == status, f"{path} answered {answer.status}"
        self.look()

    def glance(self, path):
        """Type an address only to read a number that stands there."""
        answer = self.page.goto(self.demo.address + path)
        assert answer.status == HTTPStatus.OK, f"{path} answered {answer.status}"

    def open(self, place, *, status=200):
        """Follow a link or press a button, by locator or selector, to the page it leads to."""
        with self.page.expect_navigation() as led:
            self.at(place).click()
        # A place on the same page has no answer of its own.
        if led.value is not None:
            assert led.value.status == status, f"{self.page.url} answered {led.value.status}"
        self.look()

    @contextmanager
    def hurrying(self):
        """Through pages that this journey has looked at before."""
        before, self.is_hurried = self.is_hurried, True
        yield
        self.is_hurried = before

    def open_by_key(self, place):
        """Follow a link by keyboard: the middle of a long, bent province may lie outside of it."""
        with self.page.expect_navigation():
            self.at(place).focus()
            self.page.keyboard.press("Enter")
        self.look()

    def send(self, path, **fields):
        """What a button sends that this page does not offer, as from a page left open too long."""
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        return self.page.request.post(self.demo.address + path, form={"csrfmiddlewaretoken": token} | fields)

    @property
    def path(self):
        return self.page.url.removeprefix(self.demo.address)

    # --- looking ------------------------------------------------------------------------------------------------------
    def look(self):
        """What every page owes whoever opens it: no barrier, nothing cut off, and the word that its data is made up."""
        if self.is_hurried:
            return
        for size in self.at_each_size():
            self.assert_accessible(self.page)
            self._keep_picture(size["width"])
        assert self.page.locator(".synthetic").count() == 1, f"{self.path} does not say that its data is synthetic"
        assert self.page.locator("h1").count() == 1, f"{self.path} has no heading of its own"

    def at_each_size(self):
        """The page on a phone and on a desk; wider than either it may not be."""
        before = self.page.viewport_size
        for size in SIZES:
            self.page.set_viewport_size(size)
            wanted, has = self.page.evaluate(WIDTHS)
            assert wanted <= has, f"{self.path} is wider than {has} px: {self.page.evaluate(STICKS_OUT)}"
            yield size
        self.page.set_viewport_size(before)

    def _keep_picture(self, width):
        if ALBUM:
            self.pictures += width == SIZES[0]["width"]
            name = re.sub(r"[^a-z0-9]+", "-", self.path.partition("?")[0]).strip("-") or "front"
            folder = Path(ALBUM) / self.journey
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{self.pictures:02} {name} {width}.png", full_page=True)

    def at(self, place):
        return self.page.locator(place) if isinstance(place, str) else place

    def link(self, address):
        """The first link of the page's own part whose address has this in it."""
        return self.page.locator(f"main a[href*='{address}']").first

    def form(self, action):
        """The form that does something: the end of its address says what."""
        return self.page.locator(f"main form[action$='{action}']")

    def button(self, action):
        return self.form(action).locator("[type=submit]")

    def has(self, place):
        return self.at(place).count() > 0

    def refusal(self):
        """The code of the rule that refused, where one did."""
        return self.page.locator("#refusal").get_attribute("data-code")

    def wrong_fields(self):
        """The names of the fields that are marked as wrong, each with the words beside it and in the summary on top."""
        fields = self.page.locator(".has-error :is(input:not([type=hidden]), select, textarea)")
        assert self.page.locator("#errors a").count() == self.page.locator(".has-error .field-error").count() > 0
        return sorted({one.get_attribute("name") for one in fields.all()})

    # --- figures ------------------------------------------------------------------------------------------------------
    def number(self, place):
        """The first whole number in a text."""
        return numbers(self.at(place).first.inner_text())[0]

    def column(self, place):
        """The first number of each, also of what is folded away."""
        return [numbers(one)[0] for one in self.at(place).all_text_contents()]

    def figure(self, key, query):
        """What the page of a figure says, over a slice; asked as the browser asks, but not drawn."""
        answer = self.page.request.get(f"{self.demo.address}/desk/figures/{key}/?{query}")
        assert answer.status == HTTPStatus.OK, f"{key} of {query} answered {answer.status}"
        return numbers(SAID_FIRST.search(answer.text())[1])[0]


def numbers(text):
    """Whole numbers with their thousands apart, as pages print them."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d{1,3}(?:,\d{3})+|\d+", text)]


def run_command(demo, *words, at=None):
    """The console command beside the running demo, at another moment where one is given; what it says."""
    environment = serve_demo.demo_environment(demo.folder, address=demo.address)
    environment |= {"BURANAKAN_CLOCK_STARTS_AT": at} if at else {}
    command = [sys.executable, "-m", "buranakan.cli", *words]
    said = subprocess.run(command, env=environment, cwd=serve_demo.ROOT, capture_output=True, text=True, check=False)
    return said.returncode, said.stdout
