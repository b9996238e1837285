"""`buranakan verify`: what it says and how it ends."""

import datetime as dt
import sys
import types

import pytest
from django.db import models, transaction

from buranakan.cli import main as cli
from buranakan.cli import verify
from buranakan.lib.clock import BANGKOK
from buranakan.records import actions, queries
from buranakan.records.models import Checkpoint, Event
from tests.factories.areas import ProvinceFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(settings):
    settings.LANGUAGES = [("en", "English")]


@pytest.fixture
def log(english):
    events = []
    for number in range(3):
        with transaction.atomic():
            on = ProvinceFactory(code="30")
            events.append(actions.record("province.visited", on=on, by=None, at=NOON, number=number))
    actions.seal(NOON)
    return events


def run(*words):
    return cli.run(verify, name="verify", says="verify", words=words)


def test_a_sound_trail_ends_well(log, capsys):
    assert run("trail") == 0
    assert capsys.readouterr().out == "Trail: sound. Sealed events: 3, checkpoints: 2.\n"


def test_it_says_what_waits_for_its_seal(english, capsys):
    with transaction.atomic():
        event = actions.record("province.visited", on=ProvinceFactory(code="30"), by=None, at=NOON)
    event.refresh_from_db()
    assert run("trail") == 0
    assert capsys.readouterr().out == (
        "Trail: sound. Sealed events: 0, checkpoints: 0.\n"
        f"Waiting for their seal: 1 events, the oldest since {event.real_at}.\n"
    )


def test_a_changed_trail_ends_badly_and_names_the_event(log, capsys):
    models.QuerySet(Event).filter(position=1).update(by_post="x")
    assert run("trail") == 1
    assert capsys.readouterr().out == (
        f"Trail: NOT SOUND. The event at position 1 was changed ({log[1].reference}). [event_changed]\n"
    )


def test_every_language_is_spoken(capsys):
    assert run("trail") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_kept_checkpoint_shows_a_log_that_was_cut(log, tmp_path, capsys):
    assert run("--checkpoint") == 0
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == queries.checkpoint_note()
    assert run("trail", "--kept", str(kept)) == 0
    models.QuerySet(Event).all().delete()
    models.QuerySet(Checkpoint).all().delete()
    assert (run("trail"), run("trail", "--kept", str(kept))) == (0, 1)


@pytest.mark.parametrize(
    ("found", "code", "says"),
    [([], 0, "Totals: sound.\n"), (["Envelope 7 holds 3."], 1, "Totals: NOT SOUND. Envelope 7 holds 3.\n")],
    ids=["sound", "different"],
)
def test_totals_are_what_the_floors_say_of_them(english, monkeypatch, capsys, found, code, says):
    module = types.ModuleType("totals_of_the_tests")
    module.differences = lambda: found
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(verify, "TOTALS", [module.__name__])
    assert run("totals") == code
    assert capsys.readouterr().out == says


def test_every_part_is_run_also_after_one_was_wrong(log, monkeypatch, capsys):
    monkeypatch.setattr(verify, "TOTALS", [])
    models.QuerySet(Event).filter(position=1).update(by_post="x")
    assert run() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "Totals: sound."


@pytest.mark.parametrize("name", verify.TOTALS)
def test_every_floor_with_totals_adds_up_when_it_is_empty(name):
    assert list(verify.differences(name)) == []
