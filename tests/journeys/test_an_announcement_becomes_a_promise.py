"""A planner reads an announcement: what is proposed is shown in its words, one is confirmed, another rejected."""

import pytest

pytestmark = pytest.mark.journey

SOURCE = "https://example.org/announcements/designers"
TITLE = "ดีพร้อมเปิดตัวค่ายนักออกแบบชุมชน"
TEXT = f"""{TITLE}
วันจันทร์ที่ 12 พฤษภาคม 2568
[ข้อความสมมติ เขียนขึ้นเพื่อการทดสอบ]

กรุงเทพฯ 12 พฤษภาคม 2568 - อธิบดีกรมส่งเสริมอุตสาหกรรมเปิดเผยว่า ปีนี้กรมตั้งเป้าหมายพัฒนาทักษะนักออกแบบชุมชน\
กว่า ๑,๒๐๐ คน ด้วยงบประมาณ ๕.๕ ล้านบาท ที่ผ่านมามีผู้เข้าร่วมแล้ว 310 คน และผู้สมัครต้องมีอายุไม่ต่ำกว่า 18 ปี
"""
PEOPLE, MONEY, RESULT = "กว่า ๑,๒๐๐ คน", "๕.๕ ล้านบาท", "310 คน"
STATEMENT = "พัฒนาทักษะนักออกแบบชุมชนกว่า 1,200 ครั้งของการเข้าร่วม"
WHO = "อธิบดีกรมส่งเสริมอุตสาหกรรม"
WHY_NOT = "วงเงินนี้เป็นของโครงการอื่น"
TAKE_IN = "main form:has([name=text]) [type=submit]"
CONFIRM = "main form:has([name=statement_th]) [type=submit]"
COUNTED, OTHER = "people_reached_participations", "people_reached_distinct"


def test_an_announcement_becomes_a_promise(walk):
    # Given: an announcement that a planner has at hand.
    walk.become("planner")
    walk.go("/desk/announcements/")
    walk.open(walk.link("/announcements/add/"))

    # When it is handed in without saying where it stood, then its words stay, and the field says what is missing.
    walk.page.locator("[name=text]").fill(TEXT)
    walk.open(TAKE_IN)
    assert (walk.wrong_fields(), walk.page.input_value("[name=text]")) == (["source"], TEXT)

    # When it is taken in, then every figure stands marked in its words, each as what it was read for.
    walk.page.locator("[name=source]").fill(SOURCE)
    walk.open(TAKE_IN)
    announcement = walk.path
    assert walk.page.locator("h1").inner_text() == TITLE
    assert marked(walk, "proposed") == [PEOPLE, MONEY]
    assert marked(walk, "result") == [RESULT]

    # When the words are followed to their proposal, and it is confirmed with a sentence of the planner's own, then it
    # is a promise, counted as the planner chose, with the other count beside it.
    walk.open(walk.page.locator(".announcement-text .mark-proposed a", has_text=PEOPLE))
    walk.open(card(walk, PEOPLE).locator("a[href$='/confirm/']"))
    confirm_in_own_words(walk)
    promise = walk.path
    assert walk.page.locator("h1").inner_text() == STATEMENT
    assert walk.number(f".sentence a[href*='/{COUNTED}/']") == walk.figure(COUNTED, "year=2568")
    assert walk.number(f".card a[href*='/{OTHER}/']") == walk.figure(OTHER, "year=2568")
    walk.open(walk.link(f"{announcement}#words-"))
    assert (marked(walk, "confirmed"), marked(walk, "proposed")) == ([PEOPLE], [MONEY])

    # When the other is rejected, first without saying why, then it stays to be seen with its reason.
    reject(walk, because="", status=409)
    assert walk.refusal() == "reason_missing"
    reject(walk, because=WHY_NOT)
    assert (marked(walk, "rejected"), marked(walk, "proposed")) == ([MONEY], [])
    assert WHY_NOT in card(walk, MONEY).inner_text()

    # Then the promise stands on the list of promises and, as chosen, before the public.
    walk.go("/desk/promises/")
    walk.open(walk.page.locator("main a", has_text=STATEMENT))
    assert walk.path == promise
    walk.go("/")
    walk.open(walk.page.locator("main a", has_text=STATEMENT))
    assert PEOPLE in walk.page.locator("blockquote").inner_text()

    # When the same words are brought again, then the product says that it knows them.
    walk.go("/desk/announcements/add/")
    walk.page.locator("[name=text]").fill(TEXT)
    walk.page.locator("[name=source]").fill(SOURCE)
    walk.open(TAKE_IN, status=409)
    assert walk.refusal() == "announcement_already_there"
    walk.open(walk.link(announcement))


def marked(walk, kind):
    """The words marked as one kind, without the tag that says so."""
    marks = walk.page.locator(f".announcement-text .mark-{kind} a")
    return marks.evaluate_all("marks => marks.map(one => one.firstChild.textContent)")


def card(walk, quote):
    return walk.page.locator(".proposal", has_text=quote)


def confirm_in_own_words(walk):
    """What was read is filled in; a day that no calendar has first, after which everything typed stays."""
    page = walk.page
    read = {name: page.input_value(f"[name={name}]") for name in ("value", "unit", "comparison", "fiscal_year")}
    assert read == {"value": "1,200", "unit": "คน", "comparison": "more_than", "fiscal_year": "2568"}
    typed = {"statement_th": STATEMENT, "statement_en": "", "due_on": "๓๑ ก.ย. ๒๕๖๘", "promised_by": WHO}
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator(f"[name=figure_key][value={COUNTED}]").check()
    page.locator("[name=portfolio]").select_option("")
    page.locator("[name=is_public][value=yes]").check()
    walk.open(CONFIRM)
    assert walk.wrong_fields() == ["due_on"]
    assert {name: page.input_value(f"[name={name}]") for name in typed} == typed
    assert page.locator(f"[name=figure_key][value={COUNTED}]").is_checked()
    page.locator("[name=due_on]").fill("๓๐ ก.ย. ๒๕๖๘")
    walk.open(CONFIRM)


def reject(walk, *, because, status=200):
    form = card(walk, MONEY).locator("form[action$='/reject/']")
    if not form.is_visible():
        card(walk, MONEY).locator("summary").click()
    form.locator("[name=because]").fill(because)
    walk.open(form.locator("[type=submit]"), status=status)
