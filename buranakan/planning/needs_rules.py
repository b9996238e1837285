"""Who may ask, propose and decide what provinces need, and when. Pure: no queries, no clock, no request."""

import itertools

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission, Role
from buranakan.lib import fiscal, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import GRANTED, NeedState
from buranakan.planning.rules import check_month

MONTHS_IN_A_QUARTER = 3
# Nobody in a province trains more people than this in one go; more is a slip of the keyboard.
MOST_PEOPLE = 10_000
SURVEYORS = ("ministry", "department")
MOVES = {
    NeedState.PROPOSED: {NeedState.ACCEPTED, NeedState.REDUCED, NeedState.REFUSED, NeedState.WITHDRAWN},
    NeedState.ACCEPTED: {NeedState.PROPOSED},
    NeedState.REDUCED: {NeedState.PROPOSED},
    NeedState.REFUSED: {NeedState.PROPOSED},
    NeedState.WITHDRAWN: set(),
}


# --- who --------------------------------------------------------------------------------------------------------------
def check_surveys_for(office, *, scope):
    """A planner of the ministry or of a department asks all provinces."""
    if not scope.may(Permission.EDIT_PLANS) or scope.office_id != office.pk or office.kind not in SURVEYORS:
        raise RuleBroken(
            "not_yours_to_survey", _("Only a planner of the ministry or of a department can ask all provinces.")
        )


def check_proposes_for(office_id, *, scope):
    """An office says what its own province needs."""
    if not scope.may(Permission.PROPOSE_NEEDS) or scope.office_id != office_id:
        raise RuleBroken("not_your_province", _("Only the office of this province can say what it needs."))


def check_confirms_for(office_id, *, scope):
    """The head of the office stands for what the province says."""
    check_proposes_for(office_id, scope=scope)
    if scope.role != Role.OFFICE_HEAD:
        raise RuleBroken("only_the_head_confirms", _("Only the head of the office confirms what the province needs."))


def check_sits_on_committee(survey, *, scope):
    """The office that asked decides, through its executives and its head."""
    if not scope.may(Permission.DECIDE_NEEDS) or scope.office_id != survey.office_id:
        raise RuleBroken(
            "not_on_the_committee", _("Only the executives and the head of the office that asked can decide.")
        )


# --- the survey -------------------------------------------------------------------------------------------------------
def check_can_open(*, opens_on, closes_on, today, already):
    """A programme's needs are asked for once, in days that have not passed."""
    if already:
        raise RuleBroken("needs_asked_already", _("What provinces need was asked for this programme already."))
    check_days(opens_on, closes_on)
    if closes_on < today:
        raise RuleBroken("survey_closes_in_the_past", _("The last day has passed already."), field="closes_on")


def check_days(opens_on, closes_on):
    """The last day is not before the first."""
    if closes_on < opens_on:
        raise RuleBroken("survey_closes_before_it_opens", _("The last day is before the first day."), field="closes_on")


def check_can_extend(survey, *, closes_on, because):
    """A last day is moved to a later one, and those who kept to the former are told why."""
    check_not_settled(survey)
    if closes_on <= survey.closes_on:
        raise RuleBroken("survey_only_gets_longer", _("Choose a day after the present last day."), field="closes_on")
    if not thai_text.clean(because):
        raise RuleBroken("reason_missing", _("Say why in a few words."), field="because")


def check_not_settled(survey):
    """What was settled and told to every province stands."""
    if survey.settled_at is not None:
        raise RuleBroken("survey_settled", _("The decisions on this survey are final. Nothing in it changes any more."))


def check_is_open(survey, *, on):
    """Provinces write between the first and the last day."""
    check_not_settled(survey)
    if on < survey.opens_on:
        raise RuleBroken("survey_not_open_yet", _("The survey has not opened yet."))
    if on > survey.closes_on:
        raise RuleBroken("survey_closed", _("The survey has closed. Ask the office that holds it for more days."))


# --- an answer --------------------------------------------------------------------------------------------------------
def check_answers_for(office, province, *, responsible):
    """The provincial office speaks for its province; where there is none, whoever answers for it does."""
    holders = [one for one in responsible if one.kind == office.Kind.PROVINCIAL] or list(responsible)
    if office.pk not in {one.pk for one in holders}:
        raise RuleBroken(
            "office_not_responsible",
            _("%(office)s does not answer for %(province)s."),
            office=office,
            province=province,
        )


def check_edition(answer, *, expected):
    """What one looked at while writing is what is there."""
    if (answer.edition if answer else 0) != expected:
        raise RuleBroken(
            "answer_changed_meanwhile",
            _("Somebody else saved this answer while you were writing. Look at what it says now, then write yours."),
        )


def check_not_confirmed(answer):
    """What the head stands for is not rewritten under their name."""
    if answer is not None and answer.confirmed_at is not None:
        raise RuleBroken("answer_confirmed", _("The head has confirmed this answer. They must take it back first."))


