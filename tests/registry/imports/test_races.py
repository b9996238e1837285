"""Importers of the same list at the same moment: one brings it in, the others are told; nothing doubles."""

from collections import Counter

import pytest

from buranakan.lib import ids
from buranakan.records.models import Event
from buranakan.registry.enums import ImportState
from buranakan.registry.imports import actions
from buranakan.registry.models import Enterprise, ImportRun, Person, SourceRecord
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.races import told
from tests.registry.imports.conftest import company, month
from tests.registry.imports.test_actions import AT, people
from tests.registry.imports.test_people import row

IMPORTERS = 12
ROWS = 60

pytestmark = pytest.mark.race


@pytest.fixture
def office(transactional_db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return provincial_office(ProvinceFactory(code="30", name_th="นครราชสีมา", name_en="Nakhon Ratchasima"))


def uploads(office, content, *, kind="enterprises", name="list.csv", count=IMPORTERS):
    return [
        actions.upload(content, name=name, kind=kind, office=office, by=None, at=AT) for _importer in range(count)
    ]


def bringing(runs):
    return [lambda run=run: actions.bring_in(run, by=None, at=AT) for run in runs]


def a_month(first=1):
    return month(*(company(serial) for serial in range(first, first + ROWS)))


def brought_in():
    return Event.objects.filter(name="import_run.brought_in").count()


def test_many_uploads_of_the_same_list(office, race):
    runs = uploads(office, a_month())
    assert told(race(bringing(runs))) == {"done": 1, "already_brought_in": IMPORTERS - 1}
    assert (SourceRecord.objects.standing().count(), SourceRecord.objects.count(), brought_in()) == (ROWS, ROWS, 1)
    assert Counter(ImportRun.objects.values_list("state", flat=True)) == {
        ImportState.BROUGHT_IN: 1,
        ImportState.PREVIEWED: IMPORTERS - 1,
    }


def test_many_importers_of_one_upload(office, race):
    [run] = uploads(office, a_month(), count=1)
    assert told(race(bringing([run] * IMPORTERS))) == {"done": 1, "already_brought_in": IMPORTERS - 1}
    assert (SourceRecord.objects.count(), brought_in()) == (ROWS, 1)


def test_different_lists_with_the_same_numbers(office, race):
    """Each is brought in; a number that several of them have stands once."""
    runs = [run for first in range(1, 7) for run in uploads(office, a_month(first * 10), count=1)]
    assert told(race(bringing(runs))) == {"done": len(runs)}
    numbers = list(SourceRecord.objects.standing().values_list("number", flat=True))
    assert sorted(numbers) == [ids.made_up_juristic_number(serial) for serial in range(10, 60 + ROWS)]
    known = sum(ImportRun.objects.values_list("known", flat=True))
    assert (SourceRecord.objects.count(), known) == (len(runs) * ROWS, len(runs) * ROWS - len(numbers))


def test_many_importers_of_the_same_people(office, race):
    runs = uploads(office, people(*(row(serial) for serial in range(1, 9))), kind="people", name="list.xlsx", count=6)
    assert told(race(bringing(runs))) == {"done": 1, "already_brought_in": 5}
    assert Person.objects.count() == 8


def test_one_undoes_while_others_choose(office, race):
    """Each registration either became an enterprise and stands, or was taken back; never both."""
    [run] = uploads(office, a_month(), count=1)
    run = actions.bring_in(run, by=None, at=AT)
    records = list(SourceRecord.objects.order_by("pk")[:IMPORTERS])
    choosing = [lambda one=one: actions.choose(one, office=office, by=None, at=AT) for one in records]
    undoing = [lambda: actions.undo(run, reason="นำเข้าผิดแฟ้ม ต้องส่งใหม่", by=None, at=AT)]
    outcomes = told(race(choosing + undoing))
    chosen = outcomes["done"] - 1
    assert outcomes == Counter({"done": chosen + 1, "registration_not_standing": IMPORTERS - chosen}) + Counter()
    assert SourceRecord.objects.standing().count() == Enterprise.objects.count() == chosen
