"""Closing a round: records, certificates, one event; reopening takes all of it back."""

import pytest

from buranakan.delivery import actions, audit, queries
from buranakan.delivery.enums import CertificateState, RoundState
from buranakan.delivery.models import Certificate, Participant, Round
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from buranakan.services import actions as services
from buranakan.services.models import ServiceRecord
from tests.delivery.conftest import AT, REASON, SECOND_DAY, WHOLE_DAY, seats_of


def test_everybody_who_attended_enough_gets_one_record_and_one_certificate(ground):
    round_ = ground.closed(people=3)
    assert round_.state == RoundState.CLOSED
    records = ServiceRecord.objects.all()
    assert [(one.minutes, one.served_on, one.plan_line, one.from_round) for one in records] == [
        (2 * WHOLE_DAY, SECOND_DAY, ground.line, True)
    ] * 3
    assert sorted(Certificate.objects.values_list("number", "series__year")) == [(1, 2568), (2, 2568), (3, 2568)]
    assert audit.differences() == []
