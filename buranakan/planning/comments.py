"""What was said of the lines of versions: for the pages of a version, its lines and its grid."""

from buranakan.planning import queries
from buranakan.planning.models import LineComment


def comments(scope, version):
    """Comments on a version's lines, the oldest first; for the offices whose books the version is in."""
    own = queries.own_versions(scope).order_by().values("pk")
    named = "activity__project", "owner_office", "serving_office", "province"
    return LineComment.objects.filter(version=version, version__in=own).select_related(*named)


def open_comments(scope, version):
    """How many of them wait for an answer."""
    return comments(scope, version).filter(resolved_at=None).count()


def comments_by_grain(version):
    """{grain of a line: its comments, the oldest first} of a version that the page may show in full."""
    found = {}
    for comment in version.comments.all():
        found.setdefault(comment.grain, []).append(comment)
    return found
