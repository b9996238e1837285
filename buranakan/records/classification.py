"""The four classes of a stored field, declared beside the fields; an unclassified field fails the build."""

from dataclasses import dataclass
from enum import StrEnum


class Class(StrEnum):
    """Who may see a value: anyone, its offices, only for a purpose, only for a purpose and encrypted or masked."""

    PUBLIC = "public"
    OFFICE = "office"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Classified:
    """Field names, parted by spaces, under the class they belong to."""

    public: str = ""
    office: str = ""
    personal: str = ""
    sensitive: str = ""

    def by_field(self):
        """Map each field's name to its class; a name given twice is an error."""
        found = {}
        for kind in Class:
            for name in getattr(self, kind.value).split():
                if name in found:
                    raise ValueError(f"{name} is classified twice")
                found[name] = kind
        return found
