"""The open data set: its rows hide what they must, and its files are the same bytes for the same facts."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest

from buranakan.insight import dictionary, open_data, publish
from buranakan.insight.datasets import DATASETS
from buranakan.insight.datasets.services_by_province_and_project import Of
from buranakan.planning.enums import Reading
from tests.house.guards.tree import ROOT
from tests.insight import world as worlds

SET = DATASETS["services-by-province-and-project"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    world.promise = worlds.promise(world)
    return world


@pytest.fixture
def broad(world):
    """Both projects in all three provinces, one count small in each of two of them."""
    counts = {world.korat: (25, 4), world.chaiyaphum: (4, 25), world.chiang_mai: (40, 30)}
    for province, (farms, digital) in counts.items():
        worlds.serve(world, province, people=farms)
        worlds.serve(world, province, people=digital, activity=world.fair)
    return world


def published():
    return open_data.published(SET, on=worlds.TODAY)


def reached(rows):
    """Of projects in provinces."""
    return {(row.province.pk, row.project.number): row.reached for row in rows if row.of == Of.PROJECT_IN_PROVINCE}


def read(file):
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


# --- rows -------------------------------------------------------------------------------------------------------------
def test_small_counts_are_hidden_with_what_would_reveal_them_both_ways(broad):
    assert reached(published().rows) == {
        ("30", 1): None,
        ("30", 2): None,
        ("36", 1): None,
        ("36", 2): None,
        ("50", 1): 40,
        ("50", 2): 30,
    }


def test_totals_are_those_of_the_public_tables(broad):
    release, rows = publish.release(broad.portfolio, on=worlds.TODAY), published().rows
    told = {(row.of, getattr(row.project or row.province, "pk", None)): (row.planned, row.reached) for row in rows}
    assert told[Of.PROGRAMME, None] == (release.planned, release.reached) == (90, 128)
    for of, cells in [(Of.PROJECT, release.projects), (Of.PROVINCE, release.provinces)]:
        assert {cell.key: (cell.planned, cell.reached) for cell in cells} == {
            key: counts for (kind, key), counts in told.items() if kind == of
        }


def test_every_project_stands_in_every_province_whether_anything_was_done_or_not(world):
    rows = published().rows
    assert reached(rows) == {(code, number): None for code in ("30", "36", "50") for number in (1, 2)}
    cells = [row for row in rows if row.of == Of.PROJECT_IN_PROVINCE]
    assert {(row.province.pk, row.project.number): row.planned for row in cells if row.planned} == {
        ("30", 1): 30,
        ("36", 1): 20,
        ("50", 2): 40,
    }


def test_what_is_shown_agrees_with_the_public_tables(broad):
    """Nothing in the file contradicts the pages, and no row of the pages that is hidden is told by the file."""
    release = publish.release(broad.portfolio, on=worlds.TODAY)
    hidden = {cell.key for cell in release.provinces if cell.is_hidden}
    told = reached(published().rows)
    assert hidden.isdisjoint(code for (code, _number), count in told.items() if count is not None)
    whole = {cell.key: cell.reached for cell in release.provinces}["50"]
    assert whole == told["50", 1] + told["50", 2]


def test_a_province_whose_total_is_hidden_shows_no_project(world):
    worlds.serve(world, world.korat, people=5)
    worlds.serve(world, world.chaiyaphum, people=30)
    worlds.serve(world, world.chiang_mai, people=30)
    assert {count for (code, _number), count in reached(published().rows).items() if code == "30"} == {None}


def test_the_reading_as_center_6_tells_of_its_provinces_only(broad):
    broad.portfolio.reading = Reading.CENTRE_6
    broad.portfolio.save()
    assert {row.province.pk for row in published().rows if row.province} == {"30", "36"}


def test_it_counts_as_the_first_public_promise_counts(broad):
    broad.promise.figure_key = "people_reached_participations"
    broad.promise.save()
    worlds.serve(
        broad, broad.chiang_mai, persons=[worlds.serve(broad, broad.chiang_mai)[0].person], on=dt.date(2025, 3, 1)
    )
    rows = published().rows
    assert {row.figure.key for row in rows} == {"people_reached_participations"}
    assert reached(rows)["50", 1] == 42


def test_a_programme_that_serves_no_public_promise_is_not_in_it(world):
    world.promise.is_public = False
    world.promise.save()
    assert published().rows == []


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow_with_services(broad, count, django_assert_max_num_queries):
    worlds.serve(broad, broad.korat, people=count)
    with django_assert_max_num_queries(30):
        published()


# --- files ------------------------------------------------------------------------------------------------------------
def test_the_rows_as_csv(broad):
    file = published().data
    rows = read(file)
    assert file.content.startswith("\ufeffrow_of,".encode())
    assert list(rows[0]) == [column.key for column in SET.columns]
    told = ("province_code", "project_number", "places_planned", "people_reached", "is_hidden")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("", "", "90", "128", "no"),
        ("", "1", "50", "69", "no"),
        ("", "2", "40", "59", "no"),
        ("30", "", "30", "29", "no"),
        ("36", "", "20", "29", "no"),
        ("50", "", "40", "70", "no"),
        ("30", "1", "30", "", "yes"),
        ("36", "1", "20", "", "yes"),
        ("50", "1", "0", "40", "no"),
        ("30", "2", "0", "", "yes"),
        ("36", "2", "0", "", "yes"),
        ("50", "2", "40", "30", "no"),
    ]
    assert {(row["fiscal_year"], row["as_of"]) for row in rows} == {("2568", "2025-05-15")}


def test_columns_that_are_never_empty_never_are(broad):
    needed = [column.key for column in SET.columns if not column.may_be_empty]
    assert [name for row in read(published().data) for name in needed if not row[name]] == []


def test_the_same_facts_give_the_same_bytes_and_another_fact_gives_others(broad):
    first, again = published(), published()
    assert [one.content for one in first.files.values()] == [one.content for one in again.files.values()]
    worlds.serve(broad, broad.chiang_mai)
    assert published().data.sha256 != first.data.sha256


def test_sums_are_what_sha256sum_reads(broad):
    found = published()
    lines = found.sums.content.decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(one.content).hexdigest()}  {one.name}"
        for one in (found.data, found.dictionary_csv, found.dictionary_json)
    ]


def test_the_bundle_holds_the_files_of_one_moment(broad):
    found = published()
    with zipfile.ZipFile(io.BytesIO(found.bundle.content)) as bundle:
        assert {name: bundle.read(name) for name in bundle.namelist()} == {
            one.name: one.content for one in (found.data, found.dictionary_csv, found.dictionary_json, found.sums)
        }


def test_the_dictionary_names_every_column_in_both_languages(world):
    found = published()
    as_table, as_json = read(found.dictionary_csv), json.loads(found.dictionary_json.content)
    keys = [column.key for column in SET.columns]
    assert ([row["key"] for row in as_table], [one["key"] for one in as_json["columns"]]) == (keys, keys)
    said = [f"{what}_{language}" for what in ("label", "description") for language in ("th", "en")]
    assert [row["key"] for row in as_table if not all(row[name] for name in said)] == []
    assert {row["class"] for row in as_table} == {"public"}


@pytest.mark.parametrize(("is_synthetic", "said"), [(True, "ข้อมูลสมมติ (synthetic data)"), (False, "")])
def test_synthetic_data_says_so_in_every_row_and_in_every_name(broad, settings, is_synthetic, said):
    settings.IS_SYNTHETIC = is_synthetic
    found = published()
    assert {row["notice"] for row in read(found.data)} == {said}
    assert {name.startswith("synthetic-") for name in found.files} == {is_synthetic}
    assert json.loads(found.dictionary_json.content)["is_synthetic"] is is_synthetic


def test_the_dictionary_in_the_documentation_is_up_to_date():
    """`python scripts/make_dictionary.py` writes it."""
    assert (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8") == dictionary.as_markdown()


# --- the plan ---------------------------------------------------------------------------------------------------------
def planned_rows():
    return read(open_data.published(DATASETS["plan-by-activity-province-and-month"], on=worlds.TODAY).data)


def test_the_plan_is_open_by_activity_province_and_month_and_adds_up(world):
    rows = planned_rows()
    told = [
        (row["activity_code"], row["province_code"], row["month"], row["places_planned"])
        for row in rows
        if row["row_of"] == "activity_in_province_and_month"
    ]
    assert told == [
        ("training", "30", "2025-02-01", "30"),
        ("training", "36", "2025-04-01", "20"),
        ("fair", "50", "2025-07-01", "40"),
    ]
    assert [row["places_planned"] for row in rows if row["row_of"] == "programme"] == ["90"]
    assert [row["rounds_planned"] for row in rows if row["row_of"] == "project"] == ["2", "1"]


def test_money_of_the_plan_is_open_for_the_programme_and_its_projects_only(world):
    """What an office or a province has is in its books; it is not public."""
    worlds.add_line(world, world.training, world.korat, people=30, month=dt.date(2025, 5, 1), approved=False)
    told = [(row["row_of"], row["baht_planned"]) for row in planned_rows() if row["baht_planned"]]
    assert told == [("programme", "300000.00"), ("project", "200000.00"), ("project", "100000.00")]
