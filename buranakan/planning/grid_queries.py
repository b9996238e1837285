"""What the grid asks beside the lines themselves: what changed since it was looked at last, and who changed it."""

from django.db.models import BigIntegerField, Case, F, Value, When

from buranakan.planning import queries
from buranakan.planning.models import PlanLineChange


def last_change(version):
    """The number of a version's last change; none yet is 0."""
    return PlanLineChange.objects.filter(version=version).order_by("-pk").values_list("pk", flat=True).first() or 0


def changes(scope, version, *, after=0):
    """Changes of a version in the office's books since one of them, in the order they were made.

    `shown_satang` is the money after the change where the line's books may be seen, else None.
    """
    found = PlanLineChange.objects.filter(version=version, version__in=queries.own_versions(scope), pk__gt=after)
    seen = scope.limit_books(found, owner="owner_office_id", serving="serving_office_id").order_by()
    shown = Case(
        When(pk__in=seen.values("pk"), then=F("satang_after")), default=Value(None), output_field=BigIntegerField()
    )
    return found.annotate(shown_satang=shown).order_by("pk")


def last_of_cell(version, *, row, month):
    """The last change of one cell, or None."""
    return PlanLineChange.objects.filter(version=version, month=month, **row.__dict__).order_by("pk").last()
