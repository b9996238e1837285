"""Migrations say what the models say, one after the other."""

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house.guards import migrations


@pytest.fixture
def loader():
    return MigrationLoader(None, ignore_no_migrations=True)


@pytest.fixture
def said(loader):
    """What migrations make and what models say, in the untranslated words that migrations are written in."""
    with translation.override(None):
        yield {"before": loader.project_state(), "after": ProjectState.from_apps(apps)}


def test_no_migration_is_missing(loader, said):
    assert migrations.find_unmade_migrations(loader.graph, **said) == []


def test_a_missing_migration_is_caught(loader, said):
    known = migrations.find_unmade_migrations(loader.graph, **said)
    said["before"].remove_field("records", "event", "seal")
    found = migrations.find_unmade_migrations(loader.graph, **said)
    assert [one for one in found if one not in known] == ["records: Add field seal to event"]


def test_migrations_follow_one_another(loader):
    ours = {key for key in loader.disk_migrations if loader.disk_migrations[key].__module__.startswith("buranakan.")}
    assert migrations.find_forks({key: loader.disk_migrations[key].dependencies for key in ours}) == []


def test_a_fork_is_caught():
    first, second = ("policy", "0001"), ("policy", "0002")
    planted = {first: [("areas", "0001")], second: [first], ("policy", "0003"): [first], ("policy", "0004"): []}
    assert migrations.find_forks(planted) == ["policy: 0001 is followed 2 times", "policy begins 2 times"]
