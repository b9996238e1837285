"""Real months of the company registry, where BURANAKAN_SAMPLES names their folder: measured, with floors."""

import os
import time
from pathlib import Path

import pytest

from buranakan.lib import addresses, ids
from buranakan.lib.rules import allows
from tests.registry.imports.conftest import read

# What a person counted in each file: rows, the row number of the first and of the last.
COUNTED = {
    "99_201512": (3237, 5, 3241),
    "99_201601": (5749, 4, 5752),
    "99_201606": (5916, 4, 5919),
}
ACCEPTED_AT_LEAST = 0.99
# Reasons that may be true of a row of the registry; any other would be a fault of the reading.
TRUE_REASONS = {"number_check_digit", "province_not_found", "address_missing", "duplicate_in_file"}


@pytest.fixture(scope="module")
def months():
    folder = os.environ.get("BURANAKAN_SAMPLES")
    if not folder:
        pytest.skip("BURANAKAN_SAMPLES does not name a folder of lists")
    files = sorted(Path(folder, "data/company-registrations").glob("99_*.csv"))
    return {path.stem: path.read_bytes() for path in files}


def test_every_row_is_accepted_or_refused_for_a_reason_that_is_true(months):
    for name, content in months.items():
        found = read(content)
        print(f"{name}: {found.rows} rows, {len(found.accepted)} accepted, {len(found.refusals)} refused")
        assert len(found.accepted) >= found.rows * ACCEPTED_AT_LEAST
        assert {refusal.code for refusal in found.refusals} <= TRUE_REASONS


@pytest.mark.parametrize("name", COUNTED)
def test_rows_are_as_a_person_counted_them(months, name):
    found = read(months[name])
    rows = sorted(row.row_number for row in [*found.accepted, *found.refusals])
    assert (found.rows, rows[0], rows[-1]) == COUNTED[name]
    assert rows == list(range(rows[0], rows[-1] + 1))


def test_every_accepted_row_has_its_number_day_capital_and_place(months):
    for content in months.values():
        for one in read(content).accepted:
            assert allows(ids.juristic_number, one.number)
            assert one.registered_on.year in {2015, 2016}
            assert one.capital_satang > 0
            assert (bool(one.province), bool(one.district), len(one.postcode)) == (True, True, 5)
            assert one.name.startswith(("บริษัท ", "ห้างหุ้นส่วน"))
            assert (one.province == addresses.BANGKOK) == ("กรุงเทพมหานคร" in one.address)


def test_one_province_is_what_its_rows_say(months):
    for content in months.values():
        everywhere = read(content)
        korat = read(content, only="30")
        assert korat.rows + korat.outside == everywhere.rows
        assert [one.number for one in korat.accepted] == [
            one.number for one in everywhere.accepted if "จ.นครราชสีมา" in one.address
        ]


def test_it_reads_many_rows_in_a_second(months):
    began = time.process_time()
    rows = sum(read(content).rows for content in months.values())
    rate = rows / (time.process_time() - began)
    print(f"rows per second: {rate:.0f}")
    # The aim is 10,000 on a free machine; the floor leaves room for one that is busy.
    assert rate > 3_000
