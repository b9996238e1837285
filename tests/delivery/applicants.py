"""Calls and accepted applications as a round meets them, made without the way that leads there."""

import datetime as dt
from itertools import count

from buranakan.calls.enums import ApplicationState, CallState
from buranakan.calls.models import Application, Call
from tests.delivery.conftest import AT
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory
from tests.factories.registry import PersonFactory

NUMBERS = count(1)
WEEK = dt.timedelta(days=7)


def a_call(**columns):
    """A call that took applications last week."""
    office = columns.pop("office", None) or OfficeFactory(provincial=True)
    columns = {"activity": columns.pop("activity", None) or ActivityFactory(), "title_th": "เปิดรับสมัคร"} | columns
    return Call.objects.create(
        office=office,
        owner_office=office,
        opens_at=AT - 2 * WEEK,
        closes_at=AT - WEEK,
        state=CallState.PUBLISHED,
        made_at=AT - 2 * WEEK,
        **columns,
    )


def an_accepted(call, *, province, **columns):
    """An accepted application from the province, with its person."""
    return Application.objects.create(
        call=call,
        province=province,
        number=f"BK68-TEST-{next(NUMBERS):04d}",
        resume_code_hash="0" * 64,
        state=ApplicationState.ACCEPTED,
        begun_at=AT - WEEK,
        submitted_at=AT - WEEK,
        consented_at=AT - WEEK,
        decided_at=AT - WEEK,
        email="applicant@example.test",
        **({"person": columns.pop("person", None) or PersonFactory(province=province)} | columns),
    )
