import datetime as dt

import pytest

from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.registry.imports import companies
from tests.lib.lists import as_csv, as_workbook
from tests.registry.imports.conftest import FIRST_ROW, HEADING, KORAT, TITLES, company, month, read, row_numbers, told


def numbers(found):
    return [one.number for one in found.accepted]


def provinces(found):
    return [one.province for one in found.accepted]


# --- a month's list as it comes ---------------------------------------------------------------------------------------
def test_a_row_says_all_that_the_registry_says():
    found = read(month(company(1, name="บจ.ก จำกัด", registered_on="31/1/2559", capital=" 1,000,000.50 ")))
    assert found.accepted == [
        companies.Company(
            sheet="",
            row_number=FIRST_ROW,
            number=ids.made_up_juristic_number(1),
            name="บริษัท ก จำกัด",
            name_as_written="บจ.ก จำกัด",
            form="limited_company",
            registered_on=dt.date(2016, 1, 31),
            capital_satang=100_000_050,
            objective_code="10612",
            objective="ผลิตอาหาร, ขายอาหาร",
            address=f"1 ถนนสมมติ {KORAT}",
            province="30",
            district="เมืองนครราชสีมา",
            subdistrict="ในเมือง",
            postcode="30000",
        )
    ]
    titles = [(1, TITLES[0][0].replace("  ", " ")), (2, "ทั่วประเทศ")]
    assert [(note.row_number, note.text) for note in found.notes] == titles


def test_the_layout_tells_how_the_list_was_understood():
    [sheet] = read(month(company(1))).layout["sheets"]
    assert sheet["header_rows"] == [3]
    assert {key: column["place"] for key, column in sheet["columns"].items()} == {
        "sequence": 1,
        "number": 2,
        "name": 3,
        "registered_on": 4,
        "capital": 5,
        "objective_code": 6,
        "objective": 7,
        "address": 8,
    }


@pytest.mark.parametrize(
    "coat",
    [{"encoding": "utf-8"}, {"encoding": "utf-8-sig"}, {"encoding": "utf-16", "delimiter": "\t"}, {"line_end": "\r\n"}],
    ids=["utf-8", "utf-8-mark", "unicode-text", "windows-lines"],
)
def test_the_same_list_in_another_coat_says_the_same(coat):
    rows = [company(serial) for serial in range(1, 6)]
    assert read(month(*rows, **coat)).accepted == read(month(*rows)).accepted


def test_the_same_list_as_a_workbook_says_the_same():
    rows = [company(serial) for serial in range(1, 6)]
    assert read(as_workbook([*TITLES, HEADING, *rows])).accepted == read(month(*rows)).accepted


# --- other months' layouts --------------------------------------------------------------------------------------------
def test_a_list_by_province_under_sub_headings_with_totals():
    lines = [
        ["นิติบุคคลจัดตั้งใหม่ เดือนมกราคม 2559"],
        ["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่จดทะเบียน", "ทุน"],
        ["จังหวัดนครราชสีมา"],
        ["1", ids.made_up_juristic_number(1), "บจ.ก", "1/1/2559", "1,000,000"],
        ["รวม", "", "1 ราย", "", "1,000,000"],
        [],
        ["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่จดทะเบียน", "ทุน"],
        ["จังหวัด ชัยภูมิ"],
        ["1", ids.made_up_juristic_number(2), "หจ.ข", "2/1/2559", "500,000"],
        ["รวมทั้งสิ้น 2 ราย"],
        ["ที่มา : กรมพัฒนาธุรกิจการค้า"],
    ]
    found = read(as_csv(lines))
    assert (row_numbers(found), provinces(found)) == ([4, 9], ["30", "36"])
    assert [note.row_number for note in found.notes] == [1, 3, 5, 8, 10, 11]


def test_columns_may_change_in_the_middle_of_a_list():
    lines = [["เลขทะเบียน", "ชื่อนิติบุคคล"], [ids.made_up_juristic_number(1), "บจ.ก"]]
    lines += [["ชื่อนิติบุคคล", "เลขทะเบียน"], ["บจ.ข", ids.made_up_juristic_number(2)]]
    assert numbers(read(as_csv(lines))) == [ids.made_up_juristic_number(1), ids.made_up_juristic_number(2)]


def test_an_address_in_its_parts_is_put_together():
    lines = [
        ["ประเภท", "เลขทะเบียนนิติบุคคล", "ชื่อ", "เลขที่", "หมู่", "ถนน", "ตำบล", "อำเภอ", "จังหวัด", "รหัสไปรษณีย์"],
        ["หจ.", ids.made_up_juristic_number(1), "ก", "9/1", "4", "", "ในเมือง", "อ.เมือง", "นม", 30000],
        ["บจ.", ids.made_up_juristic_number(2), "ข", "1", "", "สีลม", "สีลม", "บางรัก", "กทม.", "10500"],
    ]
    first, second = read(as_workbook(lines)).accepted
    assert (first.name, first.address) == ("ห้างหุ้นส่วนจำกัด ก", "9/1 หมู่ที่ 4 ต.ในเมือง อ.เมือง จ.นม 30000")
    assert (first.province, first.district, first.subdistrict, first.postcode) == ("30", "เมือง", "ในเมือง", "30000")
    assert (second.name, second.address) == ("บริษัท ข จำกัด", "1 ถนนสีลม แขวงสีลม เขตบางรัก กทม. 10500")


