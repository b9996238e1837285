"""For every test: the database it runs on, races, the browser, and nothing skipped unseen."""

import tests.environment  # noqa: F401, I001 - before anything that reads settings

import os

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

from tests import browser
from tests.browser import assert_accessible, axe, builds_seen, chromium, javascript, page, viewport  # noqa: F401 - fixtures
from tests.served_demo import demo, loaded_demo, served  # noqa: F401 - fixtures
from tests.nothing_skipped import pytest_sessionfinish, pytest_terminal_summary  # noqa: F401 - hooks
from tests.races import race  # noqa: F401 - fixture
from tests.sharing import pytest_xdist_make_scheduler  # noqa: F401 - hook

DATABASE_FIXTURES = {"db", "transactional_db", "race"}

hypothesis_settings.register_profile("here", deadline=None)
# The same examples each time: a red CI must be the change's doing.
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """A file for SQLite: one in memory answers racing threads with errors that a real one never gives."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


def pytest_collection_modifyitems(config, items):
    if connection.vendor != "sqlite":
        # What touches no database answers the same beside any: it is tried once, on SQLite.
        apart = [item for item in items if not touches_the_database(item)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if touches_the_database(item)]
    without_browser = pytest.mark.skip(reason="journeys need Chromium, which is not installed")
    for item in items:
        if item.get_closest_marker("journey") and browser.find_chromium() is None:
            item.add_marker(without_browser)


def touches_the_database(item):
    return item.get_closest_marker("django_db") is not None or DATABASE_FIXTURES.intersection(item.fixturenames)
