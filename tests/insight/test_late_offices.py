"""Whose it is late: everything late by office, those it concerns most people first."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace as Thing

from buranakan.insight.late import Lists
from buranakan.insight.late_offices import LateOffice, by_office
from buranakan.insight.slices import Dimension
from buranakan.lib import clock

AT = dt.datetime(2025, 5, 1, 9, 0, tzinfo=clock.BANGKOK)


@dataclass(frozen=True)
class Place:
    key: str
    place: int


KORAT, CHAIYAPHUM = Place("30", 1), Place("36", 2)


def line(office, missing, province=KORAT):
    return Thing(names={Dimension.OFFICE: Thing(key=office), Dimension.PROVINCE: province}, missing=missing)


def test_everything_of_an_office_stands_together():
    undecided = Thing(call=Thing(office_id=1, closes_at=AT), count=4)
    held = Thing(serving_office_id=1, last_on=dt.date(2025, 4, 20))
    waiting = Thing(allotment=Thing(serving_office_id=2), amount_satang=500, entered_at=AT)
    found = by_office(
        Lists(
            lines=[line(1, 6), line(1, 7, CHAIYAPHUM), line(1, 2), line(3, 15)],
            rounds=[held],
            movements=[waiting, waiting],
            applications=[undecided],
            reopened=[Thing(serving_office_id=3)],
            directives=[Thing(responsible_office_id=3, due_on=dt.date(2025, 5, 2))],
        )
    )
    assert found == [
        LateOffice(
            office=1,
            places=15,
            where=((KORAT, 8), (CHAIYAPHUM, 7)),
            applications=4,
            rounds=1,
            since=dt.date(2025, 4, 20),
        ),
        LateOffice(office=3, places=15, where=((KORAT, 15),), reopened=1, directives=1, since=dt.date(2025, 5, 2)),
        LateOffice(office=2, movements=2, satang=1000, since=dt.date(2025, 5, 1)),
    ]


def test_nothing_late():
    assert by_office(Lists([], [], [], [], [], [])) == []
