"""The server is killed while places are given: what was acknowledged is there, nothing is half there."""

import random
from functools import partial

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.calls import actions, audit
from buranakan.calls.enums import ApplicationState
from buranakan.calls.models import Application, CallPlaces
from buranakan.lib import ids
from buranakan.messages.models import Message
from buranakan.records.models import Event
from buranakan.registry.models import Person
from tests.calls.conftest import AT, make_ground
from tests.factories.accounts import member
from tests.factories.calls import ApplicationFactory
from tests.kills import killing

KILLS = 7
APPLICANTS, PLACES = 170, 150
S = ApplicationState


def applications(ground, call):
    """The first one is written as applicants write; the others are like it, each with a number of their own."""
    model = ground.sent(call, province=ground.korat)
    sent = [model]
    for serial in range(100, 99 + APPLICANTS):
        one = ApplicationFactory(call=call, province=ground.korat, answers=model.answers, state=S.DRAFT)
        number = ids.made_up_citizen_number(serial)
        actions.fill_in(one, step="identity", answers={"citizen_number": number}, at=AT)
        Application.objects.filter(pk=one.pk).update(state=S.SUBMITTED)
        sent.append(one)
    return sent


def check_nothing_is_half(presser_lists, *, call, letters_before):
    accepted = set(Application.objects.filter(state=S.ACCEPTED).values_list("pk", flat=True))
    acknowledged = {pk for presser in presser_lists for pk in presser.acknowledged}
    assert acknowledged <= accepted
    places = CallPlaces.objects.get(call=call, places=PLACES)
    assert (places.places_taken, audit.differences()) == (len(accepted), [])
    # A person, an event and a letter for each, and for nobody else.
    assert Person.objects.count() == len(accepted)
    told = Event.objects.filter(name="application.accepted").values_list("on_id", flat=True)
    assert sorted(told) == sorted(str(pk) for pk in accepted)
    assert Message.objects.count() - letters_before == len(accepted)
    return accepted


@pytest.mark.race
def test_places_given_when_the_server_is_killed(server):
    ground = make_ground()
    call = ground.published(places={ground.korat: PLACES, ground.surin: 1})
    sent = applications(ground, call)
    letters_before = Message.objects.count()
    officers = [ground.officer, *(member(Role.CENTRE_OFFICER, ground.office) for _each in range(3))]
    pressers = [killing.Presser.signed_in(officer) for officer in officers]
    chance = random.Random(2568)  # noqa: S311 - moments to kill at, the same every time
    work = [[] for _each in pressers]

    def give(presser, application):
        address = reverse("desk:application_decide", args=[application.reference])
        presser.press(server, address, thing=application.pk, typed={"decision": "accept"})

    for place, application in enumerate(sent):
        owner = place % len(pressers)
        work[owner].append(partial(give, pressers[owner], application))
    for _kill in range(KILLS):
        server.start()
        killing.press_until_killed(server, work=work, after=chance.uniform(0.15, 0.9))
        check_nothing_is_half(pressers, call=call, letters_before=letters_before)
    # Served once more, everybody gets to the end of their list: what was cut off is decided now, and nothing twice.
    server.start()
    killing.press_all(server, work=work)
    accepted = check_nothing_is_half(pressers, call=call, letters_before=letters_before)
    assert (server.kills, len(accepted)) == (KILLS + 1, PLACES)
