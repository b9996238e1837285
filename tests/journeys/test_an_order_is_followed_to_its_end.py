"""Orders of a visit, down to four provinces and up again: told, accepted, asked for more, raised, closed by figure."""

import pytest

from buranakan.demo import posts
from tests.journeys.applying import letters_to
from tests.journeys.walking import numbers, run_command

pytestmark = pytest.mark.journey

TITLE = "ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6"
FOUR = "สอจ. นครราชสีมา บุรีรัมย์ สุรินทร์ ชัยภูมิ"
TEXT = f"""ข้อสั่งการ (ข้อมูลสมมติ)
31.1) ให้ กสอ. ร่วมกับ {FOUR} จัดทำแผนร่วมรายพื้นที่ ภายในวันที่ 30 มิถุนายน 2568
31.2) ให้ สอจ.นครราชสีมา สรุปปัญหาของผู้ประกอบการในพื้นที่ ภายในวันที่ 15 พฤษภาคม 2568
31.3) ให้ สอจ.นครราชสีมา เร่งให้บริการผู้ประกอบการตามแผน ภายในวันที่ 30 กันยายน 2568
"""
JOINT, LATE, COUNTED = "31.1", "31.2", "31.3"
CENTRE, PROVINCE = "31.1.1", "31.1.1.1"
FIGURE, SLICE = "people_reached_participations", "year=2568&office=pio-30"
# Four days late, an urgent one goes to the office above, of which the demo has only the ministry with a head.
NIGHT, DAYS_LATE, LEVEL = "2025-05-19T02:00:00+07:00", 4, 2
CLOSED, RAISED = "directives closed by their figure", "directives raised"
PROOF = {"name": "แผน.txt", "mimeType": "text/plain", "buffer": "ข้อมูลสมมติ แผนร่วมรายพื้นที่".encode()}
REFUSED = (409, True)
SUBMIT = "main form.form [type=submit]:not([name])"


def test_an_order_is_followed_to_its_end(walk):
    # Given: three orders of the visit of December, pasted; the third is tied to a figure that lacks one service.
    with walk.hurrying():
        walk.become("executive")
    target = walk.figure(FIGURE, SLICE) + 1
    orders = give(walk, target=target)

    # When the first is handed on, then each office has its own below it, and Center 6 reaches those that share in it.
    orders |= hand_on(walk, orders[JOINT])

    # When Nakhon Ratchasima tells of its part, reports it and another as done, and records a service,
    evidence = tell(walk, orders)
    record_a_service(walk)
    # then its neighbour, who shares in the first, sees that and nothing of what is not theirs.
    with walk.hurrying():
        walk.become(posts.NEW_HEAD.name)
    found = [status(walk, one) for one in (orders[JOINT], orders[PROVINCE], evidence, orders[LATE], orders[COUNTED])]
    assert found == [200, 404, 404, 404, 404]

    # When Center 6 accepts its part, then it is closed for good.
    accept(walk, orders[PROVINCE])
    # When the executive asks for more, and nothing comes, then the night raises it, once, and closes the counted one.
    ask_for_more(walk, orders[LATE])
    follow_up_at_night(walk, orders)
    check_raised(walk, orders[LATE])
    check_reached(walk, orders[COUNTED], target=target)


