"""Logs tell which page failed, and not the secret in its address."""

import logging
from io import StringIO

import pytest
from django.conf import settings

from buranakan.config.logs import WithoutSecrets


@pytest.fixture
def log():
    """What our handler would write of every logger below the root."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutSecrets())
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/ask/AbC-1_x:sig/", "/ask/***/"),
        ("/ask/AbC-1_x:sig/thanks/", "/ask/***/thanks/"),
        ("/certificates/K7QP-2M9D/", "/certificates/***/"),
        ("/certificates/", "/certificates/"),
        ("/task/12/", "/task/12/"),
    ],
)
def test_a_secret_in_an_address_is_not_written(log, path, said):
    logging.getLogger("django.request").warning("%s: %s", "Not Found", path)
    assert log.getvalue() == f"Not Found: {said}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/ask/forged-token/", "/certificates/K7QP-2M9D/"])
def test_a_refused_page_leaves_no_secret_in_the_log(log, client, address):
    assert client.get(address).status_code >= 400
    assert address.split("/")[2] not in log.getvalue()
    assert "***" in log.getvalue()


def test_what_is_written_to_the_console_passes_the_filter():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_secrets"]
    assert settings.LOGGING["filters"]["without_secrets"]["()"] == "buranakan.config.logs.WithoutSecrets"
