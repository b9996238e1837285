"""Provinces, offices, aliases and responsibilities: how many there are, and that each finds the other."""

import re
from collections import Counter
from fnmatch import fnmatchcase

import pytest

from tests.reference import files

DEMO_DAY = "2025-05-15"
BANGKOK = "10"
PARENT_KIND = {
    "department": {"ministry"},
    "division": {"department"},
    "centre": {"department"},
    "provincial": {"department"},
}


def offices():
    return {row["code"]: row for row in files.rows("offices.csv")}


def codes_of(name):
    return {row["code"] for row in files.rows(name)}


def responsibilities(kinds, *, day=DEMO_DAY):
    """(office, province) for the care of an area by offices of these kinds on a day."""
    kind_of = {code: office["kind"] for code, office in offices().items()}
    return [
        (row["office"], row["province"])
        for row in files.rows("responsibilities.csv")
        if row["function"] == "area" and kind_of[row["office"]] in kinds and files.holds_on(row, day)
    ]


def test_there_are_77_provinces_in_18_clusters_in_6_regions():
    provinces = files.rows("provinces.csv")
    assert (len(provinces), len(files.rows("clusters.csv")), len(files.rows("regions.csv"))) == (77, 18, 6)
    assert all(re.fullmatch(r"[1-9]\d", province["code"]) for province in provinces)


def test_only_bangkok_is_in_no_cluster_and_every_cluster_has_provinces():
    provinces = files.rows("provinces.csv")
    assert [province["code"] for province in provinces if not province["cluster"]] == [BANGKOK]
    assert {province["cluster"] for province in provinces} - {""} == codes_of("clusters.csv")


def test_a_province_lies_in_the_region_of_its_cluster():
    region_of = {row["code"]: row["region"] for row in files.rows("clusters.csv")}
    assert set(region_of.values()) == codes_of("regions.csv")
    for province in files.rows("provinces.csv"):
        assert province["region"] == region_of.get(province["cluster"], "central"), province


def test_there_are_11_centres_and_76_provincial_offices():
    kinds = Counter(office["kind"] for office in offices().values())
    assert kinds == {"ministry": 1, "department": 2, "division": 18, "centre": 11, "provincial": 76}
    assert {code for code in offices() if code.startswith("diprom-c") and code[-2:].isdigit()} == {
        f"diprom-c{number:02d}" for number in range(1, 12)
    }


def test_the_offices_make_one_tree():
    tree = offices()
    assert [code for code, office in tree.items() if not office["parent"]] == ["moi"]
    for office in tree.values():
        if office["parent"]:
            assert tree[office["parent"]]["kind"] in PARENT_KIND[office["kind"]], office


def test_an_office_stands_after_its_parent_so_that_the_file_loads_from_top_to_bottom():
    order = {code: place for place, code in enumerate(offices())}
    for office in offices().values():
        assert not office["parent"] or order[office["parent"]] < order[office["code"]], office


def test_centres_belong_to_diprom_and_provincial_offices_to_the_permanent_secretary():
    parents = {(office["kind"], office["parent"]) for office in offices().values()}
    assert {pair for pair in parents if pair[0] in {"centre", "provincial"}} == {
        ("centre", "diprom"),
        ("provincial", "ops"),
    }


def test_every_office_has_its_names_and_a_seat():
    provinces = codes_of("provinces.csv")
    for office in offices().values():
        assert office["name_th"] and office["short_th"] and office["name_en"] and office["short_en"], office
        assert office["seat_province"] in provinces, office
        assert office["name_en_origin"] in {"official", "translated"}, office
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", office["code"]), office


def test_a_provincial_office_is_named_after_its_province():
    names = {row["code"]: row["name_th"] for row in files.rows("provinces.csv")}
    provincial = {code: office for code, office in offices().items() if office["kind"] == "provincial"}
    assert set(provincial) == {f"pio-{code}" for code in names if code != BANGKOK}
    for code, office in provincial.items():
        assert office["seat_province"] == code.removeprefix("pio-")
        assert office["name_th"] == "สำนักงานอุตสาหกรรมจังหวัด" + names[office["seat_province"]]
        assert office["short_th"] == "สอจ." + names[office["seat_province"]]


