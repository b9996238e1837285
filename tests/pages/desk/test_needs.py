"""Pages of needs: ask, write on one page, confirm, decide many at once, undo, settle, put into a draft."""

import datetime as dt
import io
import re

import openpyxl
import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.planning.models import Need, NeedsSurvey, Portfolio, Project
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.needs import NeedFactory, NeedsAnswerFactory, NeedsSurveyFactory
from tests.factories.planning import ActivityFactory
from tests.pages.desk.planning_desk import NOW, Desk, address, refusal_code

URL = "/desk/plans/needs/?year=2569"
MANAGEMENT = {"note": "", "expected": "0"}

pytestmark = pytest.mark.django_db


TICK = {"chosen": "on", "asked": "20", "granted": "20"}


class NeedsDesk(Desk):
    """The desk with this year's approved plan, and next year's programme of the same activity, being asked about."""

    def ask(self):
        ground = self.ground
        self.approved()
        series = ground.activity.project.series
        self.next = Portfolio.objects.create(
            code="joint-2569", name_th="ชุดโครงการปีหน้า", name_en="Next", fiscal_year=2569, budget_act_year=2569
        )
        project = Project.objects.create(portfolio=self.next, number=1, series=series, name_th="โครงการ", name_en="P")
        self.activity = ActivityFactory(project=project, code=ground.activity.code)
        self.provincial = self.as_role(Role.PROVINCIAL_OFFICER, ground.pio_korat)
        self.provincial_head = self.as_role(Role.OFFICE_HEAD, ground.pio_korat)
        typed = {"opens_on": "1 พ.ค. 2568", "closes_on": "๓๐ พ.ค. ๒๕๖๘", "asks": ""}
        asked = self.planner.post("/desk/plans/needs/ask/?year=2569", typed)
        self.survey = NeedsSurvey.objects.get()
        assert asked.headers["Location"] == self.at("needs_survey")
        return self

    def at(self, name, *, code=None):
        rest = {"needs_survey": "", "needs_answer": f"provinces/{code}/"}.get(name)
        rest = f"provinces/{code}/{name}/" if rest is None and code else name + "/" if rest is None else rest
        return f"/desk/plans/needs/{self.survey.reference}/{rest}"

    def row(self, **changes):
        """What is typed at the first row of the activity."""
        typed = {"people": "45 คน", "time": "2026-02", "reason": "สมัครเกิน", "evidence": ""} | changes
        return {f"a{self.activity.pk}-0-{name}": text for name, text in typed.items()}

    def write(self, *, expected=0, **changes):
        typed = self.row(**changes) | {"note": "", "expected": str(expected)}
        return self.provincial.post(self.at("write", code="30"), typed)

    def confirmed(self):
        self.write()
        return self.provincial_head.post(self.at("confirm", code="30"))


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield NeedsDesk.opened().ask()


def test_last_year_and_who_applied_stand_there_before_anything_is_typed(desk):
    form = desk.provincial.get(desk.at("write", code="30")).context["form"]
    (row,) = form.rows
    assert (row["people"].value(), row["time"].value()) == ("30", "2026-02")
    assert "30" in row["evidence"].value()


def test_a_province_writes_confirms_is_decided_on_and_reads_the_reason(desk):
    assert desk.write().headers["Location"] == desk.at("needs_answer", code="30")
    assert desk.provincial_head.post(desk.at("confirm", code="30")).status_code == 302
    need = Need.objects.get()
    head = desk.head
    typed = {f"need-{need.pk}-chosen": "on", f"need-{need.pk}-granted": "๓๐", f"need-{need.pk}-because": "วงเงินมีจำกัด"}
    assert head.post(desk.at("decide"), typed).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.granted) == ("reduced", 30)
    far = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_chiang_mai).get(desk.at("needs_answer", code="30"))
    assert "วงเงินมีจำกัด" in far.content.decode()
    assert head.post(desk.at("undo"), {"need": need.pk}).status_code == 302
    need.refresh_from_db()
    assert need.state == "proposed"
    assert head.post(desk.at("decide"), in_full(need)).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.granted) == ("accepted", 45)
    assert refusal_code(head.post(desk.at("settle"))) == "survey_still_open"


def in_full(*needs):
    """What the page sends that showed these when all of it is granted."""
    return {"act": "in_full"} | {f"need-{need.pk}-asked": need.people for need in needs}


