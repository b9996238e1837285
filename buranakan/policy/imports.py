"""Reads the reference files that policy needs: frameworks to load, and the names that a reading looks for."""

from buranakan import reference
from buranakan.policy import actions
from buranakan.policy.reading.reference import vocabulary as vocabulary_of


def load(*, folder=None, by, at):
    """Frameworks, pillars and wordings; safe to run again."""
    actions.load_frameworks(frameworks=reference.document("frameworks.toml", folder)["framework"], by=by, at=at)


def vocabulary(*, folder=None):
    """The names in the reference files."""
    return vocabulary_of(
        provinces=reference.rows("provinces.csv", folder),
        offices=reference.rows("offices.csv", folder),
        office_aliases=reference.rows("office_aliases.csv", folder),
        frameworks=reference.document("frameworks.toml", folder)["framework"],
        projects=reference.document("projects.toml", folder)["project"],
    )
