"""Promises after they were confirmed: edited with a history, withdrawn with a reason, restored."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.policy import actions, queries
from buranakan.policy.models import Promise, PromiseEdit
from buranakan.records.models import AppendOnly, Event
from tests.constraints import refused_by
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory
from tests.factories.policy import AnnouncementFactory, PromiseFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return member(Role.PLANNER, OfficeFactory(diprom=True))


@pytest.fixture
def promise():
    """Its statement names the number that the edits below say, so that they may say it."""
    return PromiseFactory(statement_th="เป้าหมายทดสอบ 200 คน")


def edit(promise, **said):
    wanted = {"figure_unit": "คน", "because": "แก้ตามหนังสือ", "by": None, "at": NOON} | said
    return actions.edit_promise(promise, **wanted)


def history(promise):
    return list(promise.edits.values_list("field", "old", "new", "because"))


def refused(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_each_thing_edited_keeps_what_it_was_why_and_who(promise, planner):
    office = OfficeFactory(code="ops")
    said = {"value": 200, "due_on": dt.date(2025, 8, 31), "office": office, "is_public": False}
    edited = edit(promise, **said, promised_by=" อธิบดีกรมส่งเสริมอุตสาหกรรม ", by=planner)
    assert (edited.value, edited.due_on, edited.office, edited.is_public) == tuple(said.values())
    assert history(promise) == [
        ("value", "100", "200", "แก้ตามหนังสือ"),
        ("due_on", "2025-09-30", "2025-08-31", "แก้ตามหนังสือ"),
        ("office", "", "ops", "แก้ตามหนังสือ"),
        ("is_public", "yes", "", "แก้ตามหนังสือ"),
    ]
    first = promise.edits.first()
    assert (first.at, first.by_id, first.by_post) == (NOON, planner.pk, planner.worn_post)
    event = Event.objects.get()
    assert (event.name, event.payload["fields"]) == ("promise.edited", ["value", "due_on", "office", "is_public"])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"statement_th": " "}, "promise_without_words"),
        ({"value": 0}, "promise_of_nothing"),
        ({"value": 200, "figure_unit": "บาท"}, "figure_of_another_unit"),
        ({"due_on": dt.date(2024, 12, 9)}, "promise_due_before_it_was_made"),
        ({"value": 100}, "promise_unchanged"),
        ({"value": 200, "because": ""}, "promise_reason_missing"),
        ({"value": 200, "seen": 3}, "promise_changed_meanwhile"),
        ({"value": 300}, "statement_names_another_number"),
        ({"comparison": "exactly", "statement_th": "เป้าหมายทดสอบ"}, "statement_names_another_number"),
        ({"value": 200, "statement_en": "At least 100 people"}, "statement_names_another_number"),
    ],
)
def test_an_edit_that_is_refused_leaves_everything(promise, said, code):
    said = {"statement_th": promise.statement_th} | said
    assert refused(edit, promise, **said) == code
    assert (Promise.objects.get().value, PromiseEdit.objects.count(), Event.objects.count()) == (100, 0, 0)


def test_what_a_promise_does_not_have_is_not_edited(promise):
    with pytest.raises(TypeError):
        edit(promise, reference="x")


def test_a_withdrawn_promise_says_why_and_comes_back_with_both_in_its_history(promise):
    gone = actions.withdraw_promise(promise, because=" รวมกับเป้าหมายใหม่ ", by=None, at=NOON)
    assert (gone.withdrawn_at, gone.withdrawn_because, gone.is_withdrawn) == (NOON, "รวมกับเป้าหมายใหม่", True)
    assert refused(edit, promise, value=200) == "promise_withdrawn"
    assert refused(actions.withdraw_promise, promise, because="อีก", by=None, at=NOON) == "promise_withdrawn"
    back = actions.restore_promise(promise, because="ประกาศยืนยันอีกครั้ง", by=None, at=NOON)
    assert (back.withdrawn_at, back.withdrawn_because) == (None, "")
    assert refused(actions.restore_promise, promise, because="อีก", by=None, at=NOON) == "promise_in_force"
    assert history(promise) == [
        ("withdrawn", "", "yes", "รวมกับเป้าหมายใหม่"),
        ("withdrawn", "yes", "", "ประกาศยืนยันอีกครั้ง"),
    ]
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["promise.withdrawn", "promise.restored"]


def test_the_history_is_never_changed(promise):
    edit(promise, value=200)
    line = promise.edits.get()
    line.new = "300"
    with pytest.raises(AppendOnly):
        line.save()
    with pytest.raises(AppendOnly):
        line.delete()


def test_the_public_reads_the_history_of_public_promises_only(promise):
    inside = PromiseFactory(
        is_public=False, statement_th=promise.statement_th, proposal__announcement=AnnouncementFactory()
    )
    for one in (promise, inside):
        edit(one, value=200)
    assert [queries.edits(Scope.public(), one).count() for one in (promise, inside)] == [1, 0]


def test_what_is_known_of_a_post_is_found(promise):
    assert queries.last_of_post(Scope.public(), promise.promised_by) == promise
    assert queries.last_of_post(Scope.public(), "ปลัดกระทรวงอุตสาหกรรม") is None


def test_the_database_keeps_reasons_and_changes(promise):
    line = {"promise": promise, "field": "value", "at": NOON}
    refused_by("a_withdrawn_promise_says_why", lambda: PromiseFactory(withdrawn=True, withdrawn_because=""))
    refused_by("an_edit_changes_something", lambda: PromiseEdit.objects.create(**line, old="1", new="1", because="x"))
    refused_by("an_edit_says_why", lambda: PromiseEdit.objects.create(**line, old="1", new="2", because=""))
