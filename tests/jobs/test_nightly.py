"""The work of the night."""

import datetime as dt

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session

from buranakan.jobs import nightly
from buranakan.lib import clock
from tests.factories.calls import ApplicationFactory, CallFactory
from tests.factories.delivery import ParticipantFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.messages import MessageFactory
from tests.factories.outcomes import AskingTimeFactory, IndicatorFactory
from tests.factories.services import ServiceRecordFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("age_days", "left"), [(90, 1), (92, 0)], ids=["still-kept", "forgotten"])
def test_logins_are_kept_as_long_as_the_law_asks(age_days, left):
    login = AccessLog.objects.create(username="a@example.test", user_agent="", ip_address="127.0.0.1")
    AccessLog.objects.filter(pk=login.pk).update(attempt_time=clock.real_now() - dt.timedelta(days=age_days))

    assert nightly.run(clock.now())["old logins forgotten"] == 1 - left
    assert AccessLog.objects.count() == left


def test_sessions_that_ended_are_removed():
    hour = dt.timedelta(hours=1)
    Session.objects.create(session_key="ended", session_data="", expire_date=clock.real_now() - hour)
    Session.objects.create(session_key="open", session_data="", expire_date=clock.real_now() + hour)

    nightly.run(clock.now())

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_old_letters_are_forgotten(settings):
    settings.LETTERS_KEPT_DAYS = 30
    MessageFactory(written_at=clock.now() - dt.timedelta(days=31))
    MessageFactory(written_at=clock.now())
    assert nightly.run(clock.now())["old letters forgotten"] == 1


def test_drafts_that_were_never_sent_are_emptied():
    long_ago = clock.now() - dt.timedelta(days=91)
    call = CallFactory(published=True, opens_at=long_ago - dt.timedelta(days=1), closes_at=long_ago)
    draft = ApplicationFactory(draft=True, call=call, answers={"person": {"first_name": "ก"}})
    assert nightly.run(clock.now())["drafts of applications emptied"] == 1
    draft.refresh_from_db()
    assert (draft.answers, draft.forgotten_at is not None) == ({}, True)


def test_people_on_a_roster_are_asked_for_their_baseline():
    AskingTimeFactory()
    IndicatorFactory(of_person=True)
    ParticipantFactory()
    assert [nightly.run(clock.now())["askings made"] for _night in range(2)] == [1, 0]


def test_directives_close_by_their_figure_before_the_late_ones_are_raised():
    service = ServiceRecordFactory()
    figure = {"figure_key": "people_reached_distinct", "figure_slice": f"province={service.province_id}"}
    days = {"ordered_on": dt.date(2025, 4, 1), "due_on": dt.date(2025, 5, 10)}
    reached, missed = (DirectiveFactory(**figure, **days, target_value=target) for target in (1, 2))
    unread = DirectiveFactory(figure_key="people_reached_distinct", figure_slice="province=xx", target_value=1, **days)
    at = dt.datetime(2025, 5, 12, 2, 0, tzinfo=clock.BANGKOK)

    done = [nightly.run(at) for _night in range(2)]

    assert [one["directives closed by their figure"] for one in done] == [1, 0]
    assert [one["directives raised"] for one in done] == [2, 0]
    for one in (reached, missed, unread):
        one.refresh_from_db()
    assert [one.state for one in (reached, missed, unread)] == ["closed_by_figure", "given", "given"]
    assert reached.progress.last().told["address"].endswith(f"?province={service.province_id}")
