"""A walk for each journey."""

import pytest

from tests.journeys.walking import Walk


@pytest.fixture
def walk(page, demo, assert_accessible, request):
    return Walk(page, demo=demo, assert_accessible=assert_accessible, journey=request.node.name)
