"""A workbook of a plan that came back, for tests."""

import factory

from buranakan.lib import clock
from buranakan.planning.models import PlanUpload
from buranakan.records.models import StoredFile
from tests.factories.imports import StoredListFactory
from tests.factories.planning import PlanVersionFactory


class PlanUploadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanUpload

    version = factory.SubFactory(PlanVersionFactory)
    file = factory.SubFactory(StoredListFactory, kind=StoredFile.Kind.XLSX, name="แผน.xlsx")
    uploaded_at = factory.LazyFunction(clock.now)
