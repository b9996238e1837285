"""A planner has next year's money split, mends the split by hand and in Excel; others decide; later, places move."""

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

import openpyxl
import pytest
from playwright.sync_api import expect

from buranakan.cli import serve_demo
from tests.journeys.walking import numbers
from tests.served_demo import Demo

pytestmark = pytest.mark.journey

YEAR = "year=2569"
BAHT, PEOPLE = 9_150_000, 2_180
FIGURES = ("people_planned", "people_reached_distinct", "money_planned")
HERE = "30"
PATIENCE, MOST_ROWS = 5, 12
SUMS = "main tfoot td.number"
SPLIT = "main table tbody tr"
PEOPLE_COLUMNS = slice(5, 17)  # F to Q: October to September
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_BAHT_LESS, A_WORD = 500, "สามสิบคน"
# A month after the first lines of a year were due, and nobody was served.
LATER = "2026-03-16T09:00:00+07:00"


def test_a_planner_splits_the_envelope_and_others_decide(walk):
    # Given: nobody has given the next year's money by its own act yet.
    walk.become("planner")
    this_year = what_this_year_says(walk)
    walk.go(f"/desk/plans/envelopes/?{YEAR}")
    before, envelopes = received(walk), links(walk, "/start/")

    # When the planner enters what the act gave, then it stands in the tree.
    receive(walk)
    assert [now - was for now, was in zip(received(walk), before, strict=True)] == [BAHT, PEOPLE]
    (own,) = links(walk, "/start/") - envelopes
    envelope = numbers(own)[0]

    # When a split is proposed, then it places everybody and keeps within the money.
    propose(walk, envelope)
    first = split(walk)
    assert (sum(first.values()), spent(walk) <= BAHT) == (PEOPLE, True)

    # When Nakhon Ratchasima is fixed at one round more, then it gets exactly that, and all together as many as before.
    more = first[HERE] + 20
    pin(walk, people=more)
    second = split(walk)
    assert (second[HERE], sum(second.values()), spent(walk) <= BAHT) == (more, PEOPLE, True)
    baht = spent(walk)

    # When it is adopted, then a draft says the same, and the grid and Excel change what they are told and no more.
    walk.open(walk.link("/adopt/"))
    walk.open(walk.page.locator("main form:has([name=name_th]) [type=submit]"))
    version = walk.path
    assert stands(walk) == [PEOPLE, baht]
    write_in_the_grid(walk, by=-1)
    baht = mend_in_excel(walk, version)

    # When it is submitted and another person wants a line mended, then it comes back with the comment at the line.
    walk.open(walk.button("/submit/"))
    walk.become("director")
    walk.go(version)
    return_with_a_comment(walk)
    walk.become("planner")
    mend_the_line(walk, version)
    assert stands(walk) == [PEOPLE, baht - A_BAHT_LESS]
    walk.open(walk.button("/submit/"))

    # When that person approves it, then the pages of that year follow it, and those of this year stay as they were.
    walk.become("director")
    walk.go(version)
    walk.open(walk.button("/approve/"))
    walk.go(f"/desk/plans/?{YEAR}")
    assert walk.column(SUMS) == [PEOPLE, baht - A_BAHT_LESS]
    assert walk.figure("people_planned", YEAR) == PEOPLE
    assert walk.figure("people_planned", f"{YEAR}&province={HERE}") == more
    assert what_this_year_says(walk) == this_year

    # When months of that year have passed in which nobody was served, then those places can be moved.
    with in_that_year(walk):
        replan(walk, version, planned=[PEOPLE, baht - A_BAHT_LESS])


# --- the envelope and its split ---------------------------------------------------------------------------------------
def received(walk):
    """Baht and people of the whole tree."""
    return numbers(walk.page.locator(SUMS).first.inner_text())


def links(walk, part):
    return {one.get_attribute("href") for one in walk.page.locator(f"main a[href*='{part}']").all()}


def receive(walk):
    walk.open(walk.link("/envelopes/receive/"))
    form = walk.page.locator("main form:has([name=document])")
    form.locator("[name=amount_satang]").fill("9.15 ล้านบาท")
    form.locator("[name=places]").fill(f"{PEOPLE:,}")
    form.locator("[name=document]").fill("พระราชบัญญัติงบประมาณรายจ่าย ปีงบประมาณ พ.ศ. 2569 (สมมติ)")
    form.locator("[name=document_on]").fill("15 พ.ค. 2568")
    walk.open(form.locator("[type=submit]"))


