"""Reads the reference files of areas and loads them."""

from buranakan import reference
from buranakan.areas import actions


def load(*, folder=None, by, at):
    """Provinces, clusters, offices with their other names, responsibilities and holidays; safe to run again."""
    actions.load_areas(
        regions=reference.rows("regions.csv", folder),
        clusters=reference.rows("clusters.csv", folder),
        provinces=reference.rows("provinces.csv", folder),
        by=by,
        at=at,
    )
    actions.load_offices(
        offices=reference.rows("offices.csv", folder),
        aliases=reference.rows("office_aliases.csv", folder),
        by=by,
        at=at,
    )
    actions.load_responsibilities(responsibilities=reference.rows("responsibilities.csv", folder), by=by, at=at)
    actions.load_holidays(holidays=reference.rows("holidays.csv", folder), by=by, at=at)
