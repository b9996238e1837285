"""An answer on the phone: values told by the client, corrected by taking back until the asking closes."""

from django.db import transaction

from buranakan.lib import clock
from buranakan.outcomes import rules
from buranakan.outcomes.actions import measuring
from buranakan.outcomes.enums import EvidenceLevel, Method
from buranakan.outcomes.models import Asking, Measurement
from buranakan.records.actions import record

CORRECTED = "ผู้ตอบแก้คำตอบด้วยตนเอง"  # the reason that stands with a value which its own teller replaced


@transaction.atomic
def answer(asking, *, values, at):
    """Take the values that somebody told, in hundredths by the indicators' codes; None is no value.

    What was told before and is told otherwise now is taken back; what is told the same stays as it was.
    """
    asking = Asking.objects.select_for_update().select_related("office", "province").get(pk=asking.pk)
    today = clock.local_day(at)
    rules.check_can_answer(asking, on=today)
    asked = {one.code: one for one in asking.indicators.all()}
    rules.check_answers(values, asked=asked)
    told = {code: value for code, value in values.items() if value is not None}
    for code, value in told.items():
        rules.check_value(asked[code], value, field=code)
    standing = {one.indicator.code: one for one in _standing(asking)}
    for code, earlier in standing.items():
        if told.get(code) != earlier.value_hundredths:
            measuring.take_back(earlier, reason=CORRECTED, by=None, at=at)
    for code, value in told.items():
        if code not in standing or standing[code].value_hundredths != value:
            _tell(asking, asked[code], value, on=today, at=at)
    asking.answered_at = at
    asking.save(update_fields=["answered_at"])
    where = {"office": asking.office, "province": asking.province}
    record("asking.answered", on=asking, by=None, at=at, **where, told=sorted(told), corrected=bool(standing))
    return asking


def _standing(asking):
    return Measurement.objects.standing().filter(asking=asking).select_related("indicator", "office", "province")


def _tell(asking, indicator, value, *, on, at):
    receiver = {indicator.counted_for: getattr(asking, indicator.counted_for)}
    told = Measurement(
        indicator=indicator, **receiver, stage=asking.stage, measured_on=on, method=Method.SELF_REPORTED
    )
    # Told already today, of another round or at the counter: what the client says last stands.
    earlier = measuring.same_value(told)
    if earlier is not None and earlier.value_hundredths == value:
        return
    if earlier is not None:
        measuring.take_back(earlier, reason=CORRECTED, by=None, at=at)
    measuring.record_measurement(
        indicator,
        **receiver,
        participant=asking.participant,
        asking=asking,
        stage=asking.stage,
        value_hundredths=value,
        measured_on=on,
        method=Method.SELF_REPORTED,
        evidence_level=EvidenceLevel.CLAIMED,
        office=asking.office,
        province=asking.province,
        by=None,
        at=at,
    )