def propose(walk, envelope):
    """Draw a scenario up from what is known, and work it out."""
    walk.go(f"/desk/plans/scenarios/?{YEAR}")
    walk.open(walk.link(f"/envelopes/{envelope}/start/"))
    form = walk.page.locator("main form:has([name=measure])")
    form.locator("[name=name]").fill("วงเงินใหม่ ตามความต้องการของทุกจังหวัด")
    form.locator("[name=measure][value=proportional]").check()
    walk.open(form.locator("[type=submit]"))
    work_out(walk)


def work_out(walk):
    """It takes seconds by the clock, which a busy machine may not have: then a person presses again."""
    for _time in range(PATIENCE):
        walk.open(walk.button("/solve/").first)
        if walk.has(".scenario-why"):
            break


def split(walk):
    """People by province, as the scenario gives them."""
    found = {}
    for row in walk.page.locator(f"{SPLIT}:has(.scenario-why)").all():
        code = re.search(r"/provinces/(\w+)/", row.locator("th a").get_attribute("href"))[1]
        found[code] = numbers(row.locator("td").nth(1).inner_text())[0]
    return found


def spent(walk):
    return sum(walk.column(f"{SPLIT}:has(.scenario-why) td:nth-child(5)"))


def pin(walk, *, people):
    scenario = walk.path
    walk.open(walk.link(f"/provinces/{HERE}/"))
    form = walk.form("/pin/")
    form.locator("[name=people]").fill(str(people))
    walk.open(form.locator("[type=submit]"))
    assert walk.path == scenario
    work_out(walk)


def what_this_year_says(walk):
    return {key: walk.figure(key, "year=2568") for key in FIGURES}


# --- the draft --------------------------------------------------------------------------------------------------------
def stands(walk):
    """People and baht of the version shown."""
    return numbers(walk.page.locator("main .sentence").first.inner_text())[:2]


def write_in_the_grid(walk, *, by):
    """Change the people of the largest cell of a row of Nakhon Ratchasima."""
    walk.open(walk.link("/grid/"))
    walk.page.locator("[data-plan-grid][data-ready]").wait_for()
    walk.page.locator("[data-filter]").fill("นครราชสีมา")
    # Of a screen full of rows few are left.
    expect(walk.page.locator(".grid-sheet .tabulator-row").nth(MOST_ROWS)).to_have_count(0)
    row = walk.page.locator(".grid-sheet .tabulator-row", has_text="สอจ.นครราชสีมา").first
    held = {numbers(one.inner_text() or "0")[0]: one for one in row.locator("[tabulator-field^=people-]").all()}
    people = max(held)
    held[people].click()
    walk.page.locator(".grid-sheet .cell-active").wait_for()
    walk.page.keyboard.press("F2")
    walk.page.keyboard.type(str(people + by))
    with walk.page.expect_response("**/cells/set/") as answered:
        walk.page.keyboard.press("Enter")
    assert answered.value.status == HTTPStatus.OK
    walk.page.locator("[data-state=rest]").wait_for()
    walk.look()


# --- Excel ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Edited:
    """A workbook and the cell that was changed in it."""

    content: bytes
    address: str


def mend_in_excel(walk, version):
    """Take the grid's change back in a workbook; one with a planted fault changes nothing. Tells the baht."""
    walk.go(version)
    people, baht = stands(walk)
    assert people == PEOPLE - 1
    planted, mended = edited_in_excel(walk)
    send_back(walk, planted.content)
    assert (faults(walk), walk.has(walk.button("/apply/"))) == ([planted.address], False)
    walk.go(version)
    assert stands(walk) == [people, baht]
    walk.open(walk.link("/excel/"))
    send_back(walk, mended.content)
    assert (faults(walk), stands_after(walk)) == ([mended.address], PEOPLE)
    walk.open(walk.button("/apply/"))
    assert (walk.path, stands(walk)) == (version, [PEOPLE, baht])
    return baht


