"""An entrepreneur on a phone without JavaScript: told early, stopped gently, back on another device, sent, accepted."""

import pytest

from buranakan.lib import ids
from tests.browser import PHONE
from tests.journeys.applying import (
    LATER,
    SAVE,
    Applicant,
    answer_on,
    begin,
    code_sent,
    come_back,
    fill_in,
    letters,
    places_given,
)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("viewport", [PHONE], ids=["phone"]),
    pytest.mark.parametrize("javascript", [False], ids=["no-script"]),
]

HERE, FAR_AWAY = "30", "50"
HEAVIEST_PAGE = 150_000  # bytes on the wire, everything a first visit fetches
WRONG_CODE, WRONG_DIGITS = "AAAA-AAAA", "000000"
SEND = "main form.form [type=submit]"


def test_an_entrepreneur_applies_on_a_phone(walk):
    # Given: a phone that has never been here, and the open calls of a province, found from the front page.
    call = find_a_call(walk)
    applicant = made_up()
    begin(walk, applicant, call=call)

    # When an answer shows that the call is not for them, then they are told at once, and can change the answer.
    answer_on(walk, applicant, until="/person-home_province/")
    walk.page.locator("[name=home_province]").select_option(FAR_AWAY)
    walk.open(SAVE)
    assert walk.path == f"{applicant.address}unmet/"
    walk.open(walk.link("/answer/person-home_province/"))
    assert walk.page.input_value("[name=home_province]") == FAR_AWAY
    walk.page.locator("[name=home_province]").select_option(HERE)
    walk.open(SAVE)

    # When a number has a slip of the finger, then it is kept as typed and told.
    type_a_wrong_number(walk, applicant)

    # When they save for later and come back on another device, then the questions go on where they stopped.
    stop_and_come_back(walk, applicant)
    answer_on(walk, applicant, until="/consent-consent/")
    walk.open(SAVE)
    assert walk.wrong_fields() == ["consent"]
    fill_in(walk, applicant.told)
    walk.open(SAVE)

    # Then every answer stands there to be checked, the citizen number masked, and one is changed.
    change_an_answer(walk, applicant)

    # When the six digits are typed, wrong first, then it is sent, once, and has a number.
    send_with_a_wrong_code_first(walk, applicant)
    assert len(letters(walk, applicant)) == 2
    walk.open(walk.link(applicant.address))
    assert walk.has(walk.link("/withdraw/"))

    # When the office gives a place, then one place more is taken, and the applicant reads it with their code.
    accept(walk, applicant, call=call)
    come_back(walk, applicant)
    steps = walk.page.locator("main .portal-story li").count()
    assert (steps, len(letters(walk, applicant))) == (3, 3)
    assert applicant.address in letters(walk, applicant)[0]


# --- the applicant ----------------------------------------------------------------------------------------------------
def find_a_call(walk):
    """The first page is light; two links lead to a call of the province."""
    wire, fetched = walk.page.context.new_cdp_session(walk.page), []
    wire.on("Network.loadingFinished", lambda loaded: fetched.append(loaded["encodedDataLength"]))
    wire.send("Network.enable")
    walk.page.goto(f"{walk.demo.address}/", wait_until="networkidle")
    assert 0 < sum(fetched) < HEAVIEST_PAGE
    walk.look()
    walk.open(walk.page.locator("main a[href='/calls/']").first)
    everywhere = walk.number(".sentence")
    walk.page.locator("[name=province]").select_option(HERE)
    walk.open("main form.filters [type=submit]")
    assert 0 < walk.number(".sentence") < everywhere
    walk.open(walk.page.locator("main .card a[href^='/calls/']").first)
    return walk.path


def made_up():
    return Applicant(
        first_name="จำปา",
        last_name="สมมติโทรศัพท์",
        citizen_number=ids.made_up_citizen_number(970_000_001),
        phone="0890000971",
        answers={
            "has_enterprise": "yes",
            "kind": "community",
            "number": "",
            "name": "กลุ่มสมมติทอผ้า",
            "province": HERE,
            "part": "owner",
            "question": "yes",
        },
    )


def type_a_wrong_number(walk, applicant):
    right = applicant.citizen_number
    mistyped = right[:-1] + str((int(right[-1]) + 1) % 10)
    walk.page.locator("[name=citizen_number]").fill(mistyped)
    walk.open(SAVE)
    assert walk.wrong_fields() == ["citizen_number"]
    assert walk.page.input_value("[name=citizen_number]") == mistyped
    walk.page.locator("[name=citizen_number]").fill(right)
    walk.open(SAVE)


def stop_and_come_back(walk, applicant):
    """Without the code nothing opens; with a wrong one neither."""
    walk.page.locator("[name=phone]").fill(applicant.phone)
    walk.open(LATER)
    assert walk.path == applicant.address
    walk.page.context.clear_cookies()
    walk.go(applicant.address)
    assert applicant.phone not in walk.page.content()
    walk.page.locator("[name=number]").fill(applicant.number)
    walk.page.locator("[name=code]").fill(WRONG_CODE)
    walk.open(SEND, status=409)
    assert walk.wrong_fields() == ["code"]
    come_back(walk, applicant)
    walk.open(walk.link("/answer/enterprise-has_enterprise/"))


def change_an_answer(walk, applicant):
    assert walk.path == f"{applicant.address}check/"
    assert applicant.citizen_number not in walk.page.content()
    walk.open(walk.link("/answer/person-title/"))
    applicant.last_name = "สมมติมือถือ"
    walk.page.locator("[name=last_name]").fill(applicant.last_name)
    walk.open(SAVE)
    assert applicant.last_name in walk.page.locator("main dl").inner_text()


def send_with_a_wrong_code_first(walk, applicant):
    walk.open(walk.button("/code/ask/"))
    walk.page.locator("[name=code]").fill(WRONG_DIGITS)
    walk.open(walk.button("/code/"), status=409)
    assert walk.wrong_fields() == ["code"]
    walk.page.locator("[name=code]").fill(code_sent(walk, applicant))
    walk.open(walk.button("/code/"))
    assert walk.path == f"{applicant.address}sent/"
    applicant.number = walk.page.locator("dl.portal-keep dd").first.inner_text()


# --- the office -------------------------------------------------------------------------------------------------------
def accept(walk, applicant, *, call):
    walk.become("provincial")
    walk.go(f"/desk{call}")
    given, places = places_given(walk)
    walk.open(walk.page.locator("main table a[href*='/applications/']").filter(has_text=applicant.number))
    assert applicant.last_name in walk.page.locator("h1").inner_text()
    walk.open("[name=decision][value=accept]")
    walk.go(f"/desk{call}")
    assert places_given(walk) == (given + 1, places)
