"""People and enterprises within reach, found by name in any spelling, by number or by telephone."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from buranakan.accounts.scope import Kind
from buranakan.lib import ids, phones, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.registry import details, secrets
from buranakan.registry.models import Enterprise, EnterprisePart, Person, PersonReach

SHORTEST_NUMBER_PART = 4
MOST_LIKELY = 5


def people(scope):
    """Standing people of the provinces in reach, or registered by the office itself. The only door for pages."""
    return every_person(scope).standing()


def every_person(scope):
    """Those, and records merged into another one: so that an old link still leads somewhere."""
    return _within(scope, Person.objects.select_related("province", "registered_by_office"))


def enterprises(scope):
    """Standing enterprises of the provinces in reach, or registered by the office itself."""
    return every_enterprise(scope).standing()


def every_enterprise(scope):
    """Those, and records merged into another one."""
    return _within(scope, Enterprise.objects.select_related("province", "registered_by_office"))


def taken_up(scope):
    """Ids of the people of other provinces whom the office took up by their citizen number."""
    if scope.kind != Kind.OFFICE:
        return PersonReach.objects.none().values("person")
    return PersonReach.objects.filter(office=scope.office_id).order_by().values("person")


def find_people(rows, text):
    """Those of the rows whose name, telephone or whole citizen number is the text, however it was spelled."""
    number = citizen_number_in(text)
    if number:
        return rows.filter(citizen_number_hash=secrets.keyring().fingerprint(number))
    wanted = _name_is(text)
    phone = phones.part_of_phone_number(text)
    if len(phone) >= SHORTEST_NUMBER_PART:
        wanted |= Q(phone__contains=phone)
    return rows.filter(wanted)


def find_enterprises(rows, text):
    """Those of the rows whose name or number is the text, however it was spelled."""
    wanted = _name_is(text)
    number = thai_text.search_key(text)
    if number.isdecimal() and len(number) >= SHORTEST_NUMBER_PART:
        wanted |= Q(number__contains=number)
    return rows.filter(wanted)


def find_enterprise(rows, number):
    """The one of the rows with exactly this number, however it was written, or None."""
    written = thai_text.search_key(number)
    return rows.filter(number=written).first() if written else None


def citizen_number_in(text):
    """The citizen number when the text is one, else ""."""
    try:
        return ids.citizen_number(text)
    except RuleBroken:
        return ""


def likely_people(scope, *, first_name, last_name, province):
    """Standing people within reach with the same name in the same province."""
    key = details.PersonDetails.read(first_name=first_name, last_name=last_name).search_key
    return list(people(scope).filter(search_key=key, province=province)[:MOST_LIKELY])


def likely_enterprises(scope, *, name, province):
    """Standing enterprises within reach with the same name in the same province."""
    readings = details.name_keys(name)
    key = "".join(readings[0]) if readings else ""
    return list(enterprises(scope).filter(search_key=key, province=province)[:MOST_LIKELY])


def canonical(record):
    """The record that remains, however often it was merged."""
    while record.merged_into_id is not None:
        record = record.merged_into
    return record


def parts_of(person, scope):
    """The parts a person plays in enterprises within reach."""
    parts = EnterprisePart.objects.filter(person=person, enterprise__in=enterprises(scope))
    return parts.select_related("enterprise__province").order_by("enterprise__sort_key", "part")


def parts_in(enterprise, scope):
    """The people within reach who play a part in an enterprise."""
    parts = EnterprisePart.objects.filter(enterprise=enterprise, person__in=people(scope))
    return parts.select_related("person__province").order_by("person__sort_key", "part")


def masked_citizen_number(person):
    """Enough of the number to tell two people apart, or "" where none is kept. All of it is a recorded act's."""
    if not person.citizen_number_sealed:
        return ""
    return ids.mask_citizen_number(secrets.keyring().open(person.citizen_number_sealed, row=person.reference))


def _within(scope, rows):
    reached = scope.limit(rows, area="province")
    if scope.kind != Kind.OFFICE or scope.sees_all_provinces:
        return reached
    return reached | rows.filter(registered_by_office=scope.office_id)


def _name_is(text):
    """Every word looked for stands somewhere in the name, in any order; nothing written finds nothing."""
    readings = [reduce(and_, (Q(search_key__contains=key) for key in keys)) for keys in details.name_keys(text)]
    return reduce(or_, readings, Q(pk__in=[]))
