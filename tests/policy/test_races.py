"""Many people at the same announcement and at the same proposal: one wins, the others are refused by the rule."""

import datetime as dt
from functools import partial

import pytest

from buranakan.lib.clock import BANGKOK
from buranakan.policy import actions, reading
from buranakan.policy.models import Announcement, Promise, PromiseEdit, Proposal
from buranakan.records.models import Event
from tests.factories.policy import PromiseFactory, ProposalFactory
from tests.races import told

RACERS = 10
AT = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)

pytestmark = pytest.mark.race


def test_the_same_text_taken_in_by_many_at_once(race):
    said = {"text": "เป้าหมาย 10 คน", "source": "ทดสอบ", "vocabulary": reading.Vocabulary(), "by": None, "at": AT}
    outcomes = race([lambda: actions.take_in(**said)] * RACERS)
    assert told(outcomes) == {"done": 1, "announcement_already_there": RACERS - 1}
    assert (Announcement.objects.count(), Proposal.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_one_proposal_confirmed_by_many_at_once(race):
    proposal = ProposalFactory()
    said = {
        "statement_th": "เป้าหมาย",
        "value": 100,
        "unit": "คน",
        "comparison": "more_than",
        "figure_key": "people_reached_distinct",
        "figure_unit": "คน",
        "fiscal_year": 2568,
        "due_on": dt.date(2025, 9, 30),
        "promised_by": "อธิบดีกรมส่งเสริมอุตสาหกรรม",
    }
    outcomes = race([lambda: actions.confirm(proposal, **said, by=None, at=AT)] * RACERS)
    assert told(outcomes) == {"done": 1, "proposal_move_not_allowed": RACERS - 1}
    assert (Promise.objects.count(), Event.objects.count()) == (1, 1)


def test_one_promise_edited_by_many_who_saw_the_same(race):
    promise = PromiseFactory(statement_th=" ".join(str(200 + one) for one in range(RACERS)))
    said = {"figure_unit": "คน", "because": "พิมพ์ผิด", "seen": 0, "by": None, "at": AT}
    outcomes = race([partial(actions.edit_promise, promise, value=200 + one, **said) for one in range(RACERS)])
    assert told(outcomes) == {"done": 1, "promise_changed_meanwhile": RACERS - 1}
    [edit] = PromiseEdit.objects.all()
    assert (edit.old, edit.new) == ("100", str(Promise.objects.get().value))


def test_one_proposal_rejected_by_many_at_once(race):
    proposal = ProposalFactory()
    outcomes = race([lambda: actions.reject(proposal, because="เหตุผล", by=None, at=AT)] * RACERS)
    assert told(outcomes) == {"done": 1, "proposal_move_not_allowed": RACERS - 1}
    assert Event.objects.count() == 1
