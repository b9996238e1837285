"""A centre of two provinces that calls, somebody who decides, and people who apply through the actions."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.calls import actions, applying
from buranakan.calls.values import WrittenCriterion
from buranakan.lib import ids
from buranakan.messages import queries as messages
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.planning import ActivityFactory

AT = dt.datetime(2025, 5, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
OPENS, CLOSES = AT - dt.timedelta(days=10), AT + dt.timedelta(days=10)
SYSTEM = Scope.system("tests")
DAY = dt.date(2025, 5, 15)
REASON = "เอกสารไม่ครบตามที่ประกาศ"


@dataclass
class Ground:
    """Where calls are made in these tests."""

    korat: object
    surin: object
    chiang_mai: object
    office: object
    pio_surin: object
    diprom: object
    activity: object
    officer: object
    serial: list = field(default_factory=lambda: [0])

    def written(self, **changes):
        """Make a draft call for both provinces; `changes` say what is different."""
        given = {
            "office": self.office,
            "owner_office": self.diprom,
            "title_th": "รับสมัครอบรมนักธุรกิจเกษตรอุตสาหกรรม",
            "title_en": "Training of agro-industry entrepreneurs",
            "opens_at": OPENS,
            "closes_at": CLOSES,
            "places": {self.korat: 2, self.surin: 1},
            "is_synthetic": True,
            "by": self.officer,
            "at": AT,
        }
        given |= changes
        return actions.make_call(given.pop("activity", self.activity), **given)

    def published(self, **changes):
        return actions.publish(self.written(**changes), by=self.officer, at=AT)

    def answers(self, *, province=None, number="", **changes):
        """{step: {field: text}} of somebody new; `changes` are whole steps."""
        self.serial[0] += 1
        serial = self.serial[0]
        province = province or self.korat
        given = {
            "province": {"province": province.pk},
            "person": {
                "title": "นาง",
                "first_name": f"สมัคร{serial}",
                "last_name": "สมมติ",
                "home_province": province.pk,
            },
            "identity": {"citizen_number": number or ids.made_up_citizen_number(serial)},
            "contact": {"phone": f"081{serial:07d}", "email": f"applicant{serial}@example.test"},
            "enterprise": {"has_enterprise": "no"},
            "consent": {"consent": "yes"},
        }
        return given | changes

    def filled(self, call, *, language="th", **changes):
        """A draft with every step filled in."""
        application, _code = actions.begin(call, language=language, at=AT)
        asked = {step.code for step in applying.steps(call)}
        for step, answers in self.answers(**changes).items():
            if step in asked:
                application = actions.fill_in(application, step=step, answers=answers, at=AT)
        return application

    def ready(self, call, **changes):
        """Filled in, with the contact confirmed."""
        application = self.filled(call, **changes)
        confirm(application)
        return application

    def sent(self, call, **changes):
        return actions.submit(self.ready(call, **changes), at=AT)

    def accepted(self, call, **changes):
        return actions.accept(self.sent(call, **changes), by=self.officer, at=AT)

    def waiting(self, call, **changes):
        return actions.put_on_waiting_list(self.sent(call, **changes), by=self.officer, at=AT)


def confirm(application):
    """Ask for the code and type it, as it stands in the letter."""
    actions.ask_to_confirm_contact(application, at=AT)
    return actions.confirm_contact(application, code=code_sent(application), at=AT)


def code_sent(application):
    letter = messages.letters_about(SYSTEM, application).order_by("-pk").first()
    return next(word.strip(".") for word in letter.body.split() if word.strip(".").isdigit() and len(word) >= 6)


def letters(application):
    """Subjects of the letters about an application that tell no code, oldest first."""
    rows = messages.letters_about(SYSTEM, application).filter(is_secret=False).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def make_ground():
    korat, surin, chiang_mai = (ProvinceFactory(code=code) for code in ("30", "32", "50"))
    office = centre_of(korat, surin)
    return Ground(
        korat=korat,
        surin=surin,
        chiang_mai=chiang_mai,
        office=office,
        pio_surin=provincial_office(surin),
        diprom=OfficeFactory(diprom=True),
        activity=ActivityFactory(),
        officer=member(Role.CENTRE_OFFICER, office),
    )


def lives_in():
    return WrittenCriterion(kind="lives_in")


@pytest.fixture
def ground(db):
    return make_ground()
