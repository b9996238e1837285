"""The server is killed while payments are approved: what was acknowledged is in the books, and the books add up."""

import random
from functools import partial

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.finance import audit
from buranakan.finance.enums import EntryKind, State
from buranakan.finance.models import Commitment, Entry, Movement
from buranakan.records.models import Event
from tests.factories.accounts import member
from tests.finance.conftest import make_ground
from tests.kills import killing

KILLS = 7
PAYMENTS, PAID = 110, 1_000_00
BOUND = 100 * PAID  # the last ten payments find nothing left to pay from


def check_the_books(pressers, *, commitment):
    approved = set(Movement.objects.filter(kind="payment", state=State.APPROVED).values_list("pk", flat=True))
    acknowledged = {pk for presser in pressers for pk in presser.acknowledged}
    assert acknowledged <= approved
    entries = Entry.objects.filter(kind=EntryKind.PAYMENT)
    assert set(entries.values_list("movement_id", flat=True)) == approved
    paid = sum(entries.values_list("amount_satang", flat=True))
    assert (entries.count(), paid) == (len(approved), len(approved) * PAID)
    assert (Commitment.objects.get(pk=commitment.pk).paid_satang, audit.differences()) == (paid, [])
    told = Event.objects.filter(name="movement.approved", on_id__in=[str(pk) for pk in approved])
    assert told.count() == len(approved)
    return approved


@pytest.mark.race
def test_payments_approved_when_the_server_is_killed(server):
    ground = make_ground()
    commitment = ground.committed(ground.allotted(), BOUND)
    movements = [ground.payment_entered(commitment, PAID) for _each in range(PAYMENTS)]
    heads = [ground.head, *(member(Role.OFFICE_HEAD, ground.pio) for _each in range(3))]
    pressers = [killing.Presser.signed_in(head) for head in heads]
    chance = random.Random(9_150_000)  # noqa: S311 - moments to kill at, the same every time
    work = [[] for _each in pressers]

    def approve(presser, movement):
        presser.press(server, reverse("desk:money_approve", args=[movement.reference]), thing=movement.pk)

    for place, movement in enumerate(movements):
        owner = place % len(pressers)
        work[owner].append(partial(approve, pressers[owner], movement))
    for _kill in range(KILLS):
        server.start()
        killing.press_until_killed(server, work=work, after=chance.uniform(0.1, 0.5))
        check_the_books(pressers, commitment=commitment)
    server.start()
    killing.press_all(server, work=work)
    approved = check_the_books(pressers, commitment=commitment)
    assert len(approved) * PAID == BOUND
