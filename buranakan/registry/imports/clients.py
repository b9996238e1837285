"""How people of a list land: all in one transaction, through the register's own rules; and how they leave again."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from buranakan.areas.models import Province
from buranakan.records.models import Event
from buranakan.registry import actions as register
from buranakan.registry import secrets
from buranakan.registry.models import ImportedPerson, Person

KEYS_AT_ONCE = 500
MOST_LIKELY = 5


@dataclass(frozen=True)
class Acquaintances:
    """The people of the register whom a list may mean, by what tells them apart."""

    by_number: dict
    by_name: dict

    def same(self, listed):
        """The person whom a row certainly means: by number, or by name and telephone where no numbers differ."""
        if listed.citizen_number:
            known = self.by_number.get(secrets.keyring().fingerprint(listed.citizen_number))
            if known:
                return known
        if not listed.phone:
            return None
        return next((one for one in self._namesakes(listed) if one.phone == listed.phone), None)

    def likely(self, listed):
        """Namesakes in the same province: perhaps the same person, perhaps not."""
        return [one for one in self._namesakes(listed) if one.province_id == listed.province][:MOST_LIKELY]

    def add(self, person):
        """Somebody who has just been added: a later row may mean them too."""
        self.by_name[person.search_key].append(person)
        if person.citizen_number_hash:
            self.by_number[person.citizen_number_hash] = person

    def _namesakes(self, listed):
        """Two different numbers are two people, whatever else they share."""
        found = self.by_name[listed.name_key]
        return [one for one in found if not (listed.citizen_number and one.citizen_number_hash)]


def acquaintances(listed_people):
    """Whom the register knows of these rows."""
    ring = secrets.keyring()
    hashes = [ring.fingerprint(one.citizen_number) for one in listed_people if one.citizen_number]
    by_name = defaultdict(list)
    for person in _found("search_key", {one.name_key for one in listed_people}):
        by_name[person.search_key].append(person)
    by_number = {person.citizen_number_hash: person for person in _found("citizen_number_hash", hashes)}
    return Acquaintances(by_number, by_name)


def count_known(reading, *, office):
    """How many of the accepted rows are people whom the register has."""
    known = acquaintances(reading.accepted)
    return sum(known.same(one) is not None for one in reading.accepted)


def marked(items):
    """For a preview: each row, whether the register has this person, and whom else it may mean."""
    known = acquaintances(items)
    for item in items:
        same = known.same(item)
        yield item, same is not None, [] if same else known.likely(item)


def land(run, reading):
    """Nothing before the one transaction of `stand`: a list of people is short, and people stand alone."""


def stand(run, reading, *, by, at):
    """Add those whom the register does not know yet. Returns how many it knew, and the manifest of all."""
    known = acquaintances(reading.accepted)
    provinces = {province.code: province for province in Province.objects.all()}
    landed = []
    for listed in reading.accepted:
        person = known.same(listed)
        is_new = person is None
        if is_new:
            person = _added(listed, run=run, province=provinces[listed.province], by=by, at=at)
            known.add(person)
        landed.append(_landed(listed, person, run=run, is_new=is_new))
    ImportedPerson.objects.bulk_create(landed)
    manifest = [[one.sheet, one.row_number, str(one.person.reference), one.is_new] for one in landed]
    return sum(not one.is_new for one in landed), manifest


def sweep(run):
    """Nothing lands before all does."""


def take_back(run):
    """Remove the people whom this list added and nothing else refers to. Returns their references, and who stays."""
    rows = ImportedPerson.objects.filter(run=run, is_new=True).select_related("person").order_by("pk")
    people = {row.person_id: row.person for row in rows}
    needed = _needed(set(people), run=run)
    leaving = [pk for pk in people if pk not in needed]
    references = [str(people[pk].reference) for pk in leaving]
    for start in range(0, len(leaving), KEYS_AT_ONCE):
        batch = leaving[start : start + KEYS_AT_ONCE]
        ImportedPerson.objects.filter(run=run, person__in=batch).delete()
        Person.objects.filter(pk__in=batch).delete()
    return references, [people[pk] for pk in people if pk in needed]


def _landed(listed, person, *, run, is_new):
    return ImportedPerson(
        run=run,
        sheet=listed.sheet,
        row_number=listed.row_number,
        person=person,
        is_new=is_new,
        email=listed.email,
        enterprise_name=listed.enterprise_name,
    )


def _added(listed, *, run, province, by, at):
    return register.add_person(
        title=listed.title,
        first_name=listed.first_name,
        last_name=listed.last_name,
        phone=listed.phone,
        citizen_number=listed.citizen_number,
        province=province,
        office=run.office,
        by=by,
        at=at,
    )


def _found(field, keys):
    keys = iter(sorted(keys))
    while batch := list(islice(keys, KEYS_AT_ONCE)):
        yield from Person.objects.standing().filter(**{f"{field}__in": batch}).order_by("pk")


def _needed(ids, *, run):
    """Those of the people whom anything in any table refers to, who were merged, or whom somebody changed since."""
    needed = set(Person.objects.filter(pk__in=ids, merged_into__isnull=False).values_list("pk", flat=True))
    for relation in Person._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if relation.related_model is ImportedPerson:
            rows = rows.exclude(run=run)
        needed |= set(rows.values_list(relation.field.name, flat=True))
    changed = Event.objects.filter(name="person.changed", on_type=Person._meta.label_lower)
    return needed | {int(pk) for pk in changed.filter(on_id__in=map(str, ids)).values_list("on_id", flat=True)}
