"""What pages of calls show of a row: states in words, answers with their labels, why two applications look alike."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.calls import applying
from buranakan.calls.enums import ApplicationState, CallState, Outcome
from buranakan.calls.steps import is_asked
from buranakan.pages.ui.tags import filters

CALLS = _("Calls and applications")
S = ApplicationState
APPLICATION_TONES = {
    S.DRAFT: "plain",
    S.SUBMITTED: "info",
    S.ACCEPTED: "good",
    S.WAITING: "warn",
    S.DECLINED: "bad",
    S.WITHDRAWN: "plain",
}
OUTCOME_TONES = {Outcome.MET: "good", Outcome.NOT_MET: "bad", Outcome.UNKNOWN: "warn"}
SHARED = {
    "phone": _("the same telephone"),
    "email": _("the same e-mail"),
    "name": _("the same name"),
    "enterprise": _("the same enterprise"),
    "citizen_number": _("the same citizen number, in another call for this activity"),
}


def crumbs(here, *, call=None):
    """Where a page of calls stands."""
    way = [(CALLS, reverse("desk:calls"))]
    if call:
        way.append((call.title, reverse("desk:call", args=[call.reference])))
    return [*way, (here, "")]


def call_badge(call, *, at):
    """Whether a call takes applications now, in a word and a tone."""
    if call.state == CallState.DRAFT:
        return {"text": CallState.DRAFT.label, "tone": "plain"}
    if call.is_open(at):
        return {"text": _("Open for applications"), "tone": "good"}
    if call.state == CallState.PUBLISHED and at < call.opens_at:
        return {"text": _("Opens %(day)s") % {"day": filters.day(call.opens_at)}, "tone": "info"}
    return {"text": CallState.CLOSED.label, "tone": "plain"}


def call_row(call, *, at):
    return {"call": call, "badge": call_badge(call, at=at)}


def application_badge(application):
    """An application's state in a word and a tone."""
    state = S(application.state)
    return {"text": state.label, "tone": APPLICATION_TONES[state]}


def application_row(application):
    return {"application": application, "badge": application_badge(application)}


def result_row(result):
    """A criterion with what it found."""
    return {"result": result, "badge": {"text": Outcome(result.outcome).label, "tone": OUTCOME_TONES[result.outcome]}}


def look_alike_row(found, *, is_in_reach):
    """Another application that may be the same; it opens where it is in reach."""
    shares = [SHARED[one] for one in SHARED if one in found.shares]
    return {
        "application": found.application,
        "badge": application_badge(found.application),
        "shares": shares,
        "is_in_reach": is_in_reach,
    }


def answers(application):
    """(title of the step, [(label, what was answered)]) of what was asked; the citizen number only masked."""
    written = application.answers
    found = []
    for step in applying.steps(application.call):
        if step.code == "consent" or not is_asked(step, written):
            continue
        told = [(one.label, _answer(application, one, written.get(step.code, {}))) for one in step.fields]
        found.append((step.title, told))
    return found


def _answer(application, field, written):
    if field.kind == "citizen_number":
        return applying.masked_citizen_number(application)
    text = written.get(field.name, "")
    return next((str(label) for value, label in field.choices if str(value) == text), text)
