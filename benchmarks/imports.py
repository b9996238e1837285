"""How many rows of company registrations are brought in per second: `python -m benchmarks.imports [--rows 20000]`.

End to end: the file is parsed, every row validated, written, and its line put under the manifest's hash in the trail.
Beside it, in the same run, the database's own bulk insert of the very same rows. On SQLite in a temporary folder; the
list is made up. Prints figures; asserts only that all rows landed.
"""

import argparse
import contextlib
import io
import os
import shutil
import tempfile
import time
from pathlib import Path

os.environ["BURANAKAN_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "buranakan.config.settings"
os.environ["BURANAKAN_VAR"] = tempfile.mkdtemp(prefix="buranakan-benchmark-")
os.environ.pop("DATABASE_URL", None)
Path(os.environ["BURANAKAN_VAR"], "static").mkdir()

import django  # noqa: E402 - after the environment it reads

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from buranakan.areas import imports as areas  # noqa: E402
from buranakan.areas import queries as places  # noqa: E402
from buranakan.lib import clock, ids  # noqa: E402
from buranakan.records.models import Event  # noqa: E402
from buranakan.registry.imports import actions, queries  # noqa: E402
from buranakan.registry.models import SourceRecord  # noqa: E402

GOAL = 5_000
FORMS = (("บจ.", " จำกัด"), ("หจ.", ""), ("บมจ.", " จำกัด (มหาชน)"), ("บจ.", " จำกัด"))
HEADING = ["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", '"วันที่\nจดทะเบียน"', '" ทุนจดทะเบียน\n(บาท) "', "รหัสวัตถุประสงค์"]
HEADING += ["รายละเอียดวัตถุประสงค์", "ที่ตั้งสำนักงานใหญ่"]


def made_up_list(count):
    """A month of registrations as the registry writes them, in cp874, of companies that can't exist."""
    provinces = [province.name_th for province in places.provinces() if province.code != "10"]
    lines = ["นิติบุคคลจัดตั้งเดือนทดสอบ  2567,,,,,,,", "ทั่วประเทศ,,,,,,,", ",".join(HEADING)]
    for serial in range(1, count + 1):
        form, ending = FORMS[serial % len(FORMS)]
        province = provinces[serial % len(provinces)]
        lines.append(
            f"{serial},{ids.made_up_juristic_number(serial)},{form}กิจการสมมติ เพื่อการทดสอบ {serial}{ending},"
            f'{serial % 28 + 1}/1/2567," {serial % 9 + 1},{serial % 1000:03d},000 ",{10_000 + serial % 80_000},'
            f"ประกอบกิจการที่ไม่มีอยู่จริง ใช้วัดความเร็วเท่านั้น,{serial}/{serial % 99} หมู่ที่ {serial % 12} ถนนทดสอบ  "
            f"ต.สมมติ อ.เมือง{province} จ.{province} {10_000 + serial % 80_000}"
        )
    return "\n".join(lines).encode("cp874")


def bring_in(content, *, at):
    """Seconds from the file's bytes to the rows that stand, with their event."""
    office = places.office_by_code("diprom")
    began = time.perf_counter()
    found = queries.read(content, kind="enterprises", office=office)
    run = actions.keep(found, content=content, name="list.csv", office=office, by=None, at=at)
    previewed = time.perf_counter()
    run = actions.bring_in(run, found=found, by=None, at=at)
    done = time.perf_counter()
    assert run.accepted == SourceRecord.objects.standing().count()  # noqa: S101 - a figure of nothing is no figure
    assert Event.objects.filter(name="import_run.brought_in").count() == 1  # noqa: S101
    return run, previewed - began, done - began


def parse(run):
    """Seconds to read and validate the list alone."""
    began = time.perf_counter()
    queries.read_run(run)
    return time.perf_counter() - began


def insert_alone():
    """Seconds of one bare bulk insert of the same rows: no parsing, no rules, no trail."""
    columns = [field.column for field in SourceRecord._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    table = SourceRecord._meta.db_table
    with connection.cursor() as cursor:
        rows = cursor.execute(f"SELECT {names} FROM {table}").fetchall()  # noqa: S608 - our own names
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    places_held = ", ".join(["?"] * len(columns))
    began = time.perf_counter()
    with transaction.atomic():
        connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places_held})", rows)  # noqa: S608
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    count = parser.parse_args().rows
    at = clock.now()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            call_command("migrate", verbosity=0)
        areas.load(by=None, at=at)
        content = made_up_list(count)
        run, upload, landing = bring_in(content, at=at)
        reading, insert = parse(run), insert_alone()
    finally:
        connection.close()
        shutil.rmtree(os.environ["BURANAKAN_VAR"], ignore_errors=True)
    print(f"rows                        {run.rows:>9,}  ({len(content) / 1e6:.1f} MB, {run.refused} refused)")
    print(f"read and validated          {run.rows / reading:>9,.0f} rows/s")
    print(f"previewed (file, counts)    {run.rows / upload:>9,.0f} rows/s")
    print(f"brought in, end to end      {run.rows / landing:>9,.0f} rows/s  (goal {GOAL:,})")
    print(f"the database's bulk insert  {run.rows / insert:>9,.0f} rows/s")
    print(f"times the bare insert       {landing / insert:>9.1f}")


if __name__ == "__main__":
    main()
