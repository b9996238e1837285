"""Frameworks that people enter, change and end; and what loading the file leaves alone."""

import datetime as dt

import pytest

from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.policy import actions, imports, queries
from buranakan.policy.models import Framework, PillarWording
from buranakan.policy.written import WrittenFramework, WrittenPillar
from buranakan.records.models import Event
from tests.policy.test_framework_rules import written
from tests.races import told

FIRST = dt.date(2025, 6, 1)
AT = dt.datetime(2025, 5, 15, 9, tzinfo=clock.BANGKOK)
LATER = dt.datetime(2025, 7, 15, 9, tzinfo=clock.BANGKOK)
CHANGED_ON = dt.date(2025, 7, 15)
PILLARS = [WrittenPillar("ฝ่า", "Break through"), WrittenPillar("ฟัน")]


def enter(**said):
    given = {"written": written(valid_from=FIRST), "pillars": PILLARS, "by": None, "at": AT} | said
    return actions.enter_framework(given.pop("written"), **given)


def change(framework, *pillars, at=LATER, worded_from=CHANGED_ON, because="ประกาศใหม่", **said):
    return actions.change_framework(
        framework,
        written=written(**{"valid_from": framework.valid_from} | said),
        pillars=pillars,
        worded_from=worded_from,
        because=because,
        by=None,
        at=at,
    )


def worded(framework, day):
    found = queries.on_a_day(Framework.objects.get(pk=framework.pk), on=day)
    return [(one.pillar.code, one.name_th) for one in found.pillars]


def code_of(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


@pytest.mark.django_db
def test_a_framework_is_entered_with_its_pillars_and_told_in_the_trail():
    framework = enter()
    assert (framework.code, framework.is_kept_by_people) == ("framework", True)
    assert worded(framework, FIRST) == [("break-through", "ฝ่า"), ("pillar-2", "ฟัน")]
    assert worded(framework, FIRST - dt.timedelta(days=1)) == []
    assert Event.objects.get().name == "framework.entered"
    assert code_of(enter) == "framework_already_there"
    coming, ended = queries.frameworks_around(on=AT.date())
    assert ([one.framework.pk for one in coming], ended) == ([framework.pk], [])


@pytest.mark.django_db
def test_other_words_hold_from_a_day_and_the_old_ones_before_it():
    framework = enter()
    first = WrittenPillar("ฝ่าวิกฤต", "Break through", "break-through")
    change(framework, first, WrittenPillar("ดึง"))
    assert worded(framework, FIRST) == [("break-through", "ฝ่า"), ("pillar-2", "ฟัน")]
    assert worded(framework, CHANGED_ON) == [
        ("break-through", "ฝ่าวิกฤต"),
        ("pillar-2", "ฟัน"),
        ("pillar-3", "ดึง"),
    ]
    event = Event.objects.get(name="framework.changed")
    assert event.payload["pillars"] == [["ฝ่าวิกฤต", "Break through"], ["ดึง", "ดึง"]]
    assert code_of(lambda: change(framework, first)) == "nothing_changed"


@pytest.mark.django_db
def test_a_slip_of_the_same_day_is_replaced_and_kept():
    framework = enter()
    change(framework, WrittenPillar("ฝ่า!", "", "break-through"), at=AT, worded_from=FIRST)
    assert worded(framework, FIRST)[0] == ("break-through", "ฝ่า!")
    assert PillarWording.objects.filter(pillar__code="break-through").count() == 2
    assert PillarWording.objects.standing().filter(pillar__code="break-through").count() == 1
    late = WrittenPillar("ฝ่า", "", "break-through")
    assert code_of(lambda: change(framework, late, worded_from=FIRST)) == "wording_needs_a_later_day"


@pytest.mark.django_db
def test_names_change_with_what_they_were_in_the_trail_and_the_first_day_only_in_time():
    framework = enter()
    sooner = dt.date(2025, 5, 20)
    change(framework, at=AT, name_th="กรอบที่แก้ชื่อ", valid_from=sooner)
    assert worded(framework, sooner) == [("break-through", "ฝ่า"), ("pillar-2", "ฟัน")]
    event = Event.objects.get(name="framework.changed")
    assert event.payload["before"] == {"name_th": "กรอบใหม่", "name_en": "กรอบใหม่", "valid_from": "2025-06-01"}
    framework.refresh_from_db()
    assert code_of(lambda: change(framework, valid_from=FIRST)) == "first_day_stands"


@pytest.mark.django_db
def test_a_framework_ends_on_a_day_and_the_end_may_be_taken_back():
    framework = enter()
    said = {"because": "รัฐมนตรีใหม่", "by": None, "at": LATER}
    actions.end_framework(framework, last_day=CHANGED_ON, **said)
    assert [one.framework.pk for one in queries.frameworks_in_force(on=CHANGED_ON)] == [framework.pk]
    assert queries.frameworks_in_force(on=CHANGED_ON + dt.timedelta(days=1)) == []
    assert code_of(lambda: actions.end_framework(framework, last_day=CHANGED_ON, **said)) == "nothing_changed"
    actions.end_framework(framework, last_day=None, **said)
    assert [event.payload["before"] for event in Event.objects.filter(name="framework.ended")] == ["", "2025-07-15"]


@pytest.mark.django_db
def test_loading_the_file_leaves_what_people_changed_and_says_so():
    assert imports.load(by=None, at=AT) == []
    framework = Framework.objects.get(code="three-e")
    before = list(Framework.objects.exclude(pk=framework.pk).values())
    said = WrittenFramework.of(framework)
    actions.change_framework(
        framework,
        written=WrittenFramework(**vars(said) | {"note_th": "ยืนยันแล้ว"}),
        pillars=[],
        worded_from=AT.date(),
        because="ได้หนังสือยืนยัน",
        by=None,
        at=AT,
    )
    assert imports.load(by=None, at=LATER) == ["three-e"]
    assert Framework.objects.get(code="three-e").note_th == "ยืนยันแล้ว"
    assert list(Framework.objects.exclude(pk=framework.pk).values()) == before
    event = Event.objects.filter(name="frameworks.loaded").latest("pk")
    assert event.payload["left_as_people_have_them"] == ["three-e"]


@pytest.mark.race
def test_three_who_enter_the_same_framework_at_once(race):
    assert told(race([enter] * 3)) == {"done": 1, "framework_already_there": 2}
