"""The figures of the house, by key."""

from buranakan.insight.figures import money, people, training
from buranakan.insight.figures.registry import Figure

FIGURES = {
    figure.key: figure
    for figure in (
        people.REACHED_DISTINCT,
        people.REACHED_PARTICIPATIONS,
        people.PLACES_FILLED,
        people.PLANNED,
        money.MONEY_PLANNED,
        money.MONEY_ALLOTTED,
        money.MONEY_RESERVED,
        money.MONEY_COMMITTED,
        money.MONEY_PAID,
        money.MONEY_SPENT,
        training.APPLICATIONS_RECEIVED,
        training.APPLICATIONS_ACCEPTED,
        training.PEOPLE_COMPLETED,
        training.TRAINING_HOURS,
    )
}
# Those a promise may be bound to.
MEASURES = {key: figure for key, figure in FIGURES.items() if figure.measures_promises}

__all__ = ["FIGURES", "MEASURES", "Figure"]
