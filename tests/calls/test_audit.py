"""The self-audit of places."""

from buranakan.calls import audit
from buranakan.calls.models import CallPlaces
from tests.factories.areas import ProvinceFactory
from tests.factories.calls import ApplicationFactory


def test_a_right_total_is_clean(ground):
    call = ground.published()
    ground.accepted(call)
    assert audit.differences() == []


def test_a_wrong_total_is_told(ground):
    call = ground.published()
    ground.accepted(call)
    CallPlaces.objects.filter(call=call, province=ground.surin).update(places_taken=1)
    (found,) = audit.differences()
    assert (found.total, found.stored, found.counted) == ("places_taken", 1, 0)


def test_somebody_accepted_where_there_are_no_places_is_told(ground):
    ApplicationFactory(accepted=True, call=ground.published(), province=ProvinceFactory(code="77"))
    (found,) = audit.differences()
    assert (found.stored, found.counted) == (0, 1)
