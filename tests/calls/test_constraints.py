"""The database says it too: each constraint of calls, tripped by its name."""

import datetime as dt

import pytest

from buranakan.calls.enums import ApplicationState
from buranakan.lib import clock
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.areas import ProvinceFactory
from tests.factories.calls import (
    ApplicationFactory,
    CallFactory,
    CallPlacesFactory,
    CriterionFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db
EARLY = dt.datetime(2025, 1, 1, tzinfo=clock.BANGKOK)

WRONG = {
    "a_call_closes_after_it_opens": lambda: CallFactory(opens_at=EARLY, closes_at=EARLY),
    "places_are_never_oversold": lambda: CallPlacesFactory(places=1, places_taken=2),
    "sent_applications_have_a_moment_a_province_and_a_consent": lambda: ApplicationFactory(consented_at=None),
    "an_accepted_application_has_its_person": lambda: ApplicationFactory(accepted=True, person=None),
    "a_waiting_application_has_its_order": lambda: ApplicationFactory(state=ApplicationState.WAITING),
    "a_declined_application_has_a_reason": lambda: ApplicationFactory(state=ApplicationState.DECLINED),
}


def like(maker, **said):
    return lambda: maker(**said)


TWICE = {
    "one_row_of_places_per_call_and_province": lambda: like(
        CallPlacesFactory, call=CallFactory(), province=ProvinceFactory()
    ),
    "one_criterion_per_place_in_a_call": lambda: like(CriterionFactory, call=CallFactory(), order=1),
    "one_question_per_place_in_a_call": lambda: like(QuestionFactory, call=CallFactory(), order=1),
    "one_live_application_per_person_and_call": lambda: like(
        ApplicationFactory, call=CallFactory(), citizen_number_hash="ab" * 32
    ),
    "one_place_in_the_waiting_list_each": lambda: like(
        ApplicationFactory,
        call=CallFactory(),
        province=ProvinceFactory(),
        state=ApplicationState.WAITING,
        waiting_number=1,
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_refused(name):
    refused_by(name, WRONG[name])


@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_like_the_first_is_refused(name):
    make = TWICE[name]()
    make()
    refused_as_second_by(name, make)
