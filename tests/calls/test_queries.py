"""Which calls and applications whom reaches, and what stands beside an application."""

import datetime as dt

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.calls import actions, applying, queries
from buranakan.lib import ids
from tests.calls.conftest import AT, CLOSES, DAY, OPENS, SYSTEM
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory, provincial_office
from tests.factories.planning import ActivityFactory, EnvelopeFactory, PlanLineFactory
from tests.factories.services import ServiceRecordFactory


def near(ground):
    return scope(Role.CENTRE_OFFICER, ground.office)


def test_the_public_reads_published_calls_and_applies_to_open_ones(ground):
    draft, call = ground.written(), ground.published()
    closed = actions.close(ground.published(), by=ground.officer, at=AT)
    assert set(queries.public_calls()) == {call, closed}
    assert list(queries.open_calls(AT)) == [call]
    assert [list(queries.open_calls(at)) for at in (OPENS - dt.timedelta(seconds=1), CLOSES)] == [[], []]
    assert draft not in queries.calls(Scope.public())


def test_calls_in_reach_are_ones_own_and_published_ones_of_ones_provinces(ground):
    draft = ground.written()
    both, korat_only = ground.published(), ground.published(places={ground.korat: 1})
    surin, far = ground.pio_surin, provincial_office(ground.chiang_mai)
    assert set(queries.calls(near(ground))) == {draft, both, korat_only}
    assert set(queries.calls(scope(Role.PROVINCIAL_OFFICER, surin))) == {both}
    assert set(queries.calls(scope(Role.PROVINCIAL_OFFICER, far))) == set()
    assert set(queries.calls(scope(Role.EXECUTIVE, OfficeFactory(ministry=True)))) == {both, korat_only}
    assert set(queries.calls(scope(Role.EXPERT, ground.office))) == set()
    assert set(queries.calls_to_edit(scope(Role.OFFICE_HEAD, ground.office))) == set()
    assert set(queries.calls_to_edit(scope(Role.PROVINCIAL_OFFICER, surin))) == set()
    assert set(queries.calls_to_edit(near(ground))) == {draft, both, korat_only}


def test_applications_in_reach_are_of_ones_calls_or_provinces_and_never_drafts(ground):
    call = ground.published()
    ground.filled(call)
    korat, surin = ground.sent(call), ground.sent(call, province=ground.surin)
    in_surin = scope(Role.PROVINCIAL_OFFICER, ground.pio_surin)
    assert set(queries.applications(near(ground))) == {korat, surin}
    assert set(queries.applications(in_surin)) == {surin}
    assert set(queries.applications(scope(Role.PROVINCIAL_OFFICER, provincial_office(ground.chiang_mai)))) == set()
    assert [queries.applications(one).count() for one in (Scope.public(), SYSTEM)] == [0, 2]
    # Only the calling office decides, and there only who may.
    assert set(queries.applications_to_decide(in_surin)) == set()
    assert set(queries.applications_to_decide(scope(Role.OFFICE_HEAD, ground.office))) == {korat, surin}
    assert set(queries.applications_to_decide(scope(Role.STEWARD, ground.office))) == set()
    assert list(queries.waiting_for_decision(near(ground))) == [korat, surin]


def test_counts_of_a_call_and_of_its_provinces(ground):
    call = ground.published(places={ground.korat: 2, ground.surin: 3})
    ground.accepted(call)
    ground.waiting(call)
    ground.sent(call, province=ground.surin)
    found = queries.with_counts(queries.calls(near(ground))).get()
    counted = (found.places_in_all, found.taken_in_all, found.count_submitted, found.count_waiting)
    assert counted == (5, 1, 1, 1)
    assert (found.count_accepted, found.count_declined) == (1, 0)
    assert {
        row.province_id: (row.places, row.left, row.count_submitted, row.count_waiting)
        for row in queries.places_of(call)
    } == {"30": (2, 1, 0, 1), "32": (3, 3, 1, 0)}


def test_an_application_is_found_by_what_people_ask_with(ground):
    call = ground.published()
    details = {
        "name": "กลุ่มทอผ้าบ้านสวน",
        "kind": "community",
        "number": "130010110001",
        "province": "30",
        "part": "owner",
    }
    wanted = ground.sent(call, enterprise={"has_enterprise": "yes"}, enterprise_details=details)
    ground.sent(call)
    rows = queries.applications(SYSTEM)
    for text in ["สมัคร1", "นางสมัคร1 สมมติ", "081-000-0001", wanted.number, "ทอผ้า", "130010110001"]:
        assert list(queries.find_applications(rows, text)) == [wanted], text
    assert list(queries.find_applications(rows, "ไม่มีใคร")) == []


def test_likely_duplicates_say_what_they_share(ground):
    call, number = ground.published(places={ground.korat: 9}), ids.made_up_citizen_number(800)
    one = ground.sent(call, number=number)
    name = {"title": "", "first_name": "สมัคร1", "last_name": "สมมติ", "home_province": "30"}
    by_phone = ground.sent(call, contact={"phone": "0810000001", "email": "x@example.test"})
    by_name = ground.sent(call, person=name)
    elsewhere = ground.sent(ground.published(), number=number)
    ground.sent(ground.published(activity=ActivityFactory()), number=number)
    ground.sent(call)
    assert {found.application: set(found.shares) for found in applying.look_alikes(one)} == {
        by_phone: {"phone"},
        by_name: {"name"},
        elsewhere: {"citizen_number"},
    }


def test_likely_duplicates_share_an_enterprise_by_number_or_name(ground):
    call = ground.published(places={ground.korat: 9})
    with_number = {"name": "ก ทดสอบ", "kind": "group", "number": "7/2560", "province": "30", "part": "owner"}
    for details in [with_number, with_number | {"number": ""}]:
        said = {"enterprise": {"has_enterprise": "yes"}, "enterprise_details": details}
        first, second = (ground.sent(call, **said) for _each in range(2))
        shared = {found.application: set(found.shares) for found in applying.look_alikes(first)}
        assert shared[second] == {"enterprise"}


def test_earlier_support_in_reach_is_of_the_same_citizen_number(ground):
    call = ground.published()
    application = ground.accepted(call)
    here = ServiceRecordFactory(person=application.person, province=ground.korat)
    ServiceRecordFactory(person=application.person, province=ground.chiang_mai)
    ServiceRecordFactory(province=ground.korat)
    assert list(queries.earlier_support(near(ground), application)) == [here]
    assert queries.is_supported(here.activity_id, application.citizen_number_hash)
    assert not queries.is_supported(ground.activity.pk, application.citizen_number_hash)


def test_without_a_right_number_there_is_no_earlier_support(ground):
    draft, _code = actions.begin(ground.published(), at=AT)
    assert list(queries.earlier_support(near(ground), draft)) == []
    assert queries.is_supported(ground.activity.pk, None) is False


def test_what_an_office_may_call_for(ground):
    fits = {
        "version__plan__envelope": EnvelopeFactory(office=ground.diprom),
        "activity": ground.activity,
        "serving_office": ground.office,
        "province": ground.korat,
    }
    line = PlanLineFactory(version__approved=True, **fits)
    PlanLineFactory(**fits)
    PlanLineFactory(version__approved=True, **fits | {"serving_office": ground.pio_surin})
    assert list(queries.lines_to_call_for(near(ground), on=DAY)) == [line]
    assert ground.activity in queries.activities_to_call_for(on=DAY)
    assert list(queries.activities_to_call_for(on=dt.date(2025, 10, 1))) == []
    assert queries.provinces_to_call_in(near(ground)) == [ground.korat, ground.surin]
