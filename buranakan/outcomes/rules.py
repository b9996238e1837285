"""What measuring refuses. Pure: no queries, no clock, no request."""

import calendar

from django.utils.translation import gettext_lazy as _

from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes.enums import COMPUTED, LADDER, CountedFor, EvidenceLevel, Method, Stage
from buranakan.registry.rules import check_says_no_citizen_number

HUNDREDTHS = 100
LONGEST_HOW = 500
POLITE_HOURS = range(9, 18)


def check_fits_receiver(indicator, *, person, enterprise):
    """The value of an enterprise's indicator is an enterprise's, a person's is a person's; never of both."""
    is_persons = indicator.counted_for == CountedFor.PERSON
    wanted, other = (person, enterprise) if is_persons else (enterprise, person)
    if wanted is None or other is not None:
        raise RuleBroken(
            "indicator_of_another_receiver",
            _("“%(indicator)s” is not measured for this one. Choose another indicator."),
            indicator=indicator.name,
            field="indicator",
        )


def check_is_used(indicator):
    """An indicator that is no longer used takes no new values."""
    if not indicator.is_used:
        raise RuleBroken(
            "indicator_not_used",
            _("“%(indicator)s” is not measured any more. Choose another indicator."),
            indicator=indicator.name,
            field="indicator",
        )


def check_value(indicator, value_hundredths, *, field="value"):
    """From nought to the highest that can be; whole where whole things are counted."""
    if not 0 <= value_hundredths <= indicator.highest_hundredths:
        raise RuleBroken(
            "value_out_of_range",
            _("“%(indicator)s” goes from 0 to %(highest)s. Check the number."),
            indicator=indicator.name,
            highest=f"{indicator.highest_hundredths // HUNDREDTHS:,}",
            field=field,
        )
    if indicator.is_whole and value_hundredths % HUNDREDTHS:
        raise RuleBroken(
            "value_not_whole",
            _("“%(indicator)s” is counted in whole numbers. Leave the decimals out."),
            indicator=indicator.name,
            field=field,
        )


def check_day(measured_on, *, today):
    """Nothing is measured tomorrow."""
    if measured_on > today:
        raise RuleBroken(
            "measured_in_future",
            _("A value is recorded after it was taken. Choose an earlier day."),
            field="measured_on",
        )


def check_level(method, level, *, has_files, how):
    """A rung of the ladder has to be stood on: documents have files, registers have names, and what was computed
    nobody can confirm."""
    method, level = Method(method), EvidenceLevel(level)
    if method in COMPUTED and LADDER.index(level) > LADDER.index(EvidenceLevel.DOCUMENTED):
        raise RuleBroken(
            "computed_value_not_confirmed",
            _("A computed value can be documented, but nobody can confirm or verify it. Choose a lower level."),
            field="evidence_level",
        )
    if method in COMPUTED and not how:
        raise RuleBroken(
            "computed_value_says_how", _("Write how the value was computed, with every number in it."), field="how"
        )
    if level == EvidenceLevel.DOCUMENTED and not has_files:
        raise RuleBroken(
            "document_missing", _("Choose the file that documents the value, or a lower level."), field="evidence"
        )
    if level == EvidenceLevel.VERIFIED and not how:
        raise RuleBroken("register_not_named", _("Write which register the value was verified in."), field="how")


def check_how(how):
    """How a value is known is said in short, without a citizen number."""
    if len(how) > LONGEST_HOW:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=LONGEST_HOW, field="how")
    check_says_no_citizen_number(how, field="how")


def check_is_new(earlier):
    """A value is never overwritten; `earlier` is the one that stands for the same day and method, or None."""
    if earlier is not None:
        raise RuleBroken(
            "already_measured",
            _("There is already a value of this indicator for that day and method. Take it back first if it is wrong."),
            earlier=str(earlier.reference),
        )


def check_stands(measurement):
    """A value is taken back once."""
    if measurement.taken_back_at is not None:
        raise RuleBroken("already_taken_back", _("This value has already been taken back."))


# --- asking -----------------------------------------------------------------------------------------------------------
def check_has_indicators(indicators):
    """Somebody is asked for something."""
    if not indicators:
        raise RuleBroken("nothing_to_ask", _("There is no indicator that can be asked on the phone."))


def check_has_a_time(time):
    """When people are asked stands in the reference data."""
    if time is None:
        raise RuleBroken("no_time_to_ask", _("No time to ask is set for this stage. Load the reference data first."))


def check_is_not_asked(earlier):
    """The same receiver is asked once for a time; `earlier` is the asking that stands, or None."""
    if earlier is not None:
        raise RuleBroken("already_asked", _("This one is already asked for that time."))


def check_can_ask(participant, *, stage):
    """A baseline is asked of those on the roster, a follow-up of those who completed."""
    if participant.left_at is not None:
        raise RuleBroken("participant_left", _("Who left the round is not asked."))
    if stage == Stage.FOLLOW_UP and participant.completed_at is None:
        raise RuleBroken("participant_did_not_complete", _("Only those who completed the round are asked afterwards."))


def check_can_answer(asking, *, on):
    """An asking is answered from the day it is due to its last day, and may be corrected until then."""
    if asking.withdrawn_at is not None:
        raise RuleBroken("asking_withdrawn", _("This question is not asked any more. Thank you all the same."))
    if on < asking.due_on:
        raise RuleBroken("asking_not_due", _("This question opens on %(day)s."), day=asking.due_on)
    if on > asking.closes_on:
        raise RuleBroken(
            "asking_closed", _("The last day to answer was %(day)s. Please call the office."), day=asking.closes_on
        )


def check_answers(values, *, asked):
    """An answer gives at least one value, and only of what was asked. `asked` are codes."""
    if not any(value is not None for value in values.values()):
        raise RuleBroken("nothing_answered", _("Fill in at least one number."))
    for code in values:
        if code not in asked:
            raise RuleBroken("not_asked", _("“%(code)s” was not asked."), code=code)


def is_polite_hour(at):
    """No telephone rings at night for a few questions."""
    return at.astimezone(clock.BANGKOK).hour in POLITE_HOURS


def months_later(day, months):
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def check_can_withdraw(asking):
    """What was answered stays answered."""
    if asking.withdrawn_at is not None:
        raise RuleBroken("asking_withdrawn", _("This question is not asked any more. Thank you all the same."))
    if asking.answered_at is not None:
        raise RuleBroken("already_answered", _("This has been answered. Take the value back if it is wrong."))
