"""A framework as somebody writes it, before it is kept. Pure."""

import datetime as dt
from dataclasses import dataclass, field, fields


@dataclass(frozen=True)
class WrittenPillar:
    """One pillar's words; `code` names the pillar it is already, nothing a new one."""

    name_th: str
    name_en: str = ""
    code: str = ""


@dataclass(frozen=True)
class WrittenFramework:
    """What a framework says of itself; its last day is another matter."""

    name_th: str
    name_en: str
    level: str
    owner_th: str
    owner_en: str
    pillar_label_th: str
    pillar_label_en: str
    valid_from: dt.date
    source: str
    confidence: str
    note_th: str = ""
    note_en: str = ""
    aliases: tuple[str, ...] = field(default=())

    @property
    def columns(self):
        """By the names of the row's columns; languages that were left empty say what the other one says."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        for name in ("name", "owner", "pillar_label"):
            said[f"{name}_en"] = said[f"{name}_en"] or said[f"{name}_th"]
        return said | {"aliases": list(self.aliases)}

    @classmethod
    def of(cls, framework):
        """What a framework says now."""
        said = {one.name: getattr(framework, one.name) for one in fields(cls)}
        return cls(**said | {"aliases": tuple(framework.aliases)})
