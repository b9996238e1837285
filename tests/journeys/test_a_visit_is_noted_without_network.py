"""The founding visit lived again on demo posts: brief, notes without network, sent once, a directive on the spot."""

import base64

import pytest

from tests.browser import DESKTOP, PHONE

pytestmark = pytest.mark.journey

TITLE = "ตรวจเยี่ยม ศภ.6 และมอบนโยบาย (จำลองเหตุการณ์)"
SEEN = "ห้องปฏิบัติการใช้งานได้ครบ แต่คิวทดลองผลิตภัณฑ์ยาว"
ORDER = "ให้ดีพร้อมร่วมกับ สอจ. จัดทำแผนร่วมรายพื้นที่"
LATER = "บันทึกก่อนออกจากระบบ"
PLAN = {
    "title": TITLE,
    "visitors": "ปลัดกระทรวงอุตสาหกรรม และคณะ",
    "day": "15 พ.ค. 2568",
    "programme": "09.00 รับฟังบรรยายสรุป\n10.30 เยี่ยมชมห้องปฏิบัติการ",
}
PROVINCIAL = ("pio-30", "pio-31", "pio-32", "pio-36")
KEEP = "main form:has([name=client_key]) [type=submit]"
# The smallest picture there is: one pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
KEPT = "() => caches.open('buranakan-visits').then(cache => cache.keys()).then(keys => keys.map(one => one.url))"


def test_a_visit_is_noted_without_network(walk):
    # Given: a visit to Center 6 that the ministry planned, with its brief made from the figures of the moment.
    walk.become("executive")
    walk.go("/desk/visits/")
    walk.open(walk.link("/visits/plan/"))
    plan(walk)
    visit = walk.path
    walk.open(walk.button("/brief/make/"))
    brief = walk.page.request.get(f"{walk.demo.address}{visit}brief/")
    assert (brief.status, brief.body()[:5]) == (200, b"%PDF-")

    note_without_network(walk, visit)
    order_on_the_spot(walk)
    leave_with_a_note_not_sent(walk, visit)

    # Then the visited office sees the visit, but not what was noted there, and its neighbour sees neither.
    with walk.hurrying():
        walk.become("head")
        walk.go(visit)
        text = walk.page.locator("main").inner_text()
        assert (PLAN["visitors"] in text, SEEN in text) == (True, False)
        assert not walk.has("main form")
        walk.become("head30")
        walk.go(visit, status=404)


def note_without_network(walk, visit):
    page = walk.page

    # When the notebook was opened once, then it opens again without network, and keeps what is written in it.
    walk.open(walk.link("/notebook/"))
    wait_until_kept(walk, visit)
    page.set_viewport_size(PHONE)
    page.context.set_offline(True)
    write(walk, SEEN)
    page.reload()
    write(walk, ORDER, is_directive=True, photo=True)
    assert states(walk) == ["waiting", "waiting"]
    assert page.locator("[data-network=off]").is_visible()

    # When the network is back, then both are sent by themselves, each once.
    page.context.set_offline(False)
    page.locator("[data-note-state=sent]").nth(1).wait_for()
    page.reload()
    walk.look()
    walk.go(visit)
    text = page.locator("main").inner_text()
    assert (text.count(SEEN), text.count(ORDER)) == (1, 1)
    photo = page.locator(".note-photo img")
    assert photo.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1


def order_on_the_spot(walk):
    page = walk.page

    # When the note is completed, then DIPROM is ordered with the four provincial offices, and the press may be told.
    walk.open(walk.link("/directive/?note="))
    assert page.input_value("[name=text]") == ORDER
    page.locator("[name=responsible]").select_option("diprom")
    for code in PROVINCIAL:
        page.locator(f"[name=joint][value={code}]").check()
    page.locator("[name=due_on]").fill("30 มิ.ย. 2568")
    walk.open("main form:has([name=due_on]) [type=submit]")
    assert walk.has(walk.link("/desk/directives/"))
    walk.open(walk.link("/press/"))
    draft = page.locator("#press-text").input_value()
    assert (PLAN["visitors"] in draft, ORDER in draft) == (True, True)


def leave_with_a_note_not_sent(walk, visit):
    page = walk.page

    # When somebody leaves with a note that is not sent, then they are told, and only what was sent is forgotten.
    with walk.hurrying():
        walk.go(f"{visit}notebook/")
        wait_until_kept(walk, visit)
        page.context.set_offline(True)
        write(walk, LATER)
        page.set_viewport_size(DESKTOP)
        page.locator("header > .bar-end > form [type=submit]").click()
        page.locator("main .notice").first.wait_for()
        assert page.evaluate(KEPT) == []
        page.context.set_offline(False)
        page.locator("[data-note-state=sent]", has_text=LATER).wait_for()
        walk.go(visit)
    assert page.locator("main").inner_text().count(LATER) == 1


def plan(walk):
    page = walk.page
    for name, text in PLAN.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=office]").select_option("diprom-c06")
    page.locator("[name=province]").select_option("30")
    walk.open("main form:has([name=programme]) [type=submit]")
    assert walk.page.locator("h1").inner_text() == TITLE


def wait_until_kept(walk, visit):
    """The worker has the page and what it is drawn with."""
    walk.page.locator("[data-notebook][data-kept]").wait_for(state="attached")
    kept = walk.page.evaluate(KEPT)
    assert f"{walk.demo.address}{visit}notebook/" in kept
    # Nothing personal beside it: no other page of the product.
    assert [one for one in kept if "/static/" not in one and not one.endswith("/notebook/")] == []


def write(walk, text, *, is_directive=False, photo=False):
    page = walk.page
    page.locator("[data-notebook][data-ready]").wait_for(state="attached")
    page.locator("[name=text]").fill(text)
    page.locator("[name=is_directive]").set_checked(is_directive)
    if photo:
        page.locator("[name=photo]").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": PIXEL})
    page.locator(KEEP).click()
    page.locator("[data-notes]", has_text=text).wait_for()


def states(walk):
    rows = walk.page.locator("[data-note-state]")
    return rows.evaluate_all("rows => rows.map(one => one.dataset.noteState)")
