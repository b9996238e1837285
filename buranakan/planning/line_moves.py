"""Moves that a version was drafted with, for whoever looks at the version."""

from buranakan.planning.models import LineMove


def of_version(version):
    """Moves of a version in reach, round by round, with everything a sentence about them names."""
    named = "from_line__activity", "from_line__province", "activity", "province", "serving_office"
    return list(LineMove.objects.filter(version=version).select_related(*named))
