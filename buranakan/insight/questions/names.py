"""The names a question may contain, as the database has them: provinces, offices, projects, activities."""

import re
from functools import lru_cache

from buranakan.areas import queries as areas
from buranakan.areas.models import Office, OfficeAlias
from buranakan.insight import addresses, names
from buranakan.insight.questions import words
from buranakan.insight.questions.segments import FILLER, Dictionary, word
from buranakan.planning.models import Activity, Project

_LEADS = ("จังหวัด", "จ.", "จว.", "เมือง")
# A name that is an everyday word as well: of the province only at a beginning or behind one of these.
_LOEI, _LOEI_LEADS = "เลย", ("จังหวัด", "จ.", "จว.", "ใน", "ที่", "ของ", "เมือง")
_ALL_PROVINCIAL = "pio-*"
_OWNERS = {Office.Kind.DEPARTMENT, Office.Kind.DIVISION}
# Centres are called by their number.
_CENTRE, _CENTRES = re.compile(r"ศภ\.(\d+)"), ("ศูนย์", "ศูนย์ที่", "ศูนย์ดีพร้อม", "center", "centre", "diprom center")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def dictionary(*, on, year):
    """Every known word of a day: the question box's own, and the names of things; projects are those of the year."""
    return dictionary_of(
        provinces=tuple(_provinces()),
        offices=tuple(_offices(on)),
        projects=tuple(_projects(year)),
        activities=tuple(_activities(year)),
    )


@lru_cache(maxsize=16)
def dictionary_of(*, provinces, offices, projects, activities):
    """The same from rows: code and both names; name and code; address, series, number and names; address and name."""
    return Dictionary(
        [
            *words.lexicon().words,
            *(found for row in provinces for found in _words_of_province(*row)),
            *(_name(text, words.OFFICE, code) for text, code in offices),
            *(found for row in projects for found in _words_of_project(*row)),
            *(word(text, kind=words.ACTIVITY, code=code) for code, text in activities),
            *(word(text, kind=words.OFFICES, code=_ALL_PROVINCIAL) for text in ("สอจ.", "สำนักงานอุตสาหกรรมจังหวัด")),
        ]
    )


def _provinces():
    return areas.provinces().order_by("code").values_list("code", "name_th", "name_en")


def _words_of_province(code, name_th, name_en):
    if name_th == _LOEI:
        yield word(name_th, kind=words.PROVINCE, code=code, opens=True)
        yield word(name_en, kind=words.PROVINCE, code=code)
        yield from (word(lead + name_th, kind=words.PROVINCE, code=code) for lead in _LOEI_LEADS)
        # "กี่คนเลย" only stresses what was said.
        yield from (word(text, kind=FILLER, code="", closes=True) for text in ("เลย", "เลยครับ", "เลยค่ะ", "เลยคะ"))
        return
    for name in (name_th, name_en, *words.lexicon().provinces.get(code, ())):
        yield _name(name, words.PROVINCE, code)
        if not name.isascii():
            yield from (word(lead + name, kind=words.PROVINCE, code=code) for lead in _LEADS)
    yield word(f"{name_en} province", kind=words.PROVINCE, code=code)


def _offices(on):
    """Offices under all their names; departments own budgets, the others give services."""
    found = {}
    for code, kind, *texts in areas.offices(on=on).order_by("code").values_list(
        "code", "kind", "name_th", "name_en", "short_th", "short_en"
    ):
        if kind != Office.Kind.MINISTRY:
            found[code] = addresses.Dimension.OWNER if kind in _OWNERS else addresses.Dimension.OFFICE
            yield from ((text, f"{found[code].value}:{code}") for text in texts if text)
    for alias, code in OfficeAlias.objects.order_by("alias").values_list("alias", "office_code"):
        if code in found:
            yield alias, f"{found[code].value}:{code}"
            yield from ((text, f"{found[code].value}:{code}") for text in numbered(alias))


def numbered(alias):
    """What else a centre is called by its number."""
    number = _CENTRE.fullmatch(alias)
    return [f"{said} {number[1]}" for said in _CENTRES] if number else []


def _projects(year):
    rows = Project.objects.filter(portfolio__fiscal_year=year).select_related("portfolio")
    for one in rows.order_by("portfolio", "number"):
        yield names.project_text(one), one.series, one.number, one.name_th, one.name_en


def _words_of_project(text, series, number, name_th, name_en):
    said = [name_th, name_en, f"โครงการที่ {number}", f"โครงการ {number}", f"project {number}"]
    if not name_th.startswith("โครงการ"):
        said.append(f"โครงการ{name_th}")
    return [word(one, kind=words.PROJECT, code=text) for one in (*said, *words.lexicon().projects.get(series, ()))]


def _activities(year):
    """Activities under both names, with and without what stands in brackets; a name of two activities names none."""
    rows = Activity.objects.filter(project__portfolio__fiscal_year=year).select_related("project__portfolio")
    found = {}
    for one in rows.order_by("project", "code"):
        for text in {one.name_th, one.name_en, *(_IN_BRACKETS.sub("", name) for name in (one.name_th, one.name_en))}:
            found.setdefault(text, set()).add(names.activity_text(one))
    return sorted((codes.pop(), text) for text, codes in found.items() if len(codes) == 1)


def _name(text, kind, code):
    """A name; two letters are one only where they stand alone."""
    short = len([letter for letter in text if letter.isalpha()]) <= 2
    return word(text, kind=kind, code=code, opens=short, closes=short)
