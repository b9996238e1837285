"""Lists as offices send them: the company registry's month in Thai Windows-874, and people in CSV."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.lib import ids
from buranakan.registry.models import ImportRun

LISTS = "/desk/register/lists/"
ADD = f"{LISTS}add/"
TITLES = [["นิติบุคคลจัดตั้งเดือนธันวาคม  2558"], ["ทั่วประเทศ"], []]
HEADING = [
    *("ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่\nจดทะเบียน"),
    *(" ทุนจดทะเบียน\n(บาท) ", "รายละเอียดวัตถุประสงค์", "ที่ตั้งสำนักงานใหญ่"),
]
PLACES = {
    "30": "ตำบลในเมือง อำเภอเมืองนครราชสีมา จังหวัดนครราชสีมา 30000",
    "50": "ต.ศรีภูมิ อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50200",
}
PEOPLE_HEADING = ["ลำดับ", "ชื่อ-สกุล", "เลขประจำตัวประชาชน", "เบอร์โทร", "จังหวัด"]


def company(serial, *, province="30", name=None, number=None, day="25/12/2558"):
    """One row of the company registry's list."""
    name = name or f"บจ.ทดสอบ {serial} จำกัด"
    number = number or ids.made_up_juristic_number(serial)
    return [str(serial), number, name, day, " 1,000,000 ", "ผลิตอาหาร", f"{serial} {PLACES[province]}"]


def companies(*rows, name="99_201512.csv"):
    """A month's list."""
    return upload([*TITLES, HEADING, *rows], name=name, encoding="cp874")


def people(*rows, name="ผู้สมัคร.csv"):
    return upload([PEOPLE_HEADING, *rows], name=name, encoding="utf-8-sig")


def upload(rows, *, name, encoding):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode(encoding))


def send(client, file, *, kind="enterprises", province=""):
    """Send a list in, and give its run."""
    response = client.post(ADD, {"kind": kind, "file": file, "province": province})
    assert response.status_code == 302, response.context["form"].errors
    return ImportRun.objects.get(reference=response.headers["Location"].removeprefix(LISTS).strip("/"))


def url(run, page=""):
    return f"{LISTS}{run.reference}/{page}"
