"""Legal forms of juristic persons: their abbreviations, and names written out in full. Pure."""

import re
from functools import lru_cache

from buranakan.lib import thai_text
from buranakan.registry.enums import LegalForm

# How the company registry's lists begin a name, longest first; the forms are those of the Civil and Commercial Code.
_BEGINNINGS = (
    ("ห้างหุ้นส่วนสามัญนิติบุคคล", LegalForm.ORDINARY_PARTNERSHIP),
    ("ห้างหุ้นส่วนสามัญ", LegalForm.ORDINARY_PARTNERSHIP),
    ("ห้างหุ้นส่วนจำกัด", LegalForm.LIMITED_PARTNERSHIP),
    ("บริษัทมหาชนจำกัด", LegalForm.PUBLIC_COMPANY),
    ("บริษัทจำกัด", LegalForm.LIMITED_COMPANY),
    ("บริษัท", LegalForm.LIMITED_COMPANY),
    ("บมจ.", LegalForm.PUBLIC_COMPANY),
    ("บมจ ", LegalForm.PUBLIC_COMPANY),
    ("บจก.", LegalForm.LIMITED_COMPANY),
    ("บจก ", LegalForm.LIMITED_COMPANY),
    ("บจ.", LegalForm.LIMITED_COMPANY),
    ("บจ ", LegalForm.LIMITED_COMPANY),
    ("บ.", LegalForm.LIMITED_COMPANY),
    ("หจก.", LegalForm.LIMITED_PARTNERSHIP),
    ("หจก ", LegalForm.LIMITED_PARTNERSHIP),
    ("หจ.", LegalForm.LIMITED_PARTNERSHIP),
    ("หจ ", LegalForm.LIMITED_PARTNERSHIP),
    ("หสน.", LegalForm.ORDINARY_PARTNERSHIP),
    ("หสน ", LegalForm.ORDINARY_PARTNERSHIP),
    ("หส.", LegalForm.ORDINARY_PARTNERSHIP),
    ("หส ", LegalForm.ORDINARY_PARTNERSHIP),
)
_FULL = {
    LegalForm.LIMITED_COMPANY: "บริษัท {} จำกัด",
    LegalForm.PUBLIC_COMPANY: "บริษัท {} จำกัด (มหาชน)",
    LegalForm.LIMITED_PARTNERSHIP: "ห้างหุ้นส่วนจำกัด {}",
    LegalForm.ORDINARY_PARTNERSHIP: "ห้างหุ้นส่วนสามัญนิติบุคคล {}",
}
_PUBLIC_ENDING = re.compile(r" ?จำกัด ?\( ?มหาชน ?\)$")
_LIMITED_ENDING = re.compile(r" ?จำกัด\.?$")


def form_of(name: str) -> LegalForm:
    """The form that a name begins with; its ending may make a company a public one."""
    _bare, form = _parted(name)
    return form


def form_of_word(word: str) -> LegalForm:
    """The form that a column of its own names: บริษัทจำกัด, บจ., หจ."""
    return _form_of_word(thai_text.clean(word))


def in_full(name: str, *, form: LegalForm) -> str:
    """บจ.X จำกัด is บริษัท X จำกัด; a name of no known form stays as it is."""
    bare, own = _parted(name)
    if own == LegalForm.OTHER:
        bare, own = _without_ending(name, form)
    shape = _FULL.get(own)
    return shape.format(bare) if shape and bare else name


def looks_like_company(text: str) -> bool:
    return _parted(text)[1] != LegalForm.OTHER


def _parted(name: str) -> tuple[str, LegalForm]:
    for beginning, form in _BEGINNINGS:
        if name.startswith(beginning):
            return _without_ending(name[len(beginning) :].strip(), form)
    return name, LegalForm.OTHER


def _without_ending(bare: str, form: LegalForm) -> tuple[str, LegalForm]:
    if form in {LegalForm.LIMITED_COMPANY, LegalForm.PUBLIC_COMPANY}:
        if _PUBLIC_ENDING.search(bare):
            return _PUBLIC_ENDING.sub("", bare), LegalForm.PUBLIC_COMPANY
        return _LIMITED_ENDING.sub("", bare), form
    return bare, form


@lru_cache(maxsize=256)
def _form_of_word(word: str) -> LegalForm:
    return next(
        (form for beginning, form in _BEGINNINGS if word.startswith(beginning) or word == beginning.strip(" .")),
        LegalForm.OTHER,
    )
