"""Loading indicators, their pillars, and the times at which people are asked; loading again changes what changed."""

from django.db import transaction

from buranakan.outcomes.models import AskingTime, Indicator, IndicatorPillar
from buranakan.outcomes.rules import HUNDREDTHS
from buranakan.policy.models import Pillar
from buranakan.records.actions import record_many

COLUMNS = (
    "name_th",
    "name_en",
    "question_th",
    "question_en",
    "unit_th",
    "unit_en",
    "direction",
    "counted_for",
    "confidence",
)
SPANS = ("open_days", "remind_after_days", "most_reminders", "confidence")


@transaction.atomic
def load_indicators(indicators, *, by, at):
    """Indicators with their pillars; one that left the file takes no more values.

    What people entered or changed is left as they have it; returns the codes of those.
    """
    kept = {one.code for one in Indicator.objects.all() if one.is_kept_by_people}
    left = [one["code"] for one in indicators if one["code"] in kept]
    pillars = {(one.framework.code, one.code): one for one in Pillar.objects.select_related("framework")}
    used = []
    for order, given in enumerate(indicators, start=1):
        if given["code"] in left:
            continue
        indicator, _ = Indicator.objects.update_or_create(
            code=given["code"],
            defaults={
                **{name: given[name] for name in COLUMNS},
                "is_whole": given.get("is_whole", False),
                "highest_hundredths": given["highest"] * HUNDREDTHS,
                "is_asked_by_link": given.get("is_asked_by_link", False),
                "is_used": True,
                "order": order,
                "source": " ".join(given["source"]),
            },
        )
        _tie(indicator, given, pillars)
        used.append(indicator.pk)
    Indicator.objects.exclude(pk__in=used).exclude(code__in=kept).update(is_used=False)
    loaded = Indicator.objects.get(code=indicators[-1]["code"])
    record_many("indicators.loaded", on=loaded, by=by, at=at, manifest=indicators, left_as_people_have_them=left)
    return left


def _tie(indicator, given, pillars):
    tied = [pillars[pillar["framework"], pillar["code"]] for pillar in given["pillar"]]
    for pillar, said in zip(tied, given["pillar"], strict=True):
        IndicatorPillar.objects.update_or_create(
            indicator=indicator,
            pillar=pillar,
            defaults={"source": " ".join(said["source"]), "confidence": said["confidence"]},
        )
    indicator.ties.exclude(pillar__in=tied).filter(entered_at__isnull=True).delete()


@transaction.atomic
def load_asking_times(times, *, by, at):
    """When people are asked; a time that left the file is used no more."""
    used = []
    for given in times:
        time, _ = AskingTime.objects.update_or_create(
            stage=given["stage"],
            months_after=given["months_after"],
            defaults={
                **{name: given[name] for name in SPANS},
                "is_used": True,
                "source": " ".join(given["source"]),
            },
        )
        used.append(time.pk)
    AskingTime.objects.exclude(pk__in=used).update(is_used=False)
    record_many("asking_times.loaded", on=time, by=by, at=at, manifest=times)
