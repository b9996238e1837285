"""The pages of an application out of the steps of its call. Pure: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.calls.applying import StepState
from buranakan.calls.enums import CriterionKind
from buranakan.calls.steps import Asked, FieldKind, is_asked, steps_of
from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.pages.portal import journey
from tests.factories.areas import ProvinceFactory
from tests.factories.calls import CriterionFactory

KORAT, SURIN = (ProvinceFactory.build(code=code) for code in ("30", "32"))
EVERY_KIND = frozenset(CriterionKind)
NUMBER = ids.made_up_citizen_number(1)
KINDS = st.frozensets(st.sampled_from(CriterionKind))


def pages(typed, *, kinds=frozenset(), wrong=()):
    """`wrong` are (step, field) whose answer can't be read."""
    steps = steps_of(Asked((KORAT, SURIN), (KORAT, SURIN), kinds))
    states = []
    for step in steps:
        problems = {name: RuleBroken("wrong", "Wrong.") for code, name in wrong if code == step.code}
        states.append(StepState(step, is_asked(step, typed), step.code in typed, problems))
    return journey.pages_of(states, typed)


def everything(found):
    """An answer to every field, of somebody with a company."""
    typed = {}
    for page in found:
        for one in page.fields:
            typed.setdefault(page.step.code, {})[one.name] = "juristic" if one.name == "kind" else "yes"
    return typed


@given(KINDS)
def test_every_field_stands_on_one_page_and_every_page_has_its_address(kinds):
    found = pages({}, kinds=kinds)
    steps = {page.step.code: page.step for page in found}
    shown = [(page.step.code, one.name) for page in found for one in page.fields]
    asked = [(step.code, one.name) for step in steps.values() for one in step.fields]
    assert sorted(shown) == sorted(asked)
    assert len({page.slug for page in found}) == len(found)


@given(KINDS)
def test_whoever_answers_page_by_page_comes_to_the_end(kinds):
    typed, walked = {}, 0
    answers = everything(pages({}, kinds=kinds))
    page = journey.next_open(pages(typed, kinds=kinds))
    while page is not None and walked < 50:
        for one in page.fields:
            typed.setdefault(page.step.code, {})[one.name] = answers[page.step.code][one.name]
        walked += 1
        page = journey.next_open(pages(typed, kinds=kinds), after=page)
    progress = journey.progress(pages(typed, kinds=kinds))
    assert (walked, progress.left) == (progress.pages, 0)


@pytest.mark.parametrize("kind", CriterionKind)
def test_every_criterion_leads_to_the_question_it_looks_at(kind):
    criterion = CriterionFactory.build(kind=kind, call=None, order=1)
    found = pages(everything(pages({}, kinds=EVERY_KIND)), kinds=EVERY_KIND)
    page = journey.page_of_criterion(found, criterion)
    # Earlier support is asked of the register, not of the applicant.
    assert (page is None) is (kind == CriterionKind.NOT_SUPPORTED_THIS_YEAR)


def test_a_wrong_answer_is_open_and_the_pages_behind_come_first():
    answers = everything(pages({}))
    found = pages(answers, wrong=[("person", "first_name"), ("contact", "phone")])
    first = journey.next_open(found)
    assert (first.slug, journey.next_open(found, after=first).slug) == ("person-title", "contact-phone")
    assert journey.next_open(found, after=journey.page_by_slug(found, "consent-consent")).slug == "person-title"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (FieldKind.CITIZEN_NUMBER, NUMBER, ids.mask_citizen_number(NUMBER)),
        (FieldKind.CITIZEN_NUMBER, "123", "123"),
        (FieldKind.PAST_DATE, "8/12/2530", "8 ธันวาคม 2530"),
        (FieldKind.PAST_DATE, "เมื่อวาน", "เมื่อวาน"),
        (FieldKind.NUMBER, "๑๒", "๑๒"),
        (FieldKind.TEXT, "", ""),
    ],
)
def test_an_answer_is_read_back_and_what_cannot_be_read_stays_as_it_was_typed(kind, text, shown):
    field = type("Field", (), {"kind": kind, "choices": ()})()
    assert journey.shown(field, text) == shown


def test_a_choice_is_read_back_by_its_words():
    field = type("Field", (), {"kind": FieldKind.CHOICE, "choices": (("30", "นครราชสีมา"),)})()
    assert (journey.shown(field, "30"), journey.shown(field, "99")) == ("นครราชสีมา", "99")
