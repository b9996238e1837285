"""The support passport: everything every agency did for one enterprise or person, as far as the reader may see it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.scope import Scope
from buranakan.calls import queries as calls
from buranakan.delivery import queries as delivery
from buranakan.delivery.models import Certificate
from buranakan.lib import clock
from buranakan.outcomes import queries as outcomes
from buranakan.planning.enums import Kind
from buranakan.registry.models import Person
from buranakan.services import details
from buranakan.services import queries as services
from buranakan.services.models import ServiceField

# Only counted, never shown: how much of a passport lies out of reach.
EVERYTHING = Scope.system("how many rows a passport has in all")


class Happening(models.TextChoices):
    """What a moment of the passport is."""

    SERVICE = "service", _("Service")
    APPLICATION = "application", _("Application")
    ROUND = "round", _("Round of training")
    MEASUREMENT = "measurement", _("Measurement")


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day; `told` is what was told of a service beyond the spine."""

    happening: Happening
    on: dt.date
    thing: object
    told: tuple = ()


@dataclass(frozen=True)
class Sum:
    """Standing services of one kind in one fiscal year."""

    fiscal_year: int
    kind: Kind
    services: int
    minutes: int


@dataclass(frozen=True)
class Passport:
    """A passport within reach; `rows_in_all` counts what every agency wrote down."""

    moments: tuple[Moment, ...]
    sums: tuple[Sum, ...]
    offices: int
    changes: tuple[outcomes.ReceiverChange, ...]
    rows_seen: int
    rows_in_all: int

    @property
    def services(self):
        """How many standing services there are."""
        return sum(one.services for one in self.sums)

    @property
    def minutes(self):
        """How long they lasted together."""
        return sum(one.minutes for one in self.sums)


def passport(scope, subject):
    """Everything within reach about a person or an enterprise, the latest first."""
    rows = _rows(scope, subject)
    received = list(_with_all_named(rows[Happening.SERVICE]))
    measured = outcomes.outcomes_of(scope, subject)
    moments = [
        *_services(received),
        *(Moment(Happening.APPLICATION, clock.local_day(one.submitted_at), one) for one in _sent(rows)),
        *_rounds(rows[Happening.ROUND]),
        *(Moment(Happening.MEASUREMENT, one.measured_on, one) for line in measured for one in line.measurements),
    ]
    standing = [one for one in received if one.taken_back_at is None]
    return Passport(
        moments=tuple(sorted(moments, key=lambda one: (one.on, one.thing.pk), reverse=True)),
        sums=_sums(standing),
        offices=len({one.serving_office_id for one in standing}),
        changes=tuple(line.change for line in measured),
        rows_seen=len(moments),
        rows_in_all=sum(found.count() for found in _rows(EVERYTHING, subject).values()),
    )


def _rows(scope, subject):
    """Rows about a person or an enterprise by what they are, also under a record that was merged into it."""
    is_person = isinstance(subject, Person)
    kind = "person" if is_person else "enterprise"
    is_subject = Q(**{kind: subject}) | Q(**{f"{kind}__merged_into": subject})
    applied = is_subject
    if is_person and subject.citizen_number_hash:
        # Who applied and was never accepted is not in the register by this application, but their number is known.
        applied |= Q(citizen_number_hash=subject.citizen_number_hash)
    to_subject = services.services_to_person if is_person else services.services_to_enterprise
    # A round that somebody completed is told with the service that it wrote.
    return {
        Happening.SERVICE: to_subject(scope, subject),
        Happening.APPLICATION: calls.applications(scope).filter(applied),
        Happening.ROUND: delivery.people_of(scope).filter(is_subject, service=None),
        Happening.MEASUREMENT: outcomes.measurements_of(scope, subject),
    }


def _with_all_named(received):
    certificates = Certificate.objects.select_related("series").order_by("-issued_at")
    return (
        received.for_list()
        .select_related("participation__round", "activity__project__portfolio")
        .prefetch_related(Prefetch("participation__certificates", queryset=certificates))
    )


def _services(received):
    fields = defaultdict(list)
    for field in ServiceField.objects.all():
        fields[field.kind].append(field)
    for one in received:
        told = tuple(details.told(fields[one.activity.kind], one.details)) if one.details else ()
        yield Moment(Happening.SERVICE, one.served_on, one, told=told)


def _sent(rows):
    return rows[Happening.APPLICATION].for_list()


def _rounds(rows):
    """Rounds that somebody is on the roster of, and has not completed or not yet."""
    named = ["round__activity", "round__serving_office", "round__owner_office", "round__province", "person"]
    for one in rows.select_related(*named):
        yield Moment(Happening.ROUND, clock.local_day(one.enrolled_at), one)


def _sums(standing):
    count, minutes = defaultdict(int), defaultdict(int)
    for one in standing:
        key = (one.activity.project.portfolio.fiscal_year, Kind(one.activity.kind))
        count[key] += 1
        minutes[key] += one.minutes
    kinds = list(Kind)
    ordered = sorted(count, key=lambda key: (-key[0], kinds.index(key[1])))
    return tuple(Sum(*key, services=count[key], minutes=minutes[key]) for key in ordered)
