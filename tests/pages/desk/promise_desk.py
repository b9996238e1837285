"""Desks that look at promises: a planner who may decide, others who may only read, and a text with two promises."""

import datetime as dt

from buranakan.lib.clock import BANGKOK
from buranakan.planning import queries as planning
from buranakan.policy import actions, queries
from tests.factories.areas import OfficeFactory, ProvinceFactory
from tests.pages.signing_in import signed_in_as

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
TITLE = "ข่าวทดสอบเป้าหมาย"
TEXT = f"""{TITLE}
วันอังคารที่ 10 ธันวาคม 2567
จ.นครราชสีมา 8 ธันวาคม 2567 - อธิบดีกรมส่งเสริมอุตสาหกรรม กล่าวว่า มีเป้าหมายในภาพรวมกว่า 2,180 คน วงเงินรวม 9.15 ล้านบาท
ปีที่ผ่านมาได้พัฒนาแล้ว 1,000 คน
"""


def places():
    """What the reading can name."""
    OfficeFactory(diprom=True, name_th="กรมส่งเสริมอุตสาหกรรม")
    ProvinceFactory(code="30", name_th="นครราชสีมา")


def client_of(role, office=None):
    return signed_in_as(role, office or OfficeFactory(diprom=True))


def announcement(text=TEXT, *, source="https://example.test/1", **said):
    """Taken in through the action, so that its proposals are the reading's."""
    vocabulary = queries.vocabulary(projects=planning.project_names())
    return actions.take_in(**{"text": text, "source": source, "vocabulary": vocabulary, "by": None, "at": NOON} | said)


def code_of(response):
    """The code of the refusal that the page shows."""
    return response.context["refusal"].code
