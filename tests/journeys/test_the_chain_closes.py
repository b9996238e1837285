"""From the list an office really has to the promise page: each hop hands on a number, and none is typed twice."""

import csv
import hashlib
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from buranakan.lib import ids
from tests.browser import PHONE
from tests.journeys.applying import (
    SAVE,
    Applicant,
    answer_on,
    apply,
    begin,
    come_back,
    fill_in,
    letters,
    places_given,
    send,
)
from tests.journeys.walking import numbers, run_command

pytestmark = pytest.mark.journey

HERE, ELSEWHERE = "30", "36"
ENCODING = "cp874"
HEADING = ["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่\nจดทะเบียน", " ทุนจดทะเบียน\n(บาท) ", "ที่ตั้งสำนักงานใหญ่"]
NUMBER, ADDRESS = HEADING[1], HEADING[-1]
PROVINCES = ("นครราชสีมา", "ขอนแก่น", "ชัยภูมิ")
MADE_UP_FROM, ROWS = 880_001, 60
BROUGHT_IN_WITHIN_SECONDS = 120

ACTIVITY, PROJECT, MONTH = "diprom-pio-2568.4.digital-and-green", "diprom-pio-2568.4", "มิ.ย."
PLACES, COMPLETED = 2, 2
TITLE = "ทักษะดิจิทัลสำหรับผู้ประกอบการ รุ่นเดินทดสอบ"
SESSION = {"held_on": "14 พ.ค. 2568", "starts_at": "9.00", "ends_at": "16.00", "break_minutes": "1 ชม."}
SESSION |= {"topic": "ขายออนไลน์"}
COMMITTED, PAYMENT = "๔๐,๐๐๐", 40_000  # baht
PROOF = {"name": "ใบลงชื่อ.txt", "mimeType": "text/plain", "buffer": "ข้อมูลสมมติ ไม่ใช่เอกสารจริง".encode()}
UNKNOWN_CODE = "0000-0000-0000"
SALES = "๑๒,๕๐๐"

FRONT = "the executive's whole picture"
PEOPLE, PAID = "a[href*='/people_reached_distinct/']", "a[href*='/money_paid/']"
MOVES = {
    "people_reached_distinct": COMPLETED,
    "people_reached_participations": COMPLETED,
    "places_filled": COMPLETED,
    "people_completed": COMPLETED,
    "training_hours": 12,
    "applications_received": 3,
    "applications_accepted": PLACES,
    "money_committed": 0,  # what is committed and not paid yet
    "money_paid": PAYMENT,
    "money_spent": PAYMENT,
    "people_planned": 0,
    "money_allotted": 0,
}
AROUND = ("year=2568", f"project={PROJECT}", f"activity={ACTIVITY}", f"province={HERE}", "office=pio-30")
BESIDE = ("year=2567", "project=diprom-pio-2568.1", f"province={ELSEWHERE}", "office=pio-50")
PAGES = ("promise", "promise/desk")


@dataclass(frozen=True)
class MonthlyList:
    """A month of company registrations: the file, and the company of this province that the office chooses from it."""

    path: Path
    number: str


@dataclass(frozen=True)
class Round:
    """How many stood on its roster, and how many of them completed."""

    people: int
    completed: int


def test_the_chain_closes(walk, tmp_path):
    # Given: what the promises, the public and the executive say before anything happens.
    before = said(walk)
    # When the office brings in its list, and one company of it becomes an enterprise,
    walk.become("provincial")
    enterprise = bring_in(walk, monthly_list(tmp_path))
    # and opens a call with two places, to which three people apply, one of them for that enterprise,
    call = write_a_call(walk)
    first, second, third = people = applicants(enterprise)
    recruit(walk, people, call=call)
    # then two have places, and who waits moves up when one gives theirs back.
    decide(walk, people, call=call)
    give_back(walk, second, waiting=third, call=call)
    # When the round is held for them and somebody who walks in, and asks beforehand how things are,
    held = hold_a_round(walk, [first, third])
    # and it is paid,
    pay(walk)
    # then the promises move by those who completed and what was paid, wherever they are shown, and everything adds up.
    after = said(walk)
    assert (held.people, held.completed) == (3, COMPLETED)
    assert moved(before, after) == expected()
    check_open_data(walk)
    for part in ("totals", "trail"):
        code, told = run_command(walk.demo, "verify", part)
        assert code == 0, told


