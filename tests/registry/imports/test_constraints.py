"""The database says it too: what must never be true of lists, tripped by its name."""

import pytest

from buranakan.lib import clock
from buranakan.registry.enums import ImportState
from buranakan.registry.models import ImportedPerson
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.areas import ProvinceFactory
from tests.factories.imports import ImportRunFactory, SourceRecordFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory

SHA256 = "ab" * 32

WRONG = {
    "every_row_is_accepted_or_refused": lambda: ImportRunFactory(rows=3, accepted=1, refused=1),
    "no_more_rows_are_done_than_accepted": lambda: ImportRunFactory(rows=1, accepted=1, done=2),
    "an_import_is_undone_for_a_reason": lambda: ImportRunFactory(state=ImportState.UNDONE, undone_at=clock.now()),
    "a_chosen_registration_stands": lambda: SourceRecordFactory(
        enterprise=EnterpriseFactory(), chosen_at=clock.now(), is_standing=False
    ),
}


def twice(factory, **said):
    return lambda: factory(**said)


TWICE = {
    "a_list_is_brought_in_once": lambda: twice(ImportRunFactory, sha256=SHA256),
    "a_list_is_brought_in_once_per_province": lambda: twice(
        ImportRunFactory, sha256=SHA256, only_province=ProvinceFactory()
    ),
    "one_standing_registration_per_number": lambda: twice(SourceRecordFactory, number="0105558189338"),
    "a_row_of_a_list_lands_once": lambda: twice(
        SourceRecordFactory, run=ImportRunFactory(), row_number=5, is_standing=False
    ),
    "a_row_of_people_lands_once": lambda: twice(
        ImportedPerson.objects.create, run=ImportRunFactory(), row_number=5, person=PersonFactory(), is_new=True
    ),
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_refused(name):
    refused_by(name, WRONG[name])


@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_like_the_first_is_refused(name):
    make = TWICE[name]()
    make()
    refused_as_second_by(name, make)


def test_the_same_list_may_be_previewed_again_and_come_for_one_province_besides():
    ImportRunFactory(sha256=SHA256)
    ImportRunFactory(sha256=SHA256, state=ImportState.PREVIEWED)
    ImportRunFactory(sha256=SHA256, only_province=ProvinceFactory())
    ImportRunFactory(sha256=SHA256, only_province=ProvinceFactory())