def test_every_alias_resolves_to_an_office_or_to_a_class_of_offices():
    codes = set(offices())
    for row in files.rows("office_aliases.csv"):
        assert any(fnmatchcase(code, row["office"]) for code in codes), row


def test_every_office_can_be_named_by_an_alias():
    assert {row["office"] for row in files.rows("office_aliases.csv")} == set(offices()) | {"pio-*", "diprom-c*"}


@pytest.mark.parametrize(
    ("alias", "office"),
    [
        ("ดีพร้อม", "diprom"),
        ("กสอ.", "diprom"),
        ("DIPROM", "diprom"),
        ("กรมส่งเสริมอุตสาหกรรม", "diprom"),
        ("DIPROM Center 6", "diprom-c06"),
        ("ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6", "diprom-c06"),
        ("ศภ.6", "diprom-c06"),
        ("ศภ.10", "diprom-c10"),
        ("สอจ.นครราชสีมา", "pio-30"),
        ("สำนักงานอุตสาหกรรมจังหวัดนครราชสีมา", "pio-30"),
        ("สอจ.นม.", "pio-30"),
        ("สอจ.", "pio-*"),
        ("สำนักงานอุตสาหกรรมจังหวัด", "pio-*"),
        ("ศูนย์ส่งเสริมอุตสาหกรรมภาค", "diprom-c*"),
        ("อก.", "moi"),
        ("ก.อุตฯ", "moi"),
        ("กระทรวงอุตสาหกรรม", "moi"),
        ("สปอ.", "ops"),
    ],
)
def test_what_a_text_calls_an_office(alias, office):
    assert {row["alias"]: row["office"] for row in files.rows("office_aliases.csv")}[alias] == office


def test_a_bare_name_that_two_offices_share_is_no_alias():
    names = Counter(office["name_th"] for office in offices().values())
    shared = {name for name, times in names.items() if times > 1}
    assert shared == {"กองยุทธศาสตร์และแผนงาน", "ศูนย์เทคโนโลยีสารสนเทศและการสื่อสาร"}
    assert shared & {row["alias"] for row in files.rows("office_aliases.csv")} == set()


def test_every_province_has_exactly_one_diprom_office_on_the_demo_day():
    served = Counter(province for _, province in responsibilities({"centre", "department"}))
    assert served == dict.fromkeys(codes_of("provinces.csv"), 1)


def test_every_province_but_bangkok_has_its_own_provincial_office():
    expected = {(f"pio-{code}", code) for code in codes_of("provinces.csv") - {BANGKOK}}
    assert sorted(responsibilities({"provincial"})) == sorted(expected)


def test_how_many_provinces_each_centre_serves():
    centres = Counter(office for office, _ in responsibilities({"centre", "department"}))
    expected = {f"diprom-c{number:02d}": n for number, n in enumerate([8, 5, 8, 5, 7, 4, 4, 8, 8, 7, 7], start=1)}
    assert centres == expected | {"diprom": 6}


def test_center_6_serves_nakhon_chai_burin():
    provinces = {province for office, province in responsibilities({"centre"}) if office == "diprom-c06"}
    assert provinces == {"30", "31", "32", "36"}


def test_every_centre_serves_the_province_it_sits_in():
    pairs = responsibilities({"centre"})
    assert [
        code
        for code, office in offices().items()
        if office["kind"] == "centre" and (code, office["seat_province"]) not in pairs
    ] == []


def test_what_is_assumed_says_so_in_both_languages():
    for row in files.rows("responsibilities.csv"):
        assert bool(row["note"]) == bool(row["note_th"]), row
        if row["confidence"] == "D":
            assert row["note"], row