def check_need(need, *, fiscal_year, activities):
    """A need is of an activity of the programme, in its year, and of a number of people that may be."""
    if need.activity.pk not in activities:
        raise RuleBroken(
            "activity_of_another_portfolio", _("This activity belongs to another portfolio."), field="activity"
        )
    check_month(need.month, fiscal_year=fiscal_year)
    if need.is_whole_quarter and (need.month.month - fiscal.FIRST_MONTH) % MONTHS_IN_A_QUARTER:
        raise RuleBroken("quarter_begins_elsewhere", _("A quarter begins in October, January, April or July."))
    check_people(need.people)
    if not thai_text.clean(need.reason) and not thai_text.clean(need.evidence):
        raise RuleBroken("need_without_reason", _("Say why, or what shows that people ask for it."), field="reason")


def check_people(people):
    """Somebody, and no more than a province can train."""
    if not 1 <= people <= MOST_PEOPLE:
        raise RuleBroken(
            "need_of_nobody",
            _("Write how many people: from 1 to %(most)s."),
            most=f"{MOST_PEOPLE:,}",
            field="people",
        )


def check_no_need_twice(needs):
    """One activity at one time stands in one line."""
    grains = sorted((need.activity.pk, need.month, need.is_whole_quarter) for need in needs)
    if any(one == other for one, other in itertools.pairwise(grains)):
        raise RuleBroken(
            "need_twice", _("The same activity stands twice for the same time. Put both numbers into one line.")
        )


def check_can_confirm(answer, *, has_needs):
    """A province that needs nothing says so in its note: an empty answer says nothing."""
    check_not_confirmed(answer)
    if not has_needs and not thai_text.clean(answer.note):
        raise RuleBroken(
            "answer_empty", _("Write at least one need, or write in the note why the province needs nothing.")
        )


def check_can_take_back(answer, *, decided):
    """A confirmation is taken back until the committee has begun with it."""
    if answer.confirmed_at is None:
        raise RuleBroken("answer_not_confirmed", _("The head has not confirmed this answer."))
    if decided:
        raise RuleBroken("needs_decided_already", _("The committee has decided on this answer: it stays as it is."))


# --- decisions --------------------------------------------------------------------------------------------------------
def decided_state(need, granted):
    """What granting so many makes of a need."""
    if granted == need.people:
        return NeedState.ACCEPTED
    return NeedState.REDUCED if granted else NeedState.REFUSED


def check_can_decide(need, *, granted, because, by_id):
    """Another person decides on a confirmed need, never gives more than was asked for, and says why it is less."""
    if need.answer.confirmed_at is None:
        raise RuleBroken("answer_not_confirmed", _("The head has not confirmed this answer."))
    check_within_asked(need, granted=granted)
    state = decided_state(need, granted)
    check_can_move(need, state)
    if by_id is None or by_id in {need.written_by_id, need.answer.written_by_id, need.answer.confirmed_by_id}:
        raise RuleBroken("proposer_cannot_decide", _("You proposed this need, so another person must decide on it."))
    check_says_why(need, granted=granted, because=because)


def check_within_asked(need, *, granted):
    """From nobody to everybody who was asked for."""
    if not 0 <= granted <= need.people:
        raise RuleBroken(
            "more_than_was_asked",
            _("%(province)s asked for %(people)s people. Grant from none to all of them."),
            province=need.answer.province,
            people=need.people,
            field="granted",
        )


def check_says_why(need, *, granted, because):
    """The province reads why it gets less than it asked for."""
    if decided_state(need, granted) != NeedState.ACCEPTED and not thai_text.clean(because):
        raise RuleBroken("reason_missing", _("Say why in a few words."), field="because")


def check_can_move(need, to):
    """Needs move along the table and no other way."""
    if to not in MOVES[NeedState(need.state)]:
        raise RuleBroken(
            "need_decided_meanwhile",
            _("This need is “%(now)s” already. Undo that decision before you take another."),
            now=NeedState(need.state).label,
        )


def check_all_there(found, *, of):
    """A line may have been withdrawn in another window."""
    if found != of:
        raise RuleBroken("need_gone", _("One of these needs has been withdrawn. Look at the list again, then decide."))


def check_can_undo(need):
    """Only a decision is undone."""
    if need.state not in {*GRANTED, NeedState.REFUSED}:
        raise RuleBroken("nothing_decided", _("There is no decision to undo."))


def check_can_settle(survey, *, undecided, on):
    """Provinces hear the outcome once: when the days are over and nothing is left open."""
    check_not_settled(survey)
    if on <= survey.closes_on:
        raise RuleBroken("survey_still_open", _("Provinces may still answer. Settle it after the last day."))
    if undecided:
        raise RuleBroken(
            "needs_undecided", _("%(count)s needs have no decision yet. Decide them first."), count=undecided
        )
