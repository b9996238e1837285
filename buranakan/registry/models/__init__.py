"""People and enterprises, one true record each; lists brought in, and the public registrations they hold."""

from buranakan.registry.models.lists import ImportedPerson, ImportRefusal, ImportRun, SourceRecord
from buranakan.registry.models.register import Enterprise, EnterprisePart, Person, PersonReach

__all__ = [
    "Enterprise",
    "EnterprisePart",
    "ImportRefusal",
    "ImportRun",
    "ImportedPerson",
    "Person",
    "PersonReach",
    "SourceRecord",
]
