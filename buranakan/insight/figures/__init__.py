"""The figures of the house, by key."""

from buranakan.insight.figures import money, people
from buranakan.insight.figures.registry import Figure

FIGURES = {
    figure.key: figure
    for figure in (
        people.REACHED_DISTINCT,
        people.REACHED_PARTICIPATIONS,
        people.PLACES_FILLED,
        people.PLANNED,
        money.MONEY_PLANNED,
    )
}

__all__ = ["FIGURES", "Figure"]
