"""The demo's rounds of training: held in two sessions, marked by name, closed with certificates."""

import datetime as dt

from buranakan.delivery import actions as delivery
from buranakan.lib import clock

LEAVES_AT_NOON = 0.06
SESSIONS = (
    (dt.time(9), dt.time(12), "ความรู้พื้นฐานและกรณีตัวอย่าง"),
    (dt.time(13), dt.time(16), "ฝึกปฏิบัติและวางแผนนำไปใช้"),
)
VENUES = {"centre": "ห้องฝึกอบรม {office}", "provincial": "ห้องประชุม {office}"}


def open_round(one, *, call, officer, at):
    """The round of a line with its two sessions."""
    line = one.line
    held = delivery.open_round(
        line,
        call=call,
        title=f"{line.activity.name_th} {line.province.name_th}",
        venue=VENUES[line.serving_office.kind].format(office=line.serving_office.short_th),
        places=one.places,
        by=officer,
        at=at,
    )
    for starts_at, ends_at, topic in SESSIONS:
        delivery.add_session(
            held, held_on=one.held_on, starts_at=starts_at, ends_at=ends_at, topic=topic, by=officer, at=at
        )
    return held


def hold(held, *, people, enterprises, evidence, officer, chance):
    """People come, some leave at noon; attendance is marked after each session and the round closed in the evening."""
    sessions = list(held.sessions.standing())
    day = sessions[0].held_on
    enrolled = {one.person_id for one in held.participants.standing()}
    for person in people:
        if person.pk not in enrolled:
            delivery.enrol_walk_in(
                held, person=person, enterprise=enterprises.get(person.pk), by=officer, at=_moment(day, dt.time(8, 45))
            )
    morning = list(held.participants.standing())
    afternoon = [one for one in morning if chance.random() >= LEAVES_AT_NOON]
    for session, present in zip(sessions, (morning, afternoon), strict=True):
        at = _moment(day, session.ends_at) + dt.timedelta(minutes=5)
        delivery.mark_attendance(session, present=present, by=officer, at=at)
    return delivery.close_round(held, evidence=evidence, by=officer, at=_moment(day, dt.time(16, 45)))


def teach(held, *, expert, officer, at):
    """The expert teaches the afternoon."""
    delivery.add_trainer(
        held.sessions.standing().last(), user=expert, organisation="ผู้เชี่ยวชาญ (สมมติ)", by=officer, at=at
    )


def _moment(day, time):
    return dt.datetime.combine(day, time, clock.BANGKOK)
