import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan import reference
from buranakan.lib import addresses
from buranakan.lib.addresses import Address, Gazetteer

PLACES = Gazetteer(reference.rows("provinces.csv"))


@pytest.mark.parametrize(
    ("text", "province", "district", "subdistrict", "postcode"),
    [
        ("99 ถนนสมมติ  แขวงสีลม เขตบางรัก กรุงเทพมหานคร 10500", "10", "บางรัก", "สีลม", "10500"),
        ("1 ถ.ก แขวง สีลม เขต บางรัก กทม. 10500", "10", "บางรัก", "สีลม", "10500"),
        ("1 แขวงสีลม เขตบางรัก กรุงเทพฯ", "10", "บางรัก", "สีลม", ""),
        ("9 หมู่ที่ 1  ต.บางนาค อ.เมืองนราธิวาส จ.นราธิวาส 96000", "96", "เมืองนราธิวาส", "บางนาค", "96000"),
        ("9/1 ตำบลในเมือง อำเภอเมือง จังหวัดขอนแก่น ๔๐๐๐๐", "40", "เมือง", "ในเมือง", "40000"),
        ("2 ต.สุไหงโก-ลก อ.สุไหงโก-ลก จ.นราธิวาส 96120", "96", "สุไหงโก-ลก", "สุไหงโก-ลก", "96120"),
        ("97/79 หมู่ที่ 1    จ.อ้อมเกร็ด   อ.ปากเกร็ด   นนทบุรี 11120", "12", "ปากเกร็ด", "", "11120"),
        ("5 ต.ในเมือง กิ่งอ.ทดสอบ จ. อยุธยา รหัสไปรษณีย์ 13000", "14", "ทดสอบ", "ในเมือง", "13000"),
        ("5 ต.ก อ.ข จ.เลย โทร 042-111222", "42", "ข", "ก", ""),
        ("5 Silom Rd, Bang Rak, Bangkok 10500", "10", "", "", "10500"),
        ("12 ถนนเชียงใหม่ ต.ก อ.ข จ.ลำปาง 52000", "52", "ข", "ก", "52000"),
        ("12 ถนนเชียงใหม่", "", "", "", ""),
        ("10110/5 หมู่ 3", "", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_an_address_is_read_from_its_end(text, province, district, subdistrict, postcode):
    understood = Address(province=province, district=district, subdistrict=subdistrict, postcode=postcode)
    assert PLACES.understand(text) == understood


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("นครราชสีมา", "30"),
        ("จ.นครราชสีมา", "30"),
        ("จังหวัด นคร ราชสีมา", "30"),
        ("โคราช", "30"),
        ("นม", "30"),
        ("นม.", "30"),
        ("Nakhon Ratchasima", "30"),
        ("กทม.", "10"),
        ("กรุงเทพฯ", "10"),
        ("กรุงเทพมหานคร", "10"),
        ("ทั่วประเทศ", ""),
        ("เมืองเลย", ""),
        ("", ""),
    ],
)
def test_a_cell_that_names_a_province(text, code):
    assert PLACES.province(text) == code


def test_every_province_is_known_by_its_name_in_an_address():
    for row in reference.rows("provinces.csv"):
        mark = "" if row["code"] == addresses.BANGKOK else "จ."
        assert PLACES.understand(f"1 ต.ก อ.ข {mark}{row['name_th']} 10000").province == row["code"]
        assert PLACES.understand(f"1 ต.ก อ.ข {row['name_th']} 10000").province == row["code"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("อ.เมือง", "เมือง"), ("เขต บางรัก", "บางรัก"), ("กิ่งอำเภอก", "ก"), ("ต.ใน\nเมือง", "ใน เมือง"), ("ก", "ก")]
)
def test_a_cell_that_names_a_district_or_subdistrict(text, name):
    assert addresses.place_name(text) == name


@pytest.mark.parametrize(("text", "code"), [("10500", "10500"), ("๑๐๕๐๐", "10500"), ("ปณ 10500", "10500"), ("105", "")])
def test_a_cell_that_holds_a_postcode(text, code):
    assert addresses.postcode(text) == code


@given(st.text(st.sampled_from("กขอตจเลย. 10,/\nแขวงเขตกรุงเทพมหานคร"), max_size=60))
def test_any_text_is_understood_somehow(text):
    found = PLACES.understand(text)
    assert found.province in {"", *PLACES.names}
    assert len(found.postcode) in {0, 5}
