"""What calls and applications refuse, and how they move. Pure: no queries, no clock, no request."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from buranakan.areas import wording
from buranakan.calls.enums import ApplicationState, CallState, CriterionKind, QuestionKind
from buranakan.lib import thai_dates, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import State
from buranakan.registry.enums import EnterpriseKind
from buranakan.registry.rules import check_says_no_citizen_number

MOVES = {
    ApplicationState.DRAFT: {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN},
    ApplicationState.SUBMITTED: {
        ApplicationState.ACCEPTED,
        ApplicationState.WAITING,
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
    },
    ApplicationState.ACCEPTED: {ApplicationState.WITHDRAWN},
    ApplicationState.WAITING: {ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN},
    ApplicationState.DECLINED: {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN},
    ApplicationState.WITHDRAWN: set(),
}
CALL_MOVES = {
    CallState.DRAFT: {CallState.PUBLISHED},
    CallState.PUBLISHED: {CallState.CLOSED},
    CallState.CLOSED: {CallState.PUBLISHED},
}
MOST_QUESTIONS = 10
MOST_CRITERIA = 10
MOST_PLACES = 100_000
LONGEST_TITLE, LONGEST_ABOUT = 200, 4_000
LONGEST_SENTENCE = 300
FEWEST_CHOICES = 2
MOST_WRONG_CODES = 5
CODES_REFUSED_FOR = dt.timedelta(minutes=15)


# --- calls ------------------------------------------------------------------------------------------------------------
def check_call_can_move(call, to):
    if to not in CALL_MOVES[CallState(call.state)]:
        raise RuleBroken(
            "call_cannot_move",
            _("A call that is “%(now)s” cannot become “%(to)s”."),
            now=CallState(call.state).label,
            to=CallState(to).label,
        )


def check_text(*, title, about, suffix):
    """A call has a title, and a text that a person reads to its end."""
    if suffix == "th" and not thai_text.search_key(title):
        raise RuleBroken("title_missing", _("Write a title."), field="title_th")
    for name, text, most in [("title", title, LONGEST_TITLE), ("about", about, LONGEST_ABOUT)]:
        if len(text) > most:
            raise RuleBroken(
                "text_too_long", _("Write at most %(most)s characters."), most=most, field=f"{name}_{suffix}"
            )
        check_says_no_citizen_number(text, field=f"{name}_{suffix}")  # everybody reads a published call


def check_moments(*, opens_at, closes_at):
    if closes_at <= opens_at:
        raise RuleBroken("closes_before_it_opens", _("A call closes after it opens."), field="closes_at")


def check_places(places):
    """At least one place somewhere; `places` are numbers by province."""
    if not any(places.values()):
        raise RuleBroken("places_missing", _("Write how many places there are, in at least one province."))
    if any(not 0 <= number <= MOST_PLACES for number in places.values()):
        raise RuleBroken("places_out_of_range", _("Write places from 0 to %(most)s."), most=f"{MOST_PLACES:,}")


def check_places_hold(row, *, places):
    """Places that were given to people stay theirs."""
    if places < row.places_taken:
        raise RuleBroken(
            "places_below_taken",
            _("In %(province)s, %(taken)s places are given already. Write at least that many."),
            province=row.province,
            taken=row.places_taken,
        )


def check_fits_plan_line(line, *, activity, office, owner_office, provinces):
    """A call from a plan line is of its activity, offices and province; the line stands in an approved plan."""
    if line.version.state != State.APPROVED:
        raise RuleBroken("plan_line_not_approved", _("This plan line is not in an approved plan."), field="what")
    same = (line.activity_id, line.serving_office_id, line.owner_office_id) == (
        activity.pk,
        office.pk,
        owner_office.pk,
    )
    if not same or line.province_id not in provinces:
        raise RuleBroken(
            "plan_line_does_not_fit",
            _("The plan line is for another activity, office or province. Choose the line that fits."),
            field="what",
        )


def check_criteria(criteria):
    """Each criterion once, with the number it needs."""
    if len(criteria) > MOST_CRITERIA:
        raise RuleBroken("criteria_too_many", _("Set at most %(most)s criteria."), most=MOST_CRITERIA)
    if len({one.kind for one in criteria}) < len(criteria):
        raise RuleBroken("criterion_twice", _("Set each criterion once."))
    for one in criteria:
        check_criterion(one)


def check_criterion(written):
    """The parameters are what its kind needs; sentences fit."""
    kind, given = CriterionKind(written.kind), written.parameters
    is_fine = set(given) == PARAMETERS[kind]
    if kind == CriterionKind.ENTERPRISE_KINDS:
        is_fine = is_fine and bool(given["kinds"]) and set(given["kinds"]) <= set(EnterpriseKind.values)
    elif is_fine:
        is_fine = all(isinstance(value, int) and 0 < value < MOST_PLACES for value in given.values())
    if not is_fine:
        raise RuleBroken(
            "criterion_incomplete", _("Fill in what “%(criterion)s” asks for."), criterion=kind.label, kind=kind.value
        )
    if max(len(written.sentence_th), len(written.sentence_en)) > LONGEST_SENTENCE:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=LONGEST_SENTENCE)


PARAMETERS = {kind: set() for kind in CriterionKind} | {
    CriterionKind.ENTERPRISE_KINDS: {"kinds"},
    CriterionKind.BUSINESS_AGE_AT_LEAST: {"years"},
    CriterionKind.BUSINESS_AGE_AT_MOST: {"years"},
    CriterionKind.EMPLOYEES_AT_MOST: {"employees"},
    CriterionKind.SMALLEST_AGE: {"years"},
}


def check_questions(questions):
    """Each question asks something, and offers something to choose where it is a choice."""
    if len(questions) > MOST_QUESTIONS:
        raise RuleBroken("questions_too_many", _("Ask at most %(most)s questions."), most=MOST_QUESTIONS)
    for one in questions:
        if not thai_text.search_key(one.label_th):
            raise RuleBroken("question_missing", _("Write the question."))
        if max(len(one.label_th), len(one.label_en)) > LONGEST_SENTENCE:
            raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=LONGEST_SENTENCE)
        if QuestionKind(one.kind) == QuestionKind.CHOICE and len(one.choices) < FEWEST_CHOICES:
            raise RuleBroken("choices_missing", _("Offer at least two answers to choose from, one a line."))


def check_is_draft(call):
    """Whom a call is for and what it asks never change under those who applied already."""
    if call.state != CallState.DRAFT:
        raise RuleBroken(
            "criteria_are_fixed", _("The call is published: its criteria and questions don't change any more.")
        )


def check_can_publish(call, *, at):
    check_call_can_move(call, CallState.PUBLISHED)
    if call.closes_at <= at:
        raise RuleBroken(
            "call_is_over",
            _("The closing moment of this call has passed. Give it a later one first."),
            field="closes_at",
        )


# --- applying ---------------------------------------------------------------------------------------------------------
def check_is_open(call, *, at):
    """Applications are begun, filled in and sent between the two moments."""
    if call.is_open(at):
        return
    if call.state == CallState.PUBLISHED and at < call.opens_at:
        raise RuleBroken(
            "call_not_open_yet",
            _("“%(call)s” opens on %(moment)s."),
            call=call,
            moment=Moment(call.opens_at),
        )
    raise RuleBroken("call_closed", _("“%(call)s” no longer takes applications."), call=call)


def check_can_move(application, to):
    if to not in MOVES[ApplicationState(application.state)]:
        raise RuleBroken(
            "application_cannot_move",
            _("This application is “%(now)s”, so it cannot become “%(to)s”."),
            now=ApplicationState(application.state).label,
            to=ApplicationState(to).label,
        )


def check_is_being_written(application):
    """What was sent stays as it was sent."""
    if application.state != ApplicationState.DRAFT or application.forgotten_at is not None:
        raise RuleBroken("application_is_sent", _("This application is no longer a draft, so it cannot be changed."))


def check_step_is_known(step):
    if step is None:
        raise RuleBroken("step_unknown", _("This step is not part of the application. Begin at the overview."))


def check_is_complete(reading):
    """Nothing missing, nothing that could not be read; `step` and `field` are where the first one is."""
    for step, problems in reading.problems.items():
        for name in problems:
            raise RuleBroken(
                "answers_missing",
                _("Something is missing or has to be corrected. Look at the step that is marked."),
                step=step,
                field=name,
            )


def check_consent(application, *, version):
    """Consent is to the text as it reads today."""
    if application.consented_at is None or application.consent_version != version:
        raise RuleBroken(
            "consent_missing", _("Read what happens to your data, and agree to it."), step="consent", field="consent"
        )


def check_contact_is_written(problems):
    """A code goes to a contact that can be read."""
    for name in problems:
        raise RuleBroken(
            "answers_missing",
            _("Something is missing or has to be corrected. Look at the step that is marked."),
            step="contact",
            field=name,
        )


def check_contact_is_confirmed(is_confirmed):
    if not is_confirmed:
        raise RuleBroken(
            "contact_not_confirmed",
            _("Confirm first that we can reach you: ask for a code and type it here."),
            step="contact",
        )


def check_meets(results):
    """Required criteria are met; the refusal says which are not, and why."""
    in_the_way = [one for one in results if one.is_in_the_way]
    if in_the_way:
        raise RuleBroken(
            "criteria_not_met",
            _("This call asks for something you don't have yet. %(reasons)s"),
            reasons=Reasons(in_the_way),
            results=in_the_way,
        )


class Moment:
    """A moment, written in the language in which it is read."""

    def __init__(self, at):
        self.at = at

    def __str__(self):
        return thai_dates.moment(self.at, language=wording.language())


class Reasons:
    """The explanations of results, in the language in which they are read."""

    def __init__(self, results):
        self.results = results

    def __str__(self):
        return " ".join(one.explanation for one in self.results)


def check_is_first(earlier):
    """One application per citizen number and call. Whose the other is, is not said: the number proves nobody."""
    if earlier is not None:
        raise RuleBroken(
            "already_applied",
            _(
                "An application with this citizen number was already sent to this call. Open it with its number and "
                "your code, or ask the office if you have lost them."
            ),
            step="identity",
            field="citizen_number",
        )


def check_may_try_code(application, *, at):
    """After some wrong codes there is a pause, so that nobody guesses."""
    until = application.codes_refused_until
    if until is not None and at < until:
        raise RuleBroken(
            "resume_tries_over",
            _("A wrong code was typed too many times. Try again after %(moment)s."),
            moment=Moment(until),
        )


def check_code_fits(is_right):
    if not is_right:
        raise RuleBroken(
            "resume_code_wrong", _("No application has this number and code. Check both."), field="code"
        )


# --- deciding ---------------------------------------------------------------------------------------------------------
def check_place_is_left(row):
    """Nobody is given a place that somebody has."""
    if row.places_left < 1:
        raise RuleBroken(
            "no_place_left",
            _("All %(places)s places in %(province)s are given. Put the application on the waiting list instead."),
            places=row.places,
            province=row.province,
        )


def check_can_reconsider(application):
    """Only a no is taken back; a place is given back by withdrawing."""
    if application.state != ApplicationState.DECLINED:
        check_can_move(application, ApplicationState.SUBMITTED)
        raise RuleBroken("application_not_declined", _("Only a declined application is looked at again."))


def check_round_is_ahead(*, has_been_held):
    """A place in a round that was held is nobody else's any more: withdrawing would promise it to who waits."""
    if has_been_held:
        raise RuleBroken(
            "round_was_held", _("The training of this application was held, so it can't be withdrawn any more.")
        )


def check_can_join_round(application):
    if application.state != ApplicationState.ACCEPTED:
        raise RuleBroken("application_not_accepted", _("Only an accepted application has a seat in a round."))
    if application.round_reference is not None:
        raise RuleBroken("application_in_a_round", _("This application has a seat in a round already."))


def check_note(text):
    """What the office adds to a decision is short, and holds no citizen number."""
    if len(text) > LONGEST_SENTENCE:
        raise RuleBroken(
            "text_too_long", _("Write at most %(most)s characters."), most=LONGEST_SENTENCE, field="reason"
        )
    check_says_no_citizen_number(text, field="reason")
