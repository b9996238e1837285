"""One question a page: what was typed is kept, what is wrong stands beside it, whom a call is for is told early."""

import pytest

from buranakan.calls import applying
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import clock, ids
from buranakan.registry import actions as registry
from tests.calls.conftest import CLOSES, lives_in
from tests.factories.services import ServiceRecordFactory
from tests.pages.portal.applicant import AT, Applicant, problem_codes

ORDER = [
    "province-province",
    "person-title",
    "person-home_province",
    "identity-citizen_number",
    "contact-phone",
    "enterprise-has_enterprise",
    "consent-consent",
]
DOOR = "portal/applications/door.html"

pytestmark = pytest.mark.django_db


def page_of(response):
    """The question somebody is sent to."""
    return response.url.rstrip("/").rpartition("/")[2]


def begin(ground, **call):
    applicant = Applicant(ground.published(**call))
    applicant.begin()
    return applicant


def test_one_question_follows_the_other_to_the_check(begun):
    asked = [page_of(begun.post("go-on/"))]
    answers = [
        {"province": "30"},
        {"title": "", "first_name": "สมัคร", "last_name": "สมมติ"},
        {"home_province": "30"},
        {"citizen_number": ids.made_up_citizen_number(1)},
        {"phone": "081 234 5678", "email": ""},
        {"has_enterprise": "no"},
        {"consent": "on"},
    ]
    asked += [page_of(begun.answer(slug, **fields)) for slug, fields in zip(ORDER, answers, strict=True)]
    assert asked == [*ORDER, "check"]


def test_a_page_says_where_one_is_and_leads_back(begun):
    begun.answer("province-province", province="30")
    first, second = begun.get("answer/province-province/"), begun.get("answer/person-title/")
    progress = second.context["progress"]
    assert (progress.place, progress.pages, progress.complete) == (2, 7, 1)
    assert first.context["back"] == begun.address
    assert second.context["back"] == f"{begun.address}answer/province-province/"
    assert "no-store" in second.headers["Cache-Control"]


def test_what_was_typed_is_kept_and_shown_even_when_it_is_wrong(begun):
    response = begun.answer("identity-citizen_number", citizen_number="1234567890123")
    assert (response.status_code, problem_codes(response, field="citizen_number")) == (200, ["number_check_digit"])
    assert 'value="1234567890123"' in response.content.decode()
    again = begun.get("answer/identity-citizen_number/")
    assert 'value="1234567890123"' in again.content.decode()
    assert problem_codes(again, field="citizen_number") == ["number_check_digit"]


def test_a_page_that_was_not_answered_yet_complains_of_nothing(begun):
    assert begun.get("answer/person-title/").context["form"].errors == {}


def test_what_is_missing_is_said_beside_the_field_and_above_with_a_link(begun):
    response = begun.answer("person-title", title="นาง")
    assert list(response.context["form"].errors) == ["first_name", "last_name"]
    assert 'href="#id_first_name"' in response.content.decode()


def test_one_may_stop_and_come_back(begun):
    response = begun.answer("person-title", first_name="สมัคร", later="1")
    assert response.url == begun.address
    assert applying.typed(begun.now())["person"]["first_name"] == "สมัคร"


def test_questions_of_an_enterprise_are_asked_of_those_who_have_one(begun):
    shown = begun.get("answer/enterprise_details-kind/")
    assert (shown.status_code, shown.url) == (302, begun.address)
    begun.answer("enterprise-has_enterprise", has_enterprise="yes")
    assert begun.get("answer/enterprise_details-kind/").status_code == 200
    # Only some kinds have a number.
    begun.answer("enterprise_details-kind", kind="group")
    assert begun.get("answer/enterprise_details-number/").status_code == 302
    begun.answer("enterprise_details-kind", kind="juristic")
    assert begun.get("answer/enterprise_details-number/").status_code == 200


def test_each_question_of_the_office_has_its_page(ground):
    asked = [WrittenQuestion("ทำไมจึงสมัคร", is_required=True), WrittenQuestion("ขายอะไร", kind="long_text")]
    applicant = begin(ground, questions=asked)
    slugs = [f"questions-question-{one.pk}" for one in applicant.call.questions.all()]
    names = [slug.removeprefix("questions-") for slug in slugs]
    response = applicant.answer(slugs[0], **{names[0]: ""})
    assert problem_codes(response, field=names[0]) == ["required"]
    response = applicant.answer(slugs[0], **{names[0]: "อยากขายออนไลน์"})
    assert page_of(response) == slugs[1]
    # What may stay empty is answered by leaving it empty.
    assert page_of(applicant.answer(slugs[1], **{names[1]: ""})) == "consent-consent"


