"""`buranakan check` looks into the database too."""

import pytest
from django.core.management.base import SystemCheckError

from buranakan.cli import check
from buranakan.cli import main as cli
from tests.factories.policy import PromiseFactory

pytestmark = pytest.mark.django_db


def run():
    return cli.run(check, name="check", says="check", words=[])


def test_a_house_in_order_passes():
    assert run() == 0


def test_a_promise_bound_to_no_figure_fails():
    PromiseFactory(figure_key="people_dreamed_of")
    with pytest.raises(SystemCheckError, match="E006"):
        run()
