"""The running totals of delivery, changed while the round is locked; audit.py counts their rows again."""

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from buranakan.delivery import rules
from buranakan.delivery.models import Attendance, Participant, Round


def take_places(round_, wanted):
    """Take places of a locked round, never more than it has; a negative number gives some back.

    The rule looks at the locked row; the condition stands in the update once more, so that the loser of a race
    changes nothing even where a database would not lock.
    """
    if wanted > 0:
        rules.check_room(round_.places_left, wanted=wanted)
    rows = Round.objects.filter(pk=round_.pk, places__gte=F("places_taken") + wanted)
    if not rows.update(places_taken=F("places_taken") + wanted):
        raise RuntimeError(f"round {round_.pk} refused places that its row allows")
    round_.refresh_from_db(fields=["places_taken"])


def recount_minutes(participant_ids):
    """Set what these participants' attendance adds up to."""
    attended = Attendance.objects.filter(participant=OuterRef("pk")).order_by().values("participant")
    total = Coalesce(Subquery(attended.annotate(total=Sum("minutes")).values("total")), 0)
    Participant.objects.filter(pk__in=participant_ids).update(minutes=total)
