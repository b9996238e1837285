"""A change of heads in May: one leaves Buri Ram, another is appointed and has not signed for the office yet."""

import datetime as dt

from buranakan.accounts import actions, queries
from buranakan.areas import queries as areas
from buranakan.demo import posts
from buranakan.lib import clock
from buranakan.messages import appointments

ENTERED_ON = dt.date(2025, 5, 2)
LAST_DAY, FIRST_DAY = dt.date(2025, 5, 13), dt.date(2025, 5, 14)


def change_heads(teller):
    """The head of the year leaves money undecided; the new one comes the day after and gets the letter to the page."""
    desks, office = teller.treasurer.desks, areas.office_by_code(posts.NEW_HEAD.office)
    _leave_undecided(teller, office)
    leaving = queries.heads(office).filter(user=desks.head(office)).get()
    actions.end_membership(leaving, on=LAST_DAY, by=None, at=_at(LAST_DAY, 16))
    user = actions.add_user(
        email=posts.NEW_HEAD.email,
        display_name=posts.NEW_HEAD.shown,
        password=posts.PASSWORD,
        by=None,
        at=_at(FIRST_DAY, 8),
    )
    actions.give_membership(
        user, role=posts.NEW_HEAD.role, office=office, valid_from=FIRST_DAY, by=None, at=_at(FIRST_DAY, 8)
    )
    appointments.tell_new_heads(_at(FIRST_DAY, 9))


def _leave_undecided(teller, office):
    line = max((one for one in teller.lines if one.serving_office == office), key=lambda one: one.month)
    account = teller.accounts[(line.activity_id, line.serving_office_id, line.province_id)]
    teller.treasurer.leave_waiting(account, line, on=ENTERED_ON)


def _at(day, hour):
    return dt.datetime.combine(day, dt.time(hour), clock.BANGKOK)
