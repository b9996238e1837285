"""Everything that changes the spine: record a service, add evidence, take a record back."""

from django.db import transaction
from django.db.models import Q

from buranakan.areas import queries as areas
from buranakan.lib import clock, fiscal, thai_text
from buranakan.records import actions as records
from buranakan.records.classification import Class
from buranakan.records.saving import save_or_refuse
from buranakan.registry import rules as registry_rules
from buranakan.registry.models import Enterprise, Person
from buranakan.services import details as telling
from buranakan.services import rules
from buranakan.services.models import ServiceField, ServiceRecord


@transaction.atomic
def record_service(
    activity,
    *,
    person=None,
    enterprise=None,
    serving_office,
    province,
    served_on,
    minutes,
    owner_office=None,
    plan_line=None,
    note="",
    details=None,
    evidence=(),
    from_round=False,
    round_reference="",
    by,
    at,
):
    """Record that somebody received something on a day. Without an owner office the plan line says whose budget.

    `details` are told by the codes of the fields of the activity's kind (see details.py). A record `from_round` stands
    for all the days of a round: it may be longer, and the round tells what matters. `evidence` are stored files (see
    store_evidence). Objects given are used as they are: hand in activities with their project and portfolio, and plan
    lines with their version, when recording many.
    """
    rules.check_somebody_received(person, enterprise)
    owner_office = owner_office or (plan_line and plan_line.owner_office) or serving_office
    service = ServiceRecord(
        activity=activity,
        plan_line=plan_line,
        owner_office=owner_office,
        serving_office=serving_office,
        province=province,
        served_on=served_on,
        month=fiscal.month_start(served_on),
        minutes=minutes,
        note=thai_text.one_line(note),
        from_round=from_round or bool(round_reference),
        round_reference=str(round_reference),
        recorded_at=at,
        recorded_by_id=getattr(by, "pk", None),
    )
    _check(service, at=at)
    service.details = _details(service, details or {})
    _save_for(service, person=person, enterprise=enterprise)
    files = list(evidence)
    service.evidence.add(*files)
    _record("service.recorded", service, by=by, at=at, **_told(service, files))
    return service


def store_evidence(content, *, name, by, at):
    """Keep a file that proves a service, a payment or a value; it may show people, so it is personal."""
    return records.store(content, name=name, classification=Class.PERSONAL, by=by, at=at)


@transaction.atomic
def add_evidence(service, *, files, by, at):
    """Add stored files to a record that stands."""
    service = ServiceRecord.objects.select_for_update().get(pk=service.pk)
    rules.check_stands(service)
    rules.check_has_evidence(files)
    service.evidence.add(*files)
    _record("service.evidence_added", service, by=by, at=at, evidence=[file.sha256 for file in files])
    return service


@transaction.atomic
def take_back(service, *, reason, by, at):
    """Take a wrong record back: it stays to be seen, with the reason, and counts nowhere."""
    service = ServiceRecord.objects.select_for_update().get(pk=service.pk)
    rules.check_stands(service)
    reason = thai_text.clean(reason)
    registry_rules.check_reason(reason)
    service.taken_back_at = at
    service.taken_back_by_id = getattr(by, "pk", None)
    service.taken_back_because = reason
    service.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    _record("service.taken_back", service, by=by, at=at, reason=reason)
    return service


def _check(service, *, at):
    fiscal_year = service.activity.project.portfolio.fiscal_year
    rules.check_minutes(service.minutes, from_round=service.from_round)
    rules.check_note(service.note)
    rules.check_day(service.served_on, today=clock.local_day(at), fiscal_year=fiscal_year)
    office, province = service.serving_office, service.province
    answers_for = areas.province_codes_of(office, on=service.served_on)
    rules.check_office_answers(office, province=province, answers_for=answers_for)
    if service.plan_line is not None:
        rules.check_fits_plan_line(
            service.plan_line,
            activity=service.activity,
            owner_office=service.owner_office,
            serving_office=office,
            province=province,
        )


def _details(service, given):
    """What was told, as it is stored. Most records of rounds tell nothing here, and need no look at the fields."""
    if service.from_round and not given:
        return {}
    fields = ServiceField.objects.filter(kind=service.activity.kind, is_asked=True)
    return telling.stored(fields, given, may_be_missing=service.from_round)


def _locked(model, record):
    """The record that remains after merges, locked; None stays None."""
    if record is None:
        return None
    locked = model.objects.select_for_update().get(pk=record.pk)
    return _locked(model, locked.merged_into) if locked.merged_into_id is not None else locked


def _check_is_new(service):
    same = ServiceRecord.objects.standing().filter(
        activity=service.activity, serving_office=service.serving_office, served_on=service.served_on
    )
    if service.person is not None:
        # Records made before a merge may still name the record that was merged away.
        same = same.filter(Q(person=service.person) | Q(person__merged_into=service.person))
    else:
        received = Q(enterprise=service.enterprise) | Q(enterprise__merged_into=service.enterprise)
        same = same.filter(received, person=None)
    rules.check_is_new(same.first())


def _save_for(service, *, person, enterprise):
    """The receivers are locked, so that two desks can't record the same service at the same moment."""
    service.person, service.enterprise = _locked(Person, person), _locked(Enterprise, enterprise)
    _check_is_new(service)
    save_or_refuse(service, refusing=lambda: _check_is_new(service), force_insert=True)



def _record(name, service, *, by, at, **told):
    where = {"office": service.serving_office, "province": service.province}
    records.record(name, on=service, by=by, at=at, **where, **told)


def _told(service, files):
    """What the trail tells: who and what by number, never by name."""
    return {
        "person_id": service.person_id,
        "enterprise_id": service.enterprise_id,
        "activity_id": service.activity_id,
        "plan_line_id": service.plan_line_id,
        "owner_office_id": service.owner_office_id,
        "served_on": service.served_on.isoformat(),
        "minutes": service.minutes,
        "details_told": sorted(service.details),
        "round_reference": service.round_reference,
        "evidence": [file.sha256 for file in files],
    }


@transaction.atomic
def load_fields(fields, *, by, at):
    """The fields of every kind, from the reference file; loading again changes only what changed."""
    asked = []
    for given in fields:
        field, _ = ServiceField.objects.update_or_create(
            kind=given["kind"],
            code=given["code"],
            defaults={
                **{name: given[name] for name in ("name_th", "name_en", "type", "order", "confidence")},
                **{name: given.get(name, "") for name in ("unit_th", "unit_en")},
                "choices": given.get("choices", []),
                "is_required": given.get("is_required", False),
                "is_asked": True,
                "source": " ".join(given["source"]),
            },
        )
        asked.append(field.pk)
    ServiceField.objects.exclude(pk__in=asked).update(is_asked=False)
    records.record_many("service_fields.loaded", on=field, by=by, at=at, manifest=fields)
