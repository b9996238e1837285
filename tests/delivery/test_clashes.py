"""Two rounds can't have the same trainer or the same venue at the same time."""

import datetime as dt
from types import SimpleNamespace

import pytest

from buranakan.delivery.clashes import Clash, Meeting, Shared, clashes

DAY = dt.date(2025, 6, 10)
HALL = "ห้องประชุม สอจ.นม."


def meeting(key, *, starts=9, ends=12, province="30", venue=HALL, day=DAY, round_id=None, trainers=()):
    session = SimpleNamespace(
        pk=key,
        round_id=round_id or key,
        round=SimpleNamespace(province_id=province),
        held_on=day,
        starts_at=dt.time(starts),
        ends_at=dt.time(ends),
        venue=venue,
    )
    return Meeting.of(session, trainers=[SimpleNamespace(user_id=user, name=name) for user, name in trainers])


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"starts": 11, "ends": 15}, [Shared.VENUE]),
        ({"starts": 12, "ends": 15}, []),
        ({"day": DAY + dt.timedelta(days=1)}, []),
        ({"province": "32"}, []),
        ({"venue": "โรงแรมตัวอย่าง"}, []),
        ({"venue": "ห้องประชุม  สอจ. นม."}, [Shared.VENUE]),
        ({"round_id": 1}, []),
    ],
    ids=["overlaps", "follows", "next-day", "another-province", "another-venue", "written-otherwise", "same-round"],
)
def test_a_venue_is_needed_once_at_a_time(other, expected):
    found = clashes([meeting(1), meeting(2, **other)])
    assert [one.shared for one in found] == expected


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ((7, "วิทยากร ก"), (7, "ชื่อเดิม ก"), True),
        ((None, "วิทยากร ก"), (None, "วิทยากร  ก"), True),
        ((None, "วิทยากร ก"), (None, "วิทยากร ข"), False),
        ((7, "วิทยากร ก"), (8, "วิทยากร ก"), False),
    ],
    ids=["same-user", "same-name", "another-name", "another-user"],
)
def test_a_trainer_teaches_once_at_a_time_wherever_it_is(one, other, clash):
    found = clashes([meeting(1, trainers=[one]), meeting(2, province="50", venue="ที่อื่น", trainers=[other])])
    assert found == ([Clash(Shared.TRAINER, one[1], 1, 2, DAY)] if clash else [])
