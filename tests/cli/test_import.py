"""`buranakan import`: a preview that keeps nothing, and bringing lists in."""

import json
import os
import subprocess
import sys

import pytest

from buranakan.cli.main import main
from buranakan.lib import ids
from buranakan.records.models import Event, StoredFile
from buranakan.registry.models import ImportRun, Person, SourceRecord
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.lib.lists import as_workbook
from tests.registry.imports.conftest import FIRST_ROW, company, month
from tests.registry.imports.test_people import HEADING, row

ELSEWHERE = {"address": "1 ต.ก อ.ข จ.ชัยภูมิ 36000"}


@pytest.fixture
def listed(tmp_path):
    """A month's list: two rows of Nakhon Ratchasima, one of them wrong, and one of Chaiyaphum."""
    path = tmp_path / "99_201601.csv"
    path.write_bytes(month(company(1), company(2, registered_on="31/2/2559"), company(3, **ELSEWHERE)))
    return path


@pytest.fixture
def office(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    ProvinceFactory(code="36", name_th="ชัยภูมิ", name_en="Chaiyaphum")
    OfficeFactory(diprom=True)
    return provincial_office(ProvinceFactory(code="30", name_th="นครราชสีมา", name_en="Nakhon Ratchasima"))


def run(capsys, *words):
    code = main(["import", *map(str, words)])
    return code, capsys.readouterr()


def code_in(printed):
    """The code at the end of a refusal."""
    return printed.err.strip().rpartition("[")[2].removesuffix("]")


def said(capsys, *words):
    code, printed = run(capsys, *words, "--json")
    assert code == 0
    return json.loads(printed.out)


def test_a_preview_tells_rows_refusals_and_layout(listed, capsys):
    told = said(capsys, "enterprises", listed)
    assert (told["kind"], told["rows"], told["accepted"], told["outside"]) == ("enterprises", 3, 2, 0)
    assert told["refused"] == [
        {
            "sheet": "",
            "row": FIRST_ROW + 1,
            "column": "วันที่ จดทะเบียน",
            "code": "date_impossible",
            "message": "“31/2/2559” is not a day in the calendar. Check the day and the month.",
        }
    ]
    layout = told["layout"]
    assert (layout["encoding"], layout["header_row"], layout["columns"]["number"]) == ("cp874", 3, "เลขทะเบียน")
    assert "changed" not in told


def test_a_preview_in_words(listed, capsys):
    code, printed = run(capsys, "enterprises", listed)
    assert code == 0
    assert "rows      3 = 2 accepted + 1 refused" in printed.out
    assert f"row {FIRST_ROW + 1}, วันที่ จดทะเบียน:" in printed.out
    assert "Nothing was kept" in printed.out


@pytest.mark.parametrize("name", ["นครราชสีมา", "จ.นครราชสีมา", "Nakhon Ratchasima"])
def test_one_province(listed, capsys, name):
    told = said(capsys, "enterprises", listed, "--province", name)
    assert (told["rows"], told["accepted"], len(told["refused"]), told["outside"]) == (2, 1, 1, 1)


def test_a_preview_needs_no_settings_and_no_database(listed):
    """As `read` does, so that anybody may try it."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("BURANAKAN_", "DJANGO_"))}
    asked = [sys.executable, "-m", "buranakan.cli", "import", "enterprises", listed, "--json"]
    done = subprocess.run(asked, capture_output=True, env=bare | {"PYTHONIOENCODING": "ascii"}, check=True)
    assert json.loads(done.stdout.decode())["accepted"] == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "list_empty"), (b"%PDF-1.7", "list_not_readable"), (b"a,b\n1,2\n", "headings_not_found")],
)
def test_an_unreadable_list_ends_with_a_code(tmp_path, capsys, content, code):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    ended, printed = run(capsys, "enterprises", path, "--json")
    assert (ended, json.loads(printed.out)["error"]["code"], f"[{code}]" in printed.err) == (1, code, True)


def test_a_file_or_a_province_that_is_not_there(listed, capsys, tmp_path):
    assert run(capsys, "enterprises", tmp_path / "none.csv")[0] == 2
    assert run(capsys, "enterprises", tmp_path)[0] == 2
    ended, printed = run(capsys, "enterprises", listed, "--province", "โตเกียว")
    assert (ended, code_in(printed)) == (1, "province_not_known")


def test_a_preview_keeps_nothing(office, listed, capsys):
    said(capsys, "enterprises", listed)
    assert (ImportRun.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_commit_brings_in_and_again_changes_nothing(office, listed, capsys):
    told = said(capsys, "enterprises", listed, "--commit")
    run_ = ImportRun.objects.get()
    assert told["changed"] == {
        "run": str(run_.reference),
        "state": "brought_in",
        "already_brought_in": False,
        "added": 2,
        "known": 0,
    }
    assert (run_.office.code, SourceRecord.objects.standing().count()) == ("diprom", 2)
    again = said(capsys, "enterprises", listed, "--commit")
    assert (again["rows"], again["changed"]["already_brought_in"], again["changed"]["added"]) == (3, True, 0)
    assert (ImportRun.objects.count(), StoredFile.objects.count(), SourceRecord.objects.count()) == (1, 1, 2)


def test_commit_for_one_province(office, listed, capsys):
    told = said(capsys, "enterprises", listed, "--province", "ชัยภูมิ", "--commit")
    assert (told["rows"], told["outside"], told["changed"]["added"]) == (1, 2, 1)
    assert SourceRecord.objects.standing().get().province_id == "36"


def test_people_are_brought_in_by_an_office(office, tmp_path, capsys):
    path = tmp_path / "people.xlsx"
    path.write_bytes(as_workbook([HEADING, row(1), row(2, province="ชัยภูมิ")]))
    told = said(capsys, "people", path, "--commit", "--office", office.code)
    assert (told["rows"], told["changed"]["added"], [one["code"] for one in told["refused"]]) == (
        2,
        1,
        ["province_out_of_reach"],
    )
    assert Person.objects.get().registered_by_office == office
    assert ids.made_up_citizen_number(1) not in json.dumps(told)


def test_people_need_an_office_that_is_known(office, tmp_path, capsys):
    path = tmp_path / "people.xlsx"
    path.write_bytes(as_workbook([HEADING, row(1)]))
    for words in ([], ["--office", "pio-99"]):
        ended, printed = run(capsys, "people", path, "--commit", *words)
        assert (ended, code_in(printed)) == (1, "office_not_known")
    assert Person.objects.count() == 0
