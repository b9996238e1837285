"""Entering a framework with its pillars on one page, changing it, ending it, and its indicators."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.outcomes.models import Indicator
from buranakan.policy.models import Framework, PillarWording
from tests.factories.policy import FrameworkFactory, PillarFactory
from tests.pages.desk.promise_desk import NOON, client_of, code_of

ADD = "/desk/frameworks/add/"
TYPED = {
    "name_th": "ก้าวใหม่",
    "level": "minister",
    "owner_th": "รัฐมนตรีว่าการกระทรวงอุตสาหกรรม",
    "pillar_label_th": "แนวทาง",
    "valid_from": "1 มิ.ย. 2568",
    "source": "แถลงข่าว",
    "confidence": "A",
    "rows": "2",
    "pillar-1-name_th": "รายได้ชุมชน",
    "pillar-2-name_th": "กฎหมาย",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def administrator():
    return client_of(Role.ADMINISTRATOR)


@pytest.fixture
def kept():
    framework = FrameworkFactory(code="kept", valid_from=dt.date(2024, 10, 7))
    PillarFactory(framework=framework, code="one", worded="เดิม")
    return framework


def changes(framework, **said):
    given = {name: getattr(framework, name) for name in ("name_th", "level", "owner_th", "pillar_label_th", "source")}
    return given | {
        "valid_from": "7/10/2567",
        "confidence": "A",
        "rows": "2",
        "pillar-1-code": "one",
        "pillar-1-name_th": "ใหม่",
        "worded_from": "15/5/2568",
        "because": "ประกาศใหม่",
        **said,
    }


def words(framework):
    return list(PillarWording.objects.filter(pillar__framework=framework).values_list("name_th", "valid_from"))


def test_a_framework_is_entered_on_one_page(administrator):
    assert administrator.get(ADD).context["form"].rows == 4
    response = administrator.post(ADD, TYPED)
    framework = Framework.objects.get()
    assert response.url == f"/desk/frameworks/{framework.code}/"
    assert words(framework) == [("รายได้ชุมชน", dt.date(2025, 6, 1)), ("กฎหมาย", dt.date(2025, 6, 1))]
    page = administrator.get(response.url)
    assert (page.status_code, page.context["badge"]["tone"], page.context["may_edit"]) == (200, "info", True)
    coming = administrator.get("/desk/frameworks/").context["around"][0][1]
    assert [one.framework.code for one in coming] == [framework.code]


def test_one_more_row_keeps_what_was_typed_and_judges_nothing(administrator):
    response = administrator.post(ADD, TYPED | {"more": "1", "name_th": "", "valid_from": "เร็ว ๆ นี้"})
    form = response.context["form"]
    assert (response.status_code, form.rows, form.errors) == (200, 3, [])
    assert [part["name_th"].value() for part in form.pillars] == ["รายได้ชุมชน", "กฎหมาย", ""]
    assert form.framework["valid_from"].value() == "เร็ว ๆ นี้"
    assert not Framework.objects.exists()


def test_a_refusal_stands_beside_its_field_with_everything_typed_kept(administrator, kept):
    response = administrator.post(ADD, TYPED | {"name_th": kept.name_th})
    assert response.status_code == 409
    form = response.context["form"]
    assert form.framework.errors.as_data()["name_th"][0].code == "framework_already_there"
    assert form.pillars[0]["name_th"].value() == "รายได้ชุมชน"
    response = administrator.post(ADD, TYPED | {"pillar-2-name_th": "รายได้ชุมชน"})
    assert (response.status_code, code_of(response)) == (409, "pillars_alike")
    assert administrator.post(ADD, TYPED | {"valid_from": "เร็ว ๆ นี้"}).status_code == 200
    assert Framework.objects.count() == 1


def test_a_change_is_a_new_wording_from_a_day(administrator, kept):
    edit = f"/desk/frameworks/{kept.code}/edit/"
    form = administrator.get(edit).context["form"]
    assert [part["name_th"].value() for part in form.pillars] == ["เดิม", None, None, None]
    assert administrator.post(edit, changes(kept)).status_code == 302
    assert words(kept) == [("เดิม", dt.date(2024, 10, 7)), ("ใหม่", dt.date(2025, 5, 15))]
    response = administrator.post(edit, changes(kept, **{"pillar-1-name_th": "อีก", "worded_from": "7/10/2567"}))
    error = response.context["form"].framework.errors.as_data()["worded_from"][0]
    assert (response.status_code, error.code) == (409, "wording_needs_a_later_day")


def test_a_framework_ends_on_a_day(administrator, kept):
    end = f"/desk/frameworks/{kept.code}/end/"
    assert administrator.get(end).status_code == 200
    assert administrator.post(end, {"last_day": "31/5/2568", "because": "รัฐมนตรีใหม่"}).status_code == 302
    kept.refresh_from_db()
    assert kept.valid_to == dt.date(2025, 5, 31)
    response = administrator.post(end, {"last_day": "1/1/2567", "because": "ผิด"})
    error = response.context["form"].errors.as_data()["last_day"][0]
    assert (response.status_code, error.code) == (409, "framework_ends_before_it_begins")


def test_an_indicator_is_entered_for_a_pillar_and_changed(administrator, kept):
    add = f"/desk/frameworks/{kept.code}/indicators/add/?pillar=one"
    assert administrator.get(add).context["form"]["pillars"].value() == ["kept.one"]
    typed = {
        "name_th": "ใบอนุญาตทันกำหนด",
        "unit_th": "ร้อยละ",
        "direction": "more",
        "counted_for": "enterprise",
        "method": "measured",
        "evidence_level": "documented",
        "highest_hundredths": "๑๐๐",
        "pillars": ["kept.one"],
        "source": "คู่มือ",
        "confidence": "A",
        "is_used": "on",
    }
    assert administrator.post(add, typed).url == "/desk/frameworks/kept/"
    indicator = Indicator.objects.get()
    assert (indicator.highest_hundredths, indicator.method) == (100_00, "measured")
    edit = f"/desk/outcomes/indicators/{indicator.code}/edit/"
    assert administrator.get(edit).context["form"]["name_th"].value() == "ใบอนุญาตทันกำหนด"
    assert administrator.post(edit, typed | {"name_th": "ใบอนุญาตเร็ว"}).status_code == 302
    response = administrator.post(edit, typed | {"name_th": "ใบอนุญาตเร็ว"})
    assert (response.status_code, code_of(response)) == (409, "nothing_changed")
    response = administrator.post(add, typed | {"highest_hundredths": "0"})
    assert response.context["form"].errors.as_data()["highest_hundredths"][0].code == "indicator_without_room"


@pytest.mark.parametrize("role", [Role.PLANNER, Role.EXECUTIVE])
def test_others_read_and_do_not_write(role, kept):
    client = client_of(role)
    page = client.get(f"/desk/frameworks/{kept.code}/")
    assert (page.status_code, page.context["may_edit"]) == (200, False)
    assert [client.get(one).status_code for one in (ADD, f"/desk/frameworks/{kept.code}/edit/")] == [403, 403]


def test_a_framework_nobody_knows_is_not_found(administrator):
    assert administrator.get("/desk/frameworks/none/").status_code == 404
