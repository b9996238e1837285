"""The brief of the week: sourced, each reader's own, made once, in the morning of a Monday."""

import datetime as dt

import pytest
from django.utils import translation

from buranakan.accounts.permissions import Role
from buranakan.insight import statements
from buranakan.insight.briefs import weekly, weekly_paper
from buranakan.lib import clock
from buranakan.messages import actions as messages
from buranakan.messages.models import Brief, Message
from buranakan.records.models import Event
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.accounts import MembershipFactory, scope
from tests.factories.finance import DisbursementTargetFactory
from tests.factories.messages import BriefFactory
from tests.insight import world as worlds
from tests.insight.test_waiting import a_round
from tests.pages.papers import pages_of

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2025, 5, 12, 7, 0, tzinfo=clock.BANGKOK)


@pytest.fixture
def world():
    """Something of every part of the brief."""
    with clock.frozen_at(MONDAY):
        world = worlds.build()
        worlds.promise(world)
        worlds.money_promise(world)
        DisbursementTargetFactory()
        worlds.keep_books(world, world.korat)
        worlds.serve(world, world.korat, people=3)
        a_round(world, world.korat, last_on=dt.date(2025, 5, 1))
        call = worlds.open_call(world, world.chiang_mai, activity=world.fair, closes_at=MONDAY)
        worlds.apply(world, call, world.chiang_mai, people=8)
        yield world


def head_of(world, province):
    return MembershipFactory(role=Role.OFFICE_HEAD, office=world.offices[province])


def lines(brief):
    return [line for part in brief.said["parts"] for line in part["lines"]]


def test_every_number_of_the_brief_has_its_source(world):
    for role, office in ((Role.EXECUTIVE, world.ministry), (Role.OFFICE_HEAD, world.offices["30"])):
        with translation.override("th"):
            sentences = [one for part in weekly.parts(scope(role, office), at=MONDAY) for one in part.sentences]
            assert len(sentences) > 5
            assert statements.unsourced_in(sentences) == []


def test_on_monday_at_seven_each_who_decides_gets_one_letter_however_often_it_runs(world):
    head_of(world, "30")
    MembershipFactory(role=Role.EXECUTIVE, office=world.ministry)
    MembershipFactory(role=Role.AUDITOR, office=world.ministry)
    early = MONDAY - dt.timedelta(minutes=1)
    assert [weekly_paper.make_due(at) for at in (early, MONDAY, MONDAY + dt.timedelta(hours=1))] == [0, 2, 0]
    assert weekly_paper.make_due(MONDAY + dt.timedelta(days=1)) == 0
    assert weekly_paper.make_due(MONDAY + dt.timedelta(days=7)) == 2
    made = Event.objects.filter(name="brief.made")
    assert (Brief.objects.count(), Message.objects.count(), made.count()) == (4, 4, 4)


def test_each_reads_of_their_own_reach(world):
    korat, chiang_mai = (weekly_paper.make(head_of(world, code), at=MONDAY) for code in ("30", "50"))
    said = {code: " ".join(lines(brief)) for code, brief in (("pio-30", korat), ("pio-50", chiang_mai))}
    assert {code: [other in text for other in said] for code, text in said.items()} == {
        "pio-30": [True, False],
        "pio-50": [False, True],
    }


def test_the_letter_says_what_the_page_says_and_where_it_is(world, settings):
    head = head_of(world, "30")
    brief = weekly_paper.make(head, at=MONDAY)
    letter = Message.objects.get()
    assert (letter.recipient, letter.office, letter.about_id) == (head.user.email, head.office, str(brief.pk))
    assert all(line in letter.body for line in lines(brief))
    assert letter.body.endswith(f"{settings.PUBLIC_ADDRESS}/desk/brief/")


def test_what_was_said_stays_said(world):
    brief = weekly_paper.make(head_of(world, "30"), at=MONDAY)
    before = weekly_paper.values(brief)
    worlds.serve(world, world.korat, people=9)
    assert weekly_paper.values(Brief.objects.get(pk=brief.pk)) == before


def test_on_paper_it_has_two_pages(world):
    brief = weekly_paper.make(MembershipFactory(role=Role.EXECUTIVE, office=world.ministry), at=MONDAY)
    assert pages_of(weekly_paper.printed(brief)) == 2


# --- who wants it -----------------------------------------------------------------------------------------------------
def test_who_stops_it_gets_none_and_who_asks_for_it_gets_one(world):
    head, auditor = head_of(world, "30"), MembershipFactory(role=Role.AUDITOR, office=world.ministry)
    messages.want_briefs(head, is_wanted=False, by=head.user, at=MONDAY)
    messages.want_briefs(auditor, is_wanted=True, by=auditor.user, at=MONDAY)
    assert weekly.recipients(on=MONDAY.date()) == [auditor]
    messages.want_briefs(head, is_wanted=True, by=head.user, at=MONDAY)
    assert weekly.is_wanted(head)
    assert Event.objects.filter(name__in=["briefs.wanted", "briefs.stopped"]).count() == 3


def test_who_sees_no_figures_or_has_left_gets_none(world):
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, office=world.ministry)
    messages.want_briefs(administrator, is_wanted=True, by=administrator.user, at=MONDAY)
    MembershipFactory(role=Role.EXECUTIVE, office=world.ministry, user__is_active=False)
    assert weekly.recipients(on=MONDAY.date()) == []


def test_one_brief_for_a_membership_and_week_on_a_monday():
    first = BriefFactory()
    refused_as_second_by("one_brief_per_membership_and_week", lambda: BriefFactory(membership=first.membership))
    refused_by("a_brief_is_of_a_week", lambda: BriefFactory(week_on=dt.date(2025, 5, 13)))
