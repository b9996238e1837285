"""Each running total is counted again from its rows."""

from buranakan.delivery import audit
from buranakan.delivery.models import CertificateSeries, Participant, Round


def test_every_wrong_total_is_named_with_what_its_rows_add_up_to(ground):
    round_ = ground.closed(people=2)
    assert audit.differences() == []
    seat = Participant.objects.first()
    Round.objects.update(places_taken=1)
    Participant.objects.filter(pk=seat.pk).update(minutes=5)
    CertificateSeries.objects.update(issued=9)
    series = CertificateSeries.objects.get()
    assert [str(one) for one in audit.differences()] == [
        f"delivery.round {round_.pk}: places_taken is 1, its rows add up to 2",
        f"delivery.participant {seat.pk}: minutes is 5, its rows add up to 720",
        f"delivery.certificateseries {series.pk}: issued is 9, its rows add up to 2",
    ]
