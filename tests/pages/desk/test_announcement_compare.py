"""An announcement compared with what other announcements promised."""

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.policy.enums import ProposalState
from buranakan.policy.models import Proposal
from tests.factories.policy import PromiseFactory
from tests.pages.desk.promise_desk import NOON, announcement, client_of, places

pytestmark = pytest.mark.django_db

LATER = """ข่าวใหม่
วันอังคารที่ 6 พฤษภาคม 2568
จ.นครราชสีมา 6 พฤษภาคม 2568 - อธิบดีกรมส่งเสริมอุตสาหกรรม กล่าวว่า มีเป้าหมายในภาพรวมกว่า 3,000 คน
และจะจัดคลินิกให้คำปรึกษา 24 ครั้ง
"""


@pytest.fixture(autouse=True)
def on_the_demo_day():
    places()
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


def promised(one):
    """The proposals of an announcement, each a promise."""
    made = {}
    for proposal in one.proposals.order_by("start"):
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.CONFIRMED, decided_at=NOON)
        proposal.refresh_from_db()
        said = {"value": proposal.value, "unit": proposal.unit, "comparison": proposal.comparison}
        made[proposal.unit] = PromiseFactory(proposal=proposal, **said)
    return made


def url(one):
    return reverse("desk:announcement_compare", args=[one.reference])


def rows(response):
    return [(row.kind, row.now_amount, row.promise and row.promise.pk) for row in response.context["rows"]]


def test_each_difference_is_told_and_linked_to_its_promise(planner):
    made, later = promised(announcement()), announcement(LATER)
    response = planner.get(url(later))
    assert response.status_code == 200
    with_thai = [(kind, promise) for kind, _amount, promise in rows(response)]
    assert with_thai == [("changed", made["คน"].pk), ("new", None), ("unmentioned", made["บาท"].pk)]
    assert response.context["counts"] == {"changed": 1, "new": 1, "same": 0, "unmentioned": 1}
    page = response.content.decode()
    figure = response.context["rows"][0].now
    assert page.count(f'{reverse("desk:announcement", args=[later.reference])}#words-{figure.start}') == 1
    for promise in made.values():
        assert page.count(reverse("desk:promise", args=[promise.reference])) == 1


def test_its_own_promises_and_those_withdrawn_are_not_what_it_is_compared_with(planner):
    first, later = announcement(), announcement(LATER)
    promised(later)
    for promise in promised(first).values():
        promise.withdrawn_at, promise.withdrawn_because = NOON, "เลิก"
        promise.save()
    assert {kind for kind, *_ in rows(planner.get(url(later)))} == {"new"}


def test_an_announcement_without_promises_says_so(planner):
    response = planner.get(url(announcement("ข่าวที่ไม่มีตัวเลข")))
    assert (response.status_code, rows(response)) == (200, [])


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(url(announcement())).status_code == 302


def test_a_role_without_the_permission_is_refused():
    assert client_of(Role.EXPERT).get(url(announcement())).status_code == 403


def test_only_looking_is_allowed(planner):
    assert planner.post(url(announcement())).status_code == 405


def test_the_number_of_queries_does_not_grow_with_promises(planner, django_assert_max_num_queries):
    later = announcement(LATER)
    promised(announcement())
    with django_assert_max_num_queries(14) as few:
        planner.get(url(later))
    for number in range(3):
        promised(announcement(f"ข่าวที่ {number}\nมีเป้าหมายในภาพรวมกว่า 2,{number}80 คน"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        planner.get(url(later))
