"""What delivery refuses, and who completes a round. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Office
from buranakan.calls.enums import ApplicationState
from buranakan.delivery.enums import Missing, RoundState
from buranakan.lib import fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Kind, State
from buranakan.registry.rules import check_says_no_citizen_number
from buranakan.services.rules import LONGEST_ROUND

MOVES = {
    RoundState.PLANNED: {RoundState.RUNNING, RoundState.CANCELLED},
    RoundState.RUNNING: {RoundState.CLOSED},
    RoundState.CLOSED: {RoundState.RUNNING},
    RoundState.CANCELLED: set(),
}
MOST_PERCENT = 100
LONGEST_SESSION = 24 * 60  # minutes
LONGEST_TITLE = 200
LONGEST_TOPIC = 300


# --- who completes ----------------------------------------------------------------------------------------------------
def completes(minutes, *, of, percent):
    """Did somebody attend enough? In whole numbers, so that exactly the share is enough on every machine."""
    return of > 0 and minutes * MOST_PERCENT >= of * percent


def minutes_needed(*, of, percent):
    """The fewest minutes that complete: the share, rounded up."""
    return -(-of * percent // MOST_PERCENT)


# --- opening and changing a round -------------------------------------------------------------------------------------
def check_can_move(state, to):
    """Rounds move along the table and no other way."""
    if to not in MOVES[RoundState(state)]:
        raise RuleBroken(
            "round_move_not_allowed",
            _("A round that is “%(now)s” can't become “%(to)s”."),
            now=RoundState(state).label,
            to=RoundState(to).label,
        )


def check_is_open(state):
    """A closed or cancelled round is not worked on; a closed one can be reopened with a reason."""
    if state not in {RoundState.PLANNED, RoundState.RUNNING}:
        raise RuleBroken(
            "round_not_open",
            _("This round is “%(now)s”, so it does not change any more."),
            now=RoundState(state).label,
        )


def check_can_open(line):
    """A round is opened from a line of training in an approved plan, by the office that delivers it."""
    if line.version.state != State.APPROVED:
        raise RuleBroken("plan_line_not_approved", _("This plan line is not in an approved plan."))
    if line.activity.kind != Kind.TRAINING:
        raise RuleBroken("not_training", _("Rounds are for training. Record other kinds of help as services."))
    if line.serving_office.kind not in {Office.Kind.CENTRE, Office.Kind.PROVINCIAL}:
        raise RuleBroken(
            "office_does_not_serve",
            _("%(office)s does not give services itself. Choose a centre or a provincial office."),
            office=line.serving_office.short,
        )


def check_places(places, *, activity, planned, taken_by_others, on_roster=0):
    """As many as one round of the activity may have, within what the line plans beside its other rounds."""
    if not max(1, on_roster) <= places <= activity.round_largest:
        raise RuleBroken(
            "round_size_not_allowed",
            _("A round of this activity has at most %(largest)s places, and this one at least %(least)s."),
            largest=activity.round_largest,
            least=max(1, on_roster),
            field="places",
        )
    if places > planned - taken_by_others:
        raise RuleBroken(
            "more_places_than_planned",
            _("The plan line is for %(planned)s people; its other rounds have %(taken)s places. At most %(left)s fit."),
            planned=planned,
            taken=taken_by_others,
            left=max(0, planned - taken_by_others),
            field="places",
        )


def check_percent(percent):
    if not 1 <= percent <= MOST_PERCENT:
        raise RuleBroken("percent_out_of_range", _("Write a share from 1 to 100 percent."), field="completion_percent")


def check_text(text, *, field, longest=LONGEST_TITLE, is_needed=True):
    """Something is written, it is not too long, and no citizen number stands in it."""
    if is_needed and not text:
        raise RuleBroken("text_missing", _("Write something here."), field=field)
    if len(text) > longest:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=longest, field=field)
    check_says_no_citizen_number(text, field=field)


def check_call_fits(call, *, activity):
    """People applied for an activity, so only its rounds take them."""
    if call is not None and call.activity_id != activity.pk:
        raise RuleBroken("call_of_another_activity", _("That call is for another activity."), field="call")


# --- sessions ---------------------------------------------------------------------------------------------------------
def check_session(session, *, fiscal_year, others):
    """Inside the fiscal year, of some length, not while the round meets already. `others` are its standing ones."""
    if fiscal.fiscal_year_of(session.held_on) != fiscal_year:
        raise RuleBroken(
            "outside_fiscal_year",
            _("This activity belongs to fiscal year %(year)s. Choose a day of that year."),
            year=str(fiscal_year),
            field="held_on",
        )
    if session.ends_at <= session.starts_at:
        raise RuleBroken("session_ends_too_early", _("A session ends after it begins."), field="ends_at")
    if session.minutes < 1:
        raise RuleBroken("session_all_break", _("The breaks are as long as the session."), field="break_minutes")
    same_day = [one for one in others if one.held_on == session.held_on]
    if any(one.starts_at < session.ends_at and session.starts_at < one.ends_at for one in same_day):
        raise RuleBroken(
            "sessions_overlap", _("Another session of this round is held at that time."), field="starts_at"
        )
    if session.minutes + sum(one.minutes for one in others) > LONGEST_ROUND:
        raise RuleBroken(
            "round_too_long", _("A round has at most %(most)s hours."), most=LONGEST_ROUND // 60, field="ends_at"
        )


def check_can_call_off(session):
    """Who was there is not forgotten: a session that was marked stands."""
    check_session_stands(session)
    if session.marked_at is not None:
        raise RuleBroken("session_is_marked", _("Attendance of this session is marked, so it can't be called off."))


def check_session_stands(session):
    if session.called_off_at is not None:
        raise RuleBroken("session_called_off", _("This session was called off."))


def check_trainer(trainer, *, session):
    """A trainer has a name and teaches no longer than the session lasts."""
    check_text(trainer.name, field="name")
    check_text(trainer.organisation, field="organisation", is_needed=False)
    if not 1 <= trainer.minutes <= session.minutes:
        raise RuleBroken(
            "trainer_longer_than_session",
            _("A trainer teaches from 1 minute to as long as the session lasts: %(most)s minutes."),
            most=session.minutes,
            field="minutes",
        )


def check_has_sessions(sessions):
    if not sessions:
        raise RuleBroken("no_session_chosen", _("Choose at least one session."), field="sessions")


def check_trainer_is_new(is_there):
    if is_there:
        raise RuleBroken("trainer_already_there", _("This expert is a trainer of the session already."), field="user")


def check_trainer_is_there(trainer):
    if trainer.taken_off_at is not None:
        raise RuleBroken("trainer_already_off", _("This trainer was taken off the session already."))


# --- the roster -------------------------------------------------------------------------------------------------------
def check_room(places_left, *, wanted):
    """No round takes more people than it has places."""
    if wanted > places_left:
        raise RuleBroken(
            "round_full",
            _("This needs %(wanted)s places, but only %(left)s are left in the round."),
            wanted=wanted,
            left=places_left,
        )


def check_has_applications(applications):
    if not applications:
        raise RuleBroken("nobody_chosen", _("Choose at least one application."))


def check_can_enrol(application, *, activity):
    """Only who was accepted, and for this activity."""
    if application.state != ApplicationState.ACCEPTED:
        raise RuleBroken(
            "application_not_accepted",
            _("Application %(number)s is not accepted (any more). Take it out and try again."),
            number=application.number_shown,
        )
    if application.call.activity_id != activity.pk:
        raise RuleBroken(
            "application_for_another_activity",
            _("Application %(number)s is for another activity."),
            number=application.number_shown,
        )


def check_each_person_once(people):
    """Two applications of one person, to two calls, are one place."""
    numbers = [person.pk for person in people]
    if len(set(numbers)) < len(numbers):
        raise RuleBroken("person_chosen_twice", _("Two of these applications are of the same person. Choose one."))


def check_not_on_roster(is_there):
    if is_there:
        raise RuleBroken("already_on_roster", _("This person is on the roster already."))


def check_has_not_left(participant):
    if participant.left_at is not None:
        raise RuleBroken("already_left", _("This person has left the round already."))


def check_has_left(participant):
    if participant.left_at is None:
        raise RuleBroken("has_not_left", _("This person has not left the round."))


# --- attendance -------------------------------------------------------------------------------------------------------
def check_can_mark(session, *, on):
    """Attendance is marked from the session's own day on."""
    check_session_stands(session)
    if session.held_on > on:
        raise RuleBroken(
            "session_not_yet",
            _("This session is held on %(day)s. Attendance is marked from that day."),
            day=session.held_on,
        )


