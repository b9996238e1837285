"""Counts every place that is taken, and reports what differs from the running totals."""

from django.db.models import Count

from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application, CallPlaces
from buranakan.planning.audit import Difference


def differences():
    """Every running total of calls that is wrong; an empty list is a clean audit."""
    accepted = Application.objects.filter(state=ApplicationState.ACCEPTED).order_by()
    counted = {
        (call, province): count
        for call, province, count in accepted.values_list("call", "province").annotate(count=Count("pk"))
    }
    found = []
    for row in CallPlaces.objects.select_related("call", "province").order_by("pk"):
        count = counted.pop((row.call_id, row.province_id), 0)
        if count != row.places_taken:
            on = f"{row._meta.label_lower} {row.pk} ({row.trail_label})"
            found.append(Difference(on=on, total="places_taken", stored=row.places_taken, counted=count))
    # Accepted where the call has no places at all.
    for (call, province), count in sorted(counted.items()):
        on = f"{CallPlaces._meta.label_lower} of call {call} in {province}"
        found.append(Difference(on=on, total="places_taken", stored=0, counted=count))
    return found