# --- the list ---------------------------------------------------------------------------------------------------------
def monthly_list(tmp_path):
    """The real list of December 2558 where it lies at hand, else one made up in its shape."""
    samples = os.environ.get("BURANAKAN_SAMPLES")
    if samples:
        path = Path(samples, "data/company-registrations/99_201512.csv")
    else:
        path = tmp_path / "99_201512.csv"
        path.write_bytes(made_up_list().encode(ENCODING))
    return MonthlyList(path, number=first_of_here(path))


def made_up_list():
    """Title rows, a heading with line breaks, amounts with spaces; the last number has a slip of the finger."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(["นิติบุคคลจัดตั้งเดือนธันวาคม  2558 (ข้อมูลสมมติ)"])
    write(["ทั่วประเทศ"])
    write(HEADING)
    for row in range(1, ROWS + 1):
        number, place = ids.made_up_juristic_number(MADE_UP_FROM + row), PROVINCES[row % len(PROVINCES)]
        if row == ROWS:
            number = number[:-1] + str((int(number[-1]) + 1) % 10)
        address = f"{row} หมู่ที่ {row % 9 + 1} ต.ในเมือง อ.เมือง{place} จ.{place} 30000"
        write([row, number, f"บจ.สมมติเดินทาง {row} จำกัด", f"{row % 28 + 1}/12/2558", " 1,000,000 ", address])
    return out.getvalue()


def first_of_here(path):
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(ENCODING))))
    heading = next(row for row in rows if NUMBER in row)
    number, address = heading.index(NUMBER), heading.index(ADDRESS)
    return next(row[number] for row in rows if len(row) > address and f"จ.{PROVINCES[0]} " in row[address])


def bring_in(walk, listed):
    """The preview counts each row once; what is brought in can be found, and one is chosen. Returns its number."""
    command = ["import", "enterprises", str(listed.path), "--province", PROVINCES[0], "--json"]
    told = json.loads(run_command(walk.demo, *command)[1])
    walk.go("/desk/register/registrations/")
    found_before = walk.number(".sentence")
    walk.go("/desk/register/lists/")
    walk.open(walk.link("/lists/add/"))
    walk.page.locator("[name=kind][value=enterprises]").check()
    walk.page.locator("[name=file]").set_input_files(listed.path)
    walk.open("main form [type=submit]")
    rows, accepted, refused = numbers(walk.page.locator(".sentence").inner_text())[:3]
    assert rows == accepted + refused and accepted > told["accepted"] > 0
    run = walk.path
    with walk.page.expect_navigation():
        walk.button("/bring-in/").click()
    # A long list is left to the worker; its page looks again by itself.
    walk.page.locator("main form[action$='/undo/']").wait_for(
        state="attached", timeout=BROUGHT_IN_WITHIN_SECONDS * 1000
    )
    walk.look()
    assert walk.path == run
    walk.go("/desk/register/registrations/")
    assert walk.number(".sentence") == found_before + told["accepted"]
    return choose(walk, listed.number)


def choose(walk, number):
    walk.page.locator("[name=text]").fill(number)
    walk.open("main form[role=search] [type=submit]")
    assert walk.number(".sentence") == 1
    walk.open(walk.page.locator("main table tbody a").first)
    walk.open(walk.button("/choose/"))
    assert walk.path.startswith("/desk/register/enterprises/")
    assert number in walk.page.locator("main dl").first.inner_text()
    return number


# --- the call ---------------------------------------------------------------------------------------------------------
def write_a_call(walk):
    """For the line of June; refused in place first, since it would have no places. Returns its public address."""
    walk.go("/desk/calls/")
    walk.open(walk.link("/calls/add/"))
    lines = walk.page.locator("[name=what] option[value^='line:']")
    line = lines.filter(has_text=MONTH).first.get_attribute("value")
    walk.page.locator("[name=what]").select_option(line)
    walk.page.locator("[name=title_th]").fill(TITLE)
    walk.page.locator("[name=criterion-lives_in-use]").select_option("required")
    walk.page.locator("[name=question-1-label_th]").fill("ขายสินค้าอะไร")
    walk.page.locator("[name=question-1-is_required]").check()
    submit = "main form:has([name=title_th]) [type=submit]"
    walk.open(submit, status=409)
    assert (walk.refusal(), walk.page.input_value("[name=title_th]")) == ("places_missing", TITLE)
    walk.page.locator(f"[name=places_{HERE}]").fill(str(PLACES))
    walk.open(submit)
    walk.open(walk.button("/publish/"))
    assert places_given(walk) == (0, PLACES)
    return walk.path.removeprefix("/desk")


def applicants(enterprise):
    """Three made-up people; the first comes for the enterprise of the list."""
    known = {"name": None, "province": None}
    owner = {"has_enterprise": "yes", "kind": "juristic", "number": enterprise, "part": "owner"} | known
    return [
        made_up(1, last_name="เดินทางหนึ่ง", answers=owner),
        made_up(2, last_name="เดินทางสอง"),
        made_up(3, last_name="เดินทางสาม"),
    ]


def made_up(serial, *, last_name, answers=None):
    return Applicant(
        first_name="มะลิ",
        last_name=last_name,
        citizen_number=ids.made_up_citizen_number(960_000_000 + serial),
        phone=f"089000000{serial}",
        answers={"question": "ผ้าทอ"} | (answers or {}),
    )


def recruit(walk, people, *, call):
    """Each has a number of their own, and one letter with the code and one with the receipt."""
    owner, *others = people
    begin(walk, owner, call=call)
    answer_on(walk, owner, until="/enterprise_details-name/")
    # What the public list knows of the number needs no typing.
    assert walk.page.locator("[name=province]").input_value() == HERE
    fill_in(walk, owner.told)
    walk.open(SAVE)
    answer_on(walk, owner)
    send(walk, owner)
    with walk.hurrying():
        for one in others:
            apply(walk, one, call=call)
    assert len({one.number for one in people}) == len(people)
    assert [len(letters(walk, one)) for one in people] == [2, 2, 2]


def decide(walk, people, *, call):
    """Two places are given; a third is refused in place, so the last waits."""
    *lucky, last = people
    walk.become("provincial")
    for given, one in enumerate(lucky, start=1):
        open_application(walk, one, call=call)
        walk.open("[name=decision][value=accept]")
        walk.go(f"/desk{call}")
        assert places_given(walk) == (given, PLACES)
    open_application(walk, last, call=call)
    walk.open("[name=decision][value=accept]", status=409)
    assert walk.refusal() == "no_place_left"
    walk.open("[name=decision][value=wait]")
    walk.go(f"/desk{call}")
    assert places_given(walk) == (PLACES, PLACES)


def open_application(walk, applicant, *, call):
    walk.go(f"/desk{call}")
    walk.open(walk.page.locator("main table a[href*='/applications/']").filter(has_text=applicant.number))
    assert applicant.shown in walk.page.locator("h1").inner_text()


def give_back(walk, applicant, *, waiting, call):
    """A place that is given back goes to who waits, by itself; both are told."""
    come_back(walk, applicant)
    walk.open(walk.link("/withdraw/"))
    walk.open("main form.form [type=submit]")
    assert not walk.has(walk.link("/withdraw/"))
    with walk.hurrying():
        come_back(walk, waiting)
    assert walk.has("main .portal-story")
    assert len(letters(walk, applicant)) == 4
    assert len(letters(walk, waiting)) == 4
    assert waiting.address in letters(walk, waiting)[0]
    walk.become("provincial")
    walk.go(f"/desk{call}")
    assert places_given(walk) == (PLACES, PLACES)


# --- the round --------------------------------------------------------------------------------------------------------
def hold_a_round(walk, enrolled):
    """Opened from the plan line with the call's people and one who walks in; closed with a sheet."""
    walk_in = made_up(4, last_name="เดินเข้ามา")
    address = open_a_round(walk, enrolled)
    add_walk_in(walk, walk_in, address=address)
    ask_beforehand(walk, enrolled[0], address=address)
    people = [*enrolled, walk_in]
    mark(walk, people, leaves_early=enrolled[1], address=address)
    completed = close(walk, people, address=address)
    check_certificate(walk, enrolled[0])
    return Round(people=len(people), completed=completed)


