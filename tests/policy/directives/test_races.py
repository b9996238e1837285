"""Several people, and the night's work, at the same directive: one wins."""

import datetime as dt
import uuid

import pytest

from buranakan.lib.rules import RuleBroken
from buranakan.policy.directives import actions
from buranakan.policy.directives.enums import DirectiveState, SourceKind
from buranakan.policy.models import Directive, Progress
from buranakan.records.models import Event
from tests.factories.directives import NOON, DirectiveFactory, chain
from tests.races import told

RACERS = 6

pytestmark = pytest.mark.race


def reported(**said):
    return DirectiveFactory(state=DirectiveState.REPORTED, reported_at=NOON, **said)


def test_one_directive_accepted_by_many_at_once(race):
    world, directive = chain(), reported()
    accept = {"office": world.offices.ministry, "by": world.users.ministry, "at": NOON}
    outcomes = race([lambda: actions.accept(directive, **accept)] * RACERS)
    assert told(outcomes) == {"done": 1, "directive_closed": RACERS - 1}
    assert (Progress.objects.count(), Event.objects.filter(name="directive.accepted").count()) == (1, 1)


def test_accepted_while_its_figure_is_reached_closes_once(race):
    world, directive = chain(), reported(with_figure=True)
    accept = {"office": world.offices.ministry, "by": world.users.ministry, "at": NOON}
    reach = {"figure_key": "people_reached_distinct", "figure_slice": "", "target_value": 10}
    reach |= {"value": 10, "counted_on": dt.date(2025, 5, 15), "at": NOON}
    outcomes = race(
        [lambda: actions.accept(directive, **accept), lambda: actions.close_reached(directive, **reach)] * 3
    )
    closed = [one for one in outcomes if one is True or isinstance(one, Directive)]
    refused = [one for one in outcomes if isinstance(one, RuleBroken)]
    assert len(closed) == 1
    assert {one.code for one in refused} <= {"directive_closed"}
    directive.refresh_from_db()
    assert directive.state in {DirectiveState.ACCEPTED, DirectiveState.CLOSED_BY_FIGURE}
    assert Progress.objects.count() == 1


def test_one_page_sent_by_many_clicks_gives_each_order_once(race):
    world, references = chain(), [uuid.uuid4(), uuid.uuid4()]
    order = {"text": "ให้ทำ", "ordered_by_office": world.offices.ministry, "responsible": world.offices.diprom}
    order |= {"due_on": dt.date(2025, 5, 30), "source_kind": SourceKind.MEETING, "source_title": "การประชุม"}
    orders = [order | {"reference": reference} for reference in references]
    outcomes = race([lambda: actions.give_all(orders, by=world.users.ministry, at=NOON)] * RACERS)
    assert [[one.reference for one in found] for found in outcomes] == [references] * RACERS
    assert (Directive.objects.count(), Event.objects.filter(name="directive.given").count()) == (2, 2)
    assert Progress.objects.count() == 2


def test_handed_on_to_one_office_by_many_at_once(race):
    world = chain()
    directive = DirectiveFactory(responsible_office=world.offices.diprom)
    said = {"office": world.offices.diprom, "offices": [world.offices.centre], "by": world.users.diprom, "at": NOON}
    outcomes = race([lambda: actions.delegate(directive, **said)] * RACERS)
    assert told(outcomes) == {"done": 1, "already_handed_on": RACERS - 1}


def test_a_child_accepted_while_its_parent_is_withdrawn_keeps_the_first_end(race):
    world = chain()
    parent = DirectiveFactory(responsible_office=world.offices.diprom)
    said = {"parent": parent, "ordered_by_office": world.offices.diprom, "responsible_office": world.offices.centre}
    child = reported(**said)
    by_diprom = {"office": world.offices.diprom, "by": world.users.diprom, "at": NOON}
    withdraw = {"office": parent.ordered_by_office, "because": "ยกเลิก", "by": world.users.ministry, "at": NOON}
    outcomes = race(
        [lambda: actions.withdraw(parent, **withdraw), *[lambda: actions.accept(child, **by_diprom)] * RACERS]
    )
    assert isinstance(outcomes[0], Directive)
    accepted = sum(isinstance(one, Directive) for one in outcomes[1:])
    child.refresh_from_db()
    assert child.state == (DirectiveState.ACCEPTED if accepted else DirectiveState.WITHDRAWN)
    endings = child.progress.filter(kind__in=["acceptance", "withdrawal"])
    assert endings.count() == 1


def test_two_nights_at_once_write_one_letter(race):
    DirectiveFactory(responsible_office=chain().offices.diprom, due_on=dt.date(2025, 5, 10))
    outcomes = race([lambda: actions.escalate(NOON)] * 3)
    assert sorted(outcomes) == [0, 0, 1]
