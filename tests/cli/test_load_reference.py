"""A server without the demo starts from the same files."""

import argparse

import pytest

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.cli import load_reference
from buranakan.planning import queries as planning

WHOLE = Scope.system("test")

pytestmark = pytest.mark.django_db


def loaded():
    """What there is after loading once more."""
    assert load_reference.run(argparse.Namespace(folder=None)) == 0
    portfolio = planning.portfolios(WHOLE).get()
    projects = planning.projects(WHOLE, portfolio).count()
    kinds = {activity.kind for activity in planning.activities(WHOLE, portfolio)}
    return areas.provinces().count(), portfolio.fiscal_year, projects, len(kinds)


def test_provinces_and_the_joint_programme_are_there_and_loading_again_adds_nothing():
    assert loaded() == (77, 2568, 5, 7)
    assert loaded() == (77, 2568, 5, 7)