def check_on_roster(chosen, roster):
    """Only who is on the roster can be there; a walk-in is put on it first."""
    if not roster:
        raise RuleBroken("nobody_on_roster", _("Nobody is on the roster. Put people on it first."))
    if set(chosen) - set(roster):
        raise RuleBroken("not_on_roster", _("Somebody you marked is not on the roster any more. Look at it again."))


def check_minutes(minutes, *, session):
    """Who was there was there for at least a minute and at most the whole session."""
    if any(not 1 <= one <= session.minutes for one in minutes):
        raise RuleBroken(
            "attended_longer_than_session",
            _("Write from 1 to %(most)s minutes, which is how long the session lasts."),
            most=session.minutes,
        )


# --- closing ----------------------------------------------------------------------------------------------------------
def missing_before_closing(sessions, *, roster, at):
    """What a round lacks before it can be closed: (what, which sessions) pairs. `sessions` are the standing ones."""
    not_over = [one for one in sessions if one.ends_at_moment > at]
    not_marked = [one for one in sessions if one.marked_at is None and one not in not_over]
    found = [
        (Missing.SESSIONS, not sessions, []),
        (Missing.PARTICIPANTS, not roster, []),
        (Missing.NOT_OVER, not_over, not_over),
        (Missing.NOT_MARKED, not_marked, not_marked),
    ]
    return [(what, which) for what, is_missing, which in found if is_missing]


def check_can_close(state, *, missing):
    """Every session is over and marked."""
    check_can_move(state, RoundState.CLOSED)
    if missing:
        what, _sessions = missing[0]
        raise RuleBroken("round_not_finished", _("The round can't be closed yet. %(what)s"), what=what.label)


def check_can_reopen(state):
    """Only a closed round is reopened."""
    if state != RoundState.CLOSED:
        raise RuleBroken("round_not_closed", _("Only a closed round can be reopened."))


def check_not_cancelled(state):
    if state == RoundState.CANCELLED:
        raise RuleBroken("round_cancelled", _("This round was cancelled."))


def check_has_evidence(files):
    """Adding evidence adds at least one file."""
    if not files:
        raise RuleBroken("evidence_missing", _("Choose a file."), field="evidence")


def refuse_with_name(refusal, person):
    """Among many people a refusal says whom it is about."""
    if refusal.code == "already_recorded":
        raise RuleBroken(
            "participant_already_recorded",
            _("%(name)s has a record of this activity on that day already. Take that one back, then close the round."),
            name=person.full_name,
            earlier=refusal.params["earlier"],
        ) from refusal