# --- giving -----------------------------------------------------------------------------------------------------------
def give(walk, *, target):
    """From the visit's page: read, corrected, given. Returns the addresses by number."""
    page = walk.page
    with walk.hurrying():
        walk.go("/desk/visits/")
        walk.open(page.locator("main a[href*='/desk/visits/']").filter(has_text=TITLE).first)
        walk.open(walk.link("/directives/give/?visit="))
    assert TITLE in page.input_value("[name=source_title]")
    page.locator("[name=text]").fill(TEXT)
    walk.open("[name=step][value=read]")
    assert page.locator("[name=items]").input_value() == "3"
    assert [page.input_value(f"[name=item-{place}-number]") for place in range(3)] == [JOINT, LATE, COUNTED]
    assert page.input_value("[name=item-0-responsible]") == "ดีพร้อม"
    assert page.input_value("[name=item-0-joint]").count("สอจ.") == len(FOUR.split()) - 1
    page.locator("[name=item-1-priority]").select_option("urgent")
    page.locator("details:has([name=item-2-figure_key]) summary").click()
    page.locator("[name=item-2-figure_key]").select_option(FIGURE)
    page.locator("[name=item-2-target_value]").fill(f"{target:,}")
    page.locator("[name=item-2-figure_over]").select_option("office")
    with walk.hurrying():
        walk.open("[name=step][value=give]")
        return {number: address_of(walk, number) for number in (JOINT, LATE, COUNTED)}


def hand_on(walk, order):
    """DIPROM to Center 6, and Center 6 to its four provinces."""
    page = walk.page
    with walk.hurrying():
        walk.become("director")
        walk.go(f"{order}hand-on/")
        page.locator("[name=offices]").fill("ศภ.6")
        walk.open(SUBMIT)
        walk.become("head")
        walk.go("/desk/directives/")
        centre = address_of(walk, CENTRE)
        walk.go(centre)
    walk.open(walk.link("/hand-on/"))
    page.locator("[name=offices]").fill(FOUR)
    walk.open(SUBMIT)
    # Center 6 stands between the order of the ministry and the four.
    depths = [one.get_attribute("class") for one in page.locator("ul.thread li").all()]
    assert depths == ["thread-0", "thread-1", *["thread-2"] * 4]
    province = page.locator("ul.thread li.thread-2 a").first.get_attribute("href")
    return {CENTRE: centre, PROVINCE: province}


# --- telling ----------------------------------------------------------------------------------------------------------
def tell(walk, orders):
    """Progress with its evidence, then twice that it is done. Returns the address of the evidence."""
    with walk.hurrying():
        walk.become("provincial")
        walk.go("/desk/directives/")
        assert address_of(walk, PROVINCE) == orders[PROVINCE]
        walk.go(orders[PROVINCE])
        walk.page.locator("[name=evidence]").set_input_files(PROOF)
        say(walk, "รวบรวมแผนจากทุกอำเภอแล้ว", what="progress")
    evidence = walk.link("/evidence/").get_attribute("href")
    kept = walk.page.request.get(walk.demo.address + evidence)
    assert (kept.status, kept.body()) == (200, PROOF["buffer"])
    with walk.hurrying():
        for order in (PROVINCE, LATE):
            walk.go(orders[order])
            say(walk, "เสร็จแล้วตามเอกสาร", what="done")
            assert not walk.has("[name=what]")
    return evidence


def say(walk, text, *, what):
    walk.page.locator(f"[name=what][value={what}]").check()
    walk.page.locator("[name=text]").fill(text)
    walk.open(walk.button("/tell/"))


def record_a_service(walk):
    """Of the first person in the register, by the first line of the office's plan."""
    with walk.hurrying():
        walk.go("/desk/register/people/")
        walk.open(walk.page.locator("main table tbody a[href*='/register/people/']").first)
        walk.open(walk.link("/services/add/"))
        what = walk.page.locator("[name=what] option[value^='line:']").first.get_attribute("value")
        walk.page.locator("[name=what]").select_option(what)
        walk.open("main form:has([name=what]):not(:has([name=served_on])) [type=submit]")
        walk.page.locator("[name=served_on]").fill("15 พ.ค. 2568")
        walk.page.locator("[name=minutes]").fill("1 ชั่วโมง")
        walk.open("main form:has([name=served_on]) [type=submit]")
    assert walk.path.startswith("/desk/services/") and "/add/" not in walk.path


