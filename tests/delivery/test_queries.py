"""Who sees which rounds, whose attendance is whose to mark, and what an office may open."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.delivery import actions, queries
from buranakan.planning.enums import Kind
from buranakan.services.actions import store_evidence
from tests.delivery.applicants import a_call
from tests.delivery.conftest import AT, FIRST_DAY, REASON, SECOND_DAY, seats_of
from tests.factories.accounts import member, scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.planning import ActivityFactory, PlanLineFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


def an_expert(ground):
    user = member(Role.EXPERT, ground.office)
    return user, Scope(kind="own", user_id=user.pk)


def test_rounds_are_seen_where_the_office_reaches(ground):
    round_ = ground.opened()
    far = provincial_office(ProvinceFactory(code="50"))
    seen = {
        name: list(queries.rounds(scope(role, office, on=FIRST_DAY)))
        for name, role, office in [
            ("here", Role.PROVINCIAL_OFFICER, ground.office),
            ("centre", Role.CENTRE_OFFICER, centre_of(ground.province)),
            ("department", Role.PLANNER, OfficeFactory(diprom=True)),
            ("far", Role.PROVINCIAL_OFFICER, far),
        ]
    }
    assert seen == {"here": [round_], "centre": [round_], "department": [round_], "far": []}
    assert list(queries.rounds(Scope.public())) == []


def test_an_office_works_on_its_own_rounds_only(ground):
    round_ = ground.opened()
    own, centre = (
        scope(role, office, on=FIRST_DAY)
        for role, office in [
            (Role.PROVINCIAL_OFFICER, ground.office),
            (Role.CENTRE_OFFICER, centre_of(ground.province)),
        ]
    )
    session = ground.session(round_)
    assert (list(queries.rounds_run(own)), list(queries.rounds_run(centre))) == ([round_], [])
    assert (list(queries.sessions_to_mark(own)), list(queries.sessions_to_mark(centre))) == ([session], [])


def test_an_expert_sees_the_rounds_they_teach_in_once_each_and_marks_their_own_sessions(ground):
    taught, other = ground.opened(), ground.opened()
    first, second, third = (
        ground.session(taught),
        ground.session(taught, SECOND_DAY),
        ground.session(taught, dt.date(2025, 5, 14)),
    )
    ground.session(other)
    expert, own = an_expert(ground)
    trainers = [actions.add_trainer(session, user=expert, **ground.acting) for session in (first, second)]
    assert list(queries.rounds(own)) == [taught]
    assert list(queries.sessions_to_mark(own)) == [first, second]
    actions.take_off_trainer(trainers[1], **ground.acting)
    actions.call_off_session(first, reason=REASON, **ground.acting)
    assert (list(queries.rounds(own)), list(queries.sessions_to_mark(own))) == ([], [])
    assert third not in queries.sessions_to_mark(own)


def test_the_list_says_days_people_and_completers(ground):
    round_ = ground.closed(people=3)
    one = queries.for_list(queries.rounds(Scope.system("test"))).get(pk=round_.pk)
    assert (one.first_on, one.last_on, one.attended, one.completed) == (FIRST_DAY, SECOND_DAY, 3, 3)
    empty = ground.opened()
    one = queries.for_list(queries.rounds(Scope.system("test"))).get(pk=empty.pk)
    assert (one.first_on, one.attended, one.completed) == (None, 0, 0)


def test_rounds_narrow_by_the_keys_of_the_grain(ground):
    round_ = ground.opened()
    system = Scope.system("test")
    assert list(queries.rounds(system, province="30", fiscal_year=2568, state="planned", project=None)) == [round_]
    assert list(queries.rounds(system, province="31")) == []
    assert queries.people_of(system, province="30").count() == 0


def test_only_training_lines_of_the_office_are_opened(ground):
    version = ground.line.version
    PlanLineFactory(version=version, activity=ActivityFactory(kind=Kind.ADVICE), serving_office=ground.office)
    PlanLineFactory(version=version, activity=ActivityFactory(), province=ground.province)
    own = scope(Role.PROVINCIAL_OFFICER, ground.office, on=FIRST_DAY)
    assert list(queries.lines_to_open(own, on=FIRST_DAY)) == [ground.line]
    ground.opened(places=20)
    assert queries.places_opened(ground.line) == 20


def test_calls_offered_are_the_offices_own_of_the_activity(ground):
    call = a_call(activity=ground.activity, office=ground.office)
    a_call(activity=ground.activity)
    own = scope(Role.PROVINCIAL_OFFICER, ground.office, on=FIRST_DAY)
    assert list(queries.calls_for(own, ground.activity)) == [call]
    assert list(queries.applications_to_enrol(own, ground.opened())) == []


def test_experts_are_those_of_the_office_and_of_offices_that_answer_for_the_province(ground):
    here = member(Role.EXPERT, ground.office)
    near = member(Role.EXPERT, centre_of(ground.province))
    member(Role.EXPERT, provincial_office(ProvinceFactory(code="50")))
    member(Role.CENTRE_OFFICER, ground.office)
    assert set(queries.experts(ground.opened(), on=FIRST_DAY)) == {here, near}


@pytest.mark.parametrize(("role", "sees"), [(Role.PROVINCIAL_OFFICER, True), (Role.FINANCE_OFFICER, False)])
def test_evidence_may_show_people_so_it_opens_to_those_who_see_names(ground, role, sees):
    round_ = ground.held(people=1)
    sheet = store_evidence(PNG, name="ใบลงชื่อ.png", **ground.acting)
    actions.add_evidence(round_, files=[sheet], **ground.acting)
    own = scope(role, ground.office, on=FIRST_DAY)
    assert queries.evidence_file(own, sheet.reference, round_=round_) == (sheet if sees else None)


def test_certificates_and_participants_are_found_within_reach(ground):
    round_ = ground.closed(people=2)
    own = scope(Role.PROVINCIAL_OFFICER, ground.office, on=FIRST_DAY)
    far = scope(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="50")), on=FIRST_DAY)
    seat = seats_of(round_)[0]
    assert (queries.certificates(own).count(), queries.certificates(far).count()) == (2, 0)
    assert (queries.participant(own, seat.reference), queries.participant(far, seat.reference)) == (seat, None)
    assert queries.people_of(own).completed().count() == 2
    assert queries.total_minutes(round_) == 720
    assert queries.missing_before_closing(round_, at=AT) == []
