"""Closing a round and reopening it, what proves it, and the certificates on paper."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.delivery import actions
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Certificate, Round
from buranakan.lib import clock
from buranakan.records.models import Event, StoredFile
from buranakan.services import actions as services
from buranakan.services.models import ServiceRecord
from tests.factories.areas import OfficeFactory
from tests.factories.finance import AllotmentFactory, CommitmentFactory, EntryFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import (
    FIRST_DAY,
    PNG,
    REASON,
    SECOND_DAY,
    TODAY,
    TrainingDesk,
    seats_of,
    session_url,
    url,
)
from tests.pages.papers import pages_of

QUERIES = 11

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


def sheet(name="ใบลงชื่อ.png"):
    return SimpleUploadedFile(name, PNG + name.encode())


# --- closing ----------------------------------------------------------------------------------------------------------
def test_the_page_says_who_completes_before_anything_is_written(desk):
    round_ = desk.ready(people=2)
    for session in round_.sessions.all():
        desk.marked(session, seats_of(round_)[:1])
    words = desk.client.get(url(round_, "close/")).context
    assert [seat.participant for seat in words["completing"]] == seats_of(round_)[:1]
    assert [seat.participant for seat in words["not_completing"]] == seats_of(round_)[1:]
    assert (words["needed"], words["total_minutes"], ServiceRecord.objects.count()) == (576, 720, 0)


def test_a_day_without_attendance_is_linked_from_what_is_missing_and_a_day_to_come_is_not(desk):
    round_ = desk.round()
    session, later = desk.session(round_, FIRST_DAY), desk.session(round_, TODAY)
    shown = main_text(desk.client.get(url(round_, "close/")))
    linked = [session_url(one, "attendance/") in shown for one in (session, later)]
    assert linked == [True, False]


def test_a_stranger_is_asked_to_sign_in(client, desk):
    round_ = desk.ready()
    pages = ["close/", "reopen/", "evidence/"]
    assert [client.post(url(round_, page)).status_code for page in pages] == [302] * 3
    assert client.get(url(round_, "certificates.pdf")).status_code == 302


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXPERT])
def test_a_role_that_runs_no_rounds_is_refused(desk, role):
    round_, client = desk.ready(), desk.counter.as_role(role)
    pages = ["close/", "reopen/", "evidence/"]
    assert [client.post(url(round_, page), REASON).status_code for page in pages] == [403] * 3
    assert client.get(url(round_, "certificates.pdf")).status_code == 403


def test_reopening_warns_when_the_round_was_paid_for(desk):
    round_ = desk.closed()
    assert desk.client.get(url(round_)).context["paid_satang"] == 0
    grain = {name: getattr(round_, name) for name in ("activity", "owner_office", "serving_office", "province")}
    allotment = AllotmentFactory(**grain)
    commitment = CommitmentFactory(allotment=allotment)
    paid = {"kind": "payment", "amount_satang": 8_000_00, "round": round_, "document_on": TODAY}
    EntryFactory(allotment=allotment, commitment=commitment, **paid)
    response = desk.client.get(url(round_))
    assert (response.context["paid_satang"], "notice-warn" in response.content.decode()) == (8_000_00, True)


def test_closing_is_for_the_office_that_gives_the_round(desk):
    round_ = desk.ready()
    for client in (desk.counter.as_neighbour(), desk.as_centre()):
        answers = [client.post(url(round_, page), REASON) for page in ("close/", "reopen/", "evidence/")]
        assert [answer.status_code for answer in answers] == [404] * 3
    assert Round.objects.get().state == RoundState.RUNNING


@pytest.mark.parametrize("page", ["reopen/", "evidence/"])
def test_wrong_method(desk, page):
    assert desk.client.get(url(desk.ready(), page)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    round_ = desk.ready(people=count)
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(round_, "close/"))


def test_closing_writes_records_and_certificates_with_the_evidence(desk):
    round_ = desk.ready(people=2)
    response = desk.client.post(url(round_, "close/"), {"evidence": [sheet()]})
    assert response.headers["Location"] == url(round_)
    assert [one.evidence.count() for one in ServiceRecord.objects.all()] == [1, 1]
    shown = desk.client.get(url(round_))
    assert [seat.certificate.number_shown for seat in shown.context["seats"]] == ["1/2568", "2/2568"]
    assert "1/2568" in main_text(shown)


def test_a_wrong_file_is_said_beside_the_field_and_the_right_one_is_kept(desk):
    round_ = desk.ready()
    wrong = SimpleUploadedFile("a.exe", b"MZ\x00")
    response = desk.client.post(url(round_, "close/"), {"evidence": [sheet(), wrong]})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["evidence"])
    (kept,) = response.context["kept"]
    desk.client.post(url(round_, "close/"), {"kept": [str(kept.reference)]})
    assert list(Round.objects.get().evidence.all()) == [kept]


def test_closing_twice_from_two_tabs_is_refused_the_second_time(desk):
    round_ = desk.ready()
    desk.client.post(url(round_, "close/"))
    response = desk.client.post(url(round_, "close/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "round_move_not_allowed")
    assert ServiceRecord.objects.count() == 2


def test_a_record_by_hand_in_the_way_is_linked(desk):
    round_ = desk.ready()
    by_hand = services.record_service(
        round_.activity,
        person=seats_of(round_)[0].person,
        serving_office=desk.counter.office,
        province=desk.counter.province,
        served_on=SECOND_DAY,
        minutes=60,
        **desk.acting,
    )
    response = desk.client.post(url(round_, "close/"))
    assert (response.status_code, response.context["refusal"].code) == (409, "participant_already_recorded")
    assert f"/desk/services/{by_hand.reference}/" in main_text(response)


# --- reopening --------------------------------------------------------------------------------------------------------
def test_reopening_takes_everything_back_with_a_reason(desk):
    round_ = desk.closed()
    assert desk.client.post(url(round_, "reopen/"), REASON).headers["Location"] == url(round_)
    assert (Round.objects.get().state, ServiceRecord.objects.standing().count()) == (RoundState.RUNNING, 0)
    assert desk.client.get(url(round_, "certificates.pdf")).status_code == 404


@pytest.mark.parametrize(("reason", "status"), [("", 200), ("ผิด", 409)])
def test_without_a_reason_it_stays_closed(desk, reason, status):
    round_ = desk.closed()
    response = desk.client.post(url(round_, "reopen/"), {"reason": reason})
    assert (response.status_code, Round.objects.get().state) == (status, RoundState.CLOSED)


# --- evidence ---------------------------------------------------------------------------------------------------------
def test_evidence_is_added_later_and_downloaded_to_be_saved(desk):
    round_ = desk.closed()
    assert desk.client.post(url(round_, "evidence/"), {"evidence": [sheet()]}).headers["Location"] == url(round_)
    stored = StoredFile.objects.get()
    response = desk.client.get(url(round_, f"evidence/{stored.reference}/"))
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert [one.evidence.count() for one in ServiceRecord.objects.all()] == [1, 1]


def test_evidence_opens_within_reach_and_to_those_who_see_names(desk):
    round_ = desk.closed()
    desk.client.post(url(round_, "evidence/"), {"evidence": [sheet()]})
    address = url(round_, f"evidence/{StoredFile.objects.get().reference}/")
    executive = desk.counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    assert [client.get(address).status_code for client in (executive, desk.counter.as_neighbour())] == [404, 404]


def test_no_file_and_a_wrong_file_are_said(desk):
    round_ = desk.closed()
    nothing = desk.client.post(url(round_, "evidence/"))
    wrong = desk.client.post(url(round_, "evidence/"), {"evidence": [SimpleUploadedFile("a.exe", b"MZ\x00")]})
    assert (nothing.status_code, nothing.context["refusal"].code) == (409, "evidence_missing")
    assert (wrong.status_code, list(wrong.context["evidence_form"].errors)) == (200, ["evidence"])


# --- certificates -----------------------------------------------------------------------------------------------------
def test_certificates_are_a_page_each_saved_and_left_in_no_browser(desk):
    round_ = desk.closed(people=3)
    response = desk.client.get(url(round_, "certificates.pdf"))
    assert (response.headers["Content-Type"], pages_of(response.content)) == ("application/pdf", 3)
    assert response.headers["Content-Disposition"] == 'attachment; filename="certificates-1.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    event = Event.objects.get(name="round.names_printed")
    assert (event.payload, event.on_id) == ({"paper": "certificates"}, str(round_.pk))


def test_one_certificate_is_printed_by_itself(desk):
    round_ = desk.closed(people=2)
    second = Certificate.objects.get(number=2)
    response = desk.client.get(url(round_, "certificates.pdf"), {"for": str(second.participant.reference)})
    assert (pages_of(response.content), "certificate-2-2568.pdf" in response.headers["Content-Disposition"]) == (
        1,
        True,
    )


def test_what_was_withdrawn_is_not_printed(desk):
    round_ = desk.closed(people=2)
    services.take_back(ServiceRecord.objects.first(), reason=REASON["reason"], **desk.acting)
    assert pages_of(desk.client.get(url(round_, "certificates.pdf")).content) == 1
    assert desk.client.get(url(round_, "certificates.pdf"), {"for": "x"}).status_code == 404
    actions.reopen_round(round_, reason=REASON["reason"], **desk.acting)
    assert desk.client.get(url(round_, "certificates.pdf")).status_code == 404
