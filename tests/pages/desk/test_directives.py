"""Pages of directives: the inbox and register, one directive with what may be done about it, giving from a paste."""

import datetime as dt
import io

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.pages.desk import directive_list, directive_notes, directive_papers
from buranakan.pages.desk.views.directive_giving import MOST_ITEMS
from buranakan.pages.ui import printing
from buranakan.policy.directives import actions, queries
from buranakan.policy.directives.enums import DirectiveState, SourceKind
from buranakan.policy.models import Directive
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory
from tests.factories.directives import NOON, DirectiveFactory, ProgressFactory, chain
from tests.factories.policy import PromiseFactory
from tests.factories.services import ServiceRecordFactory

LIST, GIVE = reverse("desk:directives"), reverse("desk:directive_give")
LIST_QUERIES, PAGE_QUERIES = 11, 13
CSV = b"a,b\n1,2\n"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return chain()


@pytest.fixture
def desk(client, world):
    """The browser of a head of one of the offices, or of a role there."""

    def opened(name, role=None):
        office = getattr(world.offices, name)
        client.force_login(member(role, office) if role else getattr(world.users, name))
        return client

    return opened


def page(name, directive):
    return reverse(f"desk:{name}", args=[directive.reference])


def codes(response, form):
    """Codes of the errors of a form in the context."""
    shown = response.context["forms"][form] if isinstance(response.context["forms"], dict) else response.context[form]
    return {name: [error.code for error in errors] for name, errors in shown.errors.as_data().items()}


# --- lists ------------------------------------------------------------------------------------------------------------
def test_the_inbox_is_by_day_with_what_is_late_and_other_lists_a_tab_away(world, desk):
    late = DirectiveFactory(due_on=dt.date(2025, 5, 10), text="ข้อที่ช้า")
    DirectiveFactory(due_on=dt.date(2025, 5, 20), text="ข้อที่ยังมีเวลา").joint_offices.add(world.offices.near)
    DirectiveFactory(
        text="ข้อที่สั่งต่อ", ordered_by_office=world.offices.diprom, responsible_office=world.offices.centre
    )
    browser = desk("diprom")
    seen = browser.get(LIST).context
    assert [row["directive"].text for row in seen["rows"]] == ["ข้อที่ช้า", "ข้อที่ยังมีเวลา"]
    assert (seen["rows"][0]["when"]["tone"], seen["tally"].overdue) == ("bad", 1)
    given = browser.get(LIST, {"list": "given"}).context
    assert [row["directive"].text for row in given["rows"]] == ["ข้อที่สั่งต่อ"]
    only = browser.get(LIST, {"list": "all", "standing": "overdue", "office": "diprom"}).context
    assert ([row["directive"] for row in only["rows"]], len(only["narrowed"])) == ([late], 2)
    assert desk("ministry").get(LIST).context["tab"] == "all"


def test_a_stranger_logs_in_and_an_expert_is_refused(client, world, desk):
    assert client.get(LIST).url.startswith(reverse("account_login"))
    assert desk("centre", Role.EXPERT).get(LIST).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, desk, count, django_assert_num_queries):
    directive = DirectiveFactory()
    for number in range(count):
        office = OfficeFactory(centre=True, code=f"diprom-x{number}")
        child = {"parent": directive, "ordered_by_office": world.offices.diprom, "responsible_office": office}
        DirectiveFactory(**child)
        DirectiveFactory().joint_offices.add(office)
    ProgressFactory.create_batch(count, directive=directive)
    browser = desk("diprom")
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)
    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(page("directive", directive))


def test_the_register_is_handed_out_as_excel_and_on_paper(world, desk):
    DirectiveFactory(number="31.1", text="=ให้ทำ", of_a_round=True, source_title="การตรวจราชการกรณีปกติ")
    browser = desk("ministry")
    answer = browser.get(reverse("desk:directive_register", args=["xlsx"]), {"round": "2568-1"})
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:2] == ["31.1", "=ให้ทำ"]
    paper = browser.get(reverse("desk:directive_register", args=["pdf"]))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert browser.get(reverse("desk:directive_register", args=["csv"])).status_code == 404


