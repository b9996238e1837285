"""What the papers of a round say, and that they come out. Texts are judged as values: PDF tools garble Thai."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery import queries
from buranakan.delivery.models import Certificate
from buranakan.lib import clock
from buranakan.pages.desk import round_papers
from buranakan.records.models import Event
from tests.factories.areas import OfficeFactory
from tests.factories.registry import EnterpriseFactory
from tests.pages.desk.counter import NOW
from tests.pages.desk.training_desk import FIRST_DAY, SECOND_DAY, TrainingDesk, seats_of, session_url
from tests.pages.papers import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


def people_of(session):
    return [participant for participant, _mark in queries.marks(session)]


# --- the sign-in sheet ------------------------------------------------------------------------------------------------
def test_the_sheet_names_the_roster_in_thai_digits_with_rows_for_walk_ins(desk):
    round_ = desk.round(places=8)
    session = desk.session(round_)
    seat = desk.seat(round_, phone="0812345678")
    seat.enterprise = EnterpriseFactory(name="กลุ่มทอผ้า")
    seat.save()
    said = round_papers.sheet_values(session, people_of(session))
    assert said["rows"][0] == {
        "number": "๑",
        "name": {"title": "นาง", "first": "สมศรี", "last": "ใจดี"},
        "enterprise": "กลุ่มทอผ้า",
        "phone": "xxx-xxx-5678",
    }
    assert [row["number"] for row in said["rows"][1:]] == ["๒", "๓", "๔", "๕", "๖", "๗", "๘"]
    assert "๑๒ พฤษภาคม พ.ศ. ๒๕๖๘" in said["when"]
    assert ("๐๙.๐๐" in said["when"], "๑๖.๐๐" in said["when"]) == (True, True)


@pytest.mark.parametrize(("places", "on_roster", "blank"), [(2, 2, 5), (8, 1, 7), (40, 1, 10)])
def test_there_are_some_empty_rows_and_never_a_book_of_them(desk, places, on_roster, blank):
    round_ = desk.round(places=places)
    session = desk.session(round_)
    desk.seats(round_, on_roster)
    assert len(round_papers.sheet_values(session, people_of(session))["rows"]) == on_roster + blank


def test_a_long_roster_comes_out_on_several_pages(desk):
    round_ = desk.round(places=40)
    session = desk.session(round_)
    desk.seats(round_, 40)
    assert pages_of(round_papers.sign_in_sheet(session, people_of(session))) == 3


def test_whatever_is_typed_is_printed_and_never_run(desk):
    round_ = desk.round(title='#panic("x") *$ <a> \\ "')
    session = desk.session(round_, topic='#read("/etc/passwd") $x^2$ @ref // ก')
    desk.seat(round_, first_name="#strong[x]", last_name="*ดาว*")
    assert pages_of(round_papers.sign_in_sheet(session, people_of(session))) == 1


def test_the_sheet_is_saved_and_the_trail_knows_who_printed_names(desk):
    session = desk.session(desk.round())
    response = desk.client.get(session_url(session, "sheet.pdf"))
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="sign-in-2025-05-12.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    event = Event.objects.get(name="round.names_printed")
    assert (event.payload, event.office_id) == ({"paper": "sign_in_sheet"}, desk.counter.office.pk)


def test_the_expert_of_the_session_prints_it_and_others_do_not(desk, client):
    session = desk.session(desk.round())
    address = session_url(session, "sheet.pdf")
    assert desk.expert(session).get(address).status_code == 200
    assert client.get(address).status_code == 302
    assert desk.counter.as_role(Role.OFFICE_HEAD).get(address).status_code == 403
    strangers = (desk.counter.as_neighbour(), desk.as_centre(), desk.counter.as_role(Role.EXPERT))
    assert [one.get(address).status_code for one in strangers] == [404] * 3
    assert desk.client.post(address).status_code == 405


# --- certificates -----------------------------------------------------------------------------------------------------
def test_a_certificate_says_who_what_when_how_long_and_how_to_check(desk, settings):
    settings.PUBLIC_ADDRESS = "https://buranakan.example"
    round_ = desk.closed(people=1)
    certificate = Certificate.objects.get()
    days = [FIRST_DAY, SECOND_DAY]
    said = round_papers.certificate_values(round_, [certificate], days=days)
    (one,) = said["certificates"]
    assert (one["name"], one["code"], "๑/๒๕๖๘" in one["number"]) == (
        seats_of(round_)[0].person.full_name,
        certificate.code_shown,
        True,
    )
    assert "๑๒ – ๑๓ พฤษภาคม พ.ศ. ๒๕๖๘" in one["attended"]
    assert "๑๒" in one["attended"].split("พ.ศ. ๒๕๖๘")[1]
    assert "๑๕ พฤษภาคม พ.ศ. ๒๕๖๘" in one["given"]
    assert (said["address"], said["course"], said["office"]) == (
        "buranakan.example/certificates/",
        "การตลาดออนไลน์",
        "หน่วยงาน pio-๓๐",
    )
    assert one["qr"].startswith("<svg")


@pytest.mark.parametrize(("minutes", "said"), [(360, ["๖"]), (390, ["๖", "๓๐"]), (1800, ["๓๐"])])
def test_hours_are_said_with_their_minutes_where_there_are_some(minutes, said):
    digits = "".join(letter if letter in "๐๑๒๓๔๕๖๗๘๙" else " " for letter in round_papers.length(minutes))
    assert digits.split() == said


def test_the_papers_are_in_thai_whoever_prints_them(desk):
    round_ = desk.closed(people=1)
    desk.client.cookies["django_language"] = "en"
    said = round_papers.certificate_values(round_, list(Certificate.objects.all()), days=[FIRST_DAY])
    assert said["certificates"][0]["given"].endswith("พ.ศ. ๒๕๖๘")
    assert said["activity"].count(round_.activity.name_th) == 1


def test_the_head_of_a_centre_signs_as_its_director(desk):
    centre = OfficeFactory(centre=True, name_th="ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6")
    round_ = desk.closed(people=1)
    round_.serving_office = centre
    said = round_papers.certificate_values(round_, [], days=[FIRST_DAY])
    assert "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ ๖" in said["words"]["signs"]
    assert said["office"] == "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ ๖"
