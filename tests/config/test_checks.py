"""What is found before the server starts."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

from buranakan.cli import make_secrets
from buranakan.config import checks
from tests.factories.directives import DirectiveFactory
from tests.factories.policy import PromiseFactory
from tests.house.guards.tree import ROOT

NAMES = list(checks.SECRETS)


def secret(name):
    return f"{name}-{'x' * 40}"


@pytest.fixture
def production(settings):
    """Settings as a well set-up server has them."""
    settings.IS_PRODUCTION = True
    settings.SECRET_KEY, settings.IDENTITY_LOOKUP_KEY, settings.TRAIL_SIGNING_KEY = map(secret, ["a", "b", "c"])
    settings.IDENTITY_KEYS = f"2:{secret('d')},1:{secret('e')}"
    settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = "https://plans.example.test", ["plans.example.test"]
    return settings


def ids(found):
    return [one.id for one in found]


def test_good_secrets_pass(production):
    assert checks.check_secrets() == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "IDENTITY_LOOKUP_KEY", "TRAIL_SIGNING_KEY"])
def test_a_short_secret_is_found(production, name):
    setattr(production, name, "x" * 31)
    assert "buranakan.E001" in ids(checks.check_secrets())
    assert checks.SECRETS[name] in checks.short_secrets()[0].msg


def test_a_short_key_among_good_ones_is_found(production):
    production.IDENTITY_KEYS += ",0:short"
    assert ids(checks.short_secrets()) == ["buranakan.E001"]


@pytest.mark.parametrize("place", ["first", "second"])
def test_the_key_that_finds_is_none_that_reads(production, place):
    production.IDENTITY_LOOKUP_KEY = secret({"first": "d", "second": "e"}[place])
    found = checks.shared_secrets()
    assert (ids(found), found[0].msg) == (
        ["buranakan.E002"],
        "BURANAKAN_IDENTITY_KEYS and BURANAKAN_IDENTITY_LOOKUP_KEY hold the same secret.",
    )


def test_the_trail_is_not_signed_with_the_key_of_sessions(production):
    production.TRAIL_SIGNING_KEY = f"{secret('new')},{production.SECRET_KEY}"
    assert ids(checks.check_secrets()) == ["buranakan.E002"]


@pytest.mark.parametrize("keys", ["no-id-but-long-enough-xxxxxxxxxxxxxxxxxx", f"1:{secret('d')},1:{secret('e')}"])
def test_keys_that_cannot_be_read_are_found(production, keys):
    production.IDENTITY_KEYS = keys
    assert "buranakan.E003" in ids(checks.check_secrets())


def test_tests_and_demos_make_their_own_secrets(production):
    production.IS_PRODUCTION = False
    production.SECRET_KEY = "short"  # noqa: S105
    assert checks.check_secrets() == []


@pytest.mark.parametrize(
    ("address", "hosts", "expected"),
    [
        ("https://plans.example.test", ["plans.example.test"], []),
        ("http://plans.example.test", ["plans.example.test"], ["buranakan.E004"]),
        ("https://plans.example.test", ["other.example.test"], ["buranakan.E005"]),
    ],
    ids=["fine", "plain", "not-ours"],
)
def test_our_address_is_ours_and_safe(production, address, hosts, expected):
    production.PUBLIC_ADDRESS, production.ALLOWED_HOSTS = address, hosts
    assert ids(checks.check_address()) == expected


@pytest.mark.parametrize(("hosts", "expected"), [(["a.test"], []), (["*"], ["buranakan.W001"])])
def test_hosts_are_named(production, hosts, expected):
    production.ALLOWED_HOSTS = hosts
    assert ids(checks.check_hosts()) == expected


SMTP, CONSOLE = (f"django.core.mail.backends.{name}.EmailBackend" for name in ["smtp", "console"])


@pytest.mark.parametrize(
    ("mail", "texts", "address", "expected"),
    [
        (SMTP, "", "", []),
        (CONSOLE, "", "", ["buranakan.E007"]),
        (SMTP, "buranakan.messages.sms.Console", "", ["buranakan.E007"]),
        (SMTP, "buranakan.messages.sms.Webhook", "https://sms.test/", []),
        (SMTP, "buranakan.messages.sms.Webhook", "http://sms.test/", ["buranakan.E008"]),
    ],
)
def test_letters_go_out_and_over_a_closed_line(production, mail, texts, address, expected):
    production.EMAIL_BACKEND, production.SMS_BACKEND, production.SMS_ADDRESS = mail, texts, address
    assert ids(checks.check_letters()) == expected


# --- stored references ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_promises_bound_to_figures_that_exist_pass():
    PromiseFactory(figure_key="people_reached_distinct")
    PromiseFactory(money=True)
    assert checks.check_figures(databases=["default"]) == []


@pytest.mark.django_db
def test_a_promise_bound_to_no_figure_is_found():
    PromiseFactory(figure_key="people_dreamed_of")
    found = checks.check_figures(databases=["default"])
    assert ids(found) == ["buranakan.E006"]
    assert "'people_dreamed_of'" in found[0].msg


@pytest.mark.django_db
def test_a_directive_that_waits_for_no_figure_is_found():
    DirectiveFactory(figure_key="people_dreamed_of", target_value=1)
    (found,) = checks.check_figures(databases=["default"])
    assert (found.id, "A directive" in found.msg) == ("buranakan.E006", True)


def test_without_a_database_asked_for_none_is_opened():
    assert checks.check_figures(databases=None) == []


@pytest.mark.django_db
def test_the_checks_are_among_those_that_run(production):
    PromiseFactory(figure_key="people_dreamed_of")
    production.SECRET_KEY = "short"  # noqa: S105
    production.PUBLIC_ADDRESS = "http://plain.example.test"
    found = ids(run_checks(databases=["default"], include_deployment_checks=True))
    assert {"buranakan.E001", "buranakan.E004", "buranakan.E006"} - set(found) == set()


# --- the production profile -------------------------------------------------------------------------------------------
@pytest.fixture
def server(tmp_path):
    """The environment of a server, and nothing of ours."""
    (tmp_path / "static").mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BURANAKAN_", "DJANGO_", "DATABASE_"))
    }
    return (
        kept
        | make_secrets.new_secrets()
        | {
            "DJANGO_SETTINGS_MODULE": "buranakan.config.settings",
            "BURANAKAN_VAR": str(tmp_path),
            "BURANAKAN_HOSTS": "plans.example.test",
            "BURANAKAN_PUBLIC_ADDRESS": "https://plans.example.test",
        }
    )


def run(*words, environment):
    command = [sys.executable, "-W", "error", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_production_profile_is_clean(server):
    outcome = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING", environment=server)
    assert (outcome.returncode, outcome.stdout.strip()) == (0, "System check identified no issues (0 silenced).")
    assert outcome.stderr == ""


def test_production_is_what_a_forgotten_variable_gives(server):
    code = (
        "import django; django.setup(); from django.conf import settings as s; print(s.MODE, s.DEBUG, s.IS_SYNTHETIC)"
    )
    assert run("-c", code, environment=server).stdout.strip() == "production False False"


def test_a_weak_secret_stops_the_command(server):
    outcome = run("-m", "django", "check", environment=server | {"BURANAKAN_TRAIL_SIGNING_KEY": "weak"})
    assert outcome.returncode == 1
    assert "buranakan.E001" in outcome.stderr
