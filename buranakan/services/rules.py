"""What the spine refuses. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Office
from buranakan.lib import fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import State
from buranakan.registry.rules import check_says_no_citizen_number

SERVING_KINDS = {Office.Kind.CENTRE, Office.Kind.PROVINCIAL}
LONGEST_SERVICE = 24 * 60  # minutes: a record made by hand is of one day
LONGEST_ROUND = 60_000  # minutes: all the days of a round in one record
LONGEST_NOTE = 500


def check_somebody_received(person, enterprise):
    """A service has a receiver: a person, an enterprise, or a person for an enterprise."""
    if person is None and enterprise is None:
        raise RuleBroken("nobody_received", _("Choose the person or the enterprise that received the service."))


def check_minutes(minutes, *, from_round=False):
    """From a minute to a day: a longer service is several records, but for a round, whose days are one."""
    most = LONGEST_ROUND if from_round else LONGEST_SERVICE
    if not 1 <= minutes <= most:
        raise RuleBroken(
            "minutes_out_of_range",
            _("Write how long it took, from 1 to %(most)s minutes."),
            most=most,
            field="minutes",
        )


def check_note(note):
    """A note is short, and holds no citizen number."""
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("text_too_long", _("Write at most %(most)s characters."), most=LONGEST_NOTE, field="note")
    check_says_no_citizen_number(note, field="note")


def check_day(served_on, *, today, fiscal_year):
    """Nothing is recorded before it happened, nor outside the fiscal year the portfolio is carried out in."""
    if served_on > today:
        raise RuleBroken("served_in_future", _("A service is recorded after it was given."), field="served_on")
    if fiscal.fiscal_year_of(served_on) != fiscal_year:
        raise RuleBroken(
            "outside_fiscal_year",
            _("This activity belongs to fiscal year %(year)s. Choose a day of that year."),
            year=str(fiscal_year),
            field="served_on",
        )


def check_office_answers(office, *, province, answers_for):
    """Only a centre or a provincial office serves, and only where it answers for the province on that day.

    `answers_for` are the codes of its provinces on the day.
    """
    if office.kind not in SERVING_KINDS:
        raise RuleBroken(
            "office_does_not_serve",
            _("%(office)s does not give services itself. Choose a centre or a provincial office."),
            office=office.short,
        )
    if province.pk not in answers_for:
        raise RuleBroken(
            "office_does_not_answer",
            _("On that day %(office)s did not answer for %(province)s."),
            office=office.short,
            province=province.name,
            field="province",
        )


def check_fits_plan_line(line, *, activity, owner_office, serving_office, province):
    """A record tied to a plan line is of its activity, offices and province; the line stands in an approved plan."""
    if line.version.state != State.APPROVED:
        raise RuleBroken("plan_line_not_approved", _("This plan line is not in an approved plan."), field="what")
    wanted = (activity.pk, owner_office.pk, serving_office.pk, province.pk)
    if (line.activity_id, line.owner_office_id, line.serving_office_id, line.province_id) != wanted:
        raise RuleBroken(
            "plan_line_does_not_fit",
            _("The plan line is for another activity, office or province. Choose the line that fits."),
            field="what",
        )


def check_is_new(earlier):
    """The same receiver, activity, office and day is recorded once; `earlier` is the record that stands, or None."""
    if earlier is not None:
        raise RuleBroken(
            "already_recorded",
            _("This service is already recorded: same receiver, activity, office and day."),
            earlier=str(earlier.reference),
        )


def check_stands(service):
    """A record is taken back once, and nothing is added to it afterwards."""
    if service.taken_back_at is not None:
        raise RuleBroken("already_taken_back", _("This record has already been taken back."))


def check_has_evidence(files):
    """Adding evidence adds at least one file."""
    if not files:
        raise RuleBroken("evidence_missing", _("Choose a file."), field="evidence")
