"""Reads the reference file of indicators and of the times at which people are asked, and loads it."""

from buranakan import reference
from buranakan.outcomes import actions


def load(*, folder=None, by, at):
    """Indicators with their pillars, and asking times; frameworks are loaded before. Safe to run again.

    Returns the codes of the indicators that people keep themselves.
    """
    written = reference.document("indicators.toml", folder)
    left = actions.load_indicators(written["indicator"], by=by, at=at)
    actions.load_asking_times(written["asking"], by=by, at=at)
    return left
