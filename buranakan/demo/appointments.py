"""A change of heads in May: one leaves Buri Ram, another is appointed and has not signed for the office yet."""

import datetime as dt

from buranakan.accounts import actions, queries
from buranakan.areas import queries as areas
from buranakan.demo import posts
from buranakan.lib import clock
from buranakan.messages import appointments

LAST_DAY, FIRST_DAY = dt.date(2025, 5, 13), dt.date(2025, 5, 14)


def change_heads(*, desks):
    """The head of the year leaves; the new one comes the day after and gets the letter with the page to read."""
    office = areas.office_by_code(posts.NEW_HEAD.office)
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


def _at(day, hour):
    return dt.datetime.combine(day, dt.time(hour), clock.BANGKOK)
