"""Reality beside the plan, and moves of unused places that become a draft amendment."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.calls.enums import ApplicationState
from buranakan.lib import clock
from buranakan.planning.enums import State
from buranakan.planning.models import LineMove, PlanVersion
from buranakan.planning.replanning import LineState
from tests.factories.calls import ApplicationFactory, CallFactory, CallPlacesFactory
from tests.factories.finance import AllotmentFactory
from tests.factories.services import ServiceRecordFactory
from tests.pages.desk.planning_desk import NOW, Desk, refusal_code

pytestmark = pytest.mark.django_db
URL = reverse("desk:plan_reality")


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def moves_url(version):
    return reverse("desk:plan_moves", args=[version.plan.reference])


def serve(line, people, **changes):
    given = {"plan_line": line, "month": line.month} | changes
    for _number in range(people):
        ServiceRecordFactory(
            activity=line.activity,
            owner_office=line.owner_office,
            serving_office=line.serving_office,
            province=line.province,
            **given,
        )


def wait_for(line, people):
    """A call of the line that is closed, with people on its waiting list."""
    call = CallFactory(
        activity=line.activity,
        office=line.serving_office,
        owner_office=line.owner_office,
        published=True,
        closes_at=NOW - dt.timedelta(days=9),
        opens_at=NOW - dt.timedelta(days=30),
    )
    CallPlacesFactory(call=call, province=line.province, places=1)
    for number in range(people):
        ApplicationFactory(
            call=call, province=line.province, state=ApplicationState.WAITING, waiting_number=number + 1
        )


@pytest.fixture
def version(desk):
    """Korat and Surin held nothing in February, Chiang Mai came near its 25 in March, and 16 more wait there."""
    version = desk.approved()
    line = version.lines.get(province="50")
    serve(line, 20)
    wait_for(line, 16)
    return version


def test_a_planner_sees_how_every_line_stands(desk, version):
    response = desk.planner.get(URL)
    assert response.status_code == 200
    lines = response.context["lines"]
    assert {one.line.province_id: (one.state, one.became.reached, one.free_people) for one in lines} == {
        "30": (LineState.LATE, 0, 30),
        "32": (LineState.LATE, 0, 20),
        "50": (LineState.DONE, 20, 0),
    }
    assert response.context["own"] == [version]
    late = desk.planner.get(URL, {"state": "late", "province": "32"}).context["lines"]
    assert [one.line.province_id for one in late] == ["32"]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_plans_is_refused(desk, role):
    assert desk.as_role(role, desk.ground.diprom).get(URL).status_code == 403


def test_another_province_and_other_books_are_absent(desk, version):
    seen = desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre).get(URL).context["lines"]
    assert [(one.line.province_id, one.books is None) for one in seen] == [("30", True), ("32", False)]
    officer = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_surin)
    assert officer.get(moves_url(version)).status_code == 403
    stranger = desk.as_role(Role.PLANNER, desk.ground.pio_surin)
    assert refusal_code(stranger.get(moves_url(version))) == "not_your_plan"


def test_wrong_method(desk, version):
    assert desk.planner.post(URL).status_code == 405
    assert desk.planner.put(moves_url(version)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    version = desk.ground.approved(*desk.lines()[:count])
    with django_assert_num_queries(REALITY):
        desk.planner.get(URL)
    with django_assert_num_queries(MOVES):
        desk.planner.get(moves_url(version))


REALITY, MOVES = 13, 16


def test_ticked_moves_become_a_draft_with_their_reasons(desk, version):
    response = desk.planner.get(moves_url(version))
    first, *others = response.context["rounds"]
    assert (first["line"].province_id, first["new"].people, first["new"].waiting) == ("50", 30, 16)
    assert [part["province"].pk for part in first["parts"]] == ["30"]
    assert [one["line"].province_id for one in others] == ["32"]
    answer = desk.planner.post(moves_url(version), {"take": [first["key"]], "reason": "โคราชยังไม่เปิดรุ่น"})
    draft = PlanVersion.objects.get(state=State.DRAFT)
    assert answer.headers["Location"] == reverse("desk:plan_version", args=[draft.plan.reference, draft.number])
    assert sorted((line.province_id, line.month.month, line.people) for line in draft.lines.all()) == [
        ("32", 2, 20), ("50", 3, 25), ("50", 6, 30)
    ]
    page = desk.planner.get(answer.headers["Location"])
    assert [one["move"] for one in page.context["line_moves"]] == [LineMove.objects.get()]
    # What waits for a decision comes first.
    again = desk.planner.post(moves_url(version), {"take": [first["key"]], "reason": "อีกครั้ง"})
    assert (again.status_code, refusal_code(again)) == (409, "amendment_already_open")


@pytest.mark.parametrize(
    ("typed", "code"),
    [({"reason": "ลอง"}, "no_round_taken"), ({"reason": "ลอง", "take": ["1-2-3"]}, "proposal_has_changed")],
)
def test_what_is_not_proposed_is_refused_and_stays_as_typed(desk, version, typed, code):
    response = desk.planner.post(moves_url(version), typed)
    assert (response.status_code, refusal_code(response)) == (409, code)
    assert response.context["form"]["reason"].value() == "ลอง"
    assert not PlanVersion.objects.filter(state=State.DRAFT).exists()


def test_what_was_served_under_a_line_that_was_moved_since_is_not_given_away(desk, version):
    serve(version.lines.get(province="30"), 12, plan_line=None, month=dt.date(2025, 1, 1))
    (one,) = [each for each in desk.planner.get(URL).context["lines"] if each.line.province_id == "30"]
    assert (one.became.reached, one.standing.held, one.state) == (12, 12, LineState.UNDERUSED)


def test_money_that_is_committed_is_not_moved(desk, version):
    line = version.lines.get(province="30")
    AllotmentFactory(
        activity=line.activity,
        owner_office=line.owner_office,
        serving_office=line.serving_office,
        province=line.province,
        allotted_satang=line.amount_satang,
        committed_satang=line.amount_satang,
    )
    rounds = desk.planner.get(moves_url(version)).context["rounds"]
    assert {part["province"].pk for one in rounds if one["line"].province_id == "50" for part in one["parts"]} == {"32"}
