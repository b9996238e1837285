"""A server to be killed."""

import pytest

from tests.kills.killing import Server


@pytest.fixture
def server(transactional_db):
    served = Server()
    yield served
    served.close()
