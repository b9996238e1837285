"""The posts of the demo: acts belong to posts, never to named people."""

import datetime as dt
from dataclasses import dataclass

from buranakan.accounts import actions, queries
from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas
from buranakan.lib import clock, fiscal

# Printed beside every login; it opens the demo and nothing else.
PASSWORD = "demo-buranakan-2568"  # noqa: S105
FISCAL_YEAR = 2568
DOMAIN = "demo.buranakan.example"


@dataclass(frozen=True)
class Post:
    """A login of the demo: a role at an office."""

    name: str
    role: Role
    office: str
    shown: str
    is_printed: bool = True
    also_at: tuple[str, ...] = ()  # offices where the post stands in, in the same role

    @property
    def email(self):
        return f"{self.name}@{DOMAIN}"


POSTS = (
    Post("executive", Role.EXECUTIVE, "moi", "ผู้บริหารกระทรวง (สาธิต)"),
    Post("director", Role.EXECUTIVE, "diprom", "ผู้บริหารกรมส่งเสริมอุตสาหกรรม (สาธิต)", is_printed=False),
    Post("inspector", Role.INSPECTOR, "moi", "ผู้ตรวจราชการ (สาธิต)"),
    Post("head", Role.OFFICE_HEAD, "diprom-c06", "ผู้อำนวยการ ศภ.6 (สาธิต)"),
    Post("head30", Role.OFFICE_HEAD, "pio-30", "อุตสาหกรรมจังหวัดนครราชสีมา (สาธิต)", is_printed=False),
    Post("headdiprom", Role.OFFICE_HEAD, "diprom", "ผู้อนุมัติงบประมาณ ดีพร้อม (สาธิต)", is_printed=False),
    Post("planner", Role.PLANNER, "diprom", "นักวางแผน ดีพร้อม (สาธิต)"),
    Post("planner6", Role.PLANNER, "diprom-c06", "นักวางแผน ศภ.6 (สาธิต)", is_printed=False),
    Post("centre", Role.CENTRE_OFFICER, "diprom-c06", "เจ้าหน้าที่ ศภ.6 และรักษาการที่ ศภ.5 (สาธิต)", also_at=("diprom-c05",)),
    Post("provincial", Role.PROVINCIAL_OFFICER, "pio-30", "เจ้าหน้าที่ สอจ.นครราชสีมา (สาธิต)"),
    Post("finance", Role.FINANCE_OFFICER, "diprom", "เจ้าหน้าที่การเงิน ดีพร้อม (สาธิต)"),
    Post("finance6", Role.FINANCE_OFFICER, "diprom-c06", "เจ้าหน้าที่การเงิน ศภ.6 (สาธิต)", is_printed=False),
    Post("finance30", Role.FINANCE_OFFICER, "pio-30", "เจ้าหน้าที่การเงิน สอจ.นครราชสีมา (สาธิต)"),
    Post("expert", Role.EXPERT, "diprom-c06", "ผู้เชี่ยวชาญ (สาธิต)"),
    Post("steward", Role.STEWARD, "diprom", "ผู้ดูแลทะเบียน (สาธิต)"),
    Post("auditor", Role.AUDITOR, "moi", "ผู้ตรวจสอบ (สาธิต)"),
    Post("administrator", Role.ADMINISTRATOR, "moi", "ผู้ดูแลระบบ (สาธิต)"),
)
# Somebody who comes in the middle of the year (demo/appointments.py): the first day of a new head.
NEW_HEAD = Post("newhead", Role.OFFICE_HEAD, "pio-31", "อุตสาหกรรมจังหวัดบุรีรัมย์ คนใหม่ (สาธิต)")
LOGINS = (*POSTS, NEW_HEAD)


def make_posts(*, on, at):
    """Make every post able to log in, from a day on; returns users by the post's name."""
    return {post.name: _make(post, password=PASSWORD, on=on, at=at) for post in POSTS}


class Desks:
    """Who sits where: the posts that can log in, and for other offices posts that can't, made when they are needed."""

    def __init__(self, *, users):
        self._seats = {(post.office, post.role): users[post.name] for post in POSTS}

    def officer(self, office):
        """Who records the work of an office."""
        role = Role.CENTRE_OFFICER if office.kind == "centre" else Role.PROVINCIAL_OFFICER
        return self._seat(office, role, "officer", "เจ้าหน้าที่")

    def finance(self, office):
        """Who enters the money of an office."""
        return self._seat(office, Role.FINANCE_OFFICER, "finance", "เจ้าหน้าที่การเงิน")

    def head(self, office):
        """Who approves at an office."""
        return self._seat(office, Role.OFFICE_HEAD, "head", "หัวหน้า")

    def _seat(self, office, role, name, shown):
        key = (office.code, role)
        if key not in self._seats:
            post = Post(f"{name}-{office.code}", role, office.code, f"{shown} {office.short_th} (สาธิต)")
            first = fiscal.first_day(FISCAL_YEAR)
            at = dt.datetime.combine(first, dt.time(9), clock.BANGKOK)
            known = queries.user_by_email(post.email)  # made already by whoever else asked for it
            self._seats[key] = _worn(known, role, office.code) if known else _make(post, password=None, on=first, at=at)
        return self._seats[key]


def _make(post, *, password, on, at):
    """In office since before the year began: nobody of these takes an office over in it."""
    user = actions.add_user(email=post.email, display_name=post.shown, password=password, by=None, at=at)
    for code in (post.office, *post.also_at):
        office = areas.office_by_code(code)
        actions.give_membership(user, role=post.role, office=office, valid_from=on, takes_over=False, by=None, at=at)
    return _worn(user, post.role, post.office)


def _worn(user, role, office):
    user.worn_post = f"{role}@{office}"
    return user
