"""What the names of the trail say."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override

import buranakan
from buranakan.pages.desk import trail_words
from buranakan.records.models import Event

SOURCE = Path(buranakan.__file__).parent
RECORDING = {"record", "record_many"}


def names_recorded(source):
    """Event names given to record or record_many as plain text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [node for node in calls if getattr(node.func, "attr", getattr(node.func, "id", "")) in RECORDING]
    return {node.args[0].value for node in named if isinstance(node.args[0], ast.Constant)}


def test_names_are_found_in_every_way_of_calling():
    source = 'record("a.done", on=x)\nrecords.record_many(\n    "b.done", on=x)\nother("c.done")\nrecord(name, on=x)'
    assert names_recorded(source) == {"a.done", "b.done"}


def test_every_event_that_is_recorded_has_words():
    recorded = set().union(*(names_recorded(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")))
    assert recorded - set(trail_words.EVENTS) == set()


def test_every_thing_is_a_table_of_the_product():
    assert set(trail_words.THINGS) - {model._meta.label_lower for model in apps.get_models()} == set()


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("auditor@ops", "Auditor · OPS"),
        ("auditor@closed", "Auditor · closed"),
        ("former_role@ops", "former_role · OPS"),
        ("system", "The system"),
        ("", "Not stated"),
        ("guest", "guest"),
    ],
)
def test_a_post_is_said_in_words(post, words):
    with override("en"):
        assert str(trail_words.post_words(post, offices={"ops": "OPS"})) == words


def test_an_unknown_name_is_shown_as_it_was_written():
    assert (trail_words.event_words("old.done"), trail_words.thing_words("old.thing")) == ("old.done", "old.thing")


@pytest.mark.parametrize(
    ("on_label", "said"), [("services.servicerecord:12", "12"), ("แผน ศภ.6 · 1", "แผน ศภ.6 · 1"), ("", "")]
)
def test_a_thing_is_called_by_its_number_or_its_name_never_by_the_codes_word_for_it(on_label, said):
    assert trail_words.label_words(Event(on_type="services.servicerecord", on_label=on_label)) == said
