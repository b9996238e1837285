"""Tagging projects to pillars, ending and taking back, and moving all of them to the next framework on one screen."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning.models import PillarTag, Retagging
from tests.factories.areas import ProvinceFactory, centre_of
from tests.factories.planning import ActivityFactory, PillarTagFactory
from tests.factories.policy import FrameworkFactory, PillarFactory
from tests.pages.desk.promise_desk import NOON, client_of, code_of

pytestmark = pytest.mark.django_db

TAGS, RETAG = "/desk/frameworks/now/tags/", "/desk/frameworks/next/retag/"
CHANGE = dt.date(2025, 6, 1)


class Desk:
    def __init__(self):
        self.now = FrameworkFactory(code="now", valid_to=CHANGE - dt.timedelta(days=1))
        self.next = FrameworkFactory(code="next", valid_from=CHANGE)
        self.save = PillarFactory(framework=self.now, worded="รายได้ชุมชน")
        self.income = PillarFactory(framework=self.next, worded="เพิ่มรายได้")
        self.activity = ActivityFactory()
        self.planner = client_of(Role.PLANNER)

    def typed(self, **said):
        given = {"holder": f"project:{self.activity.project.pk}", "pillar": str(self.save.pk)}
        return given | {"weight_percent": "๖๐", "valid_from": "7/10/2567", "because": "ทดสอบ"} | said

    def confirmed(self, *tags, **said):
        row = {"is_confirmed": "on", "pillar": str(self.income.pk), "weight_percent": "80", "because": "สืบเนื่อง"}
        return {f"tag-{tag.pk}-{name}": text for tag in tags for name, text in (row | said).items()}


@pytest.fixture
def desk():
    with clock.frozen_at(NOON):
        yield Desk()


def test_a_planner_tags_a_project_and_what_is_too_much_is_refused_beside_its_field(desk):
    assert desk.planner.get(TAGS).context["untagged"].get() == desk.activity.project
    assert desk.planner.post(TAGS, desk.typed()).status_code == 302
    tag = PillarTag.objects.get()
    assert (tag.project, tag.weight_percent, tag.valid_from) == (desk.activity.project, 60, dt.date(2024, 10, 7))
    page = desk.planner.get(TAGS)
    assert [row["may_be_taken_back"] for row in page.context["rows"]] == [True]
    assert page.context["form"]["pillar"].label == desk.now.pillar_label
    other = PillarFactory(framework=desk.now)
    response = desk.planner.post(TAGS, desk.typed(pillar=str(other.pk), weight_percent="41"))
    error = response.context["form"].errors.as_data()["weight_percent"][0]
    assert (response.status_code, error.code) == (409, "tags_weigh_more_than_all")
    assert response.context["form"]["because"].value() == "ทดสอบ"
    assert desk.planner.post(TAGS, desk.typed(holder=f"activity:{desk.activity.pk}")).status_code == 302


def test_a_tag_is_ended_or_taken_back(desk):
    tag = PillarTagFactory(pillar=desk.save, project=desk.activity.project)
    end = f"/desk/tags/{tag.reference}/end/"
    assert desk.planner.get(end).status_code == 200
    response = desk.planner.post(end, {"valid_to": "1/1/2560", "because": "ผิด"})
    assert response.context["form"].errors.as_data()["valid_to"][0].code == "tag_ends_before_it_begins"
    assert desk.planner.post(end, {"valid_to": "1/5/2568", "because": "จบ"}).status_code == 302
    tag.refresh_from_db()
    assert tag.valid_to == dt.date(2025, 5, 1)
    assert desk.planner.post(f"/desk/tags/{tag.reference}/take-back/").status_code == 302
    assert code_of(desk.planner.post(f"/desk/tags/{tag.reference}/take-back/")) == "tag_already_taken_back"


def test_all_projects_move_on_one_screen_each_confirmed_and_the_move_is_undone(desk):
    tag = PillarTagFactory(pillar=desk.save, project=desk.activity.project, weight_percent=60)
    other = PillarTagFactory(pillar=desk.save)
    page = desk.planner.get(RETAG)
    rows = page.context["shown"].rows.rows
    assert [(row.move.tag, row["pillar"].value(), row["is_confirmed"].value()) for row in rows] == [
        (one, str(desk.income.pk), None) for one in (tag, other)
    ]
    assert "รายได้" in rows[0]["because"].value()
    assert desk.next.pillar_label in rows[0]["pillar"].label
    nothing = desk.planner.post(RETAG, {})
    assert (nothing.status_code, code_of(nothing)) == (409, "nothing_to_retag")
    lacking = desk.planner.post(RETAG, desk.confirmed(tag, pillar="", because="", weight_percent="มาก"))
    assert sorted(lacking.context["shown"].rows.rows[0].errors) == ["because", "pillar", "weight_percent"]

    assert desk.planner.post(RETAG, desk.confirmed(tag)).url == "/desk/frameworks/next/tags/"
    moved = PillarTag.objects.get(pillar=desk.income)
    assert (moved.project, moved.weight_percent, moved.valid_from) == (tag.project, 80, CHANGE)
    tag.refresh_from_db()
    assert tag.valid_to == CHANGE - dt.timedelta(days=1)
    after = desk.planner.get(RETAG).context["shown"].rows
    assert ([row.move.tag for row in after.rows], [move.tag for move in after.moved]) == ([other], [tag])

    page = desk.planner.get("/desk/frameworks/next/tags/")
    assert [one["may_be_undone"] for one in page.context["acts"]] == [True]
    undo = f"/desk/retaggings/{Retagging.objects.get().reference}/undo/"
    assert desk.planner.post(undo).status_code == 302
    assert code_of(desk.planner.post(undo)) == "retagging_already_undone"
    tag.refresh_from_db()
    assert tag.valid_to is None


def test_another_framework_and_day_may_be_asked_for(desk):
    PillarTagFactory(pillar=desk.save, project=desk.activity.project)
    page = desk.planner.get(RETAG, {"old": "now", "starts_on": "1/7/2568"})
    assert page.context["shown"].starts_on == dt.date(2025, 7, 1)
    assert desk.planner.get(RETAG, {"old": "now", "starts_on": "วันหนึ่ง"}).context["shown"] is None


def test_a_planner_of_a_centre_reads_and_does_not_tag(desk):
    client = client_of(Role.PLANNER, centre_of(ProvinceFactory(code="30")))
    assert client.get(TAGS).context["may_tag"] is False
    assert code_of(client.post(TAGS, desk.typed())) == "tags_not_yours_to_set"
    assert [client_of(role).get(TAGS).status_code for role in (Role.EXECUTIVE, Role.EXPERT)] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    for _n in range(count):
        PillarTagFactory(pillar=desk.save, project=ActivityFactory().project)
    with django_assert_num_queries(14):
        desk.planner.get(TAGS)
    with django_assert_num_queries(15):
        desk.planner.get(RETAG)
