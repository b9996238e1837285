"""The demo's calls: opened, applied for by made-up people, decided; some wait, some are told no, some withdraw."""

import datetime as dt
import re

from buranakan.accounts.scope import Scope
from buranakan.calls import actions
from buranakan.calls.values import WrittenCriterion, WrittenQuestion
from buranakan.demo import names
from buranakan.lib import clock, ids
from buranakan.messages import actions as messages
from buranakan.messages import queries as letters
from buranakan.registry.enums import EnterpriseKind, Part

WHOLE = Scope.system("demo")
CRITERIA = (
    WrittenCriterion(kind="lives_in"),
    WrittenCriterion(kind="not_supported_this_year", is_required=False),
    WrittenCriterion(kind="attends_all"),
)
QUESTIONS = (
    WrittenQuestion(
        label_th="ขายสินค้าหรือบริการอะไร", label_en="What do you sell, goods or services?", kind="text", is_required=True
    ),
    WrittenQuestion(
        label_th="ขายออนไลน์อยู่แล้วหรือไม่", label_en="Do you sell online already?", kind="yes_no", is_required=True
    ),
)
HAS_AN_ENTERPRISE = 0.4
SIX_DIGITS = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
NO_PLACE = "ผู้สมัครมีมากกว่าที่นั่งของจังหวัด ขอเชิญสมัครรุ่นถัดไป"
PUBLISHED_BEFORE, CLOSED_BEFORE, DECIDED_BEFORE = (dt.timedelta(days=days) for days in (40, 12, 9))


def open_call(line, *, places, opens_at, closes_at, officer):
    """A call for one activity in one province, published the day before it opens."""
    before = opens_at - dt.timedelta(days=1)
    call = actions.make_call(
        line.activity,
        office=line.serving_office,
        owner_office=line.owner_office,
        plan_line=line,
        title_th=f"{line.activity.name_th} จังหวัด{line.province.name_th}",
        title_en=f"{line.activity.name_en}, {line.province.name_en}",
        about_th="เข้าร่วมหนึ่งวัน ไม่มีค่าใช้จ่าย มีอาหารกลางวัน (ประกาศสมมติ)",
        about_en="One day, free of charge, lunch included (a made-up call).",
        opens_at=opens_at,
        closes_at=closes_at,
        places={line.province: places},
        criteria=CRITERIA,
        questions=QUESTIONS,
        is_synthetic=True,
        by=officer,
        at=before,
    )
    return actions.publish(call, by=officer, at=before)


class Applicants:
    """Made-up people who apply; each has a citizen number that can belong to nobody."""

    def __init__(self, *, chance, serials):
        self.chance = chance
        self.serials = serials  # gives the next made-up number

    def apply(self, call, *, province, at):
        """One complete application, sent."""
        serial = next(self.serials)
        application, _code = actions.begin(call, at=at)
        for step, answers in self._answers(call, province=province, serial=serial).items():
            actions.fill_in(application, step=step, answers=answers, at=at)
        application.refresh_from_db()
        actions.ask_to_confirm_contact(application, at=at)
        actions.confirm_contact(application, code=_code_sent(application), at=at + dt.timedelta(minutes=2))
        return actions.submit(application, at=at + dt.timedelta(minutes=3))

    def begin(self, call, *, province, at):
        """A draft that somebody leaves half done."""
        application, _code = actions.begin(call, at=at)
        answers = self._answers(call, province=province, serial=next(self.serials))
        actions.fill_in(application, step="person", answers=answers["person"], at=at)

    def _answers(self, call, *, province, serial):
        has_enterprise = self.chance.random() < HAS_AN_ENTERPRISE
        answers = {
            "person": names.person(self.chance) | {"home_province": province.pk},
            "identity": {"citizen_number": ids.made_up_citizen_number(serial)},
            "contact": {"phone": f"08{serial:08d}", "email": f"applicant-{serial}@demo.buranakan.example"},
            "enterprise": {"has_enterprise": "yes" if has_enterprise else "no"},
            "questions": {"attends_all": "yes"},
            "consent": {"consent": "yes"},
        }
        sells, online = call.questions.all()
        answers["questions"] |= {
            f"question-{sells.pk}": self.chance.choice(names.PRODUCTS),
            f"question-{online.pk}": self.chance.choice(["yes", "no"]),
        }
        if has_enterprise:
            answers["enterprise_details"] = {
                "name": names.enterprise(self.chance, province=province, serial=serial),
                "kind": EnterpriseKind.COMMUNITY.value,
                "province": province.pk,
                "part": Part.OWNER.value,
            }
        return answers


def recruit(one, *, applicants, head, officer, chance):
    """The whole way of a call before a round: applications, places, the waiting list, a no, one who withdraws."""
    held_at = dt.datetime.combine(one.held_on, dt.time(9), clock.BANGKOK)
    opens_at = held_at - PUBLISHED_BEFORE
    call = open_call(one.line, places=one.places, opens_at=opens_at, closes_at=held_at - CLOSED_BEFORE, officer=officer)
    sent = [
        applicants.apply(call, province=one.line.province, at=opens_at + dt.timedelta(hours=5 * number + 1))
        for number in range(one.places + 4)
    ]
    decided_at = held_at - DECIDED_BEFORE
    accepted, rest = sent[: one.places], sent[one.places :]
    for application in accepted:
        actions.accept(application, by=head or officer, at=decided_at)
    for application in rest[:3]:
        actions.put_on_waiting_list(application, by=officer, at=decided_at)
    actions.decline(rest[3], reason=NO_PLACE, by=officer, at=decided_at)
    # One who has a place can't come after all: the first who waits moves up by itself.
    actions.withdraw(chance.choice(accepted), reason="ติดภารกิจในวันอบรม", at=decided_at + dt.timedelta(days=2))
    return call


def _code_sent(application):
    """What the applicant reads in their newest letter."""
    newest = letters.mailbox(WHOLE, recipient=application.answers["contact"]["email"]).first()
    return SIX_DIGITS.search(newest.body)[0]


def deliver(at):
    """Letters go out, to the demo's mailbox, until none waits."""
    while messages.deliver(at).sent:
        pass
