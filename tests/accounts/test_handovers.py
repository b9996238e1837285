"""A new head takes an office over: what the appointment opens, who signs, what is kept, who reads it later."""

import datetime as dt
import json

import pytest

from buranakan.accounts import actions, queries
from buranakan.accounts.models import Handover
from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.records import files
from buranakan.records.models import Event
from tests.constraints import refused_by
from tests.factories.accounts import HandoverFactory, MembershipFactory, UserFactory, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 5, 15, 12, tzinfo=clock.BANGKOK)
TODAY = NOON.date()
SHOWN = json.dumps({"office": "สอจ.", "late": 3}, ensure_ascii=False)


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def office():
    return provincial_office(ProvinceFactory(code="31"))


def appointed(office, *, user=None, on=TODAY, role=Role.OFFICE_HEAD, **said):
    return actions.give_membership(
        user or UserFactory(), role=role, office=office, valid_from=on, by=None, at=NOON, **said
    )


def signed(membership):
    return actions.sign_handover(membership, shown=SHOWN, by=membership.user, at=NOON)


def refused(membership, *, by=None):
    with pytest.raises(RuleBroken) as refusal:
        actions.sign_handover(membership, shown=SHOWN, by=by or membership.user, at=NOON)
    return refusal.value.code


def test_the_appointment_of_a_head_opens_a_handover_and_other_roles_open_none(office):
    head = appointed(office)
    officer = appointed(office, role=Role.PROVINCIAL_OFFICER)
    before_us = appointed(office, takes_over=False)
    assert [one.membership for one in Handover.objects.all()] == [head]
    assert [queries.handover_of(one) for one in (officer, before_us)] == [None, None]
    assert Event.objects.filter(name="handover.opened").count() == 1


def test_a_renewed_appointment_takes_nothing_over(office):
    first = appointed(office, on=dt.date(2024, 10, 1), valid_to=TODAY - dt.timedelta(days=1))
    again = appointed(office, user=first.user)
    assert queries.handover_of(again) is None


def test_signing_keeps_the_page_as_it_was_and_the_trail_proves_it(office):
    before = MembershipFactory(
        role=Role.OFFICE_HEAD, office=office, valid_from=dt.date(2024, 10, 1), valid_to=dt.date(2025, 5, 13)
    )
    handover = signed(appointed(office))
    [event] = Event.objects.filter(name="handover.signed")
    assert files.read(handover.shown.sha256).decode() == SHOWN
    assert (event.payload["sha256"], handover.signed_at) == (files.sha256(SHOWN.encode()), NOON)
    assert (handover.predecessor, handover.shown.classification) == (before, "personal")


def test_who_signs_is_who_was_appointed_and_once(office):
    head = appointed(office)
    assert refused(head, by=UserFactory()) == "handover_of_somebody_else"
    signed(head)
    assert refused(head) == "handover_already_signed"
    assert refused(MembershipFactory(role=Role.OFFICE_HEAD, office=office)) == "nothing_to_take_over"


def test_the_predecessor_is_who_left_last(office):
    held = {"role": Role.OFFICE_HEAD, "office": office}
    MembershipFactory(valid_from=dt.date(2020, 10, 1), valid_to=dt.date(2023, 9, 30), **held)
    last = MembershipFactory(valid_from=dt.date(2023, 10, 1), valid_to=dt.date(2025, 5, 13), **held)
    MembershipFactory(valid_from=dt.date(2024, 1, 1), **held)  # stands in, and has not left
    assert queries.predecessor_of(appointed(office)) == last
    assert queries.predecessor_of(last).valid_to == dt.date(2023, 9, 30)


def test_it_waits_for_the_head_until_it_is_signed(office):
    head = appointed(office)
    asker = queries.scope_of(head, on=TODAY)
    assert queries.handover_waiting(asker, on=TODAY).membership == head
    assert queries.handover_waiting(asker, on=TODAY - dt.timedelta(days=1)) is None
    assert queries.handover_waiting(scope(Role.PROVINCIAL_OFFICER, office), on=TODAY) is None
    signed(head)
    assert queries.handover_waiting(asker, on=TODAY) is None


def test_the_head_the_successor_and_the_auditor_read_what_was_signed(office):
    ministry, diprom = OfficeFactory(ministry=True), OfficeFactory(diprom=True)
    before, unsigned = appointed(office, on=dt.date(2024, 10, 1)), appointed(office)
    kept = signed(before)
    elsewhere = scope(Role.OFFICE_HEAD, provincial_office(ProvinceFactory(code="50")))
    askers = {
        "self": queries.scope_of(before, on=TODAY),
        "successor": queries.scope_of(unsigned, on=TODAY),
        "auditor": scope(Role.AUDITOR, ministry),
        "officer": scope(Role.PROVINCIAL_OFFICER, office),
        "other head": elsewhere,
        "auditor of another department": scope(Role.AUDITOR, diprom),
        "administrator": scope(Role.ADMINISTRATOR, ministry),
    }
    assert {name for name, asker in askers.items() if list(queries.handovers(asker)) == [kept]} == {
        "self", "successor", "auditor"
    }


def test_who_works_here_is_told_to_whoever_takes_over(office):
    head, officer = appointed(office), appointed(office, role=Role.PROVINCIAL_OFFICER)
    appointed(office, role=Role.PROVINCIAL_OFFICER, on=TODAY + dt.timedelta(days=1))
    asker = queries.scope_of(head, on=TODAY)
    assert list(queries.colleagues(asker, on=TODAY)) == [head, officer]
    assert list(queries.colleagues(queries.scope_of(officer, on=TODAY), on=TODAY)) == []


def test_the_database_keeps_the_signed_page_and_refuses_oneself_as_predecessor(office):
    refused_by("a_signed_handover_keeps_what_was_shown", lambda: HandoverFactory(signed_at=NOON))
    membership = MembershipFactory(role=Role.OFFICE_HEAD, office=office)
    refused_by(
        "nobody_takes_over_from_themselves", lambda: HandoverFactory(membership=membership, predecessor=membership)
    )
