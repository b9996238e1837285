"""The pages of an application, one thing each, out of the steps that its call asks for; and what they show. Pure."""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.calls.enums import CriterionKind, Outcome
from buranakan.calls.steps import NO, YES, FieldKind
from buranakan.lib import ids, thai_dates
from buranakan.lib.rules import RuleBroken
from buranakan.registry.enums import EnterpriseKind

K = CriterionKind

# Fields that are one thing to whoever answers; every other field has a page of its own.
TOGETHER = {
    "person": (("title", "first_name", "last_name"), ("home_province",)),
    "contact": (("phone", "email"),),
    "enterprise_details": (("kind",), ("number",), ("name", "province"), ("part",)),
}
# How a page asks, where the label of a form would be too short to be a question.
QUESTIONS = {
    ("person", "title"): _("What is your name?"),
    ("person", "home_province"): _("Which province do you live in?"),
    ("identity", "citizen_number"): _("What is your citizen number?"),
    ("identity", "birth_on"): _("When were you born?"),
    ("contact", "phone"): _("How do we reach you?"),
    ("enterprise_details", "kind"): _("What kind of enterprise is it?"),
    ("enterprise_details", "number"): _("What is its registration number?"),
    ("enterprise_details", "name"): _("What is the enterprise called, and where is it?"),
    ("enterprise_details", "part"): _("What is your part in the enterprise?"),
    ("consent", "consent"): _("How your data is used"),
}
KINDS_WITH_A_NUMBER = {EnterpriseKind.JURISTIC, EnterpriseKind.COMMUNITY, EnterpriseKind.COOPERATIVE}
# Where an answer stands that a criterion looks at.
ASKED_AT = {
    K.LIVES_IN: ("person", "home_province"),
    K.ENTERPRISE_IN: ("enterprise_details", "province"),
    K.ENTERPRISE_KINDS: ("enterprise_details", "kind"),
    K.HAS_REGISTERED_ENTERPRISE: ("business", "is_registered"),
    K.BUSINESS_AGE_AT_LEAST: ("business", "began_on"),
    K.BUSINESS_AGE_AT_MOST: ("business", "began_on"),
    K.EMPLOYEES_AT_MOST: ("business", "employees"),
    K.SMALLEST_AGE: ("identity", "birth_on"),
    K.ATTENDS_ALL: ("questions", "attends_all"),
}
ABOUT_AN_ENTERPRISE = {"enterprise_details", "business"}


@dataclass(frozen=True)
class Page:
    """Fields of one step that are asked together, with what was typed in them and what is wrong."""

    step: object
    fields: tuple
    is_asked: bool
    typed: dict = field(default_factory=dict)
    problems: dict = field(default_factory=dict)  # refusals by field

    @property
    def slug(self):
        """What the address calls it; never what was answered."""
        return f"{self.step.code}-{self.fields[0].name}"

    @property
    def title(self):
        """What it asks: in a question of ours, else as the call words it."""
        asks = QUESTIONS.get((self.step.code, self.fields[0].name))
        return asks or (self.fields[0].label if self.is_one_question else self.step.title)

    @property
    def is_one_question(self):
        """Is its question its heading? A consent is read before it is given, so it has one of its own."""
        return len(self.fields) == 1 and self.fields[0].kind != FieldKind.CONSENT

    @property
    def is_answered(self):
        """Was this page sent once? What may stay empty is answered by sending it empty."""
        return all(one.name in self.typed for one in self.fields)

    @property
    def is_complete(self):
        return self.is_answered and not self.problems


def pages_of(states, typed):
    """Every page in order. `states` and `typed` are what calls.applying says of an application."""
    return [
        Page(
            step=state.step,
            fields=fields,
            is_asked=state.is_asked and _is_page_asked(state.step, fields, typed),
            typed={one.name: typed[state.step.code][one.name] for one in fields if _has(typed, state.step, one)},
            problems={one.name: state.problems[one.name] for one in fields if one.name in state.problems},
        )
        for state in states
        for fields in _groups(state.step)
    ]


