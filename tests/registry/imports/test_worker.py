"""Long lists are left to the worker: asked for, finished, refused, broken off."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.records import files
from buranakan.records.models import Event
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import actions, worker
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.imports import ImportRunFactory
from tests.pages.desk.list_desk import companies, company

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return member(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="30", name_th="นครราชสีมา")))


@pytest.fixture
def run(officer, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return uploaded(officer)


def uploaded(officer):
    said = {"name": "list.csv", "kind": ImportKind.ENTERPRISES, "office": officer.memberships.get().office}
    return actions.upload(companies(company(1), company(2)).read(), **said, by=officer, at=NOON)


def bring_in(run, officer):
    found = worker.bring_in_list.call(run.pk, user=officer.pk, post=officer.worn_post)
    run.refresh_from_db()
    return found


def test_asking_is_recorded_and_asking_again_is_no_harm(run, officer):
    for _time in range(2):
        run = worker.ask(run, by=officer, at=NOON)
    assert (run.state, run.asked_at) == (ImportState.PREVIEWED, NOON)
    assert Event.objects.filter(name="import_run.asked_for", on_id=str(run.pk)).count() == 2


def test_the_worker_acts_under_the_post_that_asked(run, officer):
    worker.ask(run, by=officer, at=NOON)
    assert (bring_in(run, officer), run.state, run.asked_at) == ("", ImportState.BROUGHT_IN, None)
    assert Event.objects.get(name="import_run.brought_in").by_post == officer.worn_post


def test_a_refusal_is_told_by_its_code_and_leaves_nothing_waiting(run, officer):
    actions.bring_in(uploaded(officer), by=officer, at=NOON)
    worker.ask(run, by=officer, at=NOON)
    assert (bring_in(run, officer), run.asked_at, run.broke_off_at) == ("already_brought_in", None, None)


def test_what_breaks_off_says_when_and_can_be_asked_for_again(run, officer):
    content = files.read(run.file.sha256)
    files.path_of(run.file.sha256).write_bytes(b"damaged")
    with pytest.raises(files.FileDamaged):
        bring_in(run, officer)
    run.refresh_from_db()
    assert (run.state, run.asked_at, run.broke_off_at is None) == (ImportState.PREVIEWED, None, False)
    files.path_of(run.file.sha256).write_bytes(content)
    assert worker.ask(run, by=officer, at=NOON).broke_off_at is None
    assert (bring_in(run, officer), run.state) == ("", ImportState.BROUGHT_IN)


def test_where_a_worker_died_the_list_is_asked_for_again_and_begins_anew(run, officer):
    run.state, run.done = ImportState.BRINGING_IN, 1
    run.save()
    worker.ask(run, by=officer, at=NOON)
    assert (bring_in(run, officer), run.state, run.done) == ("", ImportState.BROUGHT_IN, 2)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"state": ImportState.BROUGHT_IN, "rows": 1, "accepted": 1}, "import_move_not_allowed"),
        ({"state": ImportState.PREVIEWED}, "nothing_to_bring_in"),
    ],
)
def test_what_can_not_be_brought_in_is_not_asked_for(officer, said, code):
    with pytest.raises(RuleBroken) as refusal:
        worker.ask(ImportRunFactory(**said), by=officer, at=NOON)
    assert refusal.value.code == code


def test_long_is_a_matter_of_its_kind():
    long = [ImportRunFactory.build(kind=kind, accepted=2000) for kind in (ImportKind.ENTERPRISES, ImportKind.PEOPLE)]
    assert [worker.is_long(run) for run in long] == [False, True]
