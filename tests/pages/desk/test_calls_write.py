"""Writing a call and changing it: one page, every part judged together, everything typed kept."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.calls import actions
from buranakan.calls.models import Call
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.lib import clock
from tests.calls.conftest import AT
from tests.factories.planning import EnvelopeFactory, PlanLineFactory, amended
from tests.pages.desk.counter import main_text
from tests.pages.desk.recruiting import Desk

ADD = "/desk/calls/add/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(AT):
        yield Desk.opened()


@pytest.fixture
def line(desk):
    return PlanLineFactory(
        version__approved=True,
        version__plan__envelope=EnvelopeFactory(office=desk.ground.diprom),
        activity=desk.ground.activity,
        serving_office=desk.ground.office,
        province=desk.ground.korat,
    )


def edit_url(call):
    return f"/desk/calls/{call.reference}/edit/"


def typed(what, **changes):
    """What an officer types, in Thai digits where people do."""
    return {
        "what": what,
        "title_th": "รับสมัครอบรม",
        "opens_on": "15 พ.ค. 2568",
        "opens_time": "8.30",
        "closes_on": "๑๕ มิ.ย. ๒๕๖๘",
        "closes_time": "16:30 น.",
        "places_30": "๓๐",
    } | changes


def activity(desk):
    return f"activity:{desk.ground.activity.pk}"


def test_a_draft_call_stands_at_the_same_line_after_an_amendment(desk, line):
    desk.client.post(ADD, typed(f"line:{line.pk}"))
    call = Call.objects.get()
    newer = amended(line.version).lines.get(activity=line.activity)
    edit = f"/desk/calls/{call.reference}/edit/"
    what = desk.client.get(edit).context["form"].call["what"].value()
    assert what == f"line:{newer.pk}"
    assert desk.client.post(edit, typed(what)).status_code == 302
    call.refresh_from_db()
    assert call.plan_line == newer


def test_an_officer_writes_a_call_from_a_plan_line(desk, line):
    shown = desk.client.get(ADD, {"line": line.pk})
    assert shown.context["form"].call.initial["title_th"] == line.activity.name_th
    assert shown.context["form"].places.initial == {"places_30": line.people}
    more = {
        "criterion-smallest_age-use": "required",
        "criterion-smallest_age-years": "๒๐",
        "criterion-enterprise_kinds-use": "preferred",
        "criterion-enterprise_kinds-kinds": ["community", "group"],
        "question-1-label_th": "ช่องทางขาย",
        "question-1-kind": "choice",
        "question-1-choices": "ตลาด | Market\nออนไลน์",
        "question-1-is_required": "on",
    }
    response = desk.client.post(ADD, typed(f"line:{line.pk}", **more))
    call = Call.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/desk/calls/{call.reference}/")
    assert (call.activity, call.plan_line, call.owner_office, call.office) == (
        line.activity,
        line,
        line.owner_office,
        desk.ground.office,
    )
    assert (f"{call.opens_at.astimezone(clock.BANGKOK):%H.%M}", call.closes_at.month) == ("08.30", 6)
    assert {row.province_id: row.places for row in call.places.all()} == {"30": 30}
    assert [(one.kind, one.parameters, one.is_required) for one in call.criteria.all()] == [
        ("enterprise_kinds", {"kinds": ["community", "group"]}, False),
        ("smallest_age", {"years": 20}, True),
    ]
    question = call.questions.get()
    assert (question.choices, question.is_required) == ([["ตลาด", "Market"], ["ออนไลน์", ""]], True)


def test_outside_the_plan_the_own_office_pays_unless_another_is_named(desk):
    desk.client.post(ADD, typed(activity(desk)))
    assert (Call.objects.get().owner_office, Call.objects.get().plan_line) == (desk.ground.office, None)


def test_a_stranger_is_asked_to_sign_in(client, desk):
    assert [client.get(page).status_code for page in (ADD, edit_url(desk.ground.written()))] == [302, 302]


def test_a_role_that_does_not_write_calls_is_refused(desk):
    head = desk.as_role(Role.OFFICE_HEAD)
    assert [head.get(page).status_code for page in (ADD, edit_url(desk.ground.written()))] == [403, 403]


def test_another_offices_call_is_not_found(desk):
    call = desk.ground.published()
    assert desk.as_surin().get(edit_url(call)).status_code == 404
    assert desk.as_surin().post(edit_url(call), typed(activity(desk))).status_code == 404


def test_wrong_method(desk):
    assert desk.client.delete(ADD).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, line, count, django_assert_num_queries):
    call = desk.ground.written(
        criteria=[WrittenCriterion("lives_in")], questions=[WrittenQuestion("ถาม")] * count
    )
    with django_assert_num_queries(15):
        desk.client.get(edit_url(call))


def test_everything_wrong_is_said_at_once_and_everything_typed_is_kept(desk):
    wrong = typed(
        activity(desk),
        title_th="",
        opens_time="เช้า",
        places_30="หลายคน",
        **{"criterion-smallest_age-use": "required", "criterion-smallest_age-years": ""},
    )
    response = desk.client.post(ADD, wrong)
    form = response.context["form"]
    assert response.status_code == 200
    assert set(form.call.errors) == {"title_th", "opens_time"}
    assert set(form.places.errors) == {"places_30"}
    assert {name for part in form.criteria for name in part.errors} == {"years"}
    assert "หลายคน" in main_text(response)
    assert main_text(response).count('class="errors"') <= 1
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"places_30": ""}, "places_missing"),
        ({"closes_on": "1 พ.ค. 2568"}, "closes_before_it_opens"),
        ({"question-1-label_th": "ถาม", "question-1-kind": "choice"}, "choices_missing"),
        ({"question-1-choices": "ก"}, "question_missing"),
    ],
)
def test_a_rules_refusal_is_shown_in_place(desk, changes, code):
    response = desk.client.post(ADD, typed(activity(desk), **changes))
    refusal, errors = response.context["refusal"], response.context["form"].call.errors.as_data()
    found = [refusal.code] if refusal else [error.code for given in errors.values() for error in given]
    assert (response.status_code, found) == (409, [code])
    assert "รับสมัครอบรม" in main_text(response)


def test_a_draft_is_changed_wholly_and_reads_back_as_it_was(desk):
    call = desk.ground.written(
        criteria=[WrittenCriterion("attends_all", is_required=False)],
        questions=[WrittenQuestion("ช่องทาง", "Channel", kind="choice", choices=(("ก", "a"), ("ข", "")))],
    )
    form = desk.client.get(edit_url(call)).context["form"]
    posted = {part.add_prefix(name): part[name].value() for part in form.parts for name in part.fields}
    posted = {name: value for name, value in posted.items() if value not in (None, False)}
    response = desk.client.post(edit_url(call), posted | {"title_th": "ชื่อใหม่"})
    assert response.status_code == 302, response.context["form"].errors
    changed = Call.objects.get()
    assert (changed.title_th, changed.opens_at, changed.closes_at) == ("ชื่อใหม่", call.opens_at, call.closes_at)
    assert [(one.kind, one.is_required) for one in changed.criteria.all()] == [("attends_all", False)]
    assert changed.questions.get().choices == [["ก", "a"], ["ข", ""]]


def test_of_a_published_call_words_moments_and_places_change(desk):
    call = desk.ground.published(criteria=[WrittenCriterion("lives_in")])
    response = desk.client.get(edit_url(call))
    assert "criterion-" not in main_text(response)
    desk.client.post(edit_url(call), typed("", title_th="ชื่อใหม่", places_32="5"))
    changed = Call.objects.get()
    assert (changed.title_th, changed.criteria.count()) == ("ชื่อใหม่", 1)
    assert {row.province_id: row.places for row in changed.places.all()} == {"30": 30, "32": 5}


def test_places_that_are_given_are_not_taken_away(desk):
    call = desk.ground.published()
    actions.accept(desk.ground.sent(call), by=desk.ground.officer, at=AT)
    response = desk.client.post(edit_url(call), typed("", places_30="", places_32="1"))
    assert (response.status_code, response.context["refusal"].code) == (409, "places_below_taken")
