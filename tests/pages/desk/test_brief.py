"""The brief of the week on its page: one's own, printed, made once, sent or not."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.messages.models import Brief
from tests.factories.accounts import member
from tests.factories.messages import BriefFactory
from tests.insight import world as worlds
from tests.pages.signing_in import signed_in

URL = "/desk/brief/"
QUERIES = 7

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(worlds.NOW):
        yield worlds.build()


@pytest.fixture
def head(world):
    return member(Role.OFFICE_HEAD, world.offices["30"])


def test_it_is_made_once_a_week_read_and_printed(head):
    client = signed_in(head)
    assert client.get(URL).context["brief"] is None
    answers = [client.post(f"{URL}make/") for _press in range(2)]
    brief = Brief.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [URL, URL]
    shown = client.get(URL)
    assert (shown.context["brief"], shown.context["is_of_this_week"]) == (brief, True)
    assert all(line in shown.content.decode() for part in brief.said["parts"] for line in part["lines"])
    paper = client.get(f"{URL}{brief.reference}/brief.pdf")
    assert (paper.headers["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")


def test_earlier_weeks_stay(head):
    membership = head.memberships.get()
    old, new = (BriefFactory(membership=membership, week_on=dt.date(2025, 5, day)) for day in (5, 12))
    client = signed_in(head)
    assert (client.get(URL).context["brief"], client.get(URL).context["others"]) == (new, [old])
    assert client.get(f"{URL}{old.reference}/").context["brief"] == old


def test_the_letters_stop_and_come_again(head):
    client = signed_in(head)
    for send, is_sent in (("no", False), ("yes", True)):
        client.post(f"{URL}sending/", {"send": send})
        assert client.get(URL).context["is_sent"] is is_sent


def test_nobody_reads_a_brief_of_somebody_else(world, head):
    brief = BriefFactory(membership=head.memberships.get())
    other = signed_in(member(Role.EXECUTIVE, world.ministry))
    assert other.get(URL).context["brief"] is None
    assert [other.get(f"{URL}{brief.reference}/{end}").status_code for end in ("", "brief.pdf")] == [404, 404]


def test_who_sees_no_figures_is_refused(world):
    assert signed_in(member(Role.ADMINISTRATOR, world.ministry)).get(URL).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_wrong_method(head):
    assert [signed_in(head).get(f"{URL}{end}/").status_code for end in ("make", "sending")] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(head, count, django_assert_num_queries):
    for week in range(count):
        BriefFactory(membership=head.memberships.get(), week_on=dt.date(2025, 5, 12) - dt.timedelta(weeks=week))
    client = signed_in(head)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
