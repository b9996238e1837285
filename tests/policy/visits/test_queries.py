"""Who sees a visit and who runs it; the constraints that hold whatever an action forgets."""

import datetime as dt

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.lib import clock
from buranakan.policy.models import VisitEdit
from buranakan.policy.visits import queries
from buranakan.policy.visits.enums import VisitState
from tests.constraints import refused_by
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.visits import VisitFactory, VisitNoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    korat, chaiyaphum = ProvinceFactory(code="30"), ProvinceFactory(code="36")
    offices = {"ministry": OfficeFactory(ministry=True), "diprom": OfficeFactory(diprom=True)}
    offices |= {"ops": OfficeFactory(ops=True), "centre": centre_of(korat)}
    return offices | {"korat": provincial_office(korat), "chaiyaphum": provincial_office(chaiyaphum)}


def test_a_visit_is_seen_by_those_who_go_those_visited_and_those_above(world):
    visit = VisitFactory(visiting_office=world["diprom"], offices=[world["korat"]])
    note = VisitNoteFactory(visit=visit)
    reach = {name: scope(Role.OFFICE_HEAD, office) for name, office in world.items()}
    seen = {name for name, one in reach.items() if visit in queries.visits(one)}
    assert seen == {"ministry", "diprom", "ops", "korat"}
    assert {name for name, one in reach.items() if visit in queries.visits_run(one)} == {"ministry", "diprom"}
    assert {name for name, one in reach.items() if note in queries.notes(one)} == {"ministry", "diprom"}
    assert list(queries.visits(Scope.public())) == list(queries.visits(scope(Role.EXPERT, world["centre"]))) == []


def test_visits_of_a_day_are_those_that_start_on_it_in_thailand(world):
    day = dt.date(2025, 5, 16)
    first, last = clock.day_starts_at(day), clock.day_starts_at(day + dt.timedelta(days=1))
    hour = dt.timedelta(hours=1)
    on_it = VisitFactory(starts_at=first, ends_at=first + hour)
    for moment in (first - hour / 2, last):
        VisitFactory(starts_at=moment, ends_at=moment + hour)
    VisitFactory(starts_at=first, ends_at=first + hour, cancelled=True)
    assert list(queries.starting_on(Scope.system("test"), day)) == [on_it]


def test_offices_to_order_are_below_the_one_that_goes_and_those_concerned_come_first(world):
    visit = VisitFactory(visiting_office=world["ministry"], offices=[world["centre"]])
    near, others = queries.offices_to_order(visit, on=dt.date(2025, 5, 16))
    assert near == [world["centre"], world["diprom"], world["korat"]]
    assert others == [world["ops"], world["chaiyaphum"]]
    visit = VisitFactory(visiting_office=world["korat"], offices=[world["korat"]])
    assert queries.offices_to_order(visit, on=dt.date(2025, 5, 16)) == ([], [])


NOW = dt.datetime(2025, 5, 16, 9, tzinfo=clock.BANGKOK)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_visit_ends_after_it_starts", {"ends_at": NOW, "starts_at": NOW}),
        ("visits_made_and_no_others_have_a_finishing_moment", {"state": VisitState.DONE}),
        ("visits_made_and_no_others_have_a_finishing_moment", {"finished_at": NOW}),
        ("visits_called_off_and_no_others_say_when_and_why", {"state": VisitState.CANCELLED, "cancelled_at": NOW}),
        ("a_brief_and_its_moment_go_together", {"brief_made_at": NOW}),
    ],
)
def test_the_database_refuses_a_visit_that_tells_two_things(name, changes):
    refused_by(name, lambda: VisitFactory(**changes))


def test_the_database_refuses_an_edit_that_changes_nothing():
    said = {"visit": VisitFactory(), "field": "title", "old": "เดิม", "new": "เดิม", "at": NOW}
    refused_by("an_edit_of_a_visit_changes_something", lambda: VisitEdit.objects.create(**said))


def test_the_database_refuses_notes_that_say_nothing_or_became_what_they_were_not():
    refused_by("a_note_has_words_or_a_photo", lambda: VisitNoteFactory(text=""))
    reference = VisitFactory().reference
    refused_by(
        "only_notes_meant_as_directives_become_one", lambda: VisitNoteFactory(directive_reference=reference)
    )
