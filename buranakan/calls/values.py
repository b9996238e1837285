"""Values that calls take in: criteria and questions as an office writes them. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class WrittenCriterion:
    """A criterion before it is kept. Without sentences of its own it reads as reference/criteria.toml words it."""

    kind: str
    parameters: dict = field(default_factory=dict)
    is_required: bool = True
    sentence_th: str = ""
    sentence_en: str = ""


@dataclass(frozen=True)
class WrittenQuestion:
    """A question before it is kept. `choices` are pairs (Thai, English)."""

    label_th: str
    label_en: str = ""
    kind: str = "text"
    is_required: bool = False
    choices: tuple = ()
