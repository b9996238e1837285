"""The offices as people write them: "ศภ.6, สอจ. นครราชสีมา ชัยภูมิ" becomes offices, and offices become such words."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from buranakan import reference
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.areas.wording import language
from buranakan.policy import queries as policy
from buranakan.policy.directives import numbering

_BETWEEN = re.compile(r"[,;\n]")
EVERY_PROVINCE = {"th": "สอจ. ทุกจังหวัด", "en": "Provincial Industry Offices, every province"}


@dataclass(frozen=True)
class Directory:
    """The offices of a day under every name that texts use for them."""

    day: object

    @cached_property
    def vocabulary(self):
        """The names of texts, and the provinces' everyday names, alone and as the names of their offices."""
        known = policy.vocabulary(projects=[])
        called = _everyday_names()
        provinces = tuple(
            replace(one, aliases=(*one.aliases, *called.get(one.code, ()))) for one in known.provinces
        )
        words = {one.code: one.words for one in provinces}
        offices = {office.code: words.get(province, ()) for province, office in self.provincial.items()}
        agencies = tuple(
            replace(one, aliases=(*one.aliases, *(f"สอจ. {word}" for word in offices.get(one.code, ()))))
            for one in known.agencies
        )
        return replace(known, provinces=provinces, agencies=agencies)

    @cached_property
    def by_code(self):
        return {office.code: office for office in areas.offices(on=self.day)}

    @cached_property
    def provincial(self):
        """The provincial office that answers for each province."""
        rows = areas.responsibilities(on=self.day).filter(office__kind=Office.Kind.PROVINCIAL)
        return {row.province_id: self.by_code[row.office.code] for row in rows if row.office.code in self.by_code}

    @cached_property
    def _by_name(self):
        names = {}
        for office in self.by_code.values():
            for name in (office.name_th, office.name_en, office.short_th, office.short_en, office.code):
                names.setdefault(_key(name), office)
        return names

    def offices(self, named):
        """The offices of the names that were read, each once."""
        found = []
        for one in named:
            found += self._of_class(one) if one.is_class else filter(None, [self.by_code.get(one.code)])
        return list(dict.fromkeys(found))

    def understand(self, text):
        """What somebody typed as a list of offices: the offices, and what was not understood."""
        for every in EVERY_PROVINCE.values():
            text = text.replace(every, EVERY_PROVINCE["th"])
        found, unknown = [], []
        for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(text))):
            exact = self._by_name.get(_key(piece))
            offices, rest = ([exact], []) if exact else self._read(piece)
            found += offices
            unknown += rest
        return list(dict.fromkeys(found)), unknown

    def without_office(self, named):
        """The names of provinces that were named for their provincial office and have none."""
        names = {one.code: one.name for one in self.vocabulary.provinces}
        return [names[code] for one in named for code in one.provinces if code not in self.provincial]

    def written(self, offices):
        """Offices as `understand` reads them back; all provincial ones in two words."""
        offices, every = list(offices), {office.pk for office in self.provincial.values()}
        if every and every <= {office.pk for office in offices}:
            others = [office.short for office in offices if office.pk not in every]
            return ", ".join([*others, EVERY_PROVINCE[language()]])
        return ", ".join(office.short for office in offices)

    def _read(self, piece):
        """The offices of one piece of a list, and what of it is not understood; a province means its office."""
        rest = numbering.left_over(piece, vocabulary=self.vocabulary)
        named = numbering.named_offices(piece, vocabulary=self.vocabulary)
        if not named and not rest:
            named = numbering.named_offices(f"สอจ. {piece}", vocabulary=self.vocabulary)
        offices = self.offices(named)
        unknown = [rest] if rest else self.without_office(named)
        return offices, unknown or ([] if offices else [piece])

    def _of_class(self, named):
        kind = Office.Kind.PROVINCIAL if named.code == numbering.ALL_PROVINCIAL else Office.Kind.CENTRE
        if named.provinces:
            return [self.provincial[code] for code in named.provinces if code in self.provincial]
        return [office for office in self.by_code.values() if office.kind == kind]


def _key(name):
    return "".join(name.split()).casefold()


@lru_cache(maxsize=1)
def _everyday_names():
    """What people call a province besides its name, by code: the same words as the question box knows."""
    return {row["code"]: tuple(row["words"]) for row in reference.document("question_words.toml")["province"]}
