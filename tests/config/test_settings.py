"""How settings read the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from buranakan.config import settings


def test_a_postgresql_address_is_taken_apart():
    found = settings.database("postgresql://us%40er:p%2Fw@db.example.test:5433/plans")
    assert {name: found[name] for name in ["NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"]} == {
        "NAME": "plans",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.example.test",
        "PORT": "5433",
        "OPTIONS": {},
    }


def test_what_stands_behind_the_question_mark_reaches_the_driver():
    found = settings.database("postgresql://u:p@db.example.test/plans?sslmode=verify-full&sslrootcert=ca.pem")
    assert found["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "ca.pem"}


def test_a_socket_is_a_host_and_not_an_option():
    found = settings.database("postgresql://u@/plans?host=%2Fvar%2Frun%2Fpostgresql")
    assert (found["HOST"], found["OPTIONS"]) == ("/var/run/postgresql", {})


@pytest.mark.parametrize(
    ("url", "name"), [("sqlite:////data/a.sqlite3", "/data/a.sqlite3"), ("sqlite:///a.sqlite3", "a.sqlite3")]
)
def test_an_sqlite_address_names_its_file(url, name):
    assert settings.database(url)["NAME"] == name


def test_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured):
        settings.database("mysql://u@h/plans")
