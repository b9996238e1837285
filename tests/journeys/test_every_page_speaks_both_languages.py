"""Every page that a link leads to, in Thai and in English: its words in its language, no barrier, nothing cut off."""

import json
import re
import sqlite3
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve

from buranakan.demo import posts
from tests.pages.access import MATRIX

pytestmark = pytest.mark.journey

# Who walks from where; each page is looked at once, by the first who comes to it.
WALKERS = {
    "": [
        *("/", "/accounts/login/", "/accounts/inactive/", "/ui/"),
        *("/calls/", "/applications/", "/open-data/", "/certificates/"),
    ],
    "executive": ["/desk/", "/accounts/logout/"],
    "planner": [
        *("/desk/announcements/add/", "/desk/plans/"),
        *("/desk/plans/needs/?year=2569", "/desk/plans/scenarios/?year=2569", "/desk/plans/envelopes/?year=2569"),
    ],
    "provincial": [
        *("/desk/", "/desk/register/people/", "/desk/register/enterprises/", "/desk/services/add/"),
        *("/desk/register/lists/", "/desk/calls/", "/desk/rounds/", "/desk/outcomes/"),
    ],
    "finance30": ["/desk/money/", "/desk/money/accounts/"],
    "head30": ["/desk/money/waiting/", "/desk/plans/needs/?year=2569"],
    "auditor": ["/desk/trail/"],
    "administrator": ["/desk/frameworks/"],
    "newhead": ["/desk/first-day/"],
}
# Addresses that answer with no page: files, texts for machines, and those that only take what a form sends.
PAGELESS = re.compile(
    r"robots|health|appearance|set_language|evidence|checkpoint|announcement_file|reveal|(?<!plan_)take_back|payload|"
    r"verification|reject|take_up|proposal_add|switch_membership|plan_(?:submit|approve|return|reopen|amend|reading)|remove|"
    r"visit_(?:brief|press_text|worker|photo|notebook_key)|"
    r"promise_card|promises_file|directive_register|scorecard_file|handover_file|brief_paper|"
    r"plan_(?:approved_excel|difference_excel|calendar_file|workbook$|upload_file|cells|sheet|province_paper)|needs_sheet|"
    r"open_data_file|import_file|import_refusals|money_ledger|round_certificates|sign_in_sheet"
)
# Those that only take what a form sends, as the access matrix says.
SENT_TO = {name for name, line in MATRIX.items() if line.method == "post"}
# No link leads there in a demo that nobody has touched: no proposal waits, no plan is a draft, no round is open; or the
# page needs somebody's own session, code or letter, or a link that only its office or post has. Other journeys look at
# most of these.
NOT_YET = {
    *("desk:proposal_confirm", "desk:plan_line", "desk:plan_line_add", "desk:trail_proof", "desk:call_edit"),
    *("desk:attendance", "desk:participant_leave", "desk:round_close", "desk:round_edit", "desk:round_enrol"),
    *("desk:round_walk_in", "desk:session_add", "desk:session_edit", "desk:trainer_add"),
    *("desk:money_allot", "desk:money_commitment_enter", "desk:money_enter", "desk:money_entry_reverse"),
    "desk:enterprise_measurement_add",
    *("desk:promise_edit", "desk:promise_withdraw", "desk:promise_restore", "desk:directive_hand_on", "desk:handover"),
    *("desk:tags", "desk:retag", "desk:tag_end", "desk:framework_edit", "desk:framework_end", "desk:brief_of_week"),
    *("desk:indicator_add", "desk:indicator_edit"),
    *("desk:needs_open", "desk:needs_decide", "desk:plan_scenario_comparison", "desk:plan_comment_answer"),
    *("desk:plan_moves", "desk:plan_upload", "desk:plan_workbook_upload"),
    *("portal:application", "portal:application_begun", "portal:application_check", "portal:application_code"),
    *("portal:application_page", "portal:application_sent", "portal:application_unmet", "portal:application_withdraw"),
    *("portal:follow_up", "portal:follow_up_thanks", "portal:mailbox", "portal:way_back"),
}
# The gallery shows how both languages look.
IN_BOTH = "public:gallery"
# Everything that is read or heard, but what a page says is in another language, is code, or was typed into it.
WORDS = """() => {
  const spoken = document.documentElement.lang, words = [document.title];
  const isOurs = (one) => !one.closest(`script, style, code, textarea, [lang]:not([lang="${spoken}"])`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (isOurs(walker.currentNode.parentElement)) words.push(walker.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.querySelectorAll(`body [${name}]`)) if (isOurs(one)) words.push(one.getAttribute(name));
  return words.map((one) => one.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
LINKS = "links => links.map(one => new URL(one.getAttribute('href'), document.baseURI).href)"

# --- what may stand in a page of the other language -------------------------------------------------------------------
NAMES = re.compile(
    r"https?://\S+|\S+@\S+|thaigov\.go\.th|"  # addresses
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|x-xxxx-xxxxx|"  # references, and the mask of a number
    r"\b(?:TG|mreport|matichon|mgronline)-[0-9]+|central-rule|"  # keys of sources
    r"@svg-maps/thailand|CC BY|SIL Open Font License|Apache License|Sarabun|"  # licences
    r"\b(?:BK[0-9]{2}|[0-9A-Z]{4})-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\bBK\b|\bDR\b|"  # applications, certificates
    r"(?:อก|ขอ|จ) [0-9]{3}/[0-9]{3}|(?<![ก-ฮ.])(?:[ก-ฮ]\. ){2}|"  # papers of the books, initials
    r"\b[a-z]+(?:_[a-z]+)+\b|\b(?:yes|no) เมื่อ|\b(?:programme|project|province) ทั้ง|"  # values of the open data
    r"Excel|CSV|\bcsv\b|ZIP|JSON|\bkB\b|Windows-874|TIS-620|DGA Open Government License|sign-based interval|Market|"
    r"MIND as One|MIND|RESHAPE THE FUTURE|spending|ITC|RFC|SHA-256|Ed25519|\bIP\b|"
    r"\b(?:Tab|Enter|Esc|Shift|Delete|F2|Ctrl\+[A-Z])\b|"  # keys
    r"\.?\b(?:PDF|PNG|JPEG|txt)\b|Chrome|Linux"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
THAI = re.compile(r"(?:[\d.,]+ )?[\u0e00-\u0e7f](?:.*[\u0e00-\u0e7f])?\.?")
# How a day, a time, an amount or a title may be written, in the hint of a field that takes Thai.
EXAMPLES = {"30 ก.ย.", "10 ธ.ค.", "14 พ.ค.", "6 ชม.", "0.25 ล้านบาท.", "นาย, นาง, นางสาว.", "ตลาดนัด", "มิติ, แนวทาง, ด้าน."}
EXAMPLES |= {"ศภ.6, สอจ. นครราชสีมา ชัยภูมิ; or สอจ. ทุกจังหวัด."}
SHORTEST_QUOTE = 12


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_speaks_the_language_that_was_chosen(walk, language):
    # Given: somebody who chose a language on the front page, and stayed there.
    walk.page.goto(f"{walk.demo.address}/about/")
    with walk.page.expect_navigation():
        walk.page.locator(f".bar-end [name=language][value={language}]").click()
    assert (walk.path, walk.page.locator("html").get_attribute("lang")) == ("/about/", language)

    # When they follow every link as every post, then each page speaks that language, but for names and quotations.
    written, looked_at, strange = what_people_wrote(walk.demo.folder), set(), []
    for post, starts in WALKERS.items():
        if post:
            walk.become(post, keep=["django_language"])
        for route in pages(walk, starts=starts, looked_at=looked_at):
            look(walk, language=language)
            words = walk.page.evaluate(WORDS) if route != IN_BOTH else []
            strange += [(route, one) for one in words if is_strange(one, language=language, written=written)]

    # Then no page was left out, not even the one that says that there is none.
    walk.go("/nowhere/", status=404)
    assert [one for one in walk.page.evaluate(WORDS) if is_strange(one, language=language, written=written)] == []
    assert strange == []
    assert routes() - looked_at == NOT_YET


def look(walk, *, language):
    """Barriers lie in the page and not in its language, so they are looked for once; English is wider."""
    if language == "th":
        walk.look()
    else:
        assert [size["width"] for size in walk.at_each_size()] == [360, 1280]


def pages(walk, *, starts, looked_at):
    """Each page not looked at yet, as its links are followed from the first ones."""
    queue, begun = list(starts), set()
    while queue:
        address = queue.pop(0)
        route = route_of(address)
        is_new = route and route not in looked_at | SENT_TO and not PAGELESS.search(route)
        # From where this one starts there may be other links than the one before had.
        if not is_new and (address not in starts or address in begun):
            continue
        begun.add(address)
        walk.glance(address)
        looked_at.add(route)
        if is_new:
            yield route
        links = walk.page.locator("a[href]").evaluate_all(LINKS)
        queue += [one.removeprefix(walk.demo.address) for one in links if one.startswith(walk.demo.address)]


def route_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def routes():
    """The names of all pages there are."""
    return {name for name in named(get_resolver()) if not PAGELESS.search(name)} - SENT_TO


def named(resolver, *, prefix=""):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from named(one, prefix=f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif one.name:
            yield f"{prefix}{one.name}"


def is_strange(words, *, language, written):
    """Is there something in it that neither the language nor a name explains?"""
    if language == "th":
        return bool(LATIN.search(NAMES.sub("", words)))
    found = THAI.search(NAMES.sub("", f"{words} "))
    return bool(found) and not (found[0] in written or found[0] in EXAMPLES or is_quoted(found[0], written))


def is_quoted(words, written):
    """Part of what somebody wrote; a short word could stand in anything."""
    return len(words) >= SHORTEST_QUOTE and any(words in one for one in written)


def texts_in(text):
    """The text itself; where it is JSON, the texts in it, which the database keeps in escapes."""
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return [text]
    found = [text]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            found.append(one)
    return found


def what_people_wrote(folder):
    """Every text of the database that has no English beside it: names, titles, reasons."""
    with sqlite3.connect(folder / "buranakan.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        written = {posts.PASSWORD}
        for table in tables:
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            for column in columns:
                if not column.endswith("_th"):
                    query = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE typeof("{column}") = \'text\''  # noqa: S608
                    written |= {" ".join(one.split()) for (text,) in database.execute(query) for one in texts_in(text)}
        named = "SELECT title || first_name || ' ' || last_name FROM registry_person"
        return written | {name for (name,) in database.execute(named)}
