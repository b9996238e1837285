"""A few numbers by a link on the phone: asked, told, corrected, closed; nothing typed is lost, nobody else's opens."""

import datetime as dt

import pytest
from django.test import Client

from buranakan.lib import clock
from buranakan.lib.clock import BANGKOK
from buranakan.outcomes import actions, tokens
from buranakan.outcomes.enums import Stage
from buranakan.outcomes.models import Measurement
from tests.factories.outcomes import AskingFactory, IndicatorFactory
from tests.outcomes.conftest import REASON, make_place

PAGE_QUERIES = 3

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(that_morning):
    place = make_place()
    IndicatorFactory(code="jobs", is_whole=True, unit_th="คน", order=3)
    return place


@pytest.fixture
def asking(place):
    """Of a participant, for their enterprise and for themselves."""
    round_, seat = place.round_of_owner()
    actions.ask_for_baselines(round_, **place.acting)
    return seat.askings.get()


@pytest.fixture
def address(asking):
    return f"/ask/{tokens.token_of(asking)}/"


@pytest.fixture
def phone():
    """Somebody who has never been here, without scripts."""
    return Client()


def errors_of(response):
    return {name: [one.code for one in found] for name, found in response.context["form"].errors.as_data().items()}


def told():
    rows = Measurement.objects.standing().values_list("indicator__code", "value_hundredths")
    return dict(rows)


def days_later(days):
    return clock.frozen_at(dt.datetime(2025, 5, 15, 10, tzinfo=BANGKOK) + dt.timedelta(days=days))


# --- asking -----------------------------------------------------------------------------------------------------------
def test_the_link_asks_in_order_and_says_who_asks(phone, asking, address):
    response = phone.get(address)
    page = response.content.decode()
    assert list(response.context["form"].fields) == ["sales", "income", "jobs"]
    assert (asking.office.name in page, asking.participant.round.title in page) == (True, True)
    assert asking.enterprise.name in page
    assert asking.person.full_name not in page


def test_a_page_of_a_person_is_kept_by_no_browser_or_search_engine(phone, address):
    assert "no-store" in phone.get(address).headers["Cache-Control"]


def test_the_page_takes_few_queries(phone, address, django_assert_num_queries):
    phone.get(address)
    with django_assert_num_queries(PAGE_QUERIES):
        phone.get(address)


def test_another_link_opens_nothing(phone, address):
    other = tokens.token_of(AskingFactory())
    token = address.split("/")[2]
    forged = f"{other.split('.')[0]}.{token.split('.')[1]}"
    for wrong in (forged, token[:-2], "x", "00000000-0000-4000-8000-000000000001"):
        assert phone.get(f"/ask/{wrong}/").status_code == 404
        assert phone.post(f"/ask/{wrong}/", {"sales": "1"}).status_code == 404
        assert phone.get(f"/ask/{wrong}/thanks/").status_code == 404
    assert told() == {}


def test_wrong_method(phone, address):
    assert (phone.put(address).status_code, phone.post(f"{address}thanks/").status_code) == (405, 405)


# --- telling ----------------------------------------------------------------------------------------------------------
def test_numbers_are_told_in_any_digits_and_shown_again(phone, address):
    response = phone.post(address, {"sales": "๒.๕ หมื่นบาท", "income": "9,000", "jobs": "3"})
    assert response.headers["Location"] == f"{address}thanks/"
    assert told() == {"sales": 25_000_00, "income": 9_000_00, "jobs": 3_00}
    thanks = phone.get(f"{address}thanks/").content.decode()
    assert [text in thanks for text in ("25,000 บาทต่อเดือน", "9,000 บาทต่อเดือน", "3 คน")] == [True] * 3


def test_a_question_may_be_left_out(phone, address):
    phone.post(address, {"sales": "", "income": "0"})
    assert told() == {"income": 0}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"sales": "มากมาย", "income": "9000"}, {"sales": ["money_not_understood"]}),
        ({"jobs": "สามคน"}, {"jobs": ["number_not_understood"]}),
        ({"jobs": "3 บาท"}, {"jobs": ["number_is_money"]}),
        ({"sales": "1.234"}, {"sales": ["money_finer_than_satang"]}),
    ],
)
def test_bad_input_is_said_beside_its_question_and_everything_typed_stays(phone, address, typed, wrong):
    response = phone.post(address, typed)
    form = response.context["form"]
    assert (response.status_code, errors_of(response)) == (200, wrong)
    assert {name: form[name].value() for name in typed} == typed
    assert told() == {}


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [({"sales": "-5"}, "sales", "value_out_of_range"), ({"jobs": "1.5"}, "jobs", "value_not_whole")],
)
def test_a_refusal_stands_beside_its_question(phone, address, typed, field, code):
    response = phone.post(address, typed)
    assert (response.status_code, errors_of(response), told()) == (409, {field: [code]}, {})


def test_an_empty_answer_is_refused_in_place(phone, address):
    response = phone.post(address, {"sales": "", "income": " "})
    assert (response.status_code, response.context["refusal"].code) == (409, "nothing_answered")


def test_whoever_has_not_answered_is_led_to_the_questions(phone, address):
    assert phone.get(f"{address}thanks/").headers["Location"] == address


# --- correcting and closing -------------------------------------------------------------------------------------------
def test_an_answer_is_corrected_until_the_last_day(phone, address):
    phone.post(address, {"sales": "100", "income": "50"})
    with days_later(30):
        form = phone.get(address).context["form"]
        assert [form[name].value() for name in ("sales", "income", "jobs")] == ["100", "50", None]
        phone.post(address, {"sales": "120", "income": "50"})
    assert told() == {"sales": 120_00, "income": 50_00}
    assert Measurement.objects.count() == 3


def test_after_the_last_day_nothing_is_taken_and_the_thanks_stay(phone, address):
    phone.post(address, {"sales": "100"})
    with days_later(31):
        assert (phone.get(address).status_code, phone.post(address, {"sales": "999"}).status_code) == (200, 409)
        assert phone.get(address).context["closed"].code == "asking_closed"
        thanks = phone.get(f"{address}thanks/")
        assert (thanks.status_code, thanks.context["is_open"]) == (200, False)
    assert told() == {"sales": 100_00}


def test_before_its_day_the_link_says_when(phone, place):
    asking = actions.ask(
        place.enterprise,
        stage=Stage.FOLLOW_UP,
        due_on=dt.date(2025, 7, 1),
        office=place.ground.office,
        **place.acting,
    )
    response = phone.get(f"/ask/{tokens.token_of(asking)}/")
    assert (response.status_code, response.context["closed"].code) == (200, "asking_not_due")
    assert "1 ก.ค. 2568" in response.content.decode()


def test_what_is_asked_no_more_says_so(phone, place, asking, address):
    actions.withdraw(asking, reason=REASON, **place.acting)
    assert phone.get(address).context["closed"].code == "asking_withdrawn"
    assert phone.post(address, {"sales": "1"}).status_code == 409
    assert told() == {}


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_speaks_both_languages(phone, address, language):
    phone.cookies["django_language"] = language
    assert phone.get(address).headers["Content-Language"] == language
