"""Fields that more than one floor needs."""

import pytest

from buranakan.areas.models import Province
from tests.factories.areas import ProvinceFactory

pytestmark = pytest.mark.django_db


def test_a_sort_key_stands_in_the_order_of_its_bytes_on_every_database():
    # A language's own collation passes over spaces and marks at first, and puts capitals beside small letters.
    keys = ["a b", "ab", "aB", "a-c", "กา", "ก่า", "ก1", "ก", "เก", "1", "10", "2", " ", "\x01ก"]
    for place, key in enumerate(keys):
        ProvinceFactory(code=f"{place:02d}", sort_key=key)

    stored = Province.objects.order_by("sort_key").values_list("sort_key", flat=True)

    assert list(stored) == sorted(keys, key=lambda key: key.encode())
