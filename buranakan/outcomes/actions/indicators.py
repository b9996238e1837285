"""Indicators entered and changed by a person, and the pillars they speak of."""

from django.db import transaction
from django.db.models import Max

from buranakan.outcomes import indicator_rules as rules
from buranakan.outcomes.models import Indicator, IndicatorPillar
from buranakan.outcomes.written import WrittenIndicator
from buranakan.policy.framework_rules import code_of
from buranakan.records.actions import record
from buranakan.records.saving import save_or_refuse


@transaction.atomic
def enter_indicator(written, *, pillars, by, at):
    """Keep an indicator (written.WrittenIndicator) with the pillars it speaks of."""
    pillars = list(pillars)
    rules.check_written(written, pillars=pillars)
    names = Indicator.objects.values_list("name_th", flat=True)
    rules.check_name_is_new(written.name_th, others=names)
    last = Indicator.objects.aggregate(last=Max("order"))["last"] or 0
    indicator = Indicator(
        code=code_of(
            written.name_en, taken=set(Indicator.objects.values_list("code", flat=True)), fallback="indicator"
        ),
        order=last + 1,
        entered_at=at,
        entered_by_id=getattr(by, "pk", None),
        **written.columns,
    )
    save_or_refuse(indicator, refusing=lambda: rules.check_name_is_new(written.name_th, others=names.all()))
    _tie(indicator, pillars, written=written, at=at)
    record("indicator.entered", on=indicator, by=by, at=at, **written.columns, pillars=_codes(pillars))
    return indicator


@transaction.atomic
def change_indicator(indicator, *, written, pillars, by, at):
    """Let an indicator say something else; what its values mean stays once there are values.

    It comes to speak of more pillars and never of fewer: reports on old days stand on the ties there are.
    """
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    pillars = list(pillars)
    rules.check_written(written, pillars=pillars)
    others = Indicator.objects.exclude(pk=indicator.pk).values_list("name_th", flat=True)
    rules.check_name_is_new(written.name_th, others=others)
    before, after = WrittenIndicator.of(indicator).columns, written.columns
    rules.check_keeps_meaning(before, after, has_values=indicator.measurements.exists())
    tied = list(indicator.pillars.select_related("framework"))
    rules.check_changes((before, set(tied)), (after, set(tied) | set(pillars)))
    for name, value in after.items():
        setattr(indicator, name, value)
    indicator.changed_at = at
    indicator.save()
    _tie(indicator, [one for one in pillars if one not in tied], written=written, at=at)
    record(
        "indicator.changed",
        on=indicator,
        by=by,
        at=at,
        before={name: value for name, value in before.items() if value != after[name]},
        after={name: value for name, value in after.items() if value != before[name]},
        pillars=_codes([one for one in pillars if one not in tied]),
    )
    return indicator


def _tie(indicator, pillars, *, written, at):
    IndicatorPillar.objects.bulk_create(
        IndicatorPillar(
            indicator=indicator, pillar=one, source=written.source, confidence=written.confidence, entered_at=at
        )
        for one in pillars
    )


def _codes(pillars):
    return [f"{one.framework.code}.{one.code}" for one in pillars]