def waiting(desk, code, people=20):
    """Another province's confirmed need."""
    province = ProvinceFactory(code=code)
    answer = NeedsAnswerFactory(
        survey=desk.survey, office=provincial_office(province), province=province, confirmed=True
    )
    return NeedFactory(answer=answer, activity=desk.activity, people=people)


def test_all_in_full_is_all_that_was_shown_and_as_it_was_shown(desk):
    seen, unseen, grown = waiting(desk, "11"), waiting(desk, "12"), waiting(desk, "13")
    sent = in_full(seen)
    assert desk.head.post(desk.at("decide"), sent).status_code == 302
    assert [need.state for need in Need.objects.order_by("pk")] == ["accepted", "proposed", "proposed"]
    sent = in_full(unseen, grown)
    Need.objects.filter(pk=grown.pk).update(people=90)
    assert refusal_code(desk.head.post(desk.at("decide"), sent)) == "reason_missing"
    assert [need.state for need in Need.objects.order_by("pk")] == ["accepted", "proposed", "proposed"]


def test_a_tick_is_never_dropped_because_somebody_was_first(desk):
    first, other = waiting(desk, "11"), waiting(desk, "12")
    ticked = {f"need-{one.pk}-{name}": said for one in (first, other) for name, said in TICK.items()}
    Need.objects.filter(pk=first.pk).update(state="accepted", granted=20, decided_at=NOW)
    assert refusal_code(desk.head.post(desk.at("decide"), ticked)) == "need_decided_meanwhile"
    Need.objects.filter(pk=first.pk).update(state="withdrawn", granted=None)
    assert refusal_code(desk.head.post(desk.at("decide"), ticked)) == "need_gone"
    other.refresh_from_db()
    assert other.state == "proposed"


def test_a_stranger_is_asked_to_sign_in(client, desk):
    for url in [URL, desk.at("decide"), desk.at("write", code="30")]:
        assert client.get(url).headers["Location"].startswith("/accounts/login/")


def test_roles_without_the_permission_are_refused(desk):
    assert desk.as_role(Role.EXPERT, desk.ground.diprom).get(URL).status_code == 403
    assert desk.planner.get(desk.at("decide")).status_code == 403
    assert desk.planner.get(desk.at("write", code="30")).status_code == 403
    assert desk.provincial.get("/desk/plans/needs/ask/?year=2569").status_code == 403


def test_another_province_writes_not_here_and_only_the_office_that_asked_decides(desk):
    far = desk.as_role(Role.PROVINCIAL_OFFICER, desk.ground.pio_chiang_mai)
    assert far.get(desk.at("write", code="30")).status_code == 404
    assert far.get(desk.at("needs_answer", code="30")).context["answer"] is None
    desk.confirmed()
    assert refusal_code(desk.provincial_head.post(desk.at("decide"), {"act": "in_full"})) == "not_on_the_committee"
    assert refusal_code(desk.provincial.post(desk.at("confirm", code="30"))) == "only_the_head_confirms"
    centre = desk.as_role(Role.CENTRE_OFFICER, desk.ground.centre)
    assert refusal_code(centre.get(desk.at("write", code="30"))) == "not_your_province"


