"""One call: what, where, when, for whom; and the one button that begins an application."""

import datetime as dt

import pytest

from buranakan.calls import actions
from buranakan.calls.models import Application
from buranakan.calls.values import WrittenCriterion
from tests.calls.conftest import lives_in
from tests.pages.portal.applicant import AT, Applicant

DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


def url(call):
    return f"/calls/{call.reference}/"


def test_it_says_for_whom_it_is_and_what_only_helps(client, ground):
    wish = WrittenCriterion(kind="attends_all", is_required=False)
    call = ground.published(criteria=[lives_in(), wish], about_th="อบรมหนึ่งวัน")
    response = client.get(url(call))
    kinds = {name: [one.kind for one in response.context[name]] for name in ["criteria", "wishes"]}
    assert kinds == {"criteria": ["lives_in"], "wishes": ["attends_all"]}
    assert [name for name, _words in response.context["places"]] == [ground.korat.name, ground.surin.name]
    assert "อบรมหนึ่งวัน" in response.content.decode()
    assert f'action="{url(call)}start/"' in response.content.decode()


def test_a_full_province_says_that_one_may_still_wait(client, ground):
    call = ground.published(places={ground.surin: 1})
    empty = client.get(url(call)).context["places"][0][1]
    ground.accepted(call, province=ground.surin)
    full = client.get(url(call)).context["places"][0][1]
    assert empty != full


@pytest.mark.parametrize("moment", [{"opens_at": AT + DAY}, {"opens_at": AT - 3 * DAY, "closes_at": AT}])
def test_before_and_after_there_is_no_button(client, ground, moment):
    call = ground.published()
    type(call).objects.filter(pk=call.pk).update(**moment)
    response = client.get(url(call))
    assert response.status_code == 200
    assert "start/" not in response.content.decode()


def test_a_draft_is_nobodys(client, ground):
    call = ground.written()
    assert client.get(url(call)).status_code == 404
    assert client.post(f"{url(call)}start/").status_code == 404


def test_wrong_method(client, ground):
    call = ground.published()
    assert client.post(url(call)).status_code == 405
    assert client.get(f"{url(call)}start/").status_code == 405


# --- starting ---------------------------------------------------------------------------------------------------------
def test_starting_makes_a_draft_in_the_readers_language(ground):
    applicant = Applicant(ground.published())
    applicant.client.cookies["django_language"] = "en"
    response = applicant.begin()
    assert (response.status_code, response.url) == (302, f"{applicant.address}begun/")
    assert (applicant.application.call, applicant.application.language) == (applicant.call, "en")


def test_looking_makes_nothing(client, ground):
    client.get(url(ground.published()))
    assert Application.objects.count() == 0


def test_a_call_that_has_just_closed_takes_no_more(ground):
    call = ground.published()
    actions.close(call, by=ground.officer, at=AT)
    response = Applicant(call).client.post(f"{url(call)}start/")
    assert (response.status_code, response.context["refusal"].code) == (409, "call_closed")
    assert Application.objects.count() == 0


def test_a_draft_that_is_open_here_is_found_again(begun):
    assert begun.client.get(url(begun.call)).context["opened"] == [begun.application]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, ground, count, django_assert_num_queries):
    kinds = ["lives_in", "attends_all", "not_supported_this_year"][:count]
    call = ground.published(criteria=[WrittenCriterion(kind=kind) for kind in kinds])
    with django_assert_num_queries(6):
        client.get(url(call))
