import pytest

from buranakan.lib import ids
from buranakan.registry.imports import people
from tests.lib.lists import as_csv, as_workbook
from tests.registry.imports.conftest import read as read_list
from tests.registry.imports.conftest import row_numbers, told

NUMBER = ids.made_up_citizen_number
HEADING = ["ลำดับ", "ชื่อ-นามสกุล", "เลขบัตรประชาชน", "เบอร์โทร", "อีเมล", "สถานประกอบการ", "จังหวัด"]


def read(lines, **asked):
    return read_list(as_workbook(lines), kind="people", **asked)


def row(serial, **changes):
    said = {
        "sequence": serial,
        "name": f"นางสาวทดสอบ{serial} สมมติ",
        "number": NUMBER(serial),
        "phone": 810000000 + serial,
        "email": "",
        "enterprise": "ร้านสมมติ",
        "province": "นครราชสีมา",
    }
    return list((said | changes).values())


def names(found):
    return [(one.title, one.first_name, one.last_name) for one in found.accepted]


def test_a_row_says_who_somebody_is():
    found = read([["รายชื่อผู้เข้าอบรม"], HEADING, row(1, number=float(NUMBER(1)), email="a@example.test")])
    assert found.accepted == [
        people.ListedPerson(
            sheet="",
            row_number=3,
            title="นางสาว",
            first_name="ทดสอบ1",
            last_name="สมมติ",
            phone="0810000001",
            citizen_number=NUMBER(1),
            province="30",
            email="a@example.test",
            enterprise_name="ร้านสมมติ",
        )
    ]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("นายสมชาย ใจดี", ("นาย", "สมชาย", "ใจดี")),
        ("น.ส. สมหญิง  ณ อยุธยา", ("น.ส.", "สมหญิง", "ณ อยุธยา")),
        ("ว่าที่ ร.ต. ดร.สมชาย ใจดี", ("ว่าที่ ร.ต.ดร.", "สมชาย", "ใจดี")),
        ("ผศ.ดร.สมหญิง ใจดี", ("ผศ.ดร.", "สมหญิง", "ใจดี")),
        ("นายิกา ใจดี", ("", "นายิกา", "ใจดี")),
        ("Mr. John Smith", ("Mr.", "John", "Smith")),
        ("สมชาย", ("", "สมชาย", "")),
        ("นาย", ("", "นาย", "")),
    ],
)
def test_titles_stick_to_names_as_they_like(written, parts):
    assert people.split_name(written) == parts


def test_names_in_columns_of_their_own():
    lines = [["ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "จังหวัด"], [1, "นาย", "ก", "ข", "โคราช"], [2, "", "นางค", "ง", "โคราช"]]
    assert names(read(lines)) == [("นาย", "ก", "ข"), ("นาง", "ค", "ง")]


def test_a_family_name_beside_a_first_name_is_that_alone():
    assert names(read([["ชื่อตัว", "ชื่อสกุล", "จังหวัด"], ["นายก", "ข", "โคราช"]])) == [("นาย", "ก", "ข")]


def test_one_heading_over_title_first_and_last_name():
    lines = [["ลำดับ", "ชื่อ-สกุล", "", "", "จังหวัด"], [1, "นาย", "ก", "ข", "โคราช"]]
    assert names(read(lines)) == [("นาย", "ก", "ข")]


def test_the_title_of_the_list_may_name_the_province():
    assert [one.province for one in read([["ผู้เข้าอบรม จังหวัดชัยภูมิ"], HEADING[:2], [1, "นายก ข"]]).accepted] == ["36"]


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"name": ""}, "ชื่อ-นามสกุล", "name_missing"),
        ({"name": "น" * 200}, "ชื่อ-นามสกุล", "text_too_long"),
        ({"name": f"นาย {NUMBER(9)}"}, "ชื่อ-นามสกุล", "citizen_number_in_text"),
        ({"number": "1.10170E+12"}, "เลขบัตรประชาชน", "number_rounded"),
        ({"number": "1234567890123"}, "เลขบัตรประชาชน", "number_check_digit"),
        ({"phone": "12"}, "เบอร์โทร", "phone_not_understood"),
        ({"email": "ไม่มีอีเมล"}, "อีเมล", "email_not_understood"),
        ({"province": ""}, "จังหวัด", "province_missing"),
        ({"province": "ต่างประเทศ"}, "จังหวัด", "province_not_known"),
        ({"province": "ชัยภูมิ"}, "จังหวัด", "province_out_of_reach"),
    ],
)
def test_a_refused_row_says_its_number_its_column_and_why(changes, column, code):
    found = read([HEADING, row(1), row(2, **changes), row(3)], reach=frozenset(["30", "31"]))
    assert (told(found), row_numbers(found)) == ([(3, column, code)], [2, 3, 4])


def test_somebody_repeated_is_taken_once():
    lines = [HEADING, row(1), row(1, sequence=2), row(1, phone=""), row(2, number=""), row(2, number="", sequence=9)]
    found = read(lines)
    assert [one.row_number for one in found.accepted] == [2, 5]
    assert told(found) == [
        (3, "เลขบัตรประชาชน", "duplicate_in_file"),
        (4, "เลขบัตรประชาชน", "number_twice_in_file"),
        (6, "ชื่อ-นามสกุล", "duplicate_in_file"),
    ]


def test_namesakes_without_a_number_are_two_people():
    found = read([HEADING, row(1, number=""), row(1, number="", phone="0899999999")])
    assert (len(found.accepted), found.refusals) == (2, [])


def test_totals_signatures_and_sub_headings_are_no_people():
    lines = [HEADING, ["กลุ่มที่ 1"], row(1), ["รวม", 1], [], ["ลงชื่อ", "", "", "ผู้รับรอง"]]
    found = read([*lines, ["", "นายก ข", "", "", "", "", "โคราช"]])
    assert (row_numbers(found), [note.row_number for note in found.notes]) == ([3, 7], [2, 4, 6])


def test_one_province_of_a_list():
    found = read([HEADING, row(1), row(2, province="ชัยภูมิ"), row(3, province="")], only="30")
    assert ([one.row_number for one in found.accepted], found.outside) == ([2, 4], 1)


def test_a_list_in_csv_loses_no_zero():
    found = read_list(as_csv([HEADING, row(1, phone="081-000-0001")], encoding="cp874"), kind="people")
    assert found.accepted[0].phone == "0810000001"
