"""What is written about a person or an enterprise: tidied, checked, with the keys that sort and find it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.lib import ids, phones, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.registry import rules
from buranakan.registry.enums import EnterpriseKind

# The written forms before a Thai name, longest first so that นางสาว is never read as นาง + สาว.
TITLES = (
    *("ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "เด็กหญิง", "เด็กชาย", "นางสาว", "น.ส.", "ด.ช.", "ด.ญ.", "นาย", "นาง", "ดร."),
    *("ผศ.", "รศ.", "ศ.", "Miss", "Mrs.", "Mr.", "Ms."),
)
MOST_WORDS = 8  # a name has fewer; a page of text pasted into the box would make an endless query
LONGEST = {"title": 60, "first_name": 120, "last_name": 120, "name": 300, "number": 20}


@dataclass(frozen=True)
class PersonDetails:
    """A person as the register keeps them, the citizen number apart."""

    title: str
    first_name: str
    last_name: str
    phone: str

    @classmethod
    def read(cls, *, first_name, last_name="", title="", phone=""):
        """Refuses a missing first name, too long a text, and a telephone number that is none."""
        return cls(
            title=tidied(title, field="title"),
            first_name=named(first_name, field="first_name"),
            last_name=tidied(last_name, field="last_name"),
            phone=phones.phone_number(phone) if thai_text.clean(phone) else "",
        )

    @property
    def search_key(self):
        return thai_text.search_key(f"{self.first_name} {self.last_name}")

    @property
    def sort_key(self):
        return thai_text.collation_key(f"{self.first_name} {self.last_name}")

    def columns(self):
        """The columns of the row."""
        return vars(self) | {"search_key": self.search_key, "sort_key": self.sort_key}


@dataclass(frozen=True)
class EnterpriseDetails:
    """An enterprise as the register keeps it."""

    name: str
    kind: str
    number: str

    @classmethod
    def read(cls, *, name, kind, number=""):
        """Refuses a missing name and a number that this kind of enterprise can't have."""
        kind = EnterpriseKind(kind)
        return cls(name=named(name, field="name"), kind=kind.value, number=enterprise_number(number, kind=kind))

    @property
    def search_key(self):
        return thai_text.search_key(self.name)

    @property
    def sort_key(self):
        return thai_text.collation_key(self.name)

    def columns(self):
        """The columns of the row."""
        return vars(self) | {"search_key": self.search_key, "sort_key": self.sort_key}


def enterprise_number(text, *, kind):
    """The registration number in its own form, or "" where none was written."""
    written = thai_text.arabic_digits(thai_text.clean(text))
    if not written:
        return ""
    if kind == EnterpriseKind.JURISTIC:
        return ids.juristic_number(written)
    if kind == EnterpriseKind.COMMUNITY:
        return ids.community_enterprise_number(written)
    rules.check_says_no_citizen_number(written, field="number")
    if kind == EnterpriseKind.SOLE:
        # A sole proprietor's number is the owner's citizen number: it is kept with the person.
        raise RuleBroken(
            "number_not_kept",
            _("A sole proprietor has no number of their own here: register the owner as a person and link them."),
            field="number",
        )
    return tidied(written, field="number")


def name_keys(text):
    """Keys of the words looked for; twice where the first may be a title joined to a name."""
    words = thai_text.clean(text).split()[:MOST_WORDS]
    readings = [words]
    if words:
        bare = _without_title(" ".join(words)).split()
        if bare and bare != words:
            readings.append(bare)
    keys = [[key for word in reading if (key := thai_text.search_key(word))] for reading in readings]
    return [reading for reading in keys if reading]


def named(text, *, field):
    """A name with at least a letter or a digit in it."""
    name = tidied(text, field=field)
    if not thai_text.search_key(name):
        raise RuleBroken("name_missing", _("Write the name."), field=field)
    rules.check_says_no_citizen_number(name, field=field)
    return name


def tidied(text, *, field):
    """One line in one spelling, short enough for its column."""
    text = thai_text.one_line(text)
    if len(text) > LONGEST[field]:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=LONGEST[field], field=field)
    return text


def _without_title(name):
    return next((name[len(title) :] for title in TITLES if name.casefold().startswith(title.casefold())), name)
