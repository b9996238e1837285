"""New secrets: production starts with them, and refuses to start without."""

import os
import subprocess
import sys

import pytest

from buranakan.cli import make_secrets

START = "import django; django.setup()"


def start_in_production(secrets):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BURANAKAN_")}
    environment = kept | {"BURANAKAN_MODE": "production"} | secrets
    return subprocess.run([sys.executable, "-c", START], env=environment, capture_output=True, text=True, check=False)


def test_production_starts_with_new_secrets():
    outcome = start_in_production(make_secrets.new_secrets())
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize("name", make_secrets.new_secrets())
def test_production_refuses_to_start_without_one(name):
    secrets = make_secrets.new_secrets()
    del secrets[name]
    outcome = start_in_production(secrets)
    assert (outcome.returncode, outcome.stderr.splitlines()[-1].split(":")[0]) == (
        1,
        "django.core.exceptions.ImproperlyConfigured",
    )


def test_no_two_secrets_are_alike():
    made = [*make_secrets.new_secrets().values(), *make_secrets.new_secrets().values()]
    assert len(set(made)) == len(made)
