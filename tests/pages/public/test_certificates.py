"""Is a certificate real? Enough to compare, and never a name."""

import pytest

from buranakan.delivery import actions
from buranakan.delivery.models import Certificate
from buranakan.lib import clock
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import REASON, TrainingDesk

URL = "/certificates/"
QUERIES = 2

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


@pytest.fixture
def round_(desk):
    return desk.closed(people=1)


@pytest.fixture
def certificate(round_):
    return Certificate.objects.get()


def page_of(certificate):
    return f"{URL}{certificate.code_shown}/"


def test_a_valid_certificate_says_so_with_what_can_be_compared(client, round_, certificate):
    response = client.get(page_of(certificate))
    told, shown = response.context["told"], main_text(response)
    assert (response.status_code, told.state, told.initials) == (200, "valid", "ค. ส.")
    found = [certificate.number_shown in shown, round_.title in shown, certificate.code_shown in shown]
    assert found == [True] * 3


def test_nobody_learns_the_name_or_the_person(client, certificate):
    person = certificate.participant.person
    page = client.get(page_of(certificate)).content.decode()
    hidden = [person.first_name, person.last_name, str(person.reference), str(certificate.participant.reference)]
    assert [one for one in hidden if one in page] == []


def test_a_withdrawn_certificate_says_so(client, desk, round_, certificate):
    actions.reopen_round(round_, reason=REASON["reason"], **desk.acting)
    response = client.get(page_of(certificate))
    assert (response.status_code, response.context["told"].state) == (200, "withdrawn")
    assert REASON["reason"] not in response.content.decode()


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "<script>", "๐" * 40])
def test_an_unknown_code_is_unknown(client, code):
    response = client.get(f"{URL}{code}/")
    assert (response.status_code, response.context["told"]) == (404, None)


def test_wrong_method(client, certificate):
    assert [client.post(address).status_code for address in (URL, page_of(certificate))] == [405, 405]


def test_query_count(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        client.get(page_of(certificate))


def test_no_browser_keeps_what_may_be_withdrawn_tomorrow_and_no_search_finds_it(client, certificate):
    headers = client.get(page_of(certificate)).headers
    assert ("no-store" in headers["Cache-Control"], headers["X-Robots-Tag"]) == (True, "noindex")


def test_a_typed_code_leads_to_its_page_however_it_was_typed(client, certificate):
    typed = certificate.code_shown.lower().replace("-", " ").replace("0", "o")
    assert client.get(URL, {"code": typed}).headers["Location"] == page_of(certificate)


@pytest.mark.parametrize(("typed", "code"), [("", "required"), ("7K3M", "code_not_whole")])
def test_what_is_no_code_is_said_beside_the_field(client, typed, code):
    form = client.get(URL, {"code": typed}).context["form"]
    assert (form.errors.as_data()["code"][0].code, form["code"].value()) == (code, typed)


def test_an_officer_sees_what_everybody_sees(desk, certificate):
    assert desk.client.get(page_of(certificate)).context["told"].initials == "ค. ส."
