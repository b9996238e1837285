"""The demo's year: half of it done, behind in places, synthetic throughout, and the same on every load and database."""

from collections import Counter

import pytest
from django.db import transaction
from django.db.models import Count

from buranakan.accounts.models import User
from buranakan.cli.main import main
from buranakan.demo import command, story
from buranakan.insight import progress
from buranakan.insight.figures import FIGURES
from buranakan.insight.slices import Dimension
from buranakan.lib import ids
from buranakan.planning import audit
from buranakan.planning import queries as planning
from buranakan.planning.enums import State
from buranakan.policy import queries as policy
from buranakan.records import files, verification
from buranakan.records.models import Event, StoredFile
from buranakan.registry import secrets
from buranakan.registry.models import Enterprise, Person
from buranakan.services.models import ServiceRecord
from tests.demo.picture import WHOLE, picture, picture_of

# One worker tells it; the same one that has the demo of the journeys, with which it is compared.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("journeys")]

SYNTHETIC = "ข้อมูลสมมติ"


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """The year told once into the database of the tests, and forgotten afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        story.tell(lambda step: None)
        yield
        transaction.set_rollback(True)


def test_two_loads_are_the_same(loaded_demo):
    assert picture() == picture_of(loaded_demo)


def test_about_1300_of_more_than_2180_people_are_reached():
    promised = policy.promises(WHOLE).get(figure_key="people_reached_distinct")
    reached = FIGURES["people_reached_distinct"].value(WHOLE)
    assert (promised.value, promised.comparison, round(reached, -2)) == (2_180, "more_than", 1_300)
    assert FIGURES["people_planned"].value(WHOLE) > promised.value


def test_the_money_planned_is_the_money_announced():
    announced = policy.promises(WHOLE).get(figure_key="money_planned")
    assert FIGURES["money_planned"].value(WHOLE) == announced.value


def test_a_person_served_by_two_agencies_counts_once():
    by_two = Person.objects.annotate(offices=Count("services__serving_office", distinct=True)).filter(offices__gt=1)
    kinds = [set(one.services.values_list("serving_office__kind", flat=True)) for one in by_two]
    assert {"centre", "provincial"} in kinds
    reached = FIGURES["people_reached_distinct"].value(WHOLE)
    assert reached == Person.objects.filter(services__isnull=False).distinct().count()
    assert reached < FIGURES["people_reached_participations"].value(WHOLE)


def test_some_provinces_are_behind_and_some_are_not():
    standings = progress.progress_by(WHOLE, Dimension.PROVINCE, on=story.DEMO_DAY)
    counted = Counter(one.state for one in standings)
    assert {progress.State.BEHIND, progress.State.ON_PLAN} <= counted.keys()
    assert 0 < counted[progress.State.BEHIND] < len(standings) / 2


def test_plans_are_whole_rounds_in_some_seventy_lines():
    versions = planning.plan_versions(WHOLE)
    assert Counter(one.state for one in versions) == {State.APPROVED: 2, State.SUBMITTED: 1, State.SUPERSEDED: 1}
    lines = planning.approved_lines(WHOLE)
    assert 60 <= lines.count() <= 80
    assert all(
        line.activity.round_smallest * line.rounds <= line.people <= line.activity.round_largest * line.rounds
        for line in lines.select_related("activity")
    )


def test_every_row_came_through_an_action_that_the_trail_tells_of():
    made = {"service.recorded": ServiceRecord, "person.added": Person, "enterprise.added": Enterprise}
    for name, model in made.items():
        told_of = Event.objects.filter(name=name).values_list("on_id", flat=True)
        assert sorted(told_of) == sorted(map(str, model.objects.values_list("pk", flat=True)))


def test_acts_belong_to_posts_and_posts_are_nobody():
    assert set(Event.objects.filter(by_id=None).values_list("by_post", flat=True)) == {"system"}
    assert not Event.objects.exclude(by_id=None).filter(by_post="").exists()
    assert all(user.display_name.endswith("(สาธิต)") for user in User.objects.all())


def test_numbers_can_belong_to_nobody():
    keys = secrets.keyring()
    numbers = [keys.open(one.citizen_number_sealed, row=one.reference) for one in Person.objects.all()]
    assert all(ids.is_made_up(number) and ids.citizen_number(number) == number for number in numbers)
    # Some applied or came without completing: they are in the register, and in no figure.
    assert len(set(numbers)) == len(numbers) > FIGURES["people_reached_distinct"].value(WHOLE)


def test_everything_says_that_it_is_synthetic():
    assert not Person.objects.filter(is_synthetic=False).exists()
    assert not Enterprise.objects.filter(is_synthetic=False).exists()
    kept = StoredFile.objects.filter(services__isnull=False).distinct()
    assert all(SYNTHETIC in files.text_of(files.read(one.sha256)) for one in kept)


def test_running_totals_are_what_their_rows_add_up_to():
    assert audit.differences() == []


def test_the_trail_is_sealed_to_its_end_and_sound():
    verdict = verification.verify()
    assert (verdict.fault, verdict.unsealed, verdict.sealed) == (None, 0, Event.objects.count())


def test_a_second_load_is_refused(settings, capsys):
    settings.IS_DEMO = True
    before = picture()
    assert main(["demo", "load"]) == command.REFUSED
    assert picture() == before


def test_without_demo_mode_nothing_is_loaded(capsys):
    assert main(["demo", "load"]) == command.REFUSED
