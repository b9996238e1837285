"""What the public may see: totals, and tables whose small counts are hidden."""

from django.conf import settings

from buranakan.accounts.scope import Scope
from buranakan.insight.slices import EVERYTHING
from buranakan.insight.small_counts import hide_small

# Public figures are totals over everything; the rows never leave this module.
WHOLE = Scope.system("public totals")


def total(figure, part=EVERYTHING):
    """A figure's total for the public; None where it counts too few people."""
    value = figure.value(WHOLE, part)
    return None if figure.counts_people and value < settings.SMALL_COUNT else value


def table(figure, dimension, *, keys, part=EVERYTHING):
    """A figure by a dimension for the public, for every key asked for; hidden counts are None."""
    found = figure.by(WHOLE, dimension, part)
    counts = {key: found.get(key, 0) for key in keys}
    return hide_small(counts, threshold=settings.SMALL_COUNT) if figure.counts_people else counts
