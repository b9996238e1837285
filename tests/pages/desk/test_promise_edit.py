"""Editing, withdrawing and restoring a promise: filled in, refused in place, kept in the history."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.policy import actions
from buranakan.policy.models import Promise, PromiseEdit
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.planning import PortfolioFactory
from tests.factories.policy import PromiseFactory
from tests.pages.desk.promise_desk import NOON, client_of, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


@pytest.fixture
def promise():
    return PromiseFactory(statement_th="จะช่วยให้ได้ 200 คน")


def url(promise, act="edit"):
    return reverse(f"desk:promise_{act}", args=[promise.reference])


def answers(response, **changes):
    form = response.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in said.items()} | changes


def test_what_is_changed_is_changed_and_what_it_said_is_kept(planner, promise):
    sent = answers(planner.get(url(promise)), value="๒๐๐ คน", office="diprom", is_public="no", because="อ่านผิด")
    response = planner.post(url(promise), sent)
    edited = Promise.objects.get()
    assert response.url == reverse("desk:promise", args=[promise.reference])
    assert (edited.value, edited.office.code, edited.is_public) == (200, "diprom", False)
    history = planner.get(response.url).context["history"]
    assert [(one["edit"].field, one["old"], one["new"], one["because"]) for one in history] == [
        ("is_public", gettext("Everybody: on the public site"), gettext("The desks only"), "อ่านผิด"),
        ("office", "–", edited.office.name, "อ่านผิด"),
        ("value", "100 คน", "200 คน", "อ่านผิด"),
    ]
    assert history[0]["post"] == f"{Role.PLANNER.label} · {edited.office.short}"


def test_a_stranger_is_sent_to_sign_in(client, promise):
    assert client.get(url(promise)).status_code == 302


def test_a_role_that_does_not_decide_is_refused(promise):
    client = client_of(Role.EXECUTIVE)
    assert [client.get(url(promise, act)).status_code for act in ("edit", "withdraw", "restore")] == [403, 403, 403]
    assert client.post(url(promise, "withdraw"), {"because": "x"}).status_code == 403


def test_a_promise_that_is_not_there_and_another_method(planner, promise):
    assert planner.get(reverse("desk:promise_edit", args=["nowhere"])).status_code == 404
    assert planner.put(url(promise)).status_code == 405


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "0"}, "promise_of_nothing"),
        ({"figure_key": "money_planned"}, "figure_of_another_unit"),
        ({"due_on": "9 ธ.ค. 2567"}, "promise_due_before_it_was_made"),
        ({}, "promise_unchanged"),
        ({"fiscal_year": "2569"}, "promise_of_another_year"),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_changes_nothing(planner, promise, changes, code):
    PortfolioFactory().promises.add(promise)
    sent = answers(planner.get(url(promise)), because="แก้ไข") | changes
    response = planner.post(url(promise), sent)
    assert (response.status_code, code_of(response), answers(response)) == (409, code, sent)
    assert PromiseEdit.objects.count() == 0


def test_another_number_than_the_announcements_is_said_in_the_statement_or_refused(planner, promise):
    """And where it differs, the desk shows both numbers."""
    response = planner.post(url(promise), answers(planner.get(url(promise)), value="300", because="แก้"))
    assert response.status_code == 409
    assert [one.code for one in response.context["form"].errors.as_data()["statement_th"]] == [
        "statement_names_another_number"
    ]
    page = reverse("desk:promise", args=[promise.reference])
    title = gettext("Not the announcement's number")
    assert title not in planner.get(page).content.decode()
    planner.post(url(promise), answers(planner.get(url(promise)), value="๒๐๐", because="แก้"))
    told = planner.get(page).content.decode().split(title)[1]
    assert ("กว่า 100 คน" in told, "กว่า 200 คน" in told) == (True, True)


def test_a_reason_is_asked_for_beside_its_field(planner, promise):
    form = planner.post(url(promise), answers(planner.get(url(promise)), value="200")).context["form"]
    assert list(form.errors) == ["because"]


def test_who_has_not_seen_the_last_edit_is_told_to_look_first(planner, promise):
    sent = answers(planner.get(url(promise)), value="300", statement_th="300 คน", because="แก้ไข")
    actions.edit_promise(promise, value=200, figure_unit="คน", because="ก่อนหน้า", by=None, at=NOON)
    response = planner.post(url(promise), sent)
    assert (response.status_code, code_of(response)) == (409, "promise_changed_meanwhile")
    assert Promise.objects.get().value == 200


def test_a_promise_is_withdrawn_and_restored_with_reasons(planner, promise):
    assert planner.get(url(promise, "withdraw")).status_code == 200
    planner.post(url(promise, "withdraw"), {"because": "รวมกับเป้าหมายใหม่"})
    assert Promise.objects.get().withdrawn_because == "รวมกับเป้าหมายใหม่"
    body = planner.get(reverse("desk:promise", args=[promise.reference])).content.decode().split("<main")[1]
    assert body.index("รวมกับเป้าหมายใหม่") < body.index(gettext("Before it was withdrawn")) < body.index("100 คน")
    again = planner.post(url(promise, "withdraw"), {"because": "อีกครั้ง"})
    assert (again.status_code, code_of(again)) == (409, "promise_withdrawn")
    planner.post(url(promise, "restore"), {"because": "ยืนยันแล้ว"})
    assert Promise.objects.get().withdrawn_at is None
    again = planner.post(url(promise, "restore"), {"because": " "})
    assert list(again.context["form"].errors) == ["because"]


def test_a_number_is_told_in_the_unit_it_had_then(planner, promise):
    said = {"unit": "บาท", "value": 9_150_000_00, "figure_key": "money_planned", "figure_unit": "บาท"}
    said["statement_th"] = "วงเงินรวม 9.15 ล้านบาท"
    actions.edit_promise(promise, **said, because="หน่วยผิด", by=None, at=NOON - dt.timedelta(days=1))
    history = planner.get(reverse("desk:promise", args=[promise.reference])).context["history"]
    assert ("100 คน", "9.15 ล้านบาท") in [(one["old"], one["new"]) for one in history]


# --- whose it is ------------------------------------------------------------------------------------------------------
@pytest.fixture
def offices():
    """A centre and the provincial office of one province."""
    province = ProvinceFactory(code="30")
    return {"centre": centre_of(province), "provincial": provincial_office(province)}


@pytest.mark.parametrize("whose", ["diprom", "provincial", None])
def test_a_planner_of_a_centre_leaves_the_promises_of_others_alone(offices, whose):
    office = OfficeFactory(diprom=True) if whose == "diprom" else offices.get(whose)
    standing, gone = PromiseFactory(office=office), PromiseFactory(office=office, withdrawn=True)
    local = client_of(Role.PLANNER, offices["centre"])
    doings = [url(standing), url(standing, "withdraw"), url(gone, "restore")]
    assert [local.get(one).status_code for one in doings] == [403, 403, 403]
    assert [local.post(one, {"because": "ลองดู"}).status_code for one in doings] == [403, 403, 403]
    assert PromiseEdit.objects.count() == 0
    page = local.get(reverse("desk:promise", args=[standing.reference]))
    assert (page.status_code, page.context["may_edit"], url(standing) in page.content.decode()) == (200, False, False)


def test_a_planner_of_a_centre_changes_what_is_the_centres_own_and_keeps_it_there(offices):
    local = client_of(Role.PLANNER, offices["centre"])
    promise = PromiseFactory(office=offices["centre"], statement_th="ศูนย์จะช่วยให้ได้ 200 คน")
    assert url(promise) in local.get(reverse("desk:promise", args=[promise.reference])).content.decode()
    sent = answers(local.get(url(promise)), value="200", because="อ่านผิด")
    assert local.post(url(promise), sent).status_code == 302
    given_away = answers(local.get(url(promise)), office="", because="ของกรม")
    response = local.post(url(promise), given_away)
    assert response.status_code == 409
    assert [one.code for one in response.context["form"].errors.as_data()["office"]] == ["promise_of_another_office"]
    assert (Promise.objects.get().value, Promise.objects.get().office) == (200, offices["centre"])
    assert local.post(url(promise, "withdraw"), {"because": "ยกเลิก"}).status_code == 302
    assert local.post(url(promise, "restore"), {"because": "คืน"}).status_code == 302


def test_a_planner_who_sees_the_whole_country_changes_every_offices_promise(planner, offices):
    promise = PromiseFactory(office=offices["provincial"])
    assert url(promise) in planner.get(reverse("desk:promise", args=[promise.reference])).content.decode()
    assert [planner.get(url(promise, act)).status_code for act in ("edit", "withdraw", "restore")] == [200, 200, 200]
