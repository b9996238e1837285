"""What a tag may say, and how weights fall on activities: without database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind, Scope
from buranakan.lib.rules import RuleBroken
from buranakan.planning import tag_rules as rules
from buranakan.planning import tagging
from buranakan.planning.models import PillarTag, Retagging
from buranakan.planning.tagging import ONE_DAY, Span
from buranakan.policy.models import Framework

FIRST, LAST = dt.date(2024, 10, 7), dt.date(2025, 10, 2)
FRAMEWORK = Framework(pk=1, code="f", name_th="กรอบ", valid_from=FIRST, valid_to=LAST)
OTHER = Framework(pk=2, code="g", name_th="กรอบใหม่", valid_from=dt.date(2025, 10, 3))


def code_of(check, *said, **named):
    with pytest.raises(RuleBroken) as refusal:
        check(*said, **named)
    return refusal.value.code


def checked(span, *, kept=(), because="เหตุผล", framework=FRAMEWORK):
    rules.check_tag(span, framework=framework, kept=kept, because=because)


@pytest.mark.parametrize(
    ("span", "said", "code"),
    [
        (Span(1, 0, FIRST), {}, "tag_weight_out_of_range"),
        (Span(1, 101, FIRST), {}, "tag_weight_out_of_range"),
        (Span(1, 10, FIRST), {"because": " "}, "tag_without_reason"),
        (Span(1, 10, FIRST), {"because": "ก" * 501}, "text_too_long"),
        (Span(1, 10, FIRST + ONE_DAY, FIRST), {}, "tag_ends_before_it_begins"),
        (Span(1, 10, FIRST - ONE_DAY), {}, "tag_outside_framework"),
        (Span(1, 10, LAST + ONE_DAY), {}, "tag_outside_framework"),
        (Span(1, 10, FIRST, LAST + ONE_DAY), {}, "tag_outside_framework"),
        (Span(1, 10, FIRST), {"kept": [Span(1, 10, LAST)]}, "tag_overlaps"),
        (Span(1, 41, FIRST), {"kept": [Span(2, 60, LAST)]}, "tags_weigh_more_than_all"),
    ],
)
def test_a_tag_is_refused(span, said, code):
    assert code_of(checked, span, **said) == code


@pytest.mark.parametrize(
    "kept",
    [
        [],
        [Span(1, 90, FIRST - ONE_DAY * 9, FIRST - ONE_DAY)],
        [Span(2, 60, FIRST)],
        [Span(2, 60, FIRST, FIRST), Span(3, 60, FIRST + ONE_DAY)],
    ],
    ids=["alone", "after-the-same", "beside-another", "two-who-never-meet"],
)
def test_a_tag_that_fits(kept):
    checked(Span(1, 40, FIRST), kept=kept)


spans = some.builds(
    lambda pillar, weight, first, days: Span(
        pillar, weight, FIRST + ONE_DAY * first, None if days is None else FIRST + ONE_DAY * (first + days)
    ),
    some.integers(1, 4),
    some.integers(1, 100),
    some.integers(0, 20),
    some.none() | some.integers(0, 20),
)


@given(some.lists(spans, max_size=8))
def test_what_was_let_in_one_by_one_never_weighs_more_than_all_on_any_day(offered):
    kept = []
    for span in offered:
        try:
            checked(span, kept=kept)
        except RuleBroken:
            continue
        kept.append(span)
    for day in (FIRST + ONE_DAY * n for n in range(45)):
        holding = [span for span in kept if span.holds_on(day)]
        assert sum(span.weight for span in holding) <= 100
        assert len({span.pillar for span in holding}) == len(holding)


@given(spans, spans)
def test_two_spans_meet_when_they_share_a_day(one, other):
    days = [FIRST + ONE_DAY * n for n in range(60)]
    assert one.meets(other) is any(one.holds_on(day) and other.holds_on(day) for day in days)


def tag(**said):
    return PillarTag(**{"weight_percent": 50, "valid_from": FIRST, "pillar_id": 1} | said)


def test_an_activity_follows_its_own_tags_and_else_those_of_its_project():
    tags = [
        tag(project_id=1, pillar_id=1, weight_percent=60),
        tag(project_id=1, pillar_id=2, weight_percent=40),
        tag(activity_id=12, pillar_id=3, weight_percent=100),
    ]
    assert tagging.weights_by_activity(tags, activities=[(11, 1), (12, 1), (21, 2)]) == {
        11: {1: 60, 2: 40},
        12: {3: 100},
        21: {},
    }


def test_a_tag_ends_once_and_not_before_it_began():
    assert code_of(rules.check_can_end, tag(), last_day=FIRST - ONE_DAY) == "tag_ends_before_it_begins"
    assert code_of(rules.check_can_end, tag(valid_to=LAST), last_day=LAST) == "tag_ended_already"
    taken = tag(taken_back_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert code_of(rules.check_can_end, taken, last_day=LAST) == "tag_already_taken_back"


@pytest.mark.parametrize(
    ("made", "starts", "today", "is_in_time"),
    [
        (LAST, FIRST, LAST, True),
        (FIRST, LAST, LAST - ONE_DAY, True),
        (FIRST, LAST, LAST, False),
        (FIRST, FIRST, LAST, False),
    ],
    ids=["same-day", "before-it-counts", "on-its-first-day", "long-after"],
)
def test_a_slip_is_taken_back_in_time(made, starts, today, is_in_time):
    if is_in_time:
        rules.check_in_time(made_on=made, starts_on=starts, today=today)
    else:
        said = {"made_on": made, "starts_on": starts, "today": today}
        assert code_of(rules.check_in_time, **said) == "too_late_to_take_back"


def test_what_a_re_tagging_refuses():
    said = {"old": FRAMEWORK, "new": OTHER, "starts_on": OTHER.valid_from, "old_spans": [Span(1, 50, FIRST)]}
    rules.check_can_retag(["a choice"], **said)
    assert code_of(rules.check_can_retag, [], **said) == "nothing_to_retag"
    assert code_of(rules.check_can_retag, ["a choice"], **said | {"new": FRAMEWORK}) == "retag_to_the_same"
    assert code_of(rules.check_can_retag, ["a choice"], **said | {"starts_on": FIRST}) == "retag_before_old_tags"


def test_a_re_tagging_is_undone_once_and_while_untouched():
    act = Retagging(starts_on=OTHER.valid_from)
    said = {"made_on": LAST, "today": LAST}
    rules.check_can_undo(act, is_untouched=True, **said)
    assert code_of(rules.check_can_undo, act, is_untouched=False, **said) == "retagging_built_upon"
    act.undone_at = dt.datetime(2025, 10, 2, tzinfo=dt.UTC)
    assert code_of(rules.check_can_undo, act, is_untouched=True, **said) == "retagging_already_undone"


def test_only_those_who_see_the_whole_country_tag():
    holder = Scope(kind=Kind.OFFICE, permissions=frozenset({Permission.TAG_PROJECTS}))
    assert code_of(rules.check_tags_projects, holder) == "tags_not_yours_to_set"
    everywhere = Scope(kind=Kind.OFFICE, permissions=holder.permissions, provinces=None)
    rules.check_tags_projects(everywhere)
    assert code_of(rules.check_tags_projects, Scope(kind=Kind.OFFICE, provinces=None)) == "tags_not_yours_to_set"