def edited_in_excel(walk):
    """Downloaded and edited twice: with a word for a number, and with one person more."""
    walk.open(walk.link("/excel/"))
    href = walk.link("/workbook/").get_attribute("href")
    content = walk.page.request.get(walk.demo.address + href).body()
    return edited(content, lambda people: A_WORD), edited(content, lambda people: people + 1)


def edited(content, change):
    """The largest cell of people in the same row, changed as a person changes it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    row = next(row for row in book.worksheets[0].iter_rows() if row[1].value == "นครราชสีมา")
    cell = max(row[PEOPLE_COLUMNS], key=lambda cell: cell.value or 0)
    cell.value = change(cell.value)
    kept = io.BytesIO()
    book.save(kept)
    return Edited(kept.getvalue(), cell.coordinate)


def send_back(walk, content):
    form = walk.form("/send-back/")
    form.locator("[type=file]").set_input_files({"name": "แผน.xlsx", "mimeType": XLSX, "buffer": content})
    walk.open(form.locator("[type=submit]"))


def faults(walk):
    """The addresses in the page's table: of cells that can't be taken, or else of those that would change."""
    return walk.page.locator("main tbody th[scope=row]").all_inner_texts()


def stands_after(walk):
    return numbers(walk.page.locator("main .notice").first.inner_text())[0]


# --- deciding ---------------------------------------------------------------------------------------------------------
def return_with_a_comment(walk):
    version = walk.path
    if not walk.has("main a[href$='/comment/']"):
        walk.open(walk.link("?project="))
    walk.open(walk.page.locator("main a[href$='/comment/']").first)
    form = walk.page.locator("main form:has([name=text])")
    form.locator("[name=text]").fill("ขอลดค่าใช้จ่ายของรายการนี้")
    walk.open(form.locator("[type=submit]"))
    assert walk.path == version
    walk.page.locator("details:has(form[action$='/return/']) > summary").click()
    walk.open(walk.button("/return/"))


def mend_the_line(walk, version):
    """Where the comment stands, the baht are lowered; then the comment is answered."""
    walk.go(version)
    walk.open(walk.button("/reopen/"))
    if not walk.has("main a[href*='/comments/']"):
        walk.open(walk.page.locator("main tr.group:has(.badge) a[href*='?project=']"))
    walk.open(walk.page.locator("main tr:has(.comment) a[href*='/lines/']").first)
    baht = walk.page.locator("main [name=amount_satang]")
    baht.fill(f"{numbers(baht.input_value())[0] - A_BAHT_LESS:,}")
    walk.open(walk.page.locator("main form:has([name=people]) [type=submit]"))
    walk.go(version)
    if not walk.has("main a[href*='/comments/']"):
        walk.open(walk.page.locator("main tr.group:has(.badge) a[href*='?project=']"))
    walk.open(walk.link("/comments/"))
    form = walk.page.locator("main form:has([name=answer])")
    form.locator("[name=answer]").fill("ลดแล้ว 500 บาท")
    walk.open(form.locator("[type=submit]"))
    walk.go(version)


# --- a month later ----------------------------------------------------------------------------------------------------
@contextmanager
def in_that_year(walk):
    """The same demo, served at a later moment."""
    port = serve_demo.free_port(serve_demo.FIRST_PORT)
    address = f"http://{serve_demo.HOST}:{port}"
    environment = serve_demo.demo_environment(walk.demo.folder, address=address)
    with serve_demo.running(environment | {"BURANAKAN_CLOCK_STARTS_AT": LATER}, port=port) as parts:
        serve_demo.wait_until_ready(address, parts=parts)
        walk.demo = Demo(address=address, folder=walk.demo.folder)
        yield


def replan(walk, version, *, planned):
    """Whatever can be moved becomes a draft amendment, which takes no more people or money than the plan."""
    walk.become("planner")
    walk.go("/desk/plans/reality/")
    walk.open(walk.link("/moves/"))
    moved = walk.page.locator(".new-rounds > li").count()
    assert numbers(walk.page.locator("main .sentence").inner_text())[0] == moved > 0
    walk.open(walk.page.locator("main form.moves [type=submit]"))
    assert walk.path == version.replace("/1/", "/2/")
    people, baht = stands(walk)
    assert (people <= planned[0], baht <= planned[1]) == (True, True)
