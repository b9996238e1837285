"""Recomputes every running total of delivery from the rows it sums, and reports what differs."""

from django.db.models import Count, Sum

from buranakan.delivery.models import Attendance, Certificate, CertificateSeries, Participant, Round
from buranakan.planning.audit import Difference


def differences():
    """Every running total of delivery that is wrong; an empty list is a clean audit."""
    on_roster = _by(Participant.objects.standing(), "round_id", Count("pk"))
    attended = _by(Attendance.objects.all(), "participant_id", Sum("minutes"))
    issued = _by(Certificate.objects.all(), "series_id", Count("pk"))
    return [
        *_differing(Round.objects.all(), "places_taken", on_roster),
        *_differing(Participant.objects.all(), "minutes", attended),
        *_differing(CertificateSeries.objects.all(), "issued", issued),
    ]


def _by(rows, parent, total):
    return dict(rows.order_by().values_list(parent).annotate(total=total))


def _differing(rows, column, counted):
    for pk, stored in rows.order_by("pk").values_list("pk", column):
        if stored != counted.get(pk, 0):
            on = f"{rows.model._meta.label_lower} {pk}"
            yield Difference(on=on, total=column, stored=stored, counted=counted.get(pk, 0))
