"""What the demo's year leaves to re-plan: lines brought forward that held nothing, people who wait, rounds to come."""

import datetime as dt
from dataclasses import replace

from buranakan.accounts.scope import Scope
from buranakan.calls import actions as calls
from buranakan.calls import queries as called
from buranakan.delivery import actions as delivery
from buranakan.demo import recruiting
from buranakan.lib import clock
from buranakan.planning import actions, queries
from buranakan.planning.enums import State

WHOLE = Scope.system("demo")
HOLDER = "diprom"
# (activity, province): the month it was brought forward to, and nobody held it.
BROUGHT_FORWARD = {
    ("community-skills", "85"): dt.date(2025, 4, 1),
    ("smart-starters", "96"): dt.date(2025, 3, 1),
    ("establishments", "93"): dt.date(2025, 3, 1),
}
WHY = "เลื่อนสามรายการขึ้นมาในไตรมาสที่ 2 และ 3 เพื่อเร่งเบิกจ่าย (สมมติ)"
DRAFTED, DECIDED = dt.date(2025, 2, 18), dt.date(2025, 2, 20)
# A round whose last seats were called for again: more people came than there were seats.
SOUGHT_AFTER = ("smart-starters", "94")
SEATS, APPLICANTS = 2, 8
OPENED_ON, CLOSED_ON, CHOSEN_ON = dt.date(2025, 4, 21), dt.date(2025, 5, 6), dt.date(2025, 5, 8)
# Rounds that are announced: (activity, province): days, of which one is a holiday, and one of a trainer who is taken.
COMING = {
    ("agro-business", "26"): dt.date(2025, 6, 10),
    ("community-skills", "21"): dt.date(2025, 6, 10),
    ("smart-starters", "92"): dt.date(2025, 6, 3),
}
TRAINER, OF = "วิทยากรสมมติ หนึ่ง", "สถาบันตัวอย่าง (สมมติ)"


def tell(lines, *, users, applicants, desks):
    """Told after the year was served; `lines` are those it was served by."""
    by_place = {(line.activity.code, line.province_id): line for line in lines}
    _call_again(by_place[SOUGHT_AFTER], applicants=applicants, desks=desks)
    for place, day in COMING.items():
        _announce(by_place[place], day=day, officer=desks.officer(by_place[place].serving_office))
    _bring_forward(users=users)


def _bring_forward(*, users):
    """The department's plan is amended in February: three lines of the last quarter come earlier."""
    versions = queries.plan_versions(WHOLE).filter(state=State.APPROVED, plan__envelope__office__code=HOLDER)
    draft = actions.amend(versions.get(), reason=WHY, **_by(users["planner"], DRAFTED, 9))
    kept = draft.lines.select_related("activity", "owner_office", "serving_office", "counts_for", "province")
    for line in kept:
        month = BROUGHT_FORWARD.get((line.activity.code, line.province_id))
        if month:
            planned = replace(line.as_planned(), month=month)
            actions.change_line(line, line=planned, **_by(users["planner"], DRAFTED, 10))
    actions.submit(draft, **_by(users["planner"], DRAFTED, 11))
    actions.approve(draft, **_by(users["director"], DECIDED, 9))


def _call_again(line, *, applicants, desks):
    officer = desks.officer(line.serving_office)
    call = recruiting.open_call(
        line, places=SEATS, opens_at=_at(OPENED_ON, 9), closes_at=_at(CLOSED_ON, 16), officer=officer
    )
    sent = [
        applicants.apply(call, province=line.province, at=_at(OPENED_ON, 10) + dt.timedelta(hours=7 * number))
        for number in range(APPLICANTS)
    ]
    for application in sent[:SEATS]:
        calls.accept(application, **_by(officer, CHOSEN_ON, 10))
    for application in sent[SEATS:]:
        calls.put_on_waiting_list(application, **_by(officer, CHOSEN_ON, 10))


def _announce(line, *, day, officer):
    """A round of a coming line with its two sessions; people apply to its call still."""
    opened = _by(officer, dt.date(2025, 5, 12), 9)
    call = called.calls(WHOLE).filter(plan_line=line).first()
    held = delivery.open_round(
        line,
        call=call,
        title=f"{line.activity.name_th} {line.province.name_th}",
        venue=f"ห้องประชุม {line.serving_office.short_th}",
        places=min(line.people, line.activity.round_largest),
        **opened,
    )
    for starts_at, ends_at, topic in (
        (dt.time(9), dt.time(12), "ความรู้พื้นฐานและกรณีตัวอย่าง"),
        (dt.time(13), dt.time(16), "ฝึกปฏิบัติและวางแผนนำไปใช้"),
    ):
        session = delivery.add_session(held, held_on=day, starts_at=starts_at, ends_at=ends_at, topic=topic, **opened)
        delivery.add_trainer(session, name=TRAINER, organisation=OF, **opened)


def _by(user, day, hour):
    return {"by": user, "at": _at(day, hour)}


def _at(day, hour):
    return dt.datetime.combine(day, dt.time(hour), clock.BANGKOK)
