"""Sessions of a round and their trainers."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.delivery.models import Session, SessionTrainer
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.factories.areas import HolidayFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.training_desk import FIRST_DAY, REASON, SECOND_DAY, TrainingDesk, session_url, url

WRITTEN = {
    "held_on": "12 พ.ค. 2568",
    "starts_at": "๙.๐๐ น.",
    "ends_at": "16:00",
    "break_minutes": "1 ชม.",
    "topic": "บัญชีร้านค้า",
    "venue": "",
}
QUERIES = 7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield TrainingDesk.opened()


@pytest.fixture
def round_(desk):
    return desk.round()


def test_a_session_is_added_as_it_is_written_here(desk, round_):
    response = desk.client.post(url(round_, "sessions/add/"), WRITTEN)
    session = Session.objects.get()
    assert response.headers["Location"] == url(round_)
    assert (session.held_on, session.starts_at, session.ends_at, session.minutes, session.venue) == (
        FIRST_DAY,
        dt.time(9),
        dt.time(16),
        360,
        "หอประชุมอำเภอ",
    )


def test_a_holiday_and_a_venue_that_is_taken_are_told_and_not_refused(desk, round_):
    HolidayFactory(on=FIRST_DAY, name_th="วันหยุดทดสอบ")
    desk.session(desk.round())
    response = desk.client.post(url(round_, "sessions/add/"), WRITTEN, follow=True)
    assert Session.objects.count() == 2
    told = [one.message for one in response.context["messages"] if one.level_tag == "warning"]
    assert len(told) == 2
    assert "วันหยุดทดสอบ" in told[0] and round_.venue in told[1]


def test_a_stranger_is_asked_to_sign_in(client, desk, round_):
    session = desk.session(round_)
    addresses = [
        url(round_, "sessions/add/"),
        url(round_, "trainers/add/"),
        session_url(session, "edit/"),
        session_url(session, "call-off/"),
    ]
    assert [client.post(address).status_code for address in addresses] == [302] * 4


def test_a_role_that_runs_no_rounds_is_refused(desk, round_):
    head = desk.counter.as_role(Role.OFFICE_HEAD)
    assert [head.get(url(round_, page)).status_code for page in ("sessions/add/", "trainers/add/")] == [403, 403]


def test_sessions_are_written_by_the_office_that_gives_the_round(desk, round_):
    session = desk.session(round_)
    trainer = SessionTrainer.objects.create(session=session, name="อาจารย์", minutes=60)
    for client in (desk.counter.as_neighbour(), desk.as_centre()):
        answers = [
            client.get(url(round_, "sessions/add/")),
            client.get(url(round_, "trainers/add/")),
            client.get(session_url(session, "edit/")),
            client.post(session_url(session, "call-off/"), REASON),
            client.post(f"/desk/rounds/trainers/{trainer.pk}/take-off/"),
        ]
        assert [answer.status_code for answer in answers] == [404] * 5


def test_wrong_method(desk, round_):
    session = desk.session(round_)
    assert desk.client.get(session_url(session, "call-off/")).status_code == 405
    assert desk.client.put(url(round_, "sessions/add/")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, round_, count, django_assert_num_queries):
    for place in range(count):
        desk.session(round_, FIRST_DAY + dt.timedelta(days=place))
    with django_assert_num_queries(QUERIES):
        desk.client.get(url(round_, "sessions/add/"))


def test_the_next_session_is_proposed_like_the_last_one_a_day_later(desk, round_):
    desk.session(round_, FIRST_DAY, venue="ศูนย์ราชการ")
    form = desk.client.get(url(round_, "sessions/add/")).context["form"]
    assert (form["held_on"].value(), form["starts_at"].value(), form["venue"].value()) == (
        "13 พ.ค. 2568",
        "09.00",
        "ศูนย์ราชการ",
    )


def test_a_session_at_the_same_time_is_refused_beside_its_field_and_what_was_typed_stays(desk, round_):
    desk.session(round_)
    response = desk.client.post(url(round_, "sessions/add/"), WRITTEN)
    form = response.context["form"]
    assert (response.status_code, form.errors.as_data()["starts_at"][0].code) == (409, "sessions_overlap")
    assert form["topic"].value() == "บัญชีร้านค้า"


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("starts_at", "เก้าโมง", "time_not_understood"),
        ("starts_at", "25.00", "time_not_understood"),
        ("ends_at", "9.75", "time_not_understood"),
        ("held_on", "เมื่อวาน", "date_not_understood"),
        ("break_minutes", "นาน", "duration_not_understood"),
        ("topic", "", "required"),
    ],
)
def test_what_is_not_understood_is_said_beside_its_field(desk, round_, column, typed, code):
    response = desk.client.post(url(round_, "sessions/add/"), WRITTEN | {column: typed})
    assert response.context["form"].errors.as_data()[column][0].code == code
    assert Session.objects.count() == 0


def test_a_session_is_changed(desk, round_):
    session = desk.session(round_)
    assert desk.client.get(session_url(session, "edit/")).context["form"]["held_on"].value() == "12 พ.ค. 2568"
    desk.client.post(session_url(session, "edit/"), WRITTEN | {"held_on": "13/5/2568"})
    session.refresh_from_db()
    assert (session.held_on, session.topic) == (SECOND_DAY, "บัญชีร้านค้า")


def test_a_session_is_called_off_with_a_reason(desk, round_):
    session = desk.session(round_)
    without = desk.client.post(session_url(session, "call-off/"), {"reason": "x"})
    assert (without.status_code, without.context["refusal"].code) == (409, "reason_needed")
    assert desk.client.post(session_url(session, "call-off/"), {}).status_code == 200
    assert desk.client.post(session_url(session, "call-off/"), REASON).headers["Location"] == url(round_)
    assert REASON["reason"] in main_text(desk.client.get(url(round_)))
    assert desk.client.get(session_url(session, "edit/")).status_code == 404


# --- trainers ---------------------------------------------------------------------------------------------------------
def test_an_expert_teaches_all_sessions_unless_some_are_left_out(desk, round_):
    sessions = [desk.session(round_), desk.session(round_, SECOND_DAY)]
    expert = member(Role.EXPERT, desk.counter.office)
    form = desk.client.get(url(round_, "trainers/add/")).context["form"]
    assert form["sessions"].value() == [str(one.reference) for one in sessions]
    written = {"user": str(expert.pk), "organisation": "อิสระ", "sessions": [str(sessions[1].reference)]}
    assert desk.client.post(url(round_, "trainers/add/"), written).headers["Location"] == url(round_)
    trainer = SessionTrainer.objects.get()
    assert (trainer.session, trainer.user, trainer.minutes) == (sessions[1], expert, 360)


def test_somebody_teaches(desk, round_):
    session = desk.session(round_)
    member(Role.EXPERT, desk.counter.office)
    response = desk.client.post(url(round_, "trainers/add/"), {"sessions": [str(session.reference)]})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["name"])


def test_a_trainer_who_would_teach_longer_than_the_session_is_refused(desk, round_):
    session = desk.session(round_)
    written = {"name": "อาจารย์", "minutes": "7 ชม.", "sessions": [str(session.reference)]}
    response = desk.client.post(url(round_, "trainers/add/"), written)
    assert (response.status_code, list(response.context["form"].errors)) == (409, ["minutes"])
    assert SessionTrainer.objects.count() == 0


def test_a_trainer_is_taken_off_and_the_second_tab_is_refused(desk, round_):
    trainer = SessionTrainer.objects.create(session=desk.session(round_), name="อาจารย์", minutes=60)
    address = f"/desk/rounds/trainers/{trainer.pk}/take-off/"
    assert desk.client.post(address).headers["Location"] == url(round_)
    again = desk.client.post(address)
    assert (again.status_code, again.context["refusal"].code) == (409, "trainer_already_off")
