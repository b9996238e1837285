"""The calendar of a plan: the year by centre, a month day by day with holidays and clashes, and its file."""

import datetime as dt

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.delivery.clashes import Shared
from buranakan.lib import clock
from buranakan.planning.models import PlanLine
from tests.factories.areas import HolidayFactory
from tests.factories.delivery import RoundFactory, SessionFactory, SessionTrainerFactory
from tests.pages.desk.planning_desk import NOW, Desk

pytestmark = pytest.mark.django_db
URL = reverse("desk:plan_calendar")
FILE = reverse("desk:plan_calendar_file")
DAY = dt.date(2025, 2, 11)


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield Desk.opened()


def meets(line, *, day=DAY, trainer="วิทยากร ก", number=1):
    """A round of the line that meets once, from 9 to 12."""
    session = SessionFactory(round=RoundFactory(plan_line=line, number=number), held_on=day)
    SessionTrainerFactory(session=session, name=trainer)
    return session


def february(client, **asked):
    return client.get(URL, {"month": "2025-02"} | asked).context["month"]


def test_a_planner_sees_the_rounds_of_every_centre_and_month(desk):
    desk.approved()
    response = desk.planner.get(URL)
    assert response.status_code == 200
    year = response.context["year"]
    assert (year.planned, {month.month: count for month, count in year.by_month.items() if count}) == (3, {2: 2, 3: 1})
    rows = {row.office: row for row in year.rows}
    planned = {office: row.planned for office, row in rows.items()}
    assert planned == {desk.ground.centre: 2, desk.ground.pio_chiang_mai: 1}
    cell = rows[desk.ground.centre].cells[dt.date(2025, 2, 1)]
    assert (cell.planned, cell.begun, cell.is_too_many) == (2, 0, cell.most < 2)


def test_a_stranger_is_asked_to_sign_in(client, desk):
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_without_plans_is_refused(desk, role):
    assert desk.as_role(role, desk.ground.diprom).get(URL).status_code == 403


def test_another_province_is_absent(desk):
    version = desk.approved()
    korat, surin, _chiang_mai = version.lines.order_by("month", "province")
    meets(korat), meets(surin)
    seen = february(desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_korat))
    assert [one.line.province_id for one in seen.lines] == ["30"]
    assert [one.round.province_id for one in seen.sessions] == ["30"]
    assert seen.clashes == []


def test_wrong_method(desk):
    assert desk.planner.post(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    line = desk.ground.approved(*desk.lines()[:count]).lines.get(province="30")
    for number in range(1, count + 1):
        meets(line, day=DAY + dt.timedelta(days=number), number=number)
    with django_assert_num_queries(QUERIES):
        desk.planner.get(URL, {"month": "2025-02"})


QUERIES = 18


def test_a_month_tells_its_holidays_what_clashes_and_what_has_not_begun(desk):
    version = desk.approved()
    korat, surin = version.lines.filter(month=dt.date(2025, 2, 1)).order_by("province")
    first, second = meets(korat), meets(surin)
    HolidayFactory(on=DAY)
    month = february(desk.planner)
    assert month.working_days == 19
    assert [(clash.shared, clash.what, one, other) for clash, one, other in month.clashes] == [
        (Shared.TRAINER, "วิทยากร ก", first, second)
    ]
    assert [day.on for day in month.on_holidays] == [DAY]
    assert month.not_begun == []
    assert len(month.weeks) == 5 and len(month.days) == 28
    assert month.knows_holidays


def test_the_address_narrows_the_month(desk):
    desk.approved()
    assert [one.line.province_id for one in february(desk.planner, province="32").lines] == ["32"]
    assert february(desk.planner, centre=desk.ground.pio_chiang_mai.code).lines == []
    number = str(PlanLine.objects.first().activity.project.number)
    assert len(february(desk.planner, project=number).not_begun) == 2


def test_the_file_holds_the_sessions_and_no_names_of_people(desk):
    session = meets(desk.approved().lines.get(province="30"))
    response = desk.planner.get(FILE, {"month": "2025-02"})
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.decode().split("\r\n")
    assert f"UID:{session.reference}@buranakan" in lines
    assert "DTSTART:20250211T020000Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert "วิทยากร" not in response.content.decode()
    assert desk.planner.get(FILE, {"month": "2025-03"}).content.decode().count("BEGIN:VEVENT") == 0
