"""What pages of needs show: states in a word and a tone, times, how far a survey has come."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas.wording import language
from buranakan.lib import fiscal, thai_dates
from buranakan.pages.desk import plan_tabs, plan_words
from buranakan.planning.enums import NeedState

NEEDS = _("Needs of provinces")
TONES = {
    NeedState.PROPOSED: "plain",
    NeedState.ACCEPTED: "good",
    NeedState.REDUCED: "warn",
    NeedState.REFUSED: "bad",
    NeedState.WITHDRAWN: "plain",
}


def badge(need):
    """A need's state in a word and a tone."""
    state = NeedState(need.state)
    return {"text": state.label, "tone": TONES[state]}


def when(month, *, is_whole_quarter):
    """A month, or a quarter by its number and its months."""
    if not is_whole_quarter:
        return thai_dates.month(month, language=language())
    last = fiscal.next_month(fiscal.next_month(month))
    return gettext("Quarter %(number)s (%(first)s – %(last)s)") % {
        "number": fiscal.quarter_of(month),
        "first": thai_dates.month(month, language=language(), shortened=True),
        "last": thai_dates.month(last, language=language(), shortened=True),
    }


def row(need):
    return {
        "need": need,
        "badge": badge(need),
        "when": when(need.month, is_whole_quarter=need.is_whole_quarter),
        "hint": hint(need.people, activity=need.activity),
    }


def hint(people, *, activity):
    """A number too small for one round is taken all the same: the committee may put neighbours together."""
    if not 0 < people < activity.round_smallest:
        return ""
    said = gettext("A round of this activity has at least %(smallest)s people. Fewer may be joined with others.")
    return said % {"smallest": f"{activity.round_smallest:,}"}


def crumbs(survey, here):
    """Where a page of needs stands."""
    plan = plan_tabs.address("desk:plan", survey.portfolio)
    needs = reverse("desk:needs_survey", args=[survey.reference])
    return [(plan_words.PORTFOLIO, plan), (NEEDS, needs), (here, "")]


def answer_badge(answer):
    """How far a province has come: nothing to be seen, being written, or confirmed."""
    if answer is None:
        return {"text": _("Not confirmed yet"), "tone": "plain"}
    if answer.confirmed_at is None:
        return {"text": _("Being written"), "tone": "info"}
    return {"text": _("Confirmed"), "tone": "good"}


def province_rows(survey, *, asked, answers):
    """Every province asked, with its answer where one may see it."""
    given = {one.province_id: one for one in answers}
    return [
        {
            "province": province,
            "office": office,
            "answer": given.get(province.pk),
            "badge": answer_badge(given.get(province.pk)),
            "href": reverse("desk:needs_answer", args=[survey.reference, province.pk]),
        }
        for province, office in asked
    ]


def standing(asked, answers):
    """What the page opens with."""
    confirmed = [one for one in answers if one.confirmed_at is not None]
    return {
        "provinces": len(asked),
        "confirmed": len(confirmed),
        "people": sum(one.asked for one in confirmed),
        "granted": sum(one.got for one in confirmed),
        "undecided": sum(one.undecided for one in confirmed),
    }
