"""Lists and public registrations for tests, without the files they came in."""

import factory

from buranakan.lib import clock, ids, thai_text
from buranakan.records.models import StoredFile
from buranakan.registry.enums import ImportKind, ImportState, LegalForm
from buranakan.registry.models import ImportRun, SourceRecord
from tests.factories.areas import OfficeFactory, ProvinceFactory

LAYOUT = {"file": "csv", "encoding": "cp874", "delimiter": ",", "sheets": [], "notes": []}


class StoredListFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    name = factory.Sequence(lambda n: f"รายชื่อ-{n}.csv")
    kind = StoredFile.Kind.TEXT
    size = 1
    classification = "office"
    stored_at = factory.LazyFunction(clock.now)


class ImportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportRun

    kind = ImportKind.ENTERPRISES
    state = ImportState.BROUGHT_IN
    file = factory.SubFactory(StoredListFactory)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    layout = factory.LazyFunction(LAYOUT.copy)
    office = factory.SubFactory(OfficeFactory, provincial=True)
    uploaded_at = factory.LazyFunction(clock.now)
    brought_in_at = factory.LazyFunction(clock.now)


class SourceRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SourceRecord

    run = factory.SubFactory(ImportRunFactory)
    row_number = factory.Sequence(lambda n: n + 5)
    # Far from the small ones that tests choose themselves.
    number = factory.Sequence(lambda n: ids.made_up_juristic_number(1_000_000 + n))
    name = factory.Sequence(lambda n: f"บริษัท ทดสอบ {n} จำกัด")
    name_as_written = factory.SelfAttribute("name")
    search_key = factory.LazyAttribute(lambda one: thai_text.search_key(one.name))
    form = LegalForm.LIMITED_COMPANY
    province = factory.SubFactory(ProvinceFactory)
    is_standing = True
