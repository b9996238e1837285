"""A server to be killed."""

import pytest

from tests.kept_ready import kept_ready
from tests.kills import killing


@pytest.fixture
def server(transactional_db):
    with kept_ready(killing.environment()) as kept:
        yield killing.Server(kept)
