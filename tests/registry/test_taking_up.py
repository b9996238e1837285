"""An office takes up somebody of another province whose citizen number it was given."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import ids
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.records.models import Event
from buranakan.registry import actions, queries
from buranakan.registry.models import PersonReach
from buranakan.services import queries as services
from tests.factories.accounts import member, scope
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.registry import PersonFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
NUMBER = ids.made_up_citizen_number(1)
REASON = "มาขอรับคำปรึกษาที่สำนักงานของเรา"

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return provincial_office(ProvinceFactory(code="50"))


@pytest.fixture
def holder():
    there = provincial_office(ProvinceFactory(code="30"))
    said = {"first_name": "มานี", "province": there.seat, "office": there}
    return actions.add_person(**said, citizen_number=NUMBER, by=None, at=NOON)


def take_up(office, *, number=NUMBER, reason=REASON, by=None):
    return actions.take_up_person(number, office=office, reason=reason, by=by, at=NOON)


def refused(**said):
    with pytest.raises(RuleBroken) as refusal:
        take_up(**said)
    return refusal.value.code


def test_whoever_is_taken_up_can_be_served_and_is_still_edited_at_home(here, holder):
    ours = scope(Role.PROVINCIAL_OFFICER, here)
    assert (list(services.people(ours)), list(queries.people(ours))) == ([], [])
    assert take_up(here) == holder
    assert (list(services.people(ours)), list(queries.people(ours))) == ([holder], [])


def test_one_office_takes_up_for_itself_only(here, holder):
    take_up(here)
    neighbour = provincial_office(ProvinceFactory(code="51"))
    assert list(services.people(scope(Role.PROVINCIAL_OFFICER, neighbour))) == []
    assert list(services.people(scope(Role.EXPERT, here))) == []


def test_the_reason_is_kept_and_the_number_is_not(here, holder):
    officer = member(Role.PROVINCIAL_OFFICER, here)
    take_up(here, by=officer)
    event = Event.objects.get(name="person.taken_up")
    assert (event.on_id, event.office_id, event.province_id, event.by_id, event.payload) == (
        *(str(holder.pk), here.pk, "30", officer.pk),
        {"reason": REASON},
    )
    assert list(PersonReach.objects.values_list("person", "office", "because", "by_id")) == [
        (holder.pk, here.pk, REASON, officer.pk)
    ]


def test_taking_up_twice_is_one_taking_up(here, holder):
    assert [take_up(here), take_up(here)] == [holder, holder]
    assert (PersonReach.objects.count(), Event.objects.filter(name="person.taken_up").count()) == (1, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_desks_of_an_office_take_up_once(race, here, holder):
    assert race([lambda: take_up(here).pk] * 4) == [holder.pk] * 4
    assert Event.objects.filter(name="person.taken_up").count() == 1


def test_what_is_refused(here, holder):
    assert refused(office=here, reason="มา") == "reason_needed"
    assert refused(office=here, reason=f"เลข {NUMBER} มาที่นี่") == "citizen_number_in_text"
    assert refused(office=here, number=ids.made_up_citizen_number(2)) == "nobody_has_this_number"
    assert refused(office=here, number="1234567890123") == "number_check_digit"
    assert (PersonReach.objects.count(), Event.objects.filter(name="person.taken_up").count()) == (0, 0)


def test_a_record_merged_away_is_not_taken_up(here, holder):
    remains = PersonFactory(province=holder.province)
    holder.merged_into = remains
    holder.save()
    assert refused(office=here) == "nobody_has_this_number"