def test_the_paper_is_in_thai_numerals_and_says_what_it_shows(world, rf):
    directive = DirectiveFactory(number="31.1", of_a_round=True, due_on=dt.date(2025, 5, 10))
    directive.joint_offices.add(world.offices.near)
    ProgressFactory(directive=directive, text="ทำแล้ว 3 รุ่น")
    request = rf.get(LIST, {"list": "all", "round": "2568-1", "standing": "overdue"})
    request.scope = scope(Role.EXECUTIVE, world.offices.ministry)
    seen = directive_list.read(request, on=clock.today())
    rows = list(queries.with_last_word(seen.rows))
    values = directive_papers.register_values(seen, rows, office=world.offices.ministry, on=clock.today())
    (row,) = values["rows"]
    assert (row["number"], row["due"], row["told"], row["joint"]) == (
        "๓๑.๑", "๑๐ พ.ค. ๒๕๖๘", "ทำแล้ว ๓ รุ่น", "pio-๓๐",
    )  # fmt: skip
    assert "๒๕๖๘" in values["narrowed"] and not values["left_out"]
    cut = directive_papers.register_values(seen, [], office=world.offices.ministry, on=clock.today())
    assert "๑" in cut["left_out"]
    assert printing.pdf("desk/directives/register.typ", cut)[:5] == b"%PDF-"


# --- one directive ----------------------------------------------------------------------------------------------------
def test_each_reader_is_offered_what_they_may_do(world, desk):
    directive = DirectiveFactory(state=DirectiveState.REPORTED, reported_at=NOON)
    directive.joint_offices.add(world.offices.near)
    readers = [
        ("ministry", None), ("diprom", None), ("near", None), ("ministry", Role.AUDITOR), ("diprom", Role.PLANNER),
    ]  # fmt: skip
    shown = {reader: desk(*reader).get(page("directive", directive)).context["may"] for reader in readers}
    assert {reader: {may for may in offered if offered[may]} for reader, offered in shown.items()} == {
        ("ministry", None): {"decide", "change"},
        ("diprom", None): {"tell", "hand_on"},
        ("near", None): {"tell"},
        ("ministry", Role.AUDITOR): set(),
        ("diprom", Role.PLANNER): {"tell"},
    }
    assert desk("other").get(page("directive", directive)).status_code == 404


def test_progress_is_told_with_evidence_that_every_concerned_office_opens(world, desk):
    directive = DirectiveFactory()
    directive.joint_offices.add(world.offices.near)
    browser = desk("near", Role.PROVINCIAL_OFFICER)
    typed = {"text": "คัดเลือกแล้ว", "evidence": SimpleUploadedFile("a.csv", CSV)}
    assert browser.post(page("directive_tell", directive), typed).url == page("directive", directive)
    (entry,) = queries.progress_of(directive)
    (file,) = entry.evidence.all()
    opened = desk("diprom").get(reverse("desk:directive_evidence", args=[directive.reference, file.reference]))
    assert opened.content == CSV
    other = reverse("desk:directive_evidence", args=[DirectiveFactory().reference, file.reference])
    assert desk("diprom").get(other).status_code == 404


def test_a_file_that_is_not_taken_is_said_and_what_was_typed_stays(world, desk):
    directive = DirectiveFactory()
    typed = {"what": "progress", "text": "ทำแล้ว", "evidence": SimpleUploadedFile("a.exe", b"MZ\x00\x01")}
    response = desk("diprom").post(page("directive_tell", directive), typed)
    assert (response.status_code, list(response.context["forms"]["tell"].errors)) == (200, ["evidence"])
    assert "ทำแล้ว" in response.content.decode()
    assert queries.progress_of(directive).count() == 0
    good = typed | {"text": "", "evidence": SimpleUploadedFile("a.csv", CSV)}
    kept = desk("diprom").post(page("directive_tell", directive), good).context["kept"]
    again = {"what": "done", "text": "ทำแล้ว", "kept": [str(kept[0].reference)]}
    desk("diprom").post(page("directive_tell", directive), again)
    assert [file.pk for file in queries.progress_of(directive).last().evidence.all()] == [kept[0].pk]
    directive.refresh_from_db()
    assert directive.state == DirectiveState.REPORTED


def test_it_is_sent_back_and_accepted_with_a_word_for_what_is_open_below(world, desk):
    directive = DirectiveFactory(state=DirectiveState.REPORTED, reported_at=NOON)
    DirectiveFactory(parent=directive, ordered_by_office=world.offices.diprom, responsible_office=world.offices.centre)
    browser = desk("ministry")
    assert codes(browser.post(page("directive_accept", directive), {}), "accept") == {"because": ["required"]}
    refused = browser.post(page("directive_ask_more", directive), {"text": "ก", "due_on": "1/4/2568"})
    assert (refused.status_code, codes(refused, "more")) == (409, {"due_on": ["due_before_the_order"]})
    assert browser.post(page("directive_ask_more", directive), {"text": "ขอเพิ่ม"}).status_code == 302
    actions.report_done(directive, office=world.offices.diprom, text="เพิ่มแล้ว", by=world.users.diprom, at=NOON)
    assert browser.post(page("directive_accept", directive), {"because": "พอแล้ว"}).status_code == 302
    directive.refresh_from_db()
    assert (directive.state, directive.closed_because) == (DirectiveState.ACCEPTED, "พอแล้ว")
    again = browser.post(page("directive_withdraw", directive), {"because": "สาย"})
    assert (again.status_code, again.context["refusal"].code) == (409, "directive_closed")


