"""Everything that changes the register."""

from django.db import transaction

from buranakan.lib import ids, thai_text
from buranakan.records.actions import record, record_many
from buranakan.records.saving import save_or_refuse
from buranakan.registry import queries, rules, secrets
from buranakan.registry.details import EnterpriseDetails, PersonDetails
from buranakan.registry.enums import Part
from buranakan.registry.models import Enterprise, EnterprisePart, Person, PersonReach

ROWS_AT_ONCE = 500


@transaction.atomic
def add_person(
    *, first_name, last_name="", title="", phone="", citizen_number="", province, office, is_synthetic=False, by, at
):
    """Register somebody. A citizen number already in the register is refused, wherever its holder lives."""
    written = PersonDetails.read(title=title, first_name=first_name, last_name=last_name, phone=phone)
    person = Person(
        **written.columns(),
        province=province,
        registered_by_office=office,
        registered_at=at,
        is_synthetic=is_synthetic,
    )
    if thai_text.clean(citizen_number):
        _take_number(person, citizen_number)
    save_or_refuse(person, refusing=lambda: _check_number_is_free(person))
    record("person.added", on=person, by=by, at=at, office=office, province=province, **_has_number(person))
    return person


@transaction.atomic
def edit_person(person, *, first_name, last_name="", title="", phone="", citizen_number="", province, by, at):
    """Change what is written about somebody; an empty citizen number leaves the one that is kept."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    rules.check_stands(person)
    before = _written(person)
    written = PersonDetails.read(title=title, first_name=first_name, last_name=last_name, phone=phone)
    _set(person, province=province, **written.columns())
    if thai_text.clean(citizen_number):
        _take_number(person, citizen_number)
    return _changed(person, before=before, name="person.changed", by=by, at=at, check=_check_number_is_free)


@transaction.atomic
def add_enterprise(*, name, kind, number="", province, office, is_synthetic=False, by, at):
    """Register an enterprise. A number already in the register under its kind is refused."""
    written = EnterpriseDetails.read(name=name, kind=kind, number=number)
    enterprise = Enterprise(
        **written.columns(),
        province=province,
        registered_by_office=office,
        registered_at=at,
        is_synthetic=is_synthetic,
    )
    _check_enterprise_number_is_free(enterprise)
    save_or_refuse(enterprise, refusing=lambda: _check_enterprise_number_is_free(enterprise))
    record("enterprise.added", on=enterprise, by=by, at=at, office=office, province=province, kind=enterprise.kind)
    return enterprise


@transaction.atomic
def edit_enterprise(enterprise, *, name, kind, number="", province, by, at):
    """Change what is written about an enterprise."""
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    rules.check_stands(enterprise)
    before = _written(enterprise)
    written = EnterpriseDetails.read(name=name, kind=kind, number=number)
    _set(enterprise, province=province, **written.columns())
    _check_enterprise_number_is_free(enterprise)
    return _changed(
        enterprise, before=before, name="enterprise.changed", by=by, at=at, check=_check_enterprise_number_is_free
    )


@transaction.atomic
def link_part(person, enterprise, *, part, by, at):
    """Say what part a person plays in an enterprise; merged records hand it to the ones that remain."""
    person = Person.objects.select_for_update().get(pk=queries.canonical(person).pk)
    enterprise = queries.canonical(enterprise)
    link = {"person": person, "enterprise": enterprise, "part": Part(part).value}
    rules.check_part_is_new(EnterprisePart.objects.filter(**link).exists())
    linked = EnterprisePart.objects.create(**link)
    record("enterprise_part.linked", on=linked, by=by, at=at, province=enterprise.province, **_linked_ids(linked))
    return linked


@transaction.atomic
def take_up_person(citizen_number, *, office, reason, by, at):
    """Let an office serve somebody of another province who gave it their number; the reason is recorded."""
    reason = thai_text.clean(reason)
    number = ids.citizen_number(citizen_number)
    rules.check_reason(reason)
    known_by = secrets.keyring().fingerprint(number)
    person = Person.objects.standing().filter(citizen_number_hash=known_by).first()
    rules.check_somebody_has_the_number(person)
    # Asking twice, also from two desks at once, takes up once.
    said = {"because": reason, "at": at, "by_id": getattr(by, "pk", None)}
    _reach, is_new = PersonReach.objects.get_or_create(person=person, office=office, defaults=said)
    if is_new:
        record("person.taken_up", on=person, by=by, at=at, office=office, province=person.province, reason=reason)
    return person


@transaction.atomic
def reveal_citizen_number(person, *, reason, by, at):
    """Give the whole number for a reason that is recorded; the number itself never goes to the trail."""
    reason = thai_text.clean(reason)
    rules.check_reason(reason)
    rules.check_has_citizen_number(person)
    number = secrets.keyring().open(person.citizen_number_sealed, row=person.reference)
    record("person.citizen_number_revealed", on=person, by=by, at=at, province=person.province, reason=reason)
    return ids.format_citizen_number(number)


@transaction.atomic
def note_opening(person, *, office, by, at):
    """Write down that somebody's page was opened: a look at personal data is an act."""
    record("person.opened", on=person, by=by, at=at, office=office, province=person.province)


