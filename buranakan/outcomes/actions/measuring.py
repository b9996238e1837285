"""Record a value with how it is known, and take a wrong one back: a value is never overwritten."""

from django.db import transaction
from django.db.models import Q

from buranakan.lib import clock, thai_text
from buranakan.outcomes import rules
from buranakan.outcomes.enums import CountedFor
from buranakan.outcomes.models import Measurement
from buranakan.records import actions as records
from buranakan.records.saving import save_or_refuse
from buranakan.registry import rules as registry_rules
from buranakan.registry.models import Enterprise, Person


@transaction.atomic
def record_measurement(
    indicator,
    *,
    person=None,
    enterprise=None,
    participant=None,
    asking=None,
    stage,
    value_hundredths,
    measured_on,
    method,
    evidence_level,
    how="",
    evidence=(),
    office,
    province=None,
    by,
    at,
):
    """Record one value of one receiver. `evidence` are stored files (see store_evidence); the province is the
    receiver's unless another is given."""
    files = list(evidence)
    rules.check_is_used(indicator)
    rules.check_fits_receiver(indicator, person=person, enterprise=enterprise)
    # The receiver is locked, so that two desks can't record the same value at the same moment.
    receiver = _locked(person or enterprise)
    measurement = Measurement(
        indicator=indicator,
        **{indicator.counted_for: receiver},
        participant=participant,
        asking=asking,
        stage=stage,
        value_hundredths=value_hundredths,
        measured_on=measured_on,
        method=method,
        evidence_level=evidence_level,
        how=thai_text.one_line(how),
        office=office,
        province=province or receiver.province,
        recorded_at=at,
        recorded_by_id=getattr(by, "pk", None),
    )
    _check(measurement, has_files=bool(files), at=at)
    save_or_refuse(measurement, refusing=lambda: rules.check_is_new(same_value(measurement)), force_insert=True)
    measurement.evidence.add(*files)
    _record("measurement.recorded", measurement, by=by, at=at, **_told(measurement, files))
    return measurement


@transaction.atomic
def take_back(measurement, *, reason, by, at):
    """Take a wrong value back: it stays to be seen, with the reason, and counts nowhere."""
    measurement = Measurement.objects.select_for_update().get(pk=measurement.pk)
    rules.check_stands(measurement)
    reason = thai_text.clean(reason)
    registry_rules.check_reason(reason)
    measurement.taken_back_at = at
    measurement.taken_back_by_id = getattr(by, "pk", None)
    measurement.taken_back_because = reason
    measurement.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    _record("measurement.taken_back", measurement, by=by, at=at, reason=reason)
    return measurement


def same_value(measurement):
    """The standing value of the same indicator, receiver, stage, day and method, or None."""
    same = Measurement.objects.standing().filter(
        indicator=measurement.indicator,
        stage=measurement.stage,
        measured_on=measurement.measured_on,
        method=measurement.method,
    )
    # Values recorded before a merge may still name the record that was merged away.
    if measurement.indicator.counted_for == CountedFor.PERSON:
        same = same.filter(Q(person=measurement.person) | Q(person__merged_into=measurement.person))
    else:
        same = same.filter(Q(enterprise=measurement.enterprise) | Q(enterprise__merged_into=measurement.enterprise))
    return same.first()


def _locked(record):
    """The record that remains after merges, locked."""
    model = Person if isinstance(record, Person) else Enterprise
    locked = model.objects.select_for_update().get(pk=record.pk)
    return _locked(locked.merged_into) if locked.merged_into_id is not None else locked


def _check(measurement, *, has_files, at):
    how, method, level = measurement.how, measurement.method, measurement.evidence_level
    rules.check_value(measurement.indicator, measurement.value_hundredths)
    rules.check_day(measurement.measured_on, today=clock.local_day(at))
    rules.check_how(how)
    rules.check_level(method, level, has_files=has_files, how=how)
    rules.check_is_new(same_value(measurement))



def _record(name, measurement, *, by, at, **told):
    where = {"office": measurement.office, "province": measurement.province}
    records.record(name, on=measurement, by=by, at=at, **where, **told)


def _told(measurement, files):
    """What the trail tells: who and what by number. The value is the receiver's own and stays in its row."""
    return {
        "indicator": measurement.indicator.code,
        "person_id": measurement.person_id,
        "enterprise_id": measurement.enterprise_id,
        "participant_id": measurement.participant_id,
        "asking_id": measurement.asking_id,
        "stage": measurement.stage,
        "measured_on": measurement.measured_on.isoformat(),
        "method": measurement.method,
        "evidence_level": measurement.evidence_level,
        "evidence": [file.sha256 for file in files],
    }
