"""An office head returns a plan and then approves it; envelope and figures follow, and nobody approves their own."""

import pytest

from buranakan.demo import posts
from tests.journeys.walking import numbers, run_command

pytestmark = pytest.mark.journey

REASON = "ขอให้เพิ่มที่นั่งในรุ่นสุดท้าย และลดค่าใช้จ่ายต่อคน"
LINES = "main table:has(tr.group) tbody tr:not(.group)"
WAITING = "main :is(.card-info, .minute-part) a[href*='/desk/plans/']"
PROVINCES = ("30", "31", "32", "36")
DECISIONS = ("/approve/", "/return/", "/submit/", "/reopen/")
MORE_PEOPLE, LESS_BAHT = 1, 500


def test_a_head_returns_a_plan_and_approves_it_when_it_is_mended(walk):
    # Given: an amended plan of Center 6 waits for its head, who finds it at home.
    walk.become("head")
    before = what_follows_from_plans(walk)
    walk.go("/desk/plans/")
    walk.go("/desk/")
    walk.open(walk.page.locator(WAITING))
    version, (people, baht) = walk.path, planned(walk)

    # When the head returns it without a word, then nothing happens but a question.
    return_it(walk, because="")
    assert (walk.wrong_fields(), walk.has(walk.form("/approve/"))) == (["reason"], True)

    # When the head says why, then the plan is back with its planner, with the reason on it.
    return_it(walk, because=REASON)
    assert (walk.path, walk.has(walk.form("/approve/"))) == (version, False)
    walk.become("planner6")
    walk.open(walk.page.locator(WAITING))
    assert (walk.path, REASON in walk.page.locator("main").inner_text()) == (version, True)

    # When the planner takes it up again, puts a line right and submits it, then what is in force stays as it was.
    walk.open(walk.button("/reopen/"))
    province = change_the_last_line(walk)
    assert planned(walk) == (people + MORE_PEOPLE, baht - LESS_BAHT)
    walk.open(walk.button("/submit/"))
    assert what_follows_from_plans(walk) == before

    # Then whoever submitted it can't approve it: neither as planner nor with the head's duty given to them as well.
    assert try_to_approve(walk, version) == (403, False)
    wear_the_heads_duty_too(walk)
    assert try_to_approve(walk, version) == (409, True)

    # When the head looks at what changed and approves it,
    walk.become("head")
    assert what_follows_from_plans(walk) == before
    walk.go(version)
    walk.open(walk.link("/difference/"))
    assert walk.page.locator("main tbody tr").count() == 2
    walk.go(version)
    walk.open(walk.button("/approve/"))

    # Then it is decided for good, and the envelope and every planned figure follow by what was changed and no more.
    assert planned(walk) == (people + MORE_PEOPLE, baht - LESS_BAHT)
    assert [what for what in DECISIONS if walk.has(walk.form(what))] == []
    after = what_follows_from_plans(walk)
    assert {what: after[what] - before[what] for what in before if after[what] != before[what]} == {
        "baht in approved plans": -LESS_BAHT,
        "baht left": LESS_BAHT,
        "places left": -MORE_PEOPLE,
        "people of all projects": MORE_PEOPLE,
        "baht of all projects": -LESS_BAHT,
        "people planned": MORE_PEOPLE,
        f"people planned in {province}": MORE_PEOPLE,
    }
    assert run_command(walk.demo, "verify")[0] == 0


def return_it(walk, *, because):
    form = walk.form("/return/")
    if not form.is_visible():
        walk.page.locator("details:has(form[action$='/return/']) > summary").click()
    form.locator("[name=reason]").fill(because)
    walk.open(form.locator("[type=submit]"))


def try_to_approve(walk, version):
    """Without a button, as from a page left open: what is answered, and whether it is the submitter who is refused."""
    walk.go(version)
    assert not walk.has(walk.form("/approve/"))
    refused = walk.send(f"{version}approve/")
    return refused.status, 'data-code="submitter_cannot_decide"' in refused.text()


def change_the_last_line(walk):
    """A slip of the finger first: what was typed stays, with what would be right beside it. Returns the province."""
    walk.open(walk.page.locator("main a[href*='/lines/']:not([href*='/add/'])").last)
    people, baht = (walk.page.locator(f"[name={name}]") for name in ("people", "amount_satang"))
    (number,), (amount,) = numbers(people.input_value()), numbers(baht.input_value())
    save = walk.page.locator("main form:has([name=people]) [type=submit]")
    people.fill("๙๙๙")
    walk.open(save, status=409)
    assert (walk.wrong_fields(), people.input_value(), numbers(baht.input_value())) == (["people"], "๙๙๙", [amount])
    people.fill(str(number + MORE_PEOPLE))
    baht.fill(f"{amount - LESS_BAHT:,}")
    province = walk.page.locator("[name=province]").input_value()
    walk.open(save)
    return province


def wear_the_heads_duty_too(walk):
    email = f"planner6@{posts.DOMAIN}"
    assert run_command(walk.demo, "accounts", "give", email, "--role", "office_head", "--office", "diprom-c06")[0] == 0
    walk.go("/desk/account/")
    walk.open(walk.page.locator("main button[name=membership]"))


def planned(walk):
    """People and baht of the version shown, added up from its lines."""
    return sum(walk.column(f"{LINES} td:nth-last-child(2)")), sum(walk.column(f"{LINES} td:last-child"))


def what_follows_from_plans(walk):
    """What the approved plans of Center 6 come to, wherever pages say it."""
    walk.glance("/desk/plans/")
    envelope = walk.page.locator("tr", has=walk.page.locator(".envelope-bar")).last
    held, taken, handed_on, left, places = walk.column(envelope.locator("td.number"))
    people, baht = walk.column("tfoot td.number")
    return {
        "baht held": held,
        "baht in approved plans": taken,
        "baht handed on": handed_on,
        "baht left": left,
        "places left": places,
        "people of all projects": people,
        "baht of all projects": baht,
        "people reached": walk.figure("people_reached_distinct", "year=2568"),
        "people planned": walk.figure("people_planned", "year=2568"),
    } | {
        f"people planned in {code}": walk.figure("people_planned", f"year=2568&province={code}") for code in PROVINCES
    }
