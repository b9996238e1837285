"""Who finds whom: reach, spellings, numbers, telephone, merged records."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.lib import clock, ids
from buranakan.registry import actions, queries
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.registry import EnterpriseFactory, PersonFactory

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.system("test")
NUMBER = ids.made_up_citizen_number(1)


@pytest.fixture
def here():
    return ProvinceFactory(code="30")


@pytest.fixture
def elsewhere():
    return ProvinceFactory(code="50")


@pytest.fixture
def office(here):
    return provincial_office(here)


@pytest.fixture
def officer_scope(office):
    return scope(Role.PROVINCIAL_OFFICER, office)


def added(office, province, **details):
    details = {"first_name": "สมศรี", "last_name": "ใจดี", "title": "นาง"} | details
    return actions.add_person(**details, province=province, office=office, by=None, at=clock.now())


def test_an_office_sees_the_people_of_its_provinces(officer_scope, here, elsewhere):
    mine = PersonFactory(province=here)
    PersonFactory(province=elsewhere)
    assert list(queries.people(officer_scope)) == [mine]


def test_an_office_sees_whom_it_registered_itself(officer_scope, office, elsewhere):
    walked_in = PersonFactory(province=elsewhere, registered_by_office=office)
    PersonFactory(province=elsewhere)
    assert list(queries.people(officer_scope)) == [walked_in]


def test_a_centre_sees_all_its_provinces(here, elsewhere):
    centre = centre_of(here, elsewhere)
    both = {PersonFactory(province=here), PersonFactory(province=elsewhere)}
    PersonFactory(province=ProvinceFactory(code="90"))
    assert set(queries.people(scope(Role.CENTRE_OFFICER, centre))) == both


def test_a_steward_of_a_department_sees_everybody(here, elsewhere):
    everybody = {PersonFactory(province=here), PersonFactory(province=elsewhere)}
    assert set(queries.people(scope(Role.STEWARD, OfficeFactory(diprom=True)))) == everybody


def test_the_public_and_an_expert_see_nobody(office, here):
    PersonFactory(province=here)
    EnterpriseFactory(province=here)
    for seen_by in (Scope.public(), scope(Role.EXPERT, office)):
        assert (list(queries.people(seen_by)), list(queries.enterprises(seen_by))) == ([], [])


def test_enterprises_follow_the_same_reach(officer_scope, office, here, elsewhere):
    seen = {EnterpriseFactory(province=here), EnterpriseFactory(province=elsewhere, registered_by_office=office)}
    EnterpriseFactory(province=elsewhere)
    assert set(queries.enterprises(officer_scope)) == seen


@pytest.mark.parametrize(
    "text",
    [
        "สมศรี ใจดี",
        "ใจดี สมศรี",
        "สม\u200bศรีใจดี",
        "สมศ",
        "นางสมศรี",
        "นาง สมศรี ใจดี",
        "081-234-5678",
        "+66 81 234 5678",
        "๐๘๑๒๓๔๕๖๗๘",
        "5678",
        NUMBER,
        ids.format_citizen_number(NUMBER),
    ],
)
def test_a_person_is_found_however_they_are_written(office, here, text):
    person = added(office, here, phone="0812345678", citizen_number=NUMBER)
    added(office, here, first_name="มานะ", last_name="อดทน", phone="0899999999")
    assert list(queries.find_people(queries.people(EVERYTHING), text)) == [person]


@pytest.mark.parametrize(
    ("kept", "looked_for"),
    [("ชำนาญ", "ชํานาญ"), ("แก้ว", "เเก้ว"), ("ทดสอบ 12", "ทดสอบ ๑๒"), ("น้ำฝน", "นํ้าฝน")],
    ids=["sara-am", "doubled-e", "thai-digits", "tone-and-sara-am"],
)
def test_a_name_is_found_in_any_spelling(office, here, kept, looked_for):
    person = added(office, here, first_name=kept)
    assert list(queries.find_people(queries.people(EVERYTHING), looked_for)) == [person]


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "%", "_", "567", NUMBER[:-2], ids.made_up_citizen_number(2), "สมศรี อดทน"]
)
def test_what_matches_nobody_finds_nobody(office, here, text):
    added(office, here, phone="0812345678", citizen_number=NUMBER)
    assert list(queries.find_people(queries.people(EVERYTHING), text)) == []


@pytest.mark.parametrize("text", ["ทอผ้า", "กลุ่ม บ้านหนอง", "130010110001", "1-30-01-01/1-0001"])
def test_an_enterprise_is_found_by_name_or_number(office, here, text):
    found = actions.add_enterprise(
        name="กลุ่มทอผ้าบ้านหนองใหญ่",
        kind="community",
        number="130010110001",
        province=here,
        office=office,
        by=None,
        at=clock.now(),
    )
    actions.add_enterprise(name="ร้านอื่น", kind="sole", province=here, office=office, by=None, at=clock.now())
    assert list(queries.find_enterprises(queries.enterprises(EVERYTHING), text)) == [found]


def test_a_merged_person_leaves_the_lists_and_leads_to_the_one_that_remains(here):
    remains = PersonFactory(province=here)
    between = PersonFactory(province=here, merged_into=remains)
    merged = PersonFactory(province=here, merged_into=between)
    assert list(queries.people(EVERYTHING)) == [remains]
    assert set(queries.every_person(EVERYTHING)) == {remains, between, merged}
    assert [queries.canonical(one) for one in (remains, between, merged)] == [remains] * 3


def test_likely_people_share_name_and_province_within_reach(officer_scope, office, here, elsewhere):
    likely = added(office, here)
    added(office, elsewhere)
    added(office, here, last_name="ใจงาม")
    found = queries.likely_people(officer_scope, first_name="สม ศรี", last_name="ใจดี", province=here)
    assert found == [likely]


def test_likely_people_out_of_reach_are_not_told(officer_scope, elsewhere):
    added(provincial_office(elsewhere), elsewhere)
    found = queries.likely_people(officer_scope, first_name="สมศรี", last_name="ใจดี", province=elsewhere)
    assert found == []


def test_likely_enterprises_share_name_and_province(officer_scope, office, here):
    one = actions.add_enterprise(name="กลุ่มทอผ้า", kind="group", province=here, office=office, by=None, at=clock.now())
    assert queries.likely_enterprises(officer_scope, name="กลุ่ม ทอผ้า", province=here) == [one]


def test_the_mask_shows_the_last_digits_only(office, here):
    person = added(office, here, citizen_number=NUMBER)
    assert queries.masked_citizen_number(person) == f"x-xxxx-xxxxx-{NUMBER[-3:-1]}-{NUMBER[-1]}"
    assert queries.masked_citizen_number(PersonFactory.build()) == ""


def test_parts_are_shown_only_where_both_ends_are_in_reach(officer_scope, here, elsewhere):
    person, stranger = PersonFactory(province=here), PersonFactory(province=elsewhere)
    near, far = EnterpriseFactory(province=here), EnterpriseFactory(province=elsewhere)
    seen = actions.link_part(person, near, part="owner", by=None, at=clock.now())
    actions.link_part(person, far, part="owner", by=None, at=clock.now())
    actions.link_part(stranger, near, part="member", by=None, at=clock.now())
    assert list(queries.parts_of(person, officer_scope)) == [seen]
    assert list(queries.parts_in(near, officer_scope)) == [seen]