def test_another_offices_head_can_neither_accept_nor_change(world, desk):
    directive = DirectiveFactory(state=DirectiveState.REPORTED, reported_at=NOON)
    response = desk("diprom").post(page("directive_accept", directive), {})
    assert (response.status_code, response.context["refusal"].code) == (409, "not_the_ordering_office")
    assert desk("diprom", Role.AUDITOR).post(page("directive_accept", directive)).status_code == 403
    assert desk("ministry").get(page("directive_accept", directive)).status_code == 405


def test_it_is_handed_on_to_offices_named_as_people_name_them(world, desk):
    directive = DirectiveFactory(number="1")
    directive.joint_offices.add(world.offices.near)
    browser = desk("diprom")
    assert "2568" in browser.get(page("directive_hand_on", directive)).content.decode()
    typed = {"offices": "ที่ไหนสักแห่ง", "text": "ให้จัดรุ่น", "due_on": "20 พ.ค. 2568"}
    wrong = browser.post(page("directive_hand_on", directive), typed)
    assert [error.code for error in wrong.context["form"].errors.as_data()["offices"]] == ["office_not_understood"]
    far = browser.post(page("directive_hand_on", directive), typed | {"offices": world.offices.other.code})
    assert (far.status_code, list(far.context["form"].errors)) == (409, ["offices"])
    names = f"{world.offices.centre.code}, {world.offices.near.code}"
    assert browser.post(page("directive_hand_on", directive), typed | {"offices": names}).status_code == 302
    found = Directive.objects.filter(parent=directive).order_by("number").values_list("number", "due_on")
    assert list(found) == [("1.1", dt.date(2025, 5, 20)), ("1.2", dt.date(2025, 5, 20))]


def test_a_change_shows_the_old_words_beside_the_new(world, desk):
    directive = DirectiveFactory(text="ให้ทำอย่างเก่า")
    promise = PromiseFactory()
    browser = desk("ministry")
    form = browser.get(page("directive_change", directive)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"seen": form["seen"].value()}
    typed |= {"text": "ให้ทำอย่างใหม่", "joint": world.offices.near.code, "promise": promise.reference}
    typed |= {"figure_key": "people_reached_distinct", "target_value": "๑๐ คน", "figure_over": "office"}
    refused = browser.post(page("directive_change", directive), typed)
    assert list(refused.context["form"].errors) == ["because"]
    assert browser.post(page("directive_change", directive), typed | {"because": "ปรับตามที่ประชุม"}).status_code == 302
    other = browser.post(page("directive_change", directive), typed | {"text": "ให้ทำอีกอย่าง", "because": "ก"})
    assert (other.status_code, other.context["refusal"].code) == (409, "directive_changed_meanwhile")
    directive.refresh_from_db()
    assert (directive.target_value, directive.figure_slice, directive.promise) == (
        10, "year=2568&office=diprom", promise,
    )  # fmt: skip
    shown = browser.get(page("directive", directive))
    assert "ให้ทำอย่างเก่า" in shown.content.decode()
    assert (shown.context["figure"]["href"], shown.context["figure"]["over"]) == (
        "/desk/figures/people_reached_distinct/?year=2568&office=diprom", "2568, diprom",
    )  # fmt: skip
    again = browser.get(page("directive_change", directive))
    assert "0" in again.context["stands"]
    again = again.context["form"]
    assert [again[name].value() for name in ("target_value", "figure_over")] == ["10", "office"]


def test_the_bar_of_its_figure_is_said_in_the_unit_of_its_value(world, desk):
    directive = DirectiveFactory(figure_key="people_reached_participations", target_value=10)
    bar = desk("ministry").get(page("directive", directive)).context["figure"]["bars"][0]
    assert (bar["planned"], bar["unit"]) == (10, "ครั้ง")


