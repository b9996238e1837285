"""Figures: what they count, whom they leave out, and that every way of slicing them tells the same story."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.finance.enums import EntryKind
from buranakan.insight.figures import FIGURES, MEASURES
from buranakan.insight.progress import as_announced
from buranakan.insight.slices import EVERYTHING, Dimension, Slice
from buranakan.lib import clock
from buranakan.planning.enums import Reading
from tests.factories.accounts import scope
from tests.factories.areas import OfficeFactory
from tests.factories.calls import ApplicationFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.services import ServiceRecordFactory
from tests.insight import world as worlds

DISTINCT = FIGURES["people_reached_distinct"]
PARTICIPATIONS = FIGURES["people_reached_participations"]
PLACES = FIGURES["places_filled"]
PLANNED = FIGURES["people_planned"]
MONEY = FIGURES["money_planned"]
ALL = Scope.system("test")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


def reached(asked=ALL, part=EVERYTHING):
    return {figure.key: figure.value(asked, part) for figure in (DISTINCT, PARTICIPATIONS, PLACES)}


def test_keys_are_the_ones_that_promises_are_bound_to():
    assert list(MEASURES) == [
        "people_reached_distinct",
        "people_reached_participations",
        "places_filled",
        "people_planned",
        "money_planned",
    ]
    assert {figure.plan for figure in MEASURES.values()} <= {*MEASURES}
    assert {figure.other for figure in MEASURES.values()} <= {*MEASURES, ""}


def test_keys_never_change():
    assert set(FIGURES) - set(MEASURES) == {
        "money_allotted",
        "money_reserved",
        "money_committed",
        "money_paid",
        "money_spent",
        "applications_received",
        "applications_accepted",
        "people_completed",
        "training_hours",
    }
    assert {key: figure.key for key, figure in FIGURES.items()} == {key: key for key in FIGURES}


def test_somebody_served_by_two_agencies_is_one_person_and_two_participations(world):
    [served] = worlds.serve(world, world.korat)
    worlds.serve(world, world.korat, persons=[served.person], serving=world.centre)
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 2, "places_filled": 1}


def test_a_place_is_filled_once_however_many_days_an_activity_takes(world):
    [served] = worlds.serve(world, world.korat)
    worlds.serve(world, world.korat, persons=[served.person], on=dt.date(2025, 2, 15))
    worlds.serve(world, world.korat, persons=[served.person], on=dt.date(2025, 2, 16))
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 3, "places_filled": 1}


def test_another_activity_fills_another_place(world):
    [served] = worlds.serve(world, world.korat)
    worlds.serve(world, world.korat, persons=[served.person], activity=world.fair)
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 2, "places_filled": 2}


def test_an_activity_that_counts_each_participation_fills_a_place_each_time(world):
    [served] = worlds.serve(world, world.korat, activity=world.fair)
    worlds.serve(world, world.korat, persons=[served.person], activity=world.fair, on=dt.date(2025, 2, 20))
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 2, "places_filled": 2}


def test_a_person_merged_into_another_counts_once(world):
    first, second = worlds.serve(world, world.korat, people=2)
    worlds.serve(world, world.korat, persons=[second.person], serving=world.centre)
    second.person.merged_into = first.person
    second.person.save()
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 3, "places_filled": 1}


def test_a_service_taken_back_counts_nowhere(world):
    kept, gone = worlds.serve(world, world.korat, people=2)
    gone.taken_back_at, gone.taken_back_because = gone.recorded_at, "บันทึกผิดคน ลงซ้ำกับวันก่อน"
    gone.save()
    assert reached() == {"people_reached_distinct": 1, "people_reached_participations": 1, "places_filled": 1}


def test_a_service_to_an_enterprise_alone_is_no_person(world):
    ServiceRecordFactory(
        person=None,
        enterprise=EnterpriseFactory(province=world.korat),
        activity=world.training,
        owner_office=world.diprom,
        serving_office=world.offices["30"],
        province=world.korat,
    )
    assert reached() == {"people_reached_distinct": 0, "people_reached_participations": 0, "places_filled": 0}


def test_only_approved_lines_are_planned(world):
    worlds.add_line(world, world.fair, world.korat, people=15, month=dt.date(2025, 3, 1), approved=False)
    assert PLANNED.value(ALL) == 90
    assert MONEY.value(ALL) == 300_000_00


def test_nothing_is_nought(world):
    far = Slice(fiscal_year=2560)
    assert {figure.value(ALL, far) for figure in FIGURES.values()} == {0}
    assert [figure.by(ALL, Dimension.PROVINCE, far) for figure in FIGURES.values()] == [{}] * len(FIGURES)
    assert [figure.values(ALL, {"far": far}) for figure in FIGURES.values()] == [{"far": 0}] * len(FIGURES)
    assert DISTINCT.values(ALL, {}) == {}


# --- slices -----------------------------------------------------------------------------------------------------------
def test_slices_by_every_dimension(world):
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chaiyaphum, people=2, activity=world.fair, serving=world.centre, on=dt.date(2025, 4, 2))
    by = {dimension.value: PARTICIPATIONS.by(ALL, dimension) for dimension in Dimension}
    assert by == {
        "project": {world.farms.pk: 3, world.digital.pk: 2},
        "activity": {world.training.pk: 3, world.fair.pk: 2},
        "office": {world.offices["30"].pk: 3, world.centre.pk: 2},
        "owner": {world.diprom.pk: 5},
        "province": {"30": 3, "36": 2},
        "month": {dt.date(2025, 2, 1): 3, dt.date(2025, 4, 1): 2},
    }


def test_the_reading_as_center_6_leaves_other_provinces_out_of_what_was_announced(world):
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chiang_mai, people=4)
    national = as_announced([world.portfolio], on=worlds.TODAY)
    world.portfolio.reading = Reading.CENTRE_6
    centre_6 = as_announced([world.portfolio], on=worlds.TODAY)
    assert (DISTINCT.value(ALL, national), PLANNED.value(ALL, national)) == (7, 90)
    assert (DISTINCT.value(ALL, centre_6), PLANNED.value(ALL, centre_6)) == (3, 50)
    assert DISTINCT.value(ALL, Slice(fiscal_year=2568)) == 7


# --- reach ------------------------------------------------------------------------------------------------------------
def test_a_provincial_office_counts_its_own_province_only(world):
    worlds.serve(world, world.korat, people=3)
    worlds.serve(world, world.chaiyaphum, people=2)
    worlds.serve(world, world.chiang_mai, people=4)
    korat = scope(Role.PROVINCIAL_OFFICER, world.offices["30"])
    assert [figure.value(korat) for figure in MEASURES.values()] == [3, 3, 3, 30, 100_000_00]
    assert PARTICIPATIONS.by(korat, Dimension.PROVINCE) == {"30": 3}
    assert PLANNED.by(korat, Dimension.PROVINCE) == {"30": 30}
    assert DISTINCT.value(scope(Role.CENTRE_OFFICER, world.centre)) == 5
    assert DISTINCT.value(scope(Role.EXECUTIVE, world.ministry)) == 9


def test_money_is_seen_by_books_and_people_by_province(world):
    stranger = OfficeFactory(provincial=True, code="pio-99")
    worlds.add_line(
        world, world.fair, world.korat, people=20, month=dt.date(2025, 3, 1), owner=stranger, serving=stranger
    )
    korat = scope(Role.PROVINCIAL_OFFICER, world.offices["30"])
    assert PLANNED.value(korat) == 50
    assert MONEY.value(korat) == 100_000_00


def test_the_public_scope_sees_no_rows(world):
    worlds.complete(world, world.korat, people=3)
    worlds.keep_books(world, world.korat)
    worlds.accept(world, worlds.open_call(world, world.korat), world.korat)
    assert {figure.value(Scope.public()) for figure in FIGURES.values()} == {0}
    assert 0 not in {figure.value(ALL) for figure in FIGURES.values()}


# --- the books --------------------------------------------------------------------------------------------------------
BOOKS = ("money_allotted", "money_reserved", "money_committed", "money_paid", "money_spent")


def books(asked=ALL, part=EVERYTHING):
    return {key.removeprefix("money_"): FIGURES[key].value(asked, part) // 100 for key in BOOKS}


def test_what_the_books_say(world):
    """Spending is committed and not paid, paid, and reserved: 20,000 + 30,000 + 20,000."""
    worlds.keep_books(world, world.korat)
    assert books() == {"allotted": 90_000, "reserved": 20_000, "committed": 20_000, "paid": 30_000, "spent": 70_000}


def test_an_entry_that_reverses_another_takes_it_back(world):
    paid = worlds.keep_books(world, world.korat)[-1]
    worlds.book(
        world, world.korat, EntryKind.PAYMENT, -paid.amount_satang, commitment=paid.commitment, reverses=paid
    )
    assert books() == {"allotted": 90_000, "reserved": 20_000, "committed": 50_000, "paid": 0, "spent": 70_000}


def test_the_same_entry_stands_in_both_books_and_counts_once(world):
    worlds.keep_books(world, world.korat)
    both = [scope(Role.FINANCE_OFFICER, office) for office in (world.diprom, world.offices["30"])]
    assert [books(one)["paid"] for one in both] == [30_000, 30_000]
    assert books()["paid"] == 30_000
    assert books(scope(Role.FINANCE_OFFICER, world.offices["50"]))["paid"] == 0


def test_money_slices_as_plans_do(world):
    worlds.keep_books(world, world.korat)
    worlds.book(world, world.chiang_mai, EntryKind.PAYMENT, 5_000_00, activity=world.fair, on=dt.date(2025, 4, 2))
    paid = FIGURES["money_paid"]
    assert {dimension.value: paid.by(ALL, dimension) for dimension in Dimension} == {
        "project": {world.farms.pk: 30_000_00, world.digital.pk: 5_000_00},
        "activity": {world.training.pk: 30_000_00, world.fair.pk: 5_000_00},
        "office": {world.offices["30"].pk: 30_000_00, world.offices["50"].pk: 5_000_00},
        "owner": {world.diprom.pk: 35_000_00},
        "province": {"30": 30_000_00, "50": 5_000_00},
        "month": {dt.date(2025, 3, 1): 30_000_00, dt.date(2025, 4, 1): 5_000_00},
    }


# --- recruiting and training ------------------------------------------------------------------------------------------
def test_applications_are_counted_where_they_were_sent_from(world):
    call = worlds.open_call(world, world.korat)
    worlds.apply(world, call, world.korat, people=3)
    worlds.accept(world, call, world.chaiyaphum, people=2, on=dt.date(2025, 3, 31))
    worlds.apply(world, call, world.korat, state="withdrawn")
    received, accepted = FIGURES["applications_received"], FIGURES["applications_accepted"]
    assert (received.value(ALL), accepted.value(ALL)) == (6, 2)
    assert received.by(ALL, Dimension.PROVINCE) == {"30": 4, "36": 2}
    assert received.by(ALL, Dimension.MONTH) == {dt.date(2025, 2, 1): 4, dt.date(2025, 3, 1): 2}
    assert received.by(ALL, Dimension.OFFICE) == {world.offices["30"].pk: 6}
    assert received.by(ALL, Dimension.PROJECT) == {world.farms.pk: 6}
    announced = as_announced([world.portfolio], on=worlds.TODAY)
    assert received.values(ALL, {"february": replace(announced, until=dt.date(2025, 2, 1))}) == {"february": 4}


def test_an_application_sent_near_midnight_is_of_its_day_in_thailand(world):
    call = worlds.open_call(world, world.korat)
    [one] = worlds.apply(world, call, world.korat)
    one.submitted_at = dt.datetime(2025, 3, 1, 0, 30, tzinfo=clock.BANGKOK)
    one.save()
    assert FIGURES["applications_received"].by(ALL, Dimension.MONTH) == {dt.date(2025, 3, 1): 1}


def test_a_draft_is_no_application(world):
    ApplicationFactory(draft=True, call=worlds.open_call(world, world.korat))
    assert FIGURES["applications_received"].value(ALL) == 0


def test_people_who_completed_are_counted_once_and_their_hours_each_time(world):
    first, second = worlds.complete(world, world.korat, people=2, minutes=720)
    worlds.serve(world, world.korat, people=5)
    [again] = worlds.complete(world, world.korat, minutes=90, on=dt.date(2025, 3, 3))
    again.person.merged_into = first.person
    again.person.save()
    assert FIGURES["people_completed"].value(ALL) == 2
    assert FIGURES["training_hours"].value(ALL) == 720 + 720 + 90


def test_a_round_reopened_takes_its_people_back(world):
    for service in worlds.complete(world, world.korat, people=2):
        service.taken_back_at, service.taken_back_because = service.recorded_at, "เปิดรุ่นใหม่เพื่อแก้การลงเวลา"
        service.save()
    keys = ("people_completed", "training_hours", "people_reached_distinct")
    assert [FIGURES[key].value(ALL) for key in keys] == [0, 0, 0]


# --- every dimension tells the same story -----------------------------------------------------------------------------
STORIES = st.lists(
    st.tuples(
        st.integers(0, 3),  # which person
        st.sampled_from(["training", "fair"]),
        st.sampled_from(["30", "36", "50"]),
        st.sampled_from(["own", "centre"]),
        st.dates(dt.date(2025, 1, 28), dt.date(2025, 3, 4)),
    ),
    max_size=8,
    unique_by=lambda one: (one[0], one[1], one[2] if one[3] == "own" else "centre", one[4]),
)


def tell(world, people, story):
    provinces = {"30": world.korat, "36": world.chaiyaphum, "50": world.chiang_mai}
    for person, activity, province, server, day in story:
        worlds.serve(
            world,
            provinces[province],
            persons=[people[person]],
            activity=getattr(world, activity),
            serving=world.centre if server == "centre" else None,
            on=day,
        )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_figures_are_what_the_story_says_through_every_dimension(story):
    with transaction.atomic():
        world = worlds.build()
        people = PersonFactory.create_batch(4, province=world.korat, registered_by_office=world.centre)
        tell(world, people, story)
        assert DISTINCT.value(ALL) == len({one[0] for one in story})
        assert PARTICIPATIONS.value(ALL) == len(story)
        assert PLACES.value(ALL) == len({one[:2] if one[1] == "training" else one for one in story})
        for figure in FIGURES.values():
            for dimension in Dimension:
                by, whole = figure.by(ALL, dimension), figure.value(ALL)
                slices = figure.values(ALL, {key: EVERYTHING.at(dimension, key) for key in by})
                assert slices == by
                if dimension in figure.adds_up_over:
                    assert sum(by.values()) == whole
                else:
                    assert max(by.values(), default=0) <= whole <= sum(by.values())
        transaction.set_rollback(True)
