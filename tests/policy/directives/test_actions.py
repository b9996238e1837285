"""Giving, handing on, telling, deciding, following up: what is kept, what is refused, who is written to."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas
from buranakan.lib.rules import RuleBroken
from buranakan.messages.models import Message
from buranakan.policy.directives import actions, queries
from buranakan.policy.directives.enums import DirectiveState, Priority, ProgressKind, SourceKind
from buranakan.policy.models import Directive
from buranakan.records.models import Event
from tests.factories.accounts import MembershipFactory, member, scope
from tests.factories.directives import NOON, DirectiveFactory, chain
from tests.factories.policy import PromiseFactory
from tests.factories.visits import VisitFactory

DAY = dt.timedelta(days=1)
DUE = dt.date(2025, 5, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return chain()


def give(world, **said):
    usual = {
        "text": "ให้ กสอ. ร่วมกับ สอจ. จัดแผนร่วม",
        "number": "31.1",
        "ordered_by_office": world.offices.ministry,
        "ordered_by_post": "ปลัดกระทรวงอุตสาหกรรม",
        "responsible": world.offices.diprom,
        "joint": [world.offices.near],
        "due_on": DUE,
        "source_kind": SourceKind.MEETING,
        "source_title": "การประชุม 1/2568",
        "by": world.users.ministry,
        "at": NOON,
    }
    return actions.give(**usual | said)


def hand_on(world, directive, *offices, **said):
    usual = {"office": world.offices.diprom, "offices": list(offices), "by": world.users.diprom, "at": NOON}
    return actions.delegate(directive, **usual | said)


def report(world, directive, *, who="diprom", at=NOON, evidence=()):
    said = {"office": getattr(world.offices, who), "by": getattr(world.users, who), "at": at}
    return actions.report_done(directive, text="เสร็จแล้ว", evidence=evidence, **said)


def by_ministry(world, at=NOON):
    return {"office": world.offices.ministry, "by": world.users.ministry, "at": at}


def letters(about=None):
    """Who got a letter, in order."""
    rows = Message.objects.order_by("pk")
    return list((rows.filter(about_id=str(about.pk)) if about else rows).values_list("recipient", flat=True))


def events():
    return list(Event.objects.filter(name__startswith="directive.").order_by("pk").values_list("name", flat=True))


def kinds(directive):
    return [entry.kind for entry in queries.progress_of(directive)]


def refused(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


# --- giving -----------------------------------------------------------------------------------------------------------
def test_an_order_is_kept_and_the_heads_of_its_offices_are_written_to(world):
    promise = PromiseFactory()
    directive = give(world, text="  ให้ทำ ", promise=promise, figure_key="people_reached_distinct", target_value=9)
    assert (directive.text, directive.state, directive.ordered_on, directive.promise) == (
        "ให้ทำ", DirectiveState.GIVEN, dt.date(2025, 5, 15), promise,
    )  # fmt: skip
    assert list(directive.joint_offices.all()) == [world.offices.near]
    assert letters() == [world.users.diprom.email, world.users.near.email]
    assert (events(), kinds(directive)) == (["directive.given"], [ProgressKind.GIVEN])
    assert "ให้ทำ" not in str(Event.objects.get(name="directive.given").payload)


def test_an_order_to_a_provincial_office_is_of_its_province(world):
    assert give(world, responsible=world.offices.near, joint=[]).province == world.offices.near.seat


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"text": " "}, "directive_without_words"),
        ({"source_title": ""}, "directive_without_source"),
        ({"due_on": dt.date(2025, 5, 14)}, "due_before_the_order"),
        ({"target_value": 5}, "figure_without_target"),
    ],
)
def test_what_is_no_order_is_refused_and_nothing_is_kept(world, said, expected):
    assert refused(give, world, **said) == expected
    assert (Directive.objects.count(), Message.objects.count(), events()) == (0, 0, [])


def test_a_province_orders_nobody_and_no_office_itself(world):
    near = {"ordered_by_office": world.offices.near, "joint": []}
    assert refused(give, world, **near, responsible=world.offices.diprom) == "office_not_below"
    assert refused(give, world, **near, responsible=world.offices.near) == "order_to_oneself"
    assert refused(give, world, joint=[world.offices.diprom]) == "joint_is_responsible"


def test_a_visit_that_was_called_off_or_is_of_another_office_is_no_place_of_an_order(world):
    on_visit = {"source_kind": SourceKind.VISIT}
    off = VisitFactory(visiting_office=world.offices.ministry, cancelled=True)
    theirs = VisitFactory(visiting_office=world.offices.diprom)
    assert refused(give, world, **on_visit, visit=off) == "visit_called_off"
    assert refused(give, world, **on_visit, visit=theirs) == "visit_of_another_office"
    made = VisitFactory(visiting_office=world.offices.ministry)
    assert give(world, **on_visit, visit=made).visit == made


def test_of_several_orders_all_are_given_or_none_and_the_refusal_names_the_item(world):
    order = {
        "text": "ทำ", "ordered_by_office": world.offices.ministry, "responsible": world.offices.diprom, "due_on": DUE,
        "source_kind": SourceKind.DOCUMENT, "source_title": "หนังสือ",
    }  # fmt: skip
    with pytest.raises(RuleBroken) as refusal:
        actions.give_all([order, order | {"text": ""}], by=world.users.ministry, at=NOON)
    assert (refusal.value.code, refusal.value.params["item"]) == ("directive_without_words", 1)
    assert Directive.objects.count() == 0
    assert len(actions.give_all([order, order], by=world.users.ministry, at=NOON)) == 2


# --- handing on -------------------------------------------------------------------------------------------------------
def test_it_is_handed_on_below_and_to_those_that_share_with_the_thread_kept(world):
    parent = give(world)
    centre, near = hand_on(world, parent, world.offices.centre, world.offices.near, text="ให้จัดรุ่น")
    parent.refresh_from_db()
    assert (parent.state, kinds(parent)) == (DirectiveState.IN_PROGRESS, [ProgressKind.GIVEN, ProgressKind.HANDED_ON])
    assert [(one.number, one.text, one.ordered_by_office, one.due_on) for one in (centre, near)] == [
        ("31.1.1", "ให้จัดรุ่น", world.offices.diprom, DUE),
        ("31.1.2", "ให้จัดรุ่น", world.offices.diprom, DUE),
    ]
    seen = queries.thread(scope(Role.EXECUTIVE, world.offices.ministry), centre)
    assert [(knot.directive, knot.depth, knot.is_open_to_me) for knot in seen] == [(parent, 0, True), (centre, 1, True)]
    assert len(queries.thread(scope(Role.EXECUTIVE, world.offices.ministry), parent)) == 3


def test_those_that_share_in_an_order_are_reached_from_the_orders_under_it(world):
    (centre,) = hand_on(world, give(world), world.offices.centre)
    by_centre = {"office": world.offices.centre, "by": world.users.centre}
    assert refused(hand_on, world, centre, world.offices.other, **by_centre) == "handed_on_too_far"
    (near,) = hand_on(world, centre, world.offices.near, **by_centre)
    assert (near.number, near.ordered_by_office) == ("31.1.1.1", world.offices.centre)
    # Never back up to one that answers for it already.
    assert queries.reach_of(near) == set()


def test_it_is_not_handed_on_twice_nor_too_far_nor_too_late(world):
    parent = give(world)
    hand_on(world, parent, world.offices.centre)
    assert refused(hand_on, world, parent, world.offices.centre) == "already_handed_on"
    assert refused(hand_on, world, parent, world.offices.other) == "handed_on_too_far"
    assert refused(hand_on, world, parent) == "handed_on_to_nobody"
    assert refused(hand_on, world, parent, world.offices.near, due_on=DUE + DAY) == "handed_on_due_too_late"
    other = {"office": world.offices.near, "by": world.users.near}
    assert refused(hand_on, world, parent, world.offices.centre, **other) == "not_the_responsible_office"
    assert Directive.objects.count() == 2


# --- telling and deciding ---------------------------------------------------------------------------------------------
def test_progress_with_evidence_then_the_report_more_asked_and_acceptance(world):
    directive = give(world)
    file = actions.store_evidence(b"a,b\n1,2\n", name="a.csv", by=world.users.near, at=NOON)
    near = {"office": world.offices.near, "by": world.users.near}
    told = actions.report_progress(directive, text="เริ่มแล้ว", evidence=[file], **near, at=NOON)
    assert (list(told.evidence.all()), queries.evidence_of(directive, file.reference)) == ([file], file)
    Message.objects.all().delete()
    report(world, directive)
    assert letters() == [world.users.ministry.email]
    actions.ask_more(directive, text="ขอรายจังหวัด", due_on=DUE + DAY, **by_ministry(world))
    directive.refresh_from_db()
    assert (directive.state, directive.due_on, directive.reported_at) == (DirectiveState.MORE_ASKED, DUE + DAY, None)
    report(world, directive)
    actions.accept(directive, **by_ministry(world))
    directive.refresh_from_db()
    assert (directive.state, directive.closed_by_id) == (DirectiveState.ACCEPTED, world.users.ministry.pk)
    assert kinds(directive) == ["given", "progress", "report", "more", "report", "acceptance"]
    assert events() == [
        "directive.given", "directive.progress_told", "directive.reported", "directive.more_asked",
        "directive.reported", "directive.accepted",
    ]  # fmt: skip


def test_an_office_that_shares_tells_but_does_not_report_and_others_do_neither(world):
    directive = give(world)
    near = {"office": world.offices.near, "text": "ก", "by": world.users.near, "at": NOON}
    assert refused(actions.report_done, directive, **near) == "not_the_responsible_office"
    other = near | {"office": world.offices.other}
    assert refused(actions.report_progress, directive, **other) == "not_the_responsible_office"
    assert refused(actions.report_progress, directive, **near | {"text": " "}) == "nothing_said"


def test_a_deputy_of_the_ordering_office_accepts_and_the_responsible_office_never_does(world):
    directive = give(world)
    report(world, directive)
    own = {"office": world.offices.diprom, "by": world.users.diprom, "at": NOON}
    assert refused(actions.accept, directive, **own) == "not_the_ordering_office"
    assert refused(actions.ask_more, directive, text="ก", **own) == "not_the_ordering_office"
    assert refused(actions.withdraw, directive, because="ก", **own) == "not_the_ordering_office"
    deputy = member(Role.INSPECTOR, world.offices.ministry)
    actions.accept(directive, office=world.offices.ministry, by=deputy, at=NOON)
    assert Directive.objects.get().closed_by_id == deputy.pk


def test_with_something_open_below_it_is_accepted_only_with_a_word_why(world):
    directive = give(world)
    hand_on(world, directive, world.offices.centre)
    report(world, directive)
    assert refused(actions.accept, directive, **by_ministry(world)) == "handed_on_still_open"
    actions.accept(directive, because="ส่วนที่เหลือเป็นงานประจำ", **by_ministry(world))
    assert queries.progress_of(directive).last().told == {"open_below": 1}


def test_what_is_withdrawn_takes_along_what_was_handed_on(world):
    directive = give(world)
    (child,) = hand_on(world, directive, world.offices.centre)
    actions.withdraw(directive, because="ยกเลิกนโยบาย", **by_ministry(world))
    found = Directive.objects.order_by("pk").values_list("state", "closed_because")
    assert list(found) == [("withdrawn", "ยกเลิกนโยบาย")] * 2
    assert queries.progress_of(child).last().told == {"is_with_parent": True}


def test_withdrawing_reaches_what_is_open_below_what_is_closed_and_leaves_the_closed_as_it_is(world):
    directive = give(world)
    (child,) = hand_on(world, directive, world.offices.centre)
    said = {"parent": child, "ordered_by_office": world.offices.centre, "responsible_office": world.offices.near}
    below = DirectiveFactory(**said, state=DirectiveState.REPORTED, reported_at=NOON)
    report(world, child, who="centre")
    actions.accept(child, office=world.offices.diprom, by=world.users.diprom, because="พอแล้ว", at=NOON)
    actions.withdraw(directive, because="ยกเลิกนโยบาย", **by_ministry(world))
    states = [Directive.objects.get(pk=one.pk).state for one in (directive, child, below)]
    assert states == [DirectiveState.WITHDRAWN, DirectiveState.ACCEPTED, DirectiveState.WITHDRAWN]


@pytest.mark.parametrize("ending", ["accepted", "closed_by_figure"])
def test_what_is_closed_ends_what_is_still_to_be_done_below_but_not_what_waits_for_acceptance(world, ending):
    directive = give(world, figure_key="people_reached_distinct", target_value=10)
    to_do, told = hand_on(world, directive, world.offices.centre, world.offices.near)
    report(world, told, who="near")
    if ending == "accepted":
        report(world, directive)
        actions.accept(directive, because="ส่วนที่เหลือเป็นงานประจำ", **by_ministry(world))
    else:
        read = {"figure_key": "people_reached_distinct", "figure_slice": "", "target_value": 10, "value": 10}
        assert actions.close_reached(directive, **read, counted_on=DUE, at=NOON)
    assert [Directive.objects.get(pk=one.pk).state for one in (directive, to_do, told)] == [
        ending, DirectiveState.WITHDRAWN, DirectiveState.REPORTED,
    ]  # fmt: skip
    last = queries.progress_of(to_do).last()
    assert (last.kind, last.told) == ("withdrawal", {"is_with_parent": True, "parent_state": ending})
    assert letters(to_do)[-1] == world.users.centre.email
    assert (actions.remind(NOON + 14 * DAY), actions.escalate(NOON + 60 * DAY)) == (0, 0)


# --- changing on the record -------------------------------------------------------------------------------------------
def test_a_change_keeps_the_old_words_and_begins_the_follow_up_anew(world):
    directive = give(world, due_on=dt.date(2025, 5, 16))
    actions.escalate(NOON + 2 * DAY)
    changes = {"text": "ให้ทำใหม่", "due_on": DUE, "joint": [], "priority": Priority.URGENT}
    actions.change(directive, because="เลื่อนการประชุม", **changes, **by_ministry(world, at=NOON + 2 * DAY))
    directive.refresh_from_db()
    assert (directive.text, directive.due_on, directive.escalated_level) == ("ให้ทำใหม่", DUE, 0)
    told = queries.progress_of(directive).last().told
    assert told["before"] == {
        "text": "ให้ กสอ. ร่วมกับ สอจ. จัดแผนร่วม", "due_on": "2025-05-16", "priority": "normal",
        "joint_offices": [world.offices.near.code],
    }  # fmt: skip
    assert told["after"]["joint_offices"] == []


def test_an_office_that_comes_to_share_in_it_is_written_to(world):
    directive = give(world)
    Message.objects.all().delete()
    joint = [world.offices.near, world.offices.other]
    actions.change(directive, because="ให้ร่วมด้วย", joint=joint, **by_ministry(world))
    assert letters() == [world.users.diprom.email, world.users.other.email]


def test_a_change_needs_a_reason_a_difference_and_an_open_directive_of_ones_own(world):
    directive = give(world)
    own = by_ministry(world)
    assert refused(actions.change, directive, because="", text="อื่น", **own) == "directive_reason_missing"
    assert refused(actions.change, directive, because="ก", text=directive.text, **own) == "nothing_changed"
    assert refused(actions.change, directive, because="ก", due_on=dt.date(2025, 5, 1), **own) == "due_before_the_order"
    theirs = {"office": world.offices.diprom, "by": world.users.diprom, "at": NOON}
    assert refused(actions.change, directive, because="ก", text="อื่น", **theirs) == "not_the_ordering_office"
    with pytest.raises(TypeError):
        actions.change(directive, because="ก", responsible_office=world.offices.centre, **own)
    actions.withdraw(directive, because="ก", **own)
    assert refused(actions.change, directive, because="ก", text="อื่น", **own) == "directive_closed"


def test_a_part_is_never_due_after_the_whole_however_a_day_is_moved(world):
    directive = give(world)
    (child,) = hand_on(world, directive, world.offices.centre, due_on=DUE - DAY)
    own = {"office": world.offices.diprom, "by": world.users.diprom, "at": NOON}
    assert refused(actions.change, child, because="ก", due_on=DUE + DAY, **own) == "due_after_the_order_above"
    report(world, child, who="centre")
    assert refused(actions.ask_more, child, text="ก", due_on=DUE + DAY, **own) == "due_after_the_order_above"
    early = {"due_on": DUE - 2 * DAY} | by_ministry(world)
    assert refused(actions.change, directive, because="ก", **early) == "due_before_a_part"
    report(world, directive)
    with pytest.raises(RuleBroken) as refusal:
        actions.ask_more(directive, text="ก", **early)
    assert (refusal.value.code, refusal.value.params["number"]) == ("due_before_a_part", child.number)
    actions.ask_more(directive, text="ก", **early | {"due_on": DUE - DAY})
    assert Directive.objects.get(pk=directive.pk).due_on == DUE - DAY


def test_an_order_is_not_tied_to_what_is_reached_but_other_words_of_a_reached_one_change(world):
    figure = {"figure_key": "people_reached_distinct", "figure_slice": "year=2568", "target_value": 10}
    assert refused(give, world, **figure, present_value=10) == "figure_reached_already"
    directive = give(world, **figure, present_value=9)
    own = by_ministry(world)
    lower = {"target_value": 9, "present_value": 9}
    assert refused(actions.change, directive, because="ก", **lower, **own) == "figure_reached_already"
    actions.change(directive, because="ก", text="ให้ทำต่อ", present_value=12, **own)
    assert Directive.objects.get().text == "ให้ทำต่อ"


# --- by itself --------------------------------------------------------------------------------------------------------
def test_it_closes_once_when_its_figure_is_reached_and_keeps_the_proof(world):
    directive = give(world, figure_key="people_reached_distinct", figure_slice="year=2568", target_value=10)
    proof = {"counted_on": dt.date(2025, 5, 20), "definition": "นับคน", "address": "/desk/figures/x/", "at": NOON}
    proof |= {"figure_key": "people_reached_distinct", "figure_slice": "year=2568", "target_value": 10}
    assert [actions.close_reached(directive, value=value, **proof) for value in (9, 10, 11)] == [False, True, False]
    directive.refresh_from_db()
    assert (directive.state, directive.closed_value, directive.closed_counted_on) == (
        DirectiveState.CLOSED_BY_FIGURE, 10, dt.date(2025, 5, 20),
    )  # fmt: skip
    assert queries.progress_of(directive).last().told == {
        "figure": "people_reached_distinct", "slice": "year=2568", "target": 10, "value": 10,
        "counted_on": "2025-05-20", "definition": "นับคน", "address": "/desk/figures/x/",
    }  # fmt: skip
    assert letters(directive)[-2:] == [world.users.diprom.email, world.users.ministry.email]


@pytest.mark.parametrize(
    "changed",
    [{"figure_key": "money_paid", "target_value": 50}, {"figure_slice": "year=2569"}, {"target_value": 9}],
    ids=["figure", "slice", "target"],
)
def test_what_was_read_before_a_change_does_not_close_it(world, changed):
    directive = give(world, figure_key="people_reached_distinct", figure_slice="year=2568", target_value=10)
    read = {"figure_key": "people_reached_distinct", "figure_slice": "year=2568", "target_value": 10, "value": 100}
    actions.change(directive, because="ปรับตามที่ประชุม", **changed, **by_ministry(world))
    assert actions.close_reached(directive, **read, counted_on=dt.date(2025, 5, 20), at=NOON) is False
    directive.refresh_from_db()
    assert (directive.state, directive.closed_value) == (DirectiveState.GIVEN, None)


def test_a_late_directive_climbs_step_by_step_and_each_night_writes_once(world):
    directive = give(world, responsible=world.offices.centre, joint=[])
    Message.objects.all().delete()
    found = {}
    for late in (0, 1, 1, 2, 8, 14, 15, 30):
        at = NOON + (DUE - dt.date(2025, 5, 15)) + late * DAY
        found.setdefault(late, []).append(actions.escalate(at))
    assert found == {0: [0], 1: [1, 0], 2: [0], 8: [1], 14: [0], 15: [1], 30: [0]}
    assert letters() == [world.users.centre.email, world.users.diprom.email, world.users.ministry.email]
    told = [entry.told for entry in queries.progress_of(directive) if entry.kind == ProgressKind.ESCALATION]
    assert [(one["level"], one["to"], one["to_office"]) for one in told] == [
        (1, [f"office_head@{world.offices.centre.code}"], world.offices.centre.code),
        (2, ["office_head@diprom"], "diprom"),
        (3, ["executive@moi"], "moi"),
    ]


def test_where_an_office_has_no_head_the_one_above_it_is_written_to(world):
    directive = give(world, responsible=world.offices.near, joint=[])
    world.users.near.memberships.update(valid_to=dt.date(2025, 5, 20))
    actions.escalate(NOON + (DUE - dt.date(2025, 5, 15)) + DAY)
    told = queries.progress_of(directive).last().told
    assert (told["level"], told["to"], told["to_office"]) == (1, ["executive@moi"], "moi")


def test_where_nobody_can_be_written_to_the_course_says_so(world):
    directive = give(world)
    type(world.users.diprom).objects.update(is_active=False)
    assert actions.escalate(NOON + 30 * DAY) == 1
    told = queries.progress_of(directive).last().told
    assert (told["to"], told["to_office"]) == ([], "")


def test_what_waits_for_acceptance_is_not_raised(world):
    directive = give(world)
    report(world, directive)
    assert actions.escalate(NOON + 60 * DAY) == 0


def test_one_is_reminded_before_the_day_once_at_each_step(world):
    give(world)
    Message.objects.all().delete()
    before = {left: [actions.remind(NOON + (15 - left) * DAY) for _again in range(2)] for left in (8, 7, 6, 1, 0)}
    assert before == {8: [0, 0], 7: [1, 0], 6: [0, 0], 1: [1, 0], 0: [0, 0]}
    assert letters() == [world.users.diprom.email] * 2


def test_what_was_given_today_is_not_reminded_of_today(world):
    give(world, due_on=dt.date(2025, 5, 16))
    assert [actions.remind(NOON), actions.remind(NOON + DAY)] == [0, 1]


def test_the_one_who_ordered_is_written_to_while_there_and_the_heads_after(world):
    other = MembershipFactory(role=Role.EXECUTIVE, office=world.offices.ministry).user
    directive = give(world)
    on = dt.date(2025, 6, 30)
    assert [one.user for one in queries.orderers_of(directive, on=on)] == [world.users.ministry]
    world.users.ministry.memberships.update(valid_to=dt.date(2025, 6, 1))
    assert [one.user for one in queries.orderers_of(directive, on=on)] == [other]


def test_only_the_founding_words_of_its_area_count_as_its_province(world):
    DirectiveFactory(province=areas.provinces().get(pk="30"))
    give(world, responsible=world.offices.near, joint=[])
    give(world)
    assert queries.in_province(scope(Role.EXECUTIVE, world.offices.ministry), "30").count() == 2