def test_a_change_from_the_check_leads_back_to_it(filled):
    page = filled.client.get(f"{filled.address}answer/person-title/?change=1")
    assert page.context["back"] == f"{filled.address}check/"
    changed = filled.client.post(
        f"{filled.address}answer/person-title/?change=1", {"first_name": "ใหม่", "last_name": "สมมติ"}
    )
    assert changed.url == f"{filled.address}check/"


def test_a_company_of_the_public_register_is_not_asked_for_its_name_again(ground, public_registration):
    applicant = begin(ground)
    applicant.answer("enterprise-has_enterprise", has_enterprise="yes")
    applicant.answer("enterprise_details-kind", kind="juristic")
    applicant.answer("enterprise_details-number", number=public_registration.number)
    shown = applicant.get("answer/enterprise_details-name/")
    assert (shown.context["is_known"], shown.context["form"].errors) == (True, {})
    assert public_registration.name in shown.content.decode()
    # Only offered: nothing is kept until it is sent.
    assert "name" not in applying.typed(applicant.now()).get("enterprise_details", {})
    applicant.answer("enterprise_details-name", name="ชื่ออื่น", province="30")
    assert applicant.get("answer/enterprise_details-name/").context["is_known"] is False


# --- told early -------------------------------------------------------------------------------------------------------
def test_whom_a_call_is_not_for_is_told_as_soon_as_it_shows(ground):
    applicant = begin(ground, criteria=[lives_in()])
    response = applicant.answer("person-home_province", home_province="50")
    assert response.url == f"{applicant.address}unmet/"
    shown = applicant.get("unmet/")
    assert [(one.criterion.kind, page.slug) for one, page in shown.context["rows"]] == [
        ("lives_in", "person-home_province")
    ]
    # Once is enough; what is put right is put right.
    assert page_of(applicant.answer("enterprise-has_enterprise", has_enterprise="no")) != "unmet"
    applicant.answer("person-home_province", home_province="30")
    assert applicant.get("unmet/").url == applicant.address


def test_without_an_enterprise_what_is_asked_of_one_leads_to_that_question(ground):
    applicant = begin(ground, criteria=[WrittenCriterion(kind="has_registered_enterprise")])
    assert page_of(applicant.answer("enterprise-has_enterprise", has_enterprise="no")) == "unmet"
    assert [page.slug for _one, page in applicant.get("unmet/").context["rows"]] == ["enterprise-has_enterprise"]


def test_whether_a_citizen_number_was_helped_before_is_not_told_to_whoever_types_it(ground):
    number = ids.made_up_citizen_number(7)
    helped = registry.add_person(
        first_name="เคยอบรม", citizen_number=number, province=ground.korat, office=ground.office, by=None, at=AT
    )
    ServiceRecordFactory(person=helped, activity=ground.activity)
    applicant = begin(ground, criteria=[WrittenCriterion(kind="not_supported_this_year")])
    assert page_of(applicant.answer("identity-citizen_number", citizen_number=number)) != "unmet"
    assert applicant.get("unmet/").url == applicant.address
    assert applicant.get("check/").context["in_the_way"] == []


# --- who, when, how ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["answer/person-title/", "unmet/"])
def test_a_stranger_finds_a_door(begun, stranger, page):
    begun.answer("person-title", first_name="ลับเฉพาะ", last_name="สมมติ")
    stranger.application = begun.application
    response = stranger.get(page)
    assert response.templates[0].name == DOOR
    assert "ลับเฉพาะ" not in response.content.decode()
    assert stranger.answer("person-title", first_name="อื่น", last_name="อื่น").templates[0].name == DOOR
    assert applying.typed(begun.now())["person"]["first_name"] == "ลับเฉพาะ"


def test_a_question_that_nobody_asks_is_not_found(begun):
    assert begun.get("answer/person-age/").status_code == 404


def test_wrong_method(begun):
    assert begun.post("unmet/").status_code == 405
    assert begun.client.delete(f"{begun.address}answer/person-title/").status_code == 405


def test_when_the_call_has_closed_it_says_so_and_shows_what_was_typed(begun):
    with clock.frozen_at(CLOSES):
        response = begun.answer("person-title", first_name="สมัคร", last_name="สมมติ")
    assert (response.status_code, response.context["refusal"].code) == (409, "call_closed")
    assert 'value="สมัคร"' in response.content.decode()


def test_what_was_sent_is_changed_no_more(sent):
    assert sent.answer("person-title", first_name="ใหม่", last_name="ใหม่").url == sent.address
    assert sent.now().applicant_name == "นางสมัคร สมมติ"


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(ground, count, django_assert_num_queries):
    applicant = begin(ground, questions=[WrittenQuestion("ถาม")] * count)
    with django_assert_num_queries(8):
        applicant.get("answer/person-title/")