def reseal(*, by, at):
    """Seal every number with the first key and find it with the look-up key of today. Runs again where it stopped.

    Returns how many rows were sealed anew (docs/how-to/rotate-keys.md).
    """
    ring, last, count = secrets.keyring(), 0, 0
    while True:
        rows = Person.objects.filter(pk__gt=last).exclude(citizen_number_sealed="").order_by("pk")
        batch = list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE])
        if not batch:
            return count
        count += _reseal_batch(batch, ring=ring, by=by, at=at)
        last = batch[-1]


@transaction.atomic
def _reseal_batch(ids_of_people, *, ring, by, at):
    stale = []
    for person in Person.objects.select_for_update().filter(pk__in=ids_of_people).order_by("pk"):
        number = ring.open(person.citizen_number_sealed, row=person.reference)
        found_by = ring.fingerprint(number)
        if ring.is_sealed_now(person.citizen_number_sealed) and found_by == person.citizen_number_hash:
            continue
        person.citizen_number_sealed = ring.seal(number, row=person.reference)
        person.citizen_number_hash = found_by
        stale.append(person)
    if stale:
        Person.objects.bulk_update(stale, ["citizen_number_sealed", "citizen_number_hash"])
        rows = [str(person.reference) for person in stale]
        record_many("person.numbers_resealed", on=stale[-1], by=by, at=at, manifest=rows, key_id=ring.sealing_id)
    return len(stale)


def _take_number(person, text):
    number = ids.citizen_number(text)
    ring = secrets.keyring()
    if ring.fingerprint(number) == person.citizen_number_hash:
        return
    person.citizen_number_hash = ring.fingerprint(number)
    _check_number_is_free(person)
    person.citizen_number_sealed = ring.seal(number, row=person.reference)


def _check_number_is_free(person):
    if person.citizen_number_hash:
        others = Person.objects.standing().exclude(pk=person.pk)
        rules.check_number_is_free(others.filter(citizen_number_hash=person.citizen_number_hash).first())


def _check_enterprise_number_is_free(enterprise):
    if enterprise.number:
        others = Enterprise.objects.standing().exclude(pk=enterprise.pk)
        rules.check_enterprise_number_is_free(others.filter(kind=enterprise.kind, number=enterprise.number).first())



def _set(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)


def _written(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _changed(row, *, before, name, by, at, check):
    """Save what changed and say which fields; their values stay out of the trail."""
    fields = [field for field, value in _written(row).items() if value != before[field]]
    if fields:
        save_or_refuse(row, refusing=lambda: check(row))
        record(name, on=row, by=by, at=at, province=row.province, fields=fields)
    return row


def _has_number(person):
    return {"has_citizen_number": bool(person.citizen_number_hash)}


def _linked_ids(linked):
    return {"person_id": linked.person_id, "enterprise_id": linked.enterprise_id, "part": linked.part}
