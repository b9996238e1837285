"""What tables declare: keys that point down, a class for every field, what a merge does."""

import importlib
import pkgutil
import tomllib

import pytest
from django.apps import apps
from django.db import models as fields
from django.test.utils import isolate_apps

import buranakan
from buranakan.records.classification import Classified
from buranakan.registry.enums import OnMerge
from buranakan.registry.models import Enterprise, Person
from tests.house.guards import models
from tests.house.guards.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
# A floor's app may have another label than its package: Django's own messages have taken that name.
LABELS = {config.name.rpartition(".")[2]: config.label for config in apps.get_app_configs()}
FLOORS = [
    {LABELS.get(name.strip(" ()"), name.strip(" ()")) for name in layer.split("|")} for layer in CONTRACTS[0]["layers"]
]
OURS = [model for model in apps.get_models(include_auto_created=False) if model.__module__.startswith("buranakan.")]
PERSONAL_WORDS = ("first_name", "last_name", "phone", "citizen_number", "email", "password", "address", "birth")


def test_keys_point_down():
    assert models.find_upward_keys(OURS, floors=FLOORS) == []


@isolate_apps("buranakan.records", "buranakan.planning", "buranakan.registry")
def test_a_key_that_points_up_or_aside_is_caught():
    class Above(fields.Model):
        class Meta:
            app_label = "planning"

    class Beside(fields.Model):
        plan = fields.ForeignKey(Above, on_delete=fields.PROTECT)

        class Meta:
            app_label = "registry"

    class Below(fields.Model):
        plans = fields.ManyToManyField(Above)
        itself = fields.ForeignKey("self", on_delete=fields.PROTECT)

        class Meta:
            app_label = "records"

    assert models.find_upward_keys([Above, Beside, Below], floors=FLOORS) == [
        "registry.Beside.plan points up to planning.Above",
        "records.Below.plans points up to planning.Above",
    ]


def test_every_field_has_a_class():
    assert models.find_unclassified_fields(OURS) == []


@isolate_apps("buranakan.records")
def test_a_field_without_a_class_and_a_class_without_a_field_are_caught():
    class Half(fields.Model):
        known = fields.TextField()
        new = fields.TextField()
        classified = Classified(public="id known", personal="gone")

        class Meta:
            app_label = "records"

    class Bare(fields.Model):
        class Meta:
            app_label = "records"

    assert models.find_unclassified_fields([Half, Bare]) == [
        "records.Half.new has no class",
        "records.Half.gone is classified and is no field",
        "records.Bare.id has no class",
    ]


def test_a_field_classified_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Classified(public="name", personal="name").by_field()


def test_what_is_personal_by_its_name_is_not_open():
    assert models.find_open_personal_fields(OURS, words=PERSONAL_WORDS) == []


@isolate_apps("buranakan.records")
def test_an_open_personal_field_is_caught():
    class Card(fields.Model):
        phone = fields.TextField()
        citizen_number = fields.TextField()
        classified = Classified(public="id", office="phone", sensitive="citizen_number")

        class Meta:
            app_label = "records"

    assert models.find_open_personal_fields([Card], words=PERSONAL_WORDS) == ["records.Card.phone is classified office"]


def test_every_relation_to_what_can_be_merged_is_decided():
    assert models.find_undecided_merges(OURS, merged={Person, Enterprise}, policies=set(OnMerge)) == []


@isolate_apps("buranakan.registry")
def test_an_undecided_relation_is_caught():
    class Visit(fields.Model):
        person = fields.ForeignKey(Person, on_delete=fields.PROTECT, related_name="+")
        enterprise = fields.ForeignKey(Enterprise, on_delete=fields.PROTECT, related_name="+")
        on_merge = {"enterprise": "perhaps", "animal": OnMerge.MOVE}

        class Meta:
            app_label = "registry"

    assert models.find_undecided_merges([Visit], merged={Person, Enterprise}, policies=set(OnMerge)) == [
        "registry.Visit.person is undecided",
        "registry.Visit.animal is decided and is no relation",
        "registry.Visit.enterprise has no known policy",
    ]


# --- tables of moves --------------------------------------------------------------------------------------------------
def tables_of_moves():
    """Every MOVES of the product with the states of its keys."""
    found = {}
    for module in pkgutil.walk_packages(buranakan.__path__, "buranakan."):
        if module.name.endswith((".rules", ".state", ".moves")):
            moves = getattr(importlib.import_module(module.name), "MOVES", None)
            if moves is not None:
                found[module.name] = (set(type(next(iter(moves)))), moves)
    return found


def test_every_state_is_in_its_table_of_moves():
    tables = tables_of_moves()
    assert {"buranakan.planning.rules", "buranakan.policy.rules"} - set(tables) == set()
    assert models.find_gaps_in_moves(tables) == []


def test_a_gap_in_a_table_of_moves_is_caught():
    table = ({"draft", "done"}, {"draft": {"done", "lost"}, "old": set()})
    assert models.find_gaps_in_moves({"planted": table}) == [
        "planted: done is missing",
        "planted: old is no state",
        "planted: draft moves to lost, which is no state",
    ]


# --- open data --------------------------------------------------------------------------------------------------------
def datasets():
    """Columns of every dataset there is."""
    found = {}
    for module in pkgutil.walk_packages(buranakan.__path__, "buranakan."):
        if module.name.startswith("buranakan.insight.datasets."):
            found[module.name] = importlib.import_module(module.name).COLUMNS
    return found


def test_every_column_of_open_data_says_what_it_is():
    assert models.find_undescribed_columns(datasets()) == []


def test_a_column_that_says_nothing_is_caught():
    class Column:
        key, label, description, classification = "people", "People", "", None

    assert models.find_undescribed_columns({"planted": [Column]}) == [
        "planted.people has no description",
        "planted.people has no classification",
    ]