def test_wrong_methods(desk):
    assert desk.head.get(desk.at("undo")).status_code == 405
    assert desk.provincial_head.get(desk.at("confirm", code="30")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_counts_do_not_grow(desk, count, django_assert_num_queries):
    for code in ["11", "12", "13"][:count]:
        waiting(desk, code)
    with django_assert_num_queries(QUERIES_OF_THE_SURVEY):
        desk.head.get(URL)
    with django_assert_num_queries(QUERIES_OF_DECIDING):
        desk.head.get(desk.at("decide"))


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(desk):
    answered = desk.write(people="45", time="")
    (row,) = answered.context["form"].rows
    assert (answered.status_code, list(row.errors), row["people"].value()) == (200, ["time"], "45")
    assert Need.objects.count() == 0


@pytest.mark.parametrize("people", ["-3", "999,999"])
def test_a_number_that_cannot_be_is_said_at_its_row_which_is_named(desk, people):
    answered = desk.write(people=people)
    (row,) = answered.context["form"].rows
    assert (list(row.errors), row["people"].value(), row["reason"].value()) == (["people"], people, "สมัครเกิน")
    assert summary(answered).startswith(f"{desk.activity.name}: ")
    assert Need.objects.count() == 0


def summary(response):
    """What the first problem told on top says."""
    return re.search(r'<ul class="summary-list">.*?<a href="#[^"]+">(.*?)</a>', response.content.decode(), re.DOTALL)[1]


@pytest.mark.parametrize(
    ("granted", "because", "field"), [("-3", "x", "granted"), ("999,999", "x", "granted"), ("10", " ", "because")]
)
def test_a_decision_that_cannot_be_is_said_at_its_row_which_is_named(desk, granted, because, field):
    needs = [waiting(desk, code) for code in ("11", "12")]
    said = {"chosen": "on", "asked": "20", "granted": granted, "because": because}
    answered = desk.head.post(desk.at("decide"), {f"need-{needs[1].pk}-{name}": text for name, text in said.items()})
    rows = {row.need.pk: row for row in answered.context["form"].rows}
    assert [list(rows[need.pk].errors) for need in needs] == [[], [field]]
    assert rows[needs[1].pk]["granted"].value() == granted
    assert summary(answered).startswith(f"{needs[1].answer.province.name} · {desk.activity.name}: ")


def test_fewer_than_a_round_holds_get_a_hint_and_are_taken(desk):
    desk.write(people="3")
    (row,) = desk.provincial.get(desk.at("write", code="30")).context["form"].rows
    (read,) = desk.provincial.get(desk.at("needs_answer", code="30")).context["rows"]
    assert (Need.objects.get().people, bool(row.hint), read["hint"]) == (3, True, row.hint)
    assert desk.write(people="45", expected=1).status_code == 302
    (row,) = desk.provincial.get(desk.at("write", code="30")).context["form"].rows
    assert row.hint == ""


def test_who_saved_in_between_is_seen_and_saving_again_is_a_choice(desk):
    desk.write(people="20")
    refused = desk.write(people="45")
    assert (refused.status_code, refusal_code(refused)) == (409, "answer_changed_meanwhile")
    assert [row["need"].people for row in refused.context["now"]] == [20]
    assert desk.write(people="45", expected=refused.context["expected"]).status_code == 302
    assert [need.people for need in Need.objects.all()] == [45]


def test_more_days_are_given_with_a_reason_by_who_asked(desk):
    late = {"closes_on": "15 มิ.ย. 2568", "because": "หลายจังหวัดขอเวลาเพิ่ม"}
    assert desk.planner.post(desk.at("extend"), late).status_code == 302
    desk.survey.refresh_from_db()
    assert desk.survey.closes_on == dt.date(2025, 6, 15)
    earlier = desk.planner.post(desk.at("extend"), late | {"closes_on": "1 มิ.ย. 2568"})
    assert (earlier.status_code, list(earlier.context["extend_form"].errors)) == (409, ["closes_on"])


def test_granted_needs_go_into_a_draft_of_this_year_and_the_rest_is_told(desk):
    ground = desk.ground
    survey = NeedsSurveyFactory(portfolio=ground.envelope.portfolio, office=ground.diprom)
    for province, people in [(ground.korat, 30), (ground.surin, 10)]:
        answer = NeedsAnswerFactory(survey=survey, province=province, confirmed=True)
        decided = {"state": "accepted", "granted": people, "decided_at": NOW}
        NeedFactory(answer=answer, activity=ground.activity, people=people, month=dt.date(2025, 7, 1), **decided)
    draft = ground.draft()
    url = f"/desk/plans/needs/{survey.reference}/drafts/{draft.plan.reference}/{draft.number}/"
    answered = desk.planner.post(url)
    placed = answered.context["placed"]
    assert ([line.people for line in draft.lines.all()], placed["people"]) == ([30], 30)
    assert [row["need"].people for row in placed["refused"]] == [10]
    assert desk.planner.get(address("plan_version", draft)).status_code == 200


def test_the_workbook_holds_every_need_with_its_decision(desk):
    desk.confirmed()
    answered = desk.planner.get(f"/desk/plans/needs/{desk.survey.reference}/needs.xlsx")
    (_headings, row, *_notice) = openpyxl.load_workbook(io.BytesIO(answered.content)).active.values
    assert (row[5], row[6], row[9]) == (45, "สมัครเกิน", None)


QUERIES_OF_THE_SURVEY = 9
QUERIES_OF_DECIDING = 6