def open_a_round(walk, enrolled):
    walk.go("/desk/rounds/open/")
    lines = walk.page.locator("[name=line] option").filter(has_text=MONTH)
    walk.page.locator("[name=line]").select_option(lines.first.get_attribute("value"))
    walk.open("main form.form [type=submit]")
    walk.page.locator("[name=call]").select_option(label=TITLE)
    walk.page.locator("[name=venue]").fill("ห้องประชุมสมมติ")
    walk.page.locator("[name=places]").fill("3")
    walk.open("main form [type=submit]")
    address = walk.path
    walk.open(walk.link("/sessions/add/"))
    for name, text in SESSION.items():
        walk.page.locator(f"[name={name}]").fill(text)
    walk.open("main form:has([name=topic]) [type=submit]")
    walk.open(walk.link("/enrol/"))
    assert walk.page.locator("[name=applications]:checked").count() == len(enrolled)
    walk.open("main form [type=submit]")
    assert walk.path == address
    return address


def add_walk_in(walk, person, *, address):
    """Nobody of that name is in the register, so the counter adds them and goes on."""
    walk.open(walk.link("/walk-in/"))
    walk.page.locator("[name=text]").fill(person.shown)
    walk.open("main form[role=search] [type=submit]")
    walk.open(walk.link("/people/add/"))
    for name in ("first_name", "last_name", "citizen_number", "phone"):
        walk.page.locator(f"[name={name}]").fill(getattr(person, name))
    walk.open("main form:has([name=citizen_number]) [type=submit]")
    assert walk.path.startswith(f"{address}walk-in/")
    walk.open("main ul.found form [type=submit]")
    walk.go(address)


