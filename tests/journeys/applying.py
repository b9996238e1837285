"""An applicant at the portal: answers one thing a page, reads the six digits in the mailbox, comes back with a code."""

import re
from dataclasses import dataclass, field

from tests.journeys.walking import numbers

SAVE = "main form.form [type=submit]:not([name])"
LATER = "main form.form [name=later]"
QUESTIONS = "main form.form :is(input, select, textarea):not([type=hidden])"
KEPT = "dl.portal-keep dd"
SIX_DIGITS = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
IN_A_LETTER = ".portal-letter"


@dataclass
class Applicant:
    """Somebody made up, what they answer by the names of the fields, and the way back to their application."""

    first_name: str
    last_name: str
    citizen_number: str
    phone: str
    answers: dict = field(default_factory=dict)
    number: str = ""
    code: str = ""
    address: str = ""

    @property
    def told(self):
        return {
            "title": "นาง",
            "first_name": self.first_name,
            "last_name": self.last_name,
            "home_province": "30",
            "citizen_number": self.citizen_number,
            "phone": self.phone,
            "email": "",
            "has_enterprise": "no",
            "attends_all": "yes",
            "consent": "yes",
        } | self.answers

    @property
    def shown(self):
        return f"{self.first_name} {self.last_name}"


# --- going through the pages ------------------------------------------------------------------------------------------
def begin(walk, applicant, *, call):
    """From the public page of a call to the first question, with the number and the code written down."""
    walk.page.context.clear_cookies()
    walk.go(call)
    walk.open(walk.button("/start/"))
    applicant.address = walk.path.removesuffix("begun/")
    applicant.number, applicant.code = walk.page.locator(KEPT).all_inner_texts()
    walk.open(walk.button("/go-on/"))


def apply(walk, applicant, *, call):
    """The whole way, up to the receipt."""
    begin(walk, applicant, call=call)
    answer_on(walk, applicant)
    send(walk, applicant)


def answer_on(walk, applicant, *, until="/check/"):
    """Answer page after page until one whose address ends so."""
    while not walk.path.endswith(until):
        before = walk.path
        fill_in(walk, applicant.told)
        walk.open(SAVE)
        assert walk.path != before, f"{before} takes no answer of {applicant.shown}"


def fill_in(walk, told):
    """Whatever this page asks; an answer of None leaves what stands there."""
    for name in dict.fromkeys(one.get_attribute("name") for one in walk.page.locator(QUESTIONS).all()):
        answer = told["question" if name.startswith("question-") else name]
        if answer is not None:
            _fill(walk, walk.page.locator(f"main form.form [name='{name}']"), answer)


def send(walk, applicant):
    """From the check to the receipt, by the code that came."""
    walk.open(walk.button("/code/ask/"))
    digits = code_sent(walk, applicant)
    walk.page.locator("[name=code]").fill(digits)
    walk.open(walk.button("/code/"))
    assert walk.path == f"{applicant.address}sent/"
    applicant.number = walk.page.locator(KEPT).first.inner_text()


def come_back(walk, applicant):
    """Another device: only the number and the code are known there."""
    walk.page.context.clear_cookies()
    walk.go("/applications/")
    walk.page.locator("[name=number]").fill(applicant.number)
    walk.page.locator("[name=code]").fill(applicant.code)
    walk.open(walk.button("/applications/"))
    assert walk.path == applicant.address


# --- letters ----------------------------------------------------------------------------------------------------------
def letters(walk, applicant):
    """What lies in the demo's mailbox for them, the newest first; read on another device."""
    return letters_to(walk, applicant.phone)


def letters_to(walk, contact):
    mailbox = walk.page.context.new_page()
    mailbox.goto(f"{walk.demo.address}/mailbox/?to={contact}")
    found = mailbox.locator(IN_A_LETTER).all_inner_texts()
    mailbox.close()
    return found


def code_sent(walk, applicant):
    return SIX_DIGITS.search(letters(walk, applicant)[0])[0]


def places_given(walk):
    """Of how many places how many are given, on the desk's page of a call with one province."""
    row = walk.page.locator("main table").first.locator("tbody tr").first.locator("td")
    places, given = (numbers(one)[0] for one in row.all_inner_texts()[:2])
    return given, places


def _fill(walk, asked, answer):
    kind = asked.first.get_attribute("type")
    if kind == "radio":
        walk.page.locator(f"main form.form [name='{asked.first.get_attribute('name')}'][value='{answer}']").check()
    elif kind == "checkbox":
        asked.set_checked(bool(answer))
    elif asked.first.evaluate("one => one.tagName") == "SELECT":
        asked.select_option(answer)
    else:
        asked.fill(answer)
