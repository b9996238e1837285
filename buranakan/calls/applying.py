"""An application as it stands: its steps, what was typed, what can be read of it, what the criteria say."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from buranakan.areas import queries as areas
from buranakan.calls import answers, criteria, queries
from buranakan.calls.enums import LIVE
from buranakan.calls.models import Application
from buranakan.calls.steps import Asked, is_asked, steps_of
from buranakan.lib import clock, ids
from buranakan.messages import queries as messages
from buranakan.registry import secrets

CONTACT_PURPOSE = "application"


@dataclass(frozen=True)
class StepState:
    """One step of an application: is it asked, begun, in order?"""

    step: object
    is_asked: bool
    is_begun: bool
    problems: dict  # RuleBroken by field

    @property
    def is_complete(self):
        return self.is_asked and self.is_begun and not self.problems


def steps(call):
    """The steps of a call's application."""
    return steps_of(
        Asked(
            call_provinces=tuple(row.province for row in _with_parts(call).places.all() if row.places),
            all_provinces=tuple(areas.provinces()),
            criterion_kinds=frozenset(one.kind for one in call.criteria.all()),
            questions=tuple(call.questions.all()),
        )
    )


def _with_parts(call):
    """The call with its places, criteria and questions read once, however often they are looked at."""
    prefetch_related_objects([call], "places__province", "criteria", "questions")
    return call


def typed(application):
    """{step: {field: text}} as it was typed, the citizen number opened: for the applicant's own pages and reading."""
    written = {step: dict(fields) for step, fields in application.answers.items()}
    if application.citizen_number_sealed:
        written.setdefault("identity", {})[answers.CITIZEN_NUMBER] = secrets.keyring().open(
            application.citizen_number_sealed, row=seal_row(application)
        )
    return written


def reading(application, *, on):
    """What can be read of it on a day, with what is wrong beside each field."""
    return answers.read(steps(application.call), typed(application), today=on)


def step_states(application, *, on):
    """Every step with its state, in order: what an overview or a check-your-answers page shows."""
    written = typed(application)
    every = steps(application.call)
    found = answers.read(every, written, today=on)
    return [
        StepState(step, is_asked(step, written), step.code in written, found.problems.get(step.code, {}))
        for step in every
    ]


def results(application, *, on, found=None):
    """Every criterion of the call with what it found on a day."""
    found = found or reading(application, on=on)
    call = _with_parts(application.call)
    applicant = answers.applicant_of(
        found,
        provinces={one.pk: one for one in areas.provinces()},
        is_supported=queries.is_supported(call.activity_id, application.citizen_number_hash),
    )
    open_to = [row.province_id for row in call.places.all() if row.places]
    return criteria.results(call.criteria.all(), applicant, provinces=open_to, on=on)


def results_as_sent(application):
    """The same on the day it was sent; what support somebody received is always today's knowledge."""
    return results(application, on=clock.local_day(application.submitted_at))


def is_contact_confirmed(application):
    """Did the applicant show, for this application, that letters reach them? Its columns must have been read."""
    return messages.is_confirmed(
        application.letters_go_to, purpose=CONTACT_PURPOSE, since=application.begun_at, about=application
    )


def masked_citizen_number(application):
    """Enough to tell two applicants apart, or ""."""
    number = typed(application).get("identity", {}).get(answers.CITIZEN_NUMBER, "")
    return ids.mask_citizen_number(number) if application.citizen_number_hash else ""


def seal_row(application):
    """What a sealed number is bound to: this application and no other row."""
    return f"application:{application.reference}"


def province_code(application, *, found):
    """The province applied for: the one chosen, or the only one of the call."""
    chosen = found.value("province", "province")
    return chosen or next(row.province_id for row in _with_parts(application.call).places.all() if row.places)


@dataclass(frozen=True)
class LookAlike:
    """Another application that may be the same person's or enterprise's, and what they share."""

    application: Application
    shares: frozenset  # of "phone", "email", "name", "enterprise", "citizen_number"


def look_alikes(application):
    """Others of the same call that share a telephone, an e-mail, a name or an enterprise; and the same citizen number
    in another call for the same activity. For the one who decides."""
    others = Application.objects.sent().filter(state__in=LIVE).exclude(pk=application.pk)
    same_call = others.filter(call=application.call_id)
    shared = {
        "phone": same_call.filter(phone=application.phone) if application.phone else None,
        "email": same_call.filter(email=application.email) if application.email else None,
        "name": same_call.filter(search_key=application.search_key) if application.search_key else None,
        "enterprise": _same_enterprise(same_call, application),
        "citizen_number": _same_number(others, application),
    }
    found, reasons = {}, {}
    for reason, rows in shared.items():
        for other in rows.select_related("call", "province")[:20] if rows is not None else []:
            found[other.pk] = other
            reasons.setdefault(other.pk, set()).add(reason)
    return [LookAlike(found[pk], frozenset(reasons[pk])) for pk in sorted(found)]


def _same_enterprise(rows, application):
    if application.enterprise_number:
        return rows.filter(enterprise_number=application.enterprise_number)
    if application.enterprise_name:
        return rows.filter(enterprise_name=application.enterprise_name)
    return None


def _same_number(rows, application):
    if application.citizen_number_hash is None:
        return None
    same_activity = rows.filter(call__activity=application.call.activity_id).exclude(call=application.call_id)
    return same_activity.filter(citizen_number_hash=application.citizen_number_hash)
