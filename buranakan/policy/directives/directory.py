"""The offices as people write them: "ศภ.6, สอจ. นครราชสีมา ชัยภูมิ" becomes offices, and offices become such words."""

import re
from dataclasses import dataclass
from functools import cached_property

from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.areas.wording import language
from buranakan.policy import queries as policy
from buranakan.policy.directives import numbering

_EVERY = re.compile("ทุกจังหวัด|ทุกแห่ง|ทั้งหมด|ทั่วประเทศ|every province")
_BETWEEN = re.compile(r"[,;\n]")
EVERY_PROVINCE = {"th": "สอจ. ทุกจังหวัด", "en": "Provincial Industry Offices, every province"}


@dataclass(frozen=True)
class Directory:
    """The offices of a day under every name that texts use for them."""

    day: object

    @cached_property
    def vocabulary(self):
        return policy.vocabulary(projects=[])

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
        found, unknown = [], []
        for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(_EVERY.sub("", text)))):
            exact = self._by_name.get(_key(piece))
            found += [exact] if exact else self.offices(numbering.named_offices(piece, vocabulary=self.vocabulary))
            rest = "" if exact else numbering.left_over(piece, vocabulary=self.vocabulary)
            unknown += [rest] if rest else []
        return list(dict.fromkeys(found)), unknown

    def written(self, offices):
        """Offices as `understand` reads them back; all provincial ones in two words."""
        offices, every = list(offices), {office.pk for office in self.provincial.values()}
        if every and every <= {office.pk for office in offices}:
            others = [office.short for office in offices if office.pk not in every]
            return ", ".join([*others, EVERY_PROVINCE[language()]])
        return ", ".join(office.short for office in offices)

    def _of_class(self, named):
        kind = Office.Kind.PROVINCIAL if named.code == numbering.ALL_PROVINCIAL else Office.Kind.CENTRE
        if named.provinces:
            return [self.provincial[code] for code in named.provinces if code in self.provincial]
        return [office for office in self.by_code.values() if office.kind == kind]


def _key(name):
    return "".join(name.split()).casefold()
