"""How each kind of criterion reads by itself: the sentences and parameters of reference/criteria.toml."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import override

from buranakan import reference
from buranakan.calls.enums import CriterionKind
from buranakan.calls.values import WrittenCriterion
from buranakan.registry.enums import EnterpriseKind


@dataclass(frozen=True)
class Wording:
    """One kind of criterion as the reference words it."""

    kind: CriterionKind
    parameter: str  # "" where there is nothing to fill in
    default: object
    sentence_th: str
    sentence_en: str
    confidence: str

    def sentence(self, language, *, parameters):
        """The sentence with what the office filled in."""
        with override(language):
            spoken = {name: _spoken(value) for name, value in parameters.items()}
        template = self.sentence_en if language == "en" else self.sentence_th
        return template % spoken if spoken else template


@lru_cache(maxsize=4)
def wordings(folder=None):
    """Every kind of criterion by its code, in the order of the file."""
    rows = reference.document("criteria.toml", folder)["criterion"]
    return {CriterionKind(row["kind"]): _read(row) for row in rows}


def worded(written):
    """The criterion with both sentences: the office's own, else the reference's."""
    wording = wordings()[CriterionKind(written.kind)]
    return WrittenCriterion(
        kind=CriterionKind(written.kind).value,
        parameters=written.parameters,
        is_required=written.is_required,
        sentence_th=written.sentence_th or wording.sentence("th", parameters=written.parameters),
        sentence_en=written.sentence_en or wording.sentence("en", parameters=written.parameters),
    )


def _read(row):
    return Wording(
        kind=CriterionKind(row["kind"]),
        parameter=row.get("parameter", ""),
        default=row.get("default"),
        sentence_th=row["sentence_th"],
        sentence_en=row["sentence_en"],
        confidence=row["confidence"],
    )


def _spoken(value):
    if isinstance(value, list):
        return ", ".join(str(EnterpriseKind(one).label) for one in value)
    return f"{value:,}"
