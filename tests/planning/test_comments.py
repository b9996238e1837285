"""Comments on lines of a version that waits, their answers, and what became of a plan."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib.rules import RuleBroken
from buranakan.planning import actions, comments, history
from buranakan.planning.enums import State
from buranakan.planning.models import PlanLine
from buranakan.records.models import Event
from tests.constraints import refused_by
from tests.factories.accounts import scope
from tests.factories.planning import LineCommentFactory
from tests.planning.conftest import AT

TEXT = "ขอให้แบ่งเป็นสองรุ่น"


@pytest.fixture
def submitted(ground):
    return ground.submitted(ground.line())


def commented(ground, version, **said):
    return actions.comment_line(version.lines.get(), **{"text": TEXT, "by": ground.head, "at": AT} | said)


def refused(code, act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    assert refusal.value.code == code


def test_a_version_is_returned_with_comments_on_lines_alone(ground, submitted):
    comment = commented(ground, submitted)
    returned = actions.return_version(submitted, by=ground.head, at=AT)
    assert (returned.state, returned.returned_because) == (State.RETURNED, "")
    assert Event.objects.get(name="plan_version.returned").payload["comments"] == 1
    assert comments.comments_by_grain(returned) == {submitted.lines.get().grain: [comment]}
    assert "text" not in Event.objects.get(name="line_comment.made").payload


def test_a_comment_survives_what_becomes_of_its_line_and_is_answered(ground, submitted):
    comment = commented(ground, submitted)
    actions.return_version(submitted, by=ground.head, at=AT)
    draft = actions.reopen(submitted, by=ground.planner, at=AT)
    actions.remove_line(PlanLine.objects.get(version=draft), by=ground.planner, at=AT)
    answered = actions.resolve_comment(comment, answer="ตัดออกแล้ว", by=ground.planner, at=AT)
    assert (answered.text, answered.people, answered.answer) == (TEXT, 30, "ตัดออกแล้ว")
    assert comments.open_comments(scope(Role.PLANNER, ground.diprom), draft) == 0
    refused("comment_resolved_already", lambda: actions.resolve_comment(comment, by=ground.planner, at=AT))


def test_a_comment_tells_what_the_line_says_when_it_is_made(ground, submitted):
    seen = submitted.lines.get()
    actions.return_version(submitted, reason="ปรับ", by=ground.head, at=AT)
    draft = actions.reopen(submitted, by=ground.planner, at=AT)
    changed = ground.line(people=20, amount_satang=80_000_00)
    actions.change_line(draft.lines.get(), line=changed, by=ground.planner, at=AT)
    again = actions.submit(draft, by=ground.planner, at=AT)
    made = actions.comment_line(seen, text=TEXT, by=ground.head, at=AT)
    assert (made.people, made.amount_satang) == (20, 80_000_00)
    actions.return_version(again, reason="ปรับ", by=ground.head, at=AT)
    draft = actions.reopen(again, by=ground.planner, at=AT)
    actions.resolve_comment(made, by=ground.planner, at=AT)
    actions.remove_line(draft.lines.get(), by=ground.planner, at=AT)
    actions.add_line(draft, line=ground.line(people=25, amount_satang=100_000_00), by=ground.planner, at=AT)
    actions.submit(draft, by=ground.planner, at=AT)
    refused("line_gone", lambda: actions.comment_line(seen, text=TEXT, by=ground.head, at=AT))


def test_only_another_person_comments_and_only_while_it_waits(ground, submitted):
    refused("submitter_cannot_decide", lambda: commented(ground, submitted, by=ground.planner))
    refused("comment_says_nothing", lambda: commented(ground, submitted, text=" \u200b"))
    refused("reason_missing", lambda: actions.return_version(submitted, by=ground.head, at=AT))
    comment = commented(ground, submitted)
    approved = actions.approve(submitted, by=ground.head, at=AT)
    refused("comment_while_it_waits", lambda: commented(ground, approved))
    refused("version_not_editable", lambda: actions.resolve_comment(comment, by=ground.planner, at=AT))


def test_an_answered_comment_is_no_reason_to_return(ground, submitted):
    actions.resolve_comment(commented(ground, submitted), by=ground.planner, at=AT)
    refused("reason_missing", lambda: actions.return_version(submitted, by=ground.head, at=AT))


def test_the_database_guards_comments(submitted):
    line = submitted.lines.get()
    refused_by("a_comment_on_a_line_says_something", lambda: LineCommentFactory(line=line, text=""))
    refused_by("an_answered_comment_has_its_moment", lambda: LineCommentFactory(line=line, answer="ok"))


def test_comments_are_for_the_books_of_the_plan(ground, submitted):
    comment = commented(ground, submitted)
    approved = actions.approve(submitted, by=ground.head, at=AT)
    assert list(comments.comments(scope(Role.OFFICE_HEAD, ground.diprom), approved)) == [comment]
    assert list(comments.comments(scope(Role.OFFICE_HEAD, ground.pio_korat), approved)) == []


def test_a_returned_version_comes_again_when_each_comment_is_answered_also_one_whose_line_is_gone(ground):
    version = ground.submitted(ground.line(), ground.line(province=ground.surin, serving_office=ground.pio_surin))
    made = [
        actions.comment_line(line, text=TEXT, by=ground.head, at=AT) for line in version.lines.order_by("province")
    ]
    actions.return_version(version, by=ground.head, at=AT)
    draft = actions.reopen(version, by=ground.planner, at=AT)
    actions.remove_line(draft.lines.get(province="30"), by=ground.planner, at=AT)
    refused("comments_unanswered", lambda: actions.submit(draft, by=ground.planner, at=AT))
    actions.resolve_comment(made[0], answer="ตัดออกแล้ว", by=ground.planner, at=AT)
    refused("comments_unanswered", lambda: actions.submit(draft, by=ground.planner, at=AT))
    actions.resolve_comment(made[1], by=ground.planner, at=AT)
    assert actions.submit(draft, by=ground.planner, at=AT).state == State.SUBMITTED


def test_what_became_of_a_plan_is_told_for_ever(ground, submitted):
    comment = commented(ground, submitted)
    actions.return_version(submitted, reason="เกลี่ยเดือน", by=ground.head, at=AT)
    actions.reopen(submitted, by=ground.planner, at=AT)
    actions.resolve_comment(comment, by=ground.planner, at=AT)
    actions.submit(submitted, by=ground.planner, at=AT)
    approved = actions.approve(submitted, by=ground.head, at=AT)
    newer = actions.amend(approved, reason="เพิ่มรุ่น", by=ground.planner, at=AT)
    actions.submit(newer, by=ground.planner, at=AT)
    actions.approve(newer, by=ground.head, at=AT)
    told = history.moves(scope(Role.PLANNER, ground.diprom), newer.plan)
    assert [(one.version.number, one.name.partition(".")[2], one.people) for one in reversed(told)] == [
        (1, "started", 0),
        (1, "submitted", 30),
        (1, "returned", 30),
        (1, "reopened", 30),
        (1, "submitted", 30),
        (1, "approved", 30),
        (2, "amended", 30),
        (2, "submitted", 30),
        (2, "approved", 30),
    ]
    assert (told[0].supersedes, told[0].post, told[0].satang) == (1, "office_head@diprom", 120_000_00)
    returned = next(one for one in told if one.name == history.RETURNED)
    assert (returned.reason, returned.comments) == ("เกลี่ยเดือน", 1)
    seen = history.moves(scope(Role.OFFICE_HEAD, ground.pio_surin.parent), newer.plan)
    assert {(one.name, one.satang) for one in seen} <= {(history.APPROVED, 120_000_00), (history.APPROVED, None)}


def test_a_province_sees_approvals_without_money(ground):
    version = ground.approved(ground.line(serving_office=ground.centre))
    (told,) = history.moves(scope(Role.OFFICE_HEAD, ground.pio_korat), version.plan)
    assert (told.name, told.people, told.satang) == (history.APPROVED, 30, None)
