"""Reads the reference file of disbursement targets and loads it."""

import datetime as dt

from buranakan import reference
from buranakan.finance import actions
from buranakan.finance.values import Target

FILE = "disbursement_targets.csv"


def load(*, folder=None, by, at):
    """Targets of every year that is known; safe to run again."""
    actions.load_targets([_target(row) for row in reference.rows(FILE, folder)], by=by, at=at)


def _target(row):
    return Target(
        fiscal_year=int(row["fiscal_year"]),
        measure=row["measure"],
        category=row["category"],
        quarter=int(row["quarter"]),
        percent_hundredths=int(row["percent"]) * 100,
        source=row["source"],
        as_of=dt.date.fromisoformat(row["as_of"]),
        confidence=row["confidence"],
    )