def ask_beforehand(walk, person, *, address):
    """A link on the phone asks how things are; the answer stands on the person's page."""
    walk.go(f"{address}outcomes/")
    walk.open(walk.button("/outcomes/ask/"))
    code, told = run_command(walk.demo, "run", "hourly")
    assert code == 0, told
    # The demo's clock starts anew in each command, so the newest letter is not the one written last.
    letter = next(one for one in letters(walk, person) if "/ask/" in one)
    link = letter[letter.index("/ask/") :].split()[0]
    walk.page.set_viewport_size(PHONE)
    walk.go(link)
    walk.page.locator("main form.form input:not([type=hidden])").first.fill(SALES)
    walk.open("main form.form [type=submit]")
    assert walk.path == f"{link}thanks/"
    assert numbers(SALES) in [numbers(one) for one in walk.page.locator("main dl dd").all_inner_texts()]


def mark(walk, people, *, leaves_early, address):
    """A sheet to sign, then ticks; one left after two hours."""
    walk.go(address)
    sheet = walk.link("sheet.pdf").get_attribute("href")
    check_pdf(walk, sheet)
    walk.open(walk.link("/attendance/"))
    for one in people:
        row = walk.page.locator(".attendance-row").filter(has_text=one.last_name)
        row.locator("[name^=there-]").check()
        if one is leaves_early:
            row.locator("summary").click()
            row.locator("[name^=part-]").fill("๒ ชม.")
    walk.open(".attendance-save [type=submit]")


def close(walk, people, *, address):
    """Who completes is told before anything is written. Returns how many did."""
    walk.open(walk.link("/close/"))
    completing = numbers(walk.page.locator(".sentence").inner_text())[0]
    walk.page.locator("[name=evidence]").set_input_files(PROOF)
    walk.open("main form.form [type=submit]")
    assert (walk.path, numbers(walk.page.locator(".sentence").inner_text())[:2]) == (address, [completing, len(people)])
    check_pdf(walk, f"{address}certificates.pdf")
    return completing


def check_pdf(walk, address):
    paper = walk.page.request.get(walk.demo.address + address)
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")
    assert paper.body().startswith(b"%PDF-")


def check_certificate(walk, person):
    """Whoever holds the code reads that it is valid, and no name; a code of nobody is told so."""
    walk.open(walk.page.locator("main table a[href*='/register/people/']").filter(has_text=person.last_name))
    walk.open(walk.link("/passport/"))
    certificate = walk.link("/certificates/").get_attribute("href")
    walk.go("/certificates/")
    walk.page.locator("[name=code]").fill(certificate.strip("/").rpartition("/")[2].lower())
    walk.open("main form [type=submit]")
    assert person.last_name not in walk.page.content()
    assert walk.has("main dl code")
    walk.go("/certificates/")
    walk.page.locator("[name=code]").fill(UNKNOWN_CODE)
    walk.open("main form [type=submit]", status=404)


