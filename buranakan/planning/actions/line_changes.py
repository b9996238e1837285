"""Keeping what became of a draft's lines, so that what a cell held before, and who changed it, is never lost."""

from buranakan.planning.models import PlanLineChange
from buranakan.planning.models.line_change import KEY


def keep(version, *, changed, by, at):
    """Note each (line before, line after); a missing side is a line that is not there. Under the version's lock."""
    rows = [_row(version, before, after, by=by, at=at) for before, after in _told_apart(changed)]
    return PlanLineChange.objects.bulk_create(rows)


def _told_apart(changed):
    """A line that became another's line went out here and came in there."""
    for before, after in changed:
        if before and after and _key(before) != _key(after):
            yield before, None
            yield None, after
        else:
            yield before, after


def _key(line):
    return tuple(getattr(line, name) for name in KEY)


def _row(version, before, after, *, by, at):
    line = after or before
    return PlanLineChange(
        version=version,
        counts_for=getattr(line, "counted_for", line.counts_for),
        people_before=before and before.people,
        satang_before=before and before.amount_satang,
        people_after=after and after.people,
        satang_after=after and after.amount_satang,
        changed_at=at,
        changed_by_id=getattr(by, "pk", None),
        **{name: getattr(line, name) for name in KEY},
    )
