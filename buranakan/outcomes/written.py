"""An indicator as somebody writes it, before it is kept. Pure."""

from dataclasses import dataclass, fields

BILINGUAL = ("name", "question", "unit")


@dataclass(frozen=True)
class WrittenIndicator:
    """What an indicator is, how its values are usually taken, and what shows them."""

    name_th: str
    unit_th: str
    direction: str
    counted_for: str
    method: str
    evidence_level: str
    highest_hundredths: int
    source: str
    confidence: str
    name_en: str = ""
    unit_en: str = ""
    question_th: str = ""
    question_en: str = ""
    is_whole: bool = False
    is_asked_by_link: bool = False
    is_used: bool = True

    @property
    def columns(self):
        """By the names of the row's columns: without a question the name asks; what has no English is said in Thai."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        said["question_th"] = said["question_th"] or said["name_th"]
        said["question_en"] = said["question_en"] or said["name_en"]
        return said | {f"{name}_en": said[f"{name}_en"] or said[f"{name}_th"] for name in BILINGUAL}

    @classmethod
    def of(cls, indicator):
        """What an indicator says now."""
        return cls(**{one.name: getattr(indicator, one.name) for one in fields(cls)})