def test_each_sheet_may_be_a_province():
    heading = ["เลขทะเบียน", "ชื่อนิติบุคคล"]
    sheets = {
        "นครราชสีมา": [heading, [ids.made_up_juristic_number(1), "บจ.ก"]],
        "ชัยภูมิ": [heading, [ids.made_up_juristic_number(2), "บจ.ข"], ["", "บจ.ค"]],
        "หมายเหตุ": [["ไม่มีตาราง"]],
    }
    found = read(as_workbook(sheets=sheets))
    assert (provinces(found), [one.sheet for one in found.accepted]) == (["30", "36"], ["นครราชสีมา", "ชัยภูมิ"])
    assert [(refusal.sheet, refusal.row_number) for refusal in found.refusals] == [("ชัยภูมิ", 3)]


def test_a_list_without_headings_is_known_by_its_content():
    found = read(as_csv([company(serial) for serial in range(1, 6)]))
    assert (row_numbers(found), provinces(found), found.refusals) == ([1, 2, 3, 4, 5], ["30"] * 5, [])


def test_two_digits_of_a_year_are_the_titles():
    found = read(month(company(1, registered_on="5/1/59"), company(2, registered_on="5/1/60")))
    assert [one.registered_on for one in found.accepted] == [dt.date(2016, 1, 5)]
    assert told(found) == [(FIRST_ROW + 1, "วันที่ จดทะเบียน", "year_two_digits")]


def test_a_sheet_of_something_else_is_refused():
    with pytest.raises(RuleBroken) as refusal:
        read(as_csv([["a", "b"], ["1", "2"]]))
    assert refusal.value.code == "headings_not_found"


# --- refused rows -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"number": ""}, "เลขทะเบียน", "number_missing"),
        ({"number": "0105558189339"}, "เลขทะเบียน", "number_check_digit"),
        ({"number": "1.05558E+11"}, "เลขทะเบียน", "number_rounded"),
        ({"name": ""}, "ชื่อนิติบุคคล", "name_missing"),
        ({"name": "บจ.\ufffd"}, "ชื่อนิติบุคคล", "text_damaged"),
        ({"registered_on": "30/2/2559"}, "วันที่ จดทะเบียน", "date_impossible"),
        ({"registered_on": ""}, "วันที่ จดทะเบียน", "date_missing"),
        ({"capital": "สิบ"}, "ทุนจดทะเบียน (บาท)", "money_not_understood"),
        ({"capital": "-1"}, "ทุนจดทะเบียน (บาท)", "amount_negative"),
        ({"code": "12345678901"}, "รหัสวัตถุประสงค์", "text_too_long"),
        ({"address": "99 ถนนสมมติ"}, "ที่ตั้งสำนักงานใหญ่", "province_not_found"),
        ({"address": ""}, "ที่ตั้งสำนักงานใหญ่", "address_missing"),
    ],
)
def test_a_refused_row_says_its_number_its_column_and_why(changes, column, code):
    found = read(month(company(1), company(2, **changes), company(3), encoding="utf-8"))
    assert told(found) == [(FIRST_ROW + 1, column, code)]
    assert row_numbers(found) == [FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2]


def test_a_province_column_that_names_none_is_refused():
    lines = [["เลขทะเบียน", "ชื่อนิติบุคคล", "จังหวัด"], [ids.made_up_juristic_number(1), "บจ.ก", "ต่างประเทศ"]]
    assert told(read(as_csv(lines))) == [(2, "จังหวัด", "province_not_known")]


def test_a_row_repeated_is_taken_once_and_another_content_under_its_number_is_refused():
    found = read(month(company(1), company(1, sequence="2"), company(1, capital="5")))
    assert numbers(found) == [ids.made_up_juristic_number(1)]
    assert told(found) == [
        (FIRST_ROW + 1, "เลขทะเบียน", "duplicate_in_file"),
        (FIRST_ROW + 2, "เลขทะเบียน", "number_twice_in_file"),
    ]
    assert [refusal.params["row"] for refusal in found.refusals] == [FIRST_ROW, FIRST_ROW]


# --- one province -----------------------------------------------------------------------------------------------------
def test_only_one_provinces_rows_are_taken_and_the_others_are_counted():
    elsewhere = {"address": "1 ต.ในเมือง อ.เมือง จ.ชัยภูมิ 36000"}
    rows = [company(1), company(2, **elsewhere), company(3, capital="สิบ", **elsewhere), company(4, capital="สิบ")]
    found = read(month(*rows), only="30")
    assert (provinces(found), found.outside, found.rows) == (["30"], 2, 2)
    assert told(found) == [(FIRST_ROW + 3, "ทุนจดทะเบียน (บาท)", "money_not_understood")]


def test_a_row_that_names_no_province_is_the_one_that_was_asked_for():
    lines = [["เลขทะเบียน", "ชื่อนิติบุคคล"], [ids.made_up_juristic_number(1), "บจ.ก"]]
    assert provinces(read(as_csv(lines), only="30")) == ["30"]
    assert provinces(read(as_csv(lines))) == [""]
