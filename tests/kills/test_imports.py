"""The server is killed while lists are brought in: each list is in, whole, or nobody sees any of it."""

import csv
import io
import random
from functools import partial

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import ids
from buranakan.records.models import Event
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import actions
from buranakan.registry.models import ImportRun, SourceRecord
from tests.calls.conftest import AT
from tests.factories.accounts import member
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.kills import killing

KILLS = 6
LISTS, ROWS = 5, 4_000


def registrations(serial):
    """A made-up month of `ROWS` companies, in the older encoding."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(["ลำดับ", "เลขทะเบียน", "ชื่อนิติบุคคล", "วันที่จดทะเบียน", "ทุนจดทะเบียน", "ที่ตั้งสำนักงานใหญ่"])
    for number in range(1, ROWS + 1):
        juristic = ids.made_up_juristic_number(serial * ROWS + number)
        name, where = f"บจ.ทดสอบ {serial} {number} จำกัด", "1 ต.ทดสอบ อ.เมืองนครราชสีมา จ.นครราชสีมา 30000"
        write([number, juristic, name, "1/12/2558", "1,000,000", where])
    return out.getvalue().encode("cp874")


def check_each_is_whole_or_unseen(presser):
    brought_in = Event.objects.filter(name="import_run.brought_in")
    for run in ImportRun.objects.order_by("pk"):
        standing = SourceRecord.objects.standing().filter(run=run).count()
        is_in = run.state == ImportState.BROUGHT_IN
        assert (standing, brought_in.filter(on_id=str(run.pk)).count()) == ((ROWS, 1) if is_in else (0, 0))
        assert is_in or run.pk not in presser.acknowledged


@pytest.mark.race
def test_lists_brought_in_when_the_server_is_killed(server):
    office = provincial_office(ProvinceFactory(code="30", name_th="นครราชสีมา"))
    officer = member(Role.PROVINCIAL_OFFICER, office)
    presser = killing.Presser.signed_in(officer)
    runs = [
        actions.upload(
            registrations(serial), name="list.csv", kind=ImportKind.ENTERPRISES, office=office, by=officer, at=AT
        )
        for serial in range(LISTS)
    ]
    chance = random.Random(2558)  # noqa: S311 - moments to kill at, the same every time

    def bring_in(run):
        presser.press(server, reverse("desk:import_bring_in", args=[run.reference]), thing=run.pk)

    work = [[partial(bring_in, run) for run in runs]]
    for _kill in range(KILLS):
        server.start()
        killing.press_until_killed(server, work=work, after=chance.uniform(0.3, 1.6))
        check_each_is_whole_or_unseen(presser)
    server.start()
    killing.press_all(server, work=work)
    check_each_is_whole_or_unseen(presser)
    assert SourceRecord.objects.standing().count() == LISTS * ROWS
    assert set(ImportRun.objects.values_list("state", flat=True)) == {ImportState.BROUGHT_IN}
