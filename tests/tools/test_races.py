"""The race track itself: contenders run on connections of their own, and all outcomes come back in order."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from buranakan.lib.rules import RuleBroken


@pytest.mark.race
def test_each_contender_has_a_connection_of_its_own(race):
    def own_connection():
        return id(connection.connection), get_user_model().objects.count()

    outcomes = race([own_connection] * 10)

    assert len({identity for identity, _ in outcomes}) == 10
    assert {count for _, count in outcomes} == {0}


@pytest.mark.race
def test_what_a_contender_raises_comes_back_in_its_place(race):
    refusal = RuleBroken("full", "No places left.")

    def refuse():
        raise refusal

    assert race([lambda: "won", refuse]) == ["won", refusal]