# --- the money --------------------------------------------------------------------------------------------------------
def pay(walk):
    """Committed and paid; each counts only when another person approved it."""
    walk.become("finance30")
    walk.go("/desk/money/accounts/")
    account = walk.page.locator("main table tbody tr").filter(has_text="ดิจิทัล").locator("a").first.get_attribute("href")
    walk.go(account)
    left = left_of(walk)
    walk.open(walk.link("/enter/commitment/"))
    walk.page.locator("[name=commitment_kind]").select_option(index=1)
    document(walk, number="ตัวอย่าง 1/2568", amount=f"{left + 1:,}")
    walk.open("main form.form [type=submit]", status=409)
    walk.page.locator("[name=amount_satang]").fill(COMMITTED)
    walk.open("main form.form [type=submit]")
    approve(walk)
    walk.become("finance30")
    walk.go(account)
    assert left_of(walk) == left - PAYMENT
    walk.open(walk.link("/enter/payment/"))
    assert walk.page.input_value("[name=amount_satang]").startswith("40,000")
    walk.page.locator("[name=round]").select_option(index=1)
    document(walk, number="ตัวอย่าง 2/2568", amount=COMMITTED)
    walk.page.locator("[name=evidence]").set_input_files(PROOF)
    walk.open("main form.form [type=submit]")
    approve(walk)


def document(walk, *, number, amount):
    said = {"amount_satang": amount, "number": number, "on": "15 พ.ค. 2568", "what": "ค่าจัดอบรม", "payee": "ร้านสมมติ"}
    for name, text in said.items():
        walk.page.locator(f"[name={name}]").fill(text)


def left_of(walk):
    return numbers(walk.page.locator(".stat-value").last.inner_text())[0]


def approve(walk):
    """Whoever entered it can't; the head of the office does, from what waits for them."""
    movement = walk.path
    assert not walk.has(walk.form("/approve/"))
    assert walk.send(f"{movement}approve/").status == 403
    walk.become("head30")
    walk.go("/desk/money/waiting/")
    walk.open(walk.link(movement))
    walk.open(walk.button("/approve/"))
    assert walk.path.startswith("/desk/money/entries/")


# --- what everybody is told -------------------------------------------------------------------------------------------
def said(walk):
    """What each page opens with, and what figures say of this activity here, and next door."""
    walk.become("executive")
    # The home page says baht in millions; the whole picture says them all.
    walk.glance("/desk/overview/")
    told = {f"people, {FRONT}": walk.number(f".sentence {PEOPLE}"), f"paid, {FRONT}": walk.number(f".sentence {PAID}")}
    promises = [one.get_attribute("href") for one in walk.page.locator(".sentence a[href*='/desk/promises/']").all()]
    for where in ("", "/desk"):
        for what, one, number in zip(("people", "paid"), promises, (PEOPLE, PAID), strict=True):
            walk.glance(where + one.removeprefix("/desk"))
            told[f"{what}, promise{where}"] = walk.number(f".sentence {number}")
    walk.glance("/")
    told["people, public front"] = walk.number("h1")
    walk.glance(f"/desk/provinces/{HERE}/")
    told["people, province"] = walk.number(f".sentence {PEOPLE}")
    return told | {f"{key} {one}": walk.figure(key, one) for key in MOVES for one in (*AROUND, *BESIDE)}


def expected():
    """Whatever counts people moves by those who completed, whatever counts money by the payment; nothing beside."""
    figures = {f"{key} {one}": by for key, by in MOVES.items() if by for one in AROUND}
    people = {f"people, {where}": COMPLETED for where in (FRONT, *PAGES, "public front", "province")}
    return figures | people | {f"paid, {where}": PAYMENT for where in (FRONT, *PAGES)}


def moved(before, after):
    return {what: after[what] - before[what] for what in before if after[what] != before[what]}


def check_open_data(walk):
    """The file is what its checksum says, and tells of this province what the desk counts, or hides it."""
    walk.go("/open-data/")
    address = walk.link(".csv").get_attribute("href")
    file = walk.page.request.get(walk.demo.address + address)
    assert hashlib.sha256(file.body()).hexdigest() in walk.page.content()
    rows = list(csv.DictReader(io.StringIO(file.body().decode("utf-8-sig"))))
    here = [row for row in rows if row["province_code"] == HERE]
    walk.become("executive")
    for row in here:
        programme, project = row["programme_code"], row["project_number"]
        # A row without a project is of the whole programme.
        what = f"project={programme}.{project}" if project else f"portfolio={programme}"
        place = f"{what}&province={HERE}"
        reached = walk.figure(row["counting_rule"], place)
        assert int(row["places_planned"]) == walk.figure("people_planned", place)
        assert (row["people_reached"] == "") if row["is_hidden"] == "yes" else int(row["people_reached"]) == reached
    ours = next(row for row in here if row["project_number"] == PROJECT.rpartition(".")[2])
    # Two people would be told apart.
    reached = walk.figure("people_reached_distinct", f"project={PROJECT}&province={HERE}")
    assert (ours["is_hidden"], reached) == ("yes", COMPLETED)