def asked(pages):
    return [page for page in pages if page.is_asked]


def page_by_slug(pages, slug):
    return next((page for page in pages if page.slug == slug), None)


def next_open(pages, *, after=None):
    """The first page still to be answered, behind the given one first; None when nothing is left."""
    every = asked(pages)
    place = next((n for n, page in enumerate(every) if page.slug == getattr(after, "slug", None)), -1)
    waiting = [page for page in every[place + 1 :] + every[: place + 1] if not page.is_complete]
    return waiting[0] if waiting else None


def before(pages, page):
    """The page before this one; None at the first."""
    every = asked(pages)
    place = next((n for n, one in enumerate(every) if one.slug == page.slug), 0)
    return every[place - 1] if place else None


@dataclass(frozen=True)
class Progress:
    """Where somebody is: question 3 of 8."""

    place: int
    pages: int
    complete: int

    @property
    def left(self):
        return self.pages - self.complete


def progress(pages, page=None):
    every = asked(pages)
    place = next((n for n, one in enumerate(every, start=1) if page is not None and one.slug == page.slug), 0)
    return Progress(place=place, pages=len(every), complete=sum(one.is_complete for one in every))


# --- who a call is for, told early ------------------------------------------------------------------------------------
def in_the_way(results):
    """Required criteria that an answer already fails.

    Whether somebody was helped before is told only to those whose contact is known: a citizen number proves nobody.
    """
    kept_back = {K.NOT_SUPPORTED_THIS_YEAR}
    return [
        one
        for one in results
        if one.criterion.is_required and one.outcome == Outcome.NOT_MET and one.criterion.kind not in kept_back
    ]


def page_of_criterion(pages, criterion):
    """Where the answer can be changed that a criterion looks at, or None."""
    step, name = ASKED_AT.get(K(criterion.kind), ("", ""))
    every = asked(pages)
    found = [page for page in every if page.step.code == step and any(one.name == name for one in page.fields)]
    if not found and step in ABOUT_AN_ENTERPRISE:
        found = [page for page in every if page.step.code == "enterprise"]
    return found[0] if found else None


# --- check your answers -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Answer:
    """A row of the check: what was asked, what was answered, where it can be changed."""

    label: object
    shown: str
    slug: str
    problem: object = None  # a refusal


def answers(pages):
    """Every asked field with its answer in words."""
    return [
        Answer(
            label=one.label,
            shown=shown(one, page.typed.get(one.name, "")),
            slug=page.slug,
            problem=page.problems.get(one.name),
        )
        for page in asked(pages)
        for one in page.fields
        if one.kind != FieldKind.CONSENT or page.problems
    ]


def shown(one, text):
    """An answer as it is read back; what can't be read stays as it was typed."""
    if not text:
        return ""
    if one.choices:
        return next((str(label) for value, label in one.choices if str(value) == text), text)
    try:
        return READ_BACK.get(one.kind, str)(text)
    except RuleBroken:
        return text


def _day(text):
    return thai_dates.long(thai_dates.understand(text).day, language=language())


def _yes_no(text):
    return {YES: gettext("Yes"), NO: gettext("No")}.get(text, text)


def _citizen_number(text):
    return ids.mask_citizen_number(ids.citizen_number(text))


READ_BACK = {
    FieldKind.DATE: _day,
    FieldKind.PAST_DATE: _day,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CITIZEN_NUMBER: _citizen_number,
}


def _groups(step):
    """The step's fields page by page; a field that stands in no group has its own page."""
    by_name = {one.name: one for one in step.fields}
    groups = [tuple(by_name.pop(name) for name in names if name in by_name) for names in TOGETHER.get(step.code, ())]
    return [group for group in groups if group] + [(one,) for one in by_name.values()]


def _is_page_asked(step, fields, typed):
    """Some kinds of enterprise have no number."""
    if step.code != "enterprise_details" or fields[0].name != "number":
        return True
    return typed.get(step.code, {}).get("kind") in KINDS_WITH_A_NUMBER


def _has(typed, step, one):
    return one.name in typed.get(step.code, {})