# --- giving -----------------------------------------------------------------------------------------------------------
SOURCE = {
    "source_kind": SourceKind.MEETING.value,
    "source_title": "การประชุม 1/2568",
    "ordered_on": "8 พ.ค. 2568",
    "ordered_by_post": "ปลัดกระทรวงอุตสาหกรรม",
}


def pasted(world):
    return (
        f"1) ให้ {world.offices.diprom.name_th} ร่วมกับ สอจ. ทุกจังหวัด จัดแผนร่วม ภายในวันที่ 30 มิถุนายน 2568\n"
        "2) ให้ หน่วยงานที่ไม่มีในทะเบียน รายงานผล"
    )


def items_of(response):
    """What the forms of the items hold, as a browser would send it back."""
    forms = response.context["forms"]
    sent = {form.add_prefix(name): form[name].value() or "" for form in forms for name in form.fields if name != "keep"}
    return sent | {form.add_prefix("keep"): "on" for form in forms} | {"items": len(forms)}


def test_a_pasted_text_is_divided_corrected_and_given(world, desk):
    browser = desk("ministry")
    read = browser.post(GIVE, SOURCE | {"step": "read", "text": pasted(world)})
    first, second = read.context["forms"]
    assert (first["responsible"].value(), first["due_on"].value(), second["responsible"].value()) == (
        world.offices.diprom.short, "30 มิ.ย. 2568", None,
    )  # fmt: skip
    typed = SOURCE | items_of(read) | {"step": "give", "text": pasted(world)}
    wrong = browser.post(GIVE, typed)
    assert (wrong.status_code, set(wrong.context["forms"][1].errors)) == (200, {"responsible", "due_on"})
    assert "การประชุม 1/2568" in wrong.content.decode() and Directive.objects.count() == 0
    right = typed | {"item-1-responsible": world.offices.centre.code, "item-1-due_on": "20/5/2568"}
    assert browser.post(GIVE, right).url == f"{LIST}?list=given"
    found = Directive.objects.order_by("number")
    assert [(one.number, one.responsible_office, one.joint_offices.count()) for one in found] == [
        ("1", world.offices.diprom, 2), ("2", world.offices.centre, 0),
    ]  # fmt: skip
    assert {one.ordered_by_post for one in found} == {"ปลัดกระทรวงอุตสาหกรรม"}


def notes_of(form):
    return {field.name: len(notes) for field, notes in form.noted if notes}


def test_what_was_not_read_and_how_far_it_goes_is_said_beside_the_item(world, desk, monkeypatch):
    text = (
        f"ตามมติ\n1) ให้ สอจ.ดาวอังคาร รายงาน ภายใน 31 ก.พ. 2568\n1) ให้ {world.offices.diprom.name_th} ร่วมกับ สอจ. ทุกจังหวัด"
        f" รายงาน\n3) ให้ {world.offices.diprom.name_th} โดย {world.offices.centre.name_th} รายงาน ภายใน 30 วัน"
    )
    monkeypatch.setattr(directive_notes, "MANY_OFFICES", 2)
    browser = desk("ministry")
    read = browser.post(GIVE, SOURCE | {"step": "read", "text": text})
    assert [notes_of(form) for form in read.context["forms"]] == [
        {"responsible": 1, "due_on": 1}, {"joint": 1}, {"responsible": 1},
    ]  # fmt: skip
    assert (read.context["preamble"], read.context["repeated"]) == ("ตามมติ", ["1"])
    assert "สอจ.ดาวอังคาร" in read.content.decode()
    typed = SOURCE | items_of(read) | {"step": "add", "item-0-due_on": "20/5/2568"}
    more = browser.post(GIVE, typed)
    assert notes_of(more.context["forms"][0]) == {"responsible": 1}


def test_the_page_sent_twice_gives_once_and_read_again_it_gives_anew(world, desk):
    browser = desk("ministry")
    read = browser.post(GIVE, SOURCE | {"step": "read", "text": pasted(world)})
    typed = SOURCE | items_of(read) | {"step": "give", "key": read.context["key"], "text": pasted(world)}
    typed |= {"item-1-responsible": world.offices.centre.code, "item-1-due_on": "20/5/2568"}
    assert [browser.post(GIVE, typed).url for _click in range(2)] == [f"{LIST}?list=given"] * 2
    assert Directive.objects.count() == 2
    other = browser.post(GIVE, typed | {"item-1-text": "ให้ทำอย่างอื่น"})
    assert (other.status_code, other.context["forms"][1].errors.as_data()["text"][0].code) == (409, "given_already")
    assert other.context["key"] == read.context["key"]
    again = browser.post(GIVE, SOURCE | {"step": "read", "text": pasted(world)})
    browser.post(GIVE, typed | {"key": again.context["key"]})
    assert Directive.objects.count() == 4


