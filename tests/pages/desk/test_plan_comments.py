"""Comments at the lines of a version, their answers, and the page of what became of a plan."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, fiscal
from buranakan.planning import actions
from buranakan.planning.enums import State
from buranakan.planning.models import LineComment
from tests.factories.planning import ActivityFactory, PlanLineFactory
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code

pytestmark = pytest.mark.django_db

TEXT = "ขอให้แบ่งเป็นสองรุ่น"


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def commenting(version):
    return address("plan_line_comment", version, version.lines.order_by("pk").first().pk)


def answering(version, comment):
    return address("plan_comment_answer", version, comment.reference)


def at_the_lines(response):
    lines = [line for group in response.context["groups"] for line in group["rows"]]
    return [row["comment"].text for line in lines for row in line["comments"]]


def test_a_head_comments_returns_and_the_planner_answers_at_the_line(desk):
    version = desk.submitted()
    assert desk.head.get(commenting(version)).status_code == 200
    assert desk.head.post(commenting(version), {"text": TEXT}).headers["Location"] == address("plan_version", version)
    assert desk.head.post(address("plan_return", version), {"reason": ""}).status_code == 302
    page = desk.planner.get(address("plan_version", version))
    assert (at_the_lines(page), page.context["comments_open"], page.context["may_answer"]) == ([TEXT], 1, True)
    desk.planner.post(address("plan_reopen", version))
    comment = LineComment.objects.get()
    line = version.lines.order_by("pk").first()
    assert TEXT in desk.planner.get(address("plan_line", version, line.pk)).content.decode()
    assert desk.planner.get(answering(version, comment)).status_code == 200
    assert desk.planner.post(answering(version, comment), {"answer": ""}).status_code == 302
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by_post) == (NOW, "planner@diprom")
    again = desk.planner.post(answering(version, comment))
    assert (again.status_code, refusal_code(again)) == (409, "comment_resolved_already")


def test_a_comment_whose_line_is_gone_stays_on_the_page(desk):
    version = desk.submitted()
    line = version.lines.order_by("pk").first()
    actions.comment_line(line, text=TEXT, by=desk.ground.head, at=NOW)
    actions.return_version(version, by=desk.ground.head, at=NOW)
    actions.reopen(version, by=desk.ground.planner, at=NOW)
    actions.remove_line(line, by=desk.ground.planner, at=NOW)
    page = desk.planner.get(address("plan_version", version))
    assert (at_the_lines(page), [row["comment"].text for row in page.context["comments_lost"]]) == ([], [TEXT])


def test_who_decides_sees_what_was_answered_and_an_approved_version_calls_nobody_to_act(desk):
    version = desk.submitted()
    lines = list(version.lines.order_by("pk"))[:2]
    first, _second = (actions.comment_line(line, text=TEXT, by=desk.ground.head, at=NOW) for line in lines)
    actions.resolve_comment(first, answer="แบ่งแล้ว", by=desk.ground.planner, at=NOW)
    page = desk.head.get(address("plan_version", version))
    assert [row["comment"].answer for row in page.context["answers"]] == ["แบ่งแล้ว"]
    assert page.context["comments_open"] == 1
    actions.approve(version, by=desk.ground.head, at=NOW)
    page = desk.planner.get(address("plan_version", version))
    told = [page.context[name] for name in ("comments", "comments_answered", "comments_open", "answers")]
    assert told == [2, 1, 0, []]


def test_strangers_roles_other_offices_and_methods(client, desk):
    version = desk.submitted()
    comment = actions.comment_line(version.lines.first(), text=TEXT, by=desk.ground.head, at=NOW)
    history = reverse("desk:plan_history", args=[version.plan.reference])
    for where in (commenting(version), answering(version, comment), history):
        assert client.get(where).headers["Location"] == f"/accounts/login/?next={where}"
        assert desk.as_role(Role.EXPERT, desk.ground.diprom).get(where).status_code == 403
        assert desk.as_role(Role.OFFICE_HEAD, desk.ground.pio_korat).get(where).status_code in {403, 404}
        assert desk.planner.put(where).status_code in {403, 405}
    assert desk.planner.get(commenting(version)).status_code == 403
    assert desk.head.get(answering(version, comment)).status_code == 403


def test_nothing_said_is_a_mistake_and_late_words_are_refused(desk):
    version = desk.submitted()
    empty = desk.head.post(commenting(version), {"text": " "})
    assert (empty.status_code, list(empty.context["form"].errors)) == (200, ["text"])
    actions.approve(version, by=desk.ground.head, at=NOW)
    late = desk.head.post(commenting(version), {"text": TEXT})
    assert (late.status_code, refusal_code(late)) == (409, "comment_while_it_waits")
    assert late.context["form"]["text"].value() == TEXT


def test_a_long_plan_opens_project_by_project(desk):
    version, first = desk.approved(), desk.ground.activity
    for activity in ActivityFactory.create_batch(11, project=first.project):
        for month in fiscal.months_of(2568):
            PlanLineFactory(version=version, activity=activity, month=month, province=desk.ground.korat)
    (group,) = desk.planner.get(address("plan_version", version)).context["groups"]
    assert (group["rows"], group["count"]) == ([], 135)
    (opened,) = desk.planner.get(address("plan_version", version), {"month": "2025-03"}).context["groups"]
    assert len(opened["rows"]) == 12


# --- what became of it ------------------------------------------------------------------------------------------------
def test_everything_that_became_of_a_plan_is_on_one_page(desk, django_assert_num_queries):
    version = desk.returned()
    actions.reopen(version, by=desk.ground.planner, at=NOW)
    actions.submit(version, by=desk.ground.planner, at=NOW)
    newer = actions.amend(actions.approve(version, by=desk.ground.head, at=NOW), reason="เพิ่ม", by=None, at=NOW)
    where = reverse("desk:plan_history", args=[version.plan.reference])
    with django_assert_num_queries(8):
        page = desk.planner.get(where)
    assert [row["move"].version.number for row in page.context["rows"]] == [2, 1, 1, 1, 1, 1, 1]
    assert (page.context["rows"][-3]["move"].reason, page.context["newest"]) == ("เกลี่ยเดือนใหม่", newer)
    assert newer.state == State.DRAFT
    province = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat).get(where)
    assert [(row["move"].people, row["move"].satang) for row in province.context["rows"]] == [(75, None)]
    assert "300,000" not in province.content.decode()
    assert desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_surin).get(where).status_code == 200
