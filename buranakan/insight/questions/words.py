"""The words of the question box, as reference/question_words.toml lists them."""

from dataclasses import dataclass
from functools import lru_cache

from buranakan import reference
from buranakan.areas import wording
from buranakan.insight.questions.segments import FILLER, word

FILE = "question_words.toml"
SUBJECT, ASPECT, TALLY, FORM, WHICH, EACH, BARE, KIND, PROJECT, PROVINCE, OFFICE, OFFICES, ACTIVITY, BEYOND = (
    "subject", "aspect", "tally", "form", "which", "each", "bare", "kind", "project", "province", "office", "offices",
    "activity", "beyond",
)  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """The file by its sections; `words` are all of them, ready to be looked for."""

    subjects: dict
    aspects: dict
    tallies: dict
    beyond: dict
    projects: dict
    provinces: dict
    examples: tuple
    words: tuple


@lru_cache(maxsize=4)
def lexicon(folder=None):
    """The words of the package, or of an office's own copy."""
    file = reference.document(FILE, folder)
    return Lexicon(
        subjects={row["code"]: row for row in file["subject"]},
        aspects={row["code"]: row for row in file["aspect"]},
        tallies={row["key"]: row for row in file["tally"]},
        beyond={row["code"]: row for row in file["beyond"]},
        projects={row["code"]: tuple(row["words"]) for row in file["project"]},
        provinces={row["code"]: tuple(row["words"]) for row in file["province"]},
        examples=tuple(file["example"]),
        words=tuple(_words(file)),
    )


def because(code, *, said):
    """Why nothing is counted by a known word, in the language now spoken."""
    return lexicon().beyond[code][f"because_{_language()}"] % {"words": said}


def asks(code):
    """Questions that come near one that can't be answered, in the language now spoken."""
    return lexicon().beyond[code].get(f"asks_{_language()}", [])


def examples():
    """Questions that the box can answer, in the language now spoken."""
    return [row[f"question_{_language()}"] for row in lexicon().examples]


def _language():
    return "en" if wording.language() == "en" else "th"


def _words(file):
    for section, kind in (("subject", SUBJECT), ("aspect", ASPECT), ("form", FORM), ("kind", KIND), ("beyond", BEYOND)):
        for row in file[section]:
            yield from _of(row["words"], kind, row["code"])
    for row in file["tally"]:
        yield from _of(row["words"], TALLY, row["key"])
    for row in file["which"]:
        for key, kind in (("words", WHICH), ("each", EACH), ("bare", BARE)):
            yield from _of(row[key], kind, row["dimension"])
    yield from _of(file["filler"]["words"], FILLER, "")


def _of(texts, kind, code):
    return [word(text, kind=kind, code=code) for text in texts]