def test_what_is_left_out_needs_not_be_right_and_one_given_alone_is_opened(world, desk):
    browser = desk("ministry")
    typed = SOURCE | items_of(browser.post(GIVE, SOURCE | {"text": pasted(world)})) | {"step": "give"}
    del typed["item-1-keep"]
    response = browser.post(GIVE, typed)
    assert response.url == page("directive", Directive.objects.get())
    nothing = browser.post(GIVE, {name: text for name, text in typed.items() if not name.endswith("-keep")})
    assert (nothing.status_code, nothing.context["nothing_kept"]) == (200, True)


def test_a_refusal_stands_at_its_item_and_nothing_typed_is_lost(world, desk):
    browser = desk("diprom")
    typed = SOURCE | items_of(browser.post(GIVE, SOURCE)) | {"step": "give", "item-0-text": "ให้ทำตามนี้"}
    typed |= {"item-0-responsible": world.offices.near.code, "item-0-due_on": "20 พ.ค. 2568"}
    response = browser.post(GIVE, typed)
    form = response.context["forms"][0]
    assert (response.status_code, form.errors.as_data()["responsible"][0].code) == (409, "office_not_below")
    assert "ให้ทำตามนี้" in response.content.decode()
    several = typed | {"item-0-responsible": f"{world.offices.centre.code}, {world.offices.near.code}"}
    form = browser.post(GIVE, several).context["forms"][0]
    assert form.errors.as_data()["responsible"][0].code == "several_offices"


def test_a_figure_that_is_reached_already_is_refused_with_what_it_stands_at(world, desk):
    ServiceRecordFactory()
    browser = desk("ministry")
    typed = SOURCE | items_of(browser.post(GIVE, SOURCE)) | {"step": "give", "item-0-text": "ให้ช่วยอีก 1 คน"}
    typed |= {"item-0-responsible": world.offices.diprom.code, "item-0-due_on": "30 มิ.ย. 2568"}
    typed |= {"item-0-figure_key": "people_reached_distinct", "item-0-target_value": "1"}
    refused = browser.post(GIVE, typed)
    (error,) = refused.context["forms"][0].errors.as_data()["target_value"]
    assert (refused.status_code, error.code, "1 คน" in str(error)) == (409, "figure_reached_already", True)
    next_year = browser.post(GIVE, typed | {"item-0-due_on": "31 ต.ค. 2568"})
    assert (next_year.status_code, Directive.objects.get().figure_slice) == (302, "year=2569")


def test_one_more_is_added_with_what_was_typed_and_a_slip_above_keeps_the_items(world, desk):
    browser = desk("ministry")
    typed = SOURCE | items_of(browser.post(GIVE, SOURCE)) | {"item-0-text": "ให้ทำข้อหนึ่ง"}
    more = browser.post(GIVE, typed | {"step": "add"})
    assert [form["text"].value() for form in more.context["forms"]] == ["ให้ทำข้อหนึ่ง", None]
    slip = browser.post(GIVE, typed | {"step": "give", "source_title": ""})
    assert (list(slip.context["source"].errors), slip.context["forms"][0]["text"].value()) == (
        ["source_title"], "ให้ทำข้อหนึ่ง",
    )  # fmt: skip


def test_more_items_than_are_given_at_once_are_refused_and_none_is_dropped(world, desk):
    browser = desk("ministry")
    items = [f"{place}) ให้ {world.offices.diprom.name_th} รายงานผล" for place in range(1, MOST_ITEMS + 2)]
    many = browser.post(GIVE, SOURCE | {"step": "read", "text": "\n".join(items)})
    (error,) = many.context["source"].errors.as_data()["text"]
    assert (many.context["forms"], error.code, items[-1] in many.content.decode()) == ([], "too_many_items", True)
    typed = SOURCE | {"step": "add", "items": MOST_ITEMS, f"item-{MOST_ITEMS - 1}-text": "ข้อสุดท้าย"}
    full = browser.post(GIVE, typed).context
    assert (len(full["forms"]), full["forms"][-1]["text"].value(), full["may_add"]) == (
        MOST_ITEMS, "ข้อสุดท้าย", False,
    )  # fmt: skip


def test_who_has_nobody_below_is_told_so(world, desk):
    assert desk("near").get(GIVE).context["below"] == []
    assert desk("near", Role.PROVINCIAL_OFFICER).get(GIVE).status_code == 403