# --- deciding ---------------------------------------------------------------------------------------------------------
def accept(walk, order):
    with walk.hurrying():
        walk.become("head")
        walk.go(order)
        walk.open(walk.button("/accept/"))
    assert not walk.has("main form")
    assert refusal_of(walk.send(f"{order}ask-more/", text="ขอเพิ่ม")) == REFUSED


def ask_for_more(walk, order):
    with walk.hurrying():
        walk.become("executive")
        walk.go(order)
        walk.page.locator("details:has(form[action$='/ask-more/']) summary").click()
        walk.form("/ask-more/").locator("[name=text]").fill("ขอรายอำเภอด้วย")
        walk.open(walk.button("/ask-more/"))
    assert not walk.has(walk.form("/accept/"))


# --- the nights -------------------------------------------------------------------------------------------------------
def follow_up_at_night(walk, orders):
    """Run twice; a change that lay open on the desk meanwhile comes too late."""
    page = walk.page
    before = letters_about(walk, orders[LATE])
    with walk.hurrying():
        walk.go(f"{orders[COUNTED]}change/")
        page.locator("[name=due_on]").fill("1 ส.ค. 2568")
        page.locator("[name=because]").fill("เลื่อนให้เร็วขึ้น")
        first, again = night(walk), night(walk)
        assert (first[CLOSED], first[RAISED] > 0) == (1, True)
        assert (again[CLOSED], again[RAISED]) == (0, 0)
        walk.open(SUBMIT, status=409)
    assert (walk.refusal(), page.input_value("[name=because]")) == ("directive_closed", "เลื่อนให้เร็วขึ้น")
    written = letters_about(walk, orders[LATE])
    # Its own head has no letter of it: an urgent one that is so late goes to the office above.
    assert {who: len(written[who]) - len(before[who]) for who in written} == {"executive": 1, "head30": 0}
    paragraphs = [one for one in written["executive"][0].splitlines() if one.strip()]
    assert numbers(paragraphs[1]) == [LEVEL]


def night(walk):
    """What the work of the night counts."""
    code, told = run_command(walk.demo, "run", "nightly", at=NIGHT)
    assert code == 0, told
    return {what: int(count) for what, _colon, count in (line.rpartition(": ") for line in told.splitlines())}


def check_raised(walk, order):
    """Its course says once how high, how late, and who was written to."""
    walk.go(order)
    entry = walk.page.locator("ol.course > li").filter(has=walk.page.locator(".course-head .badge-bad"))
    assert entry.count() == 1
    level, days, *_rest = numbers(entry.locator("p:not(.course-head)").first.inner_text())
    assert (level, days) == (LEVEL, DAYS_LATE)
    assert "กระทรวงอุตสาหกรรม" in entry.inner_text() or "อก." in entry.inner_text()


def check_reached(walk, order, *, target):
    """Closed with its proof, which opens as the figure that stood in the order; nothing of it may be changed."""
    walk.go(order)
    assert not walk.has("main form") and not walk.has(walk.link("/change/"))
    assert refusal_of(walk.send(f"{order}withdraw/", because="ไม่ต้องทำแล้ว")) == REFUSED
    with walk.hurrying():
        walk.open(walk.link(f"/figures/{FIGURE}/"))
    assert walk.number(".sentence b") == target


# --- looking ----------------------------------------------------------------------------------------------------------
def address_of(walk, number):
    """Where the directive with this number opens, in a list."""
    rows = walk.page.locator("main table tbody tr")
    row = next(one for one in rows.all() if one.locator("td").first.inner_text().strip() == number)
    return row.locator("a[href*='/directives/']").first.get_attribute("href")


def letters_about(walk, order):
    """The letters of a directive in the demo's mailbox, newest first, by the post they went to."""
    return {
        post: [one for one in letters_to(walk, f"{post}@{posts.DOMAIN}") if order in one]
        for post in ("executive", "head30")
    }


def status(walk, path):
    return walk.page.request.get(walk.demo.address + path).status


def refusal_of(answer):
    return answer.status, 'data-code="directive_closed"' in answer.text()
