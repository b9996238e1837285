"""The reference files become rows, once."""

import datetime as dt

import pytest

from buranakan import reference
from buranakan.areas import imports, queries
from buranakan.areas.models import Office, Province, Responsibility
from buranakan.lib import clock
from buranakan.records.models import Event

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2025, 5, 15, 12, tzinfo=clock.BANGKOK)
MAY = dt.date(2025, 5, 15)


def counts():
    return Province.objects.count(), Office.objects.count(), Responsibility.objects.count()


def test_loading_twice_changes_nothing_and_tells_the_trail_each_time():
    imports.load(by=None, at=NOON)
    first = counts()
    imports.load(by=None, at=NOON)
    assert counts() == first
    assert first[0] == 77
    assert Office.objects.filter(kind=Office.Kind.PROVINCIAL).count() == 76
    assert Event.objects.filter(name="offices.loaded").count() == 2


def test_center_6_reaches_its_four_provinces_and_a_provincial_office_one():
    imports.load(by=None, at=NOON)
    centre = queries.office_by_code("diprom-c06")
    assert queries.province_codes_of(centre, on=MAY) == {"30", "31", "32", "36"}
    assert queries.province_codes_of(queries.office_by_code("pio-30"), on=MAY) == {"30"}
    assert queries.province_codes_of(queries.office_by_code("diprom"), on=MAY) is None


def test_the_department_of_an_office():
    imports.load(by=None, at=NOON)
    assert queries.department_of(queries.office_by_code("pio-30")).code == "ops"
    assert queries.department_of(queries.office_by_code("diprom-c06")).code == "diprom"
    assert queries.department_of(queries.office_by_code("moi")) is None


def test_an_own_copy_of_a_file_wins(tmp_path):
    imports.load(by=None, at=NOON)
    own = tmp_path / "regions.csv"
    own.write_text(
        "code,name_th,name_en\n"
        + "".join(f"{code},ภาคของเรา,Our region\n" for code in [row["code"] for row in reference.rows("regions.csv")]),
        encoding="utf-8",
    )
    imports.load(folder=tmp_path, by=None, at=NOON)
    assert set(Province.objects.exclude(cluster=None).values_list("cluster__region_th", flat=True)) == {"ภาคของเรา"}


def test_provinces_stand_in_thai_dictionary_order():
    imports.load(by=None, at=NOON)
    names = [province.name_th for province in queries.provinces()]
    # Code-point order would put โคราช-like and เ-words last; the dictionary puts them beside their consonant.
    assert names[:3] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี"]
    assert names.index("ชุมพร") < names.index("เชียงราย") < names.index("เชียงใหม่") < names.index("ตรัง")
    assert names[-1] == "อุบลราชธานี"
