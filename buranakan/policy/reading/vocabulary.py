"""The names a reader knows: given to it as a value, so that it needs neither a database nor files."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One thing with a name: its code, its official name, and the other words it goes by."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Vocabulary:
    """What to look for, by kind."""

    projects: tuple[Entry, ...] = ()
    agencies: tuple[Entry, ...] = ()
    centres: tuple[Entry, ...] = ()
    provinces: tuple[Entry, ...] = ()
    frameworks: tuple[Entry, ...] = ()
