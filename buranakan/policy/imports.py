"""Reads the reference file of policy frameworks and loads it."""

from buranakan import reference
from buranakan.policy import actions


def load(*, folder=None, by, at):
    """Frameworks, pillars and wordings; safe to run again. Returns the codes of those that people keep themselves."""
    return actions.load_frameworks(frameworks=reference.document("frameworks.toml", folder)["framework"], by=by, at=at)
