"""When an announcement may be taken in, and what makes a proposal a promise. Pure: no queries, no clock."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.policy.enums import ProposalState

LONGEST_TEXT = 200_000  # characters: the longest release seen has 30,000
LONGEST_REASON = 300  # characters, as the history keeps it
NOTHING_WRITES_IT = "\x00"  # stands in programs and pictures, never in a text

# Slips of a zero or a unit, not targets: more than the country's people, or ten times the whole year's state budget.
LARGEST_COUNT = 100_000_000
LARGEST_PROMISE = {BAHT: 40_000_000_000_000_00}  # satang

MOVES = {
    ProposalState.PROPOSED: {ProposalState.CONFIRMED, ProposalState.REJECTED},
    ProposalState.CONFIRMED: set(),
    ProposalState.REJECTED: {ProposalState.PROPOSED},
}


def check_can_take_in(text, *, is_known):
    """An announcement has words, of a length a person would publish, and is taken in once."""
    check_is_text(NOTHING_WRITES_IT not in text)
    if not thai_text.clean(text):
        raise RuleBroken(
            "announcement_empty", _("There are no words in it. Paste the announcement's text, or choose its file.")
        )
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(
            "announcement_too_long",
            _("The text is longer than %(longest)s characters. Take in one announcement at a time."),
            longest=f"{LONGEST_TEXT:,}",
        )
    if is_known:
        raise RuleBroken("announcement_already_there", _("This announcement has been taken in already."))


def check_published(published_on, *, today):
    """What is taken in was published already."""
    if published_on is not None and published_on > today:
        raise RuleBroken(
            "announcement_of_a_day_to_come",
            _("%(day)s is still to come. Correct the day of publication."),
            day=published_on,
            field="published_on",
        )


def check_is_text(is_text):
    """Only words can be read."""
    if not is_text:
        raise RuleBroken("announcement_not_text", _("This is not a text. Paste the announcement's words instead."))


def check_can_move(proposal, to):
    """A confirmed proposal stays confirmed; a rejected one may be taken up again."""
    if to not in MOVES[ProposalState(proposal.state)]:
        raise RuleBroken(
            "proposal_move_not_allowed",
            _("This proposal is “%(now)s” and can't become “%(to)s”."),
            now=ProposalState(proposal.state).label,
            to=to.label,
        )


def check_can_propose(*, is_known):
    """The same words are proposed once."""
    if is_known:
        raise RuleBroken("proposal_already_there", _("These words are among the proposals already."))


def check_can_confirm(proposal, **said):
    """A proposal becomes a promise once; `said` is what check_is_a_promise takes."""
    check_can_move(proposal, ProposalState.CONFIRMED)
    check_is_a_promise(**said)


def check_is_a_promise(*, statement, value, unit, figure_unit, due_on, announced_on):
    """A promise says something, is of a number and for a day to come, and is measured by a figure of its own unit."""
    if not thai_text.clean(statement):
        raise RuleBroken("promise_without_words", _("Say in one sentence what was promised."))
    if value <= 0:
        raise RuleBroken("promise_of_nothing", _("A promise needs a number above zero."))
    if value > LARGEST_PROMISE.get(unit, LARGEST_COUNT):
        raise RuleBroken(
            "promise_too_large", _("That is more than the whole country could hold. Check the number and its unit.")
        )
    if unit != figure_unit:
        raise RuleBroken(
            "figure_of_another_unit",
            _("The promise counts “%(unit)s”, the figure “%(figure_unit)s”. Choose a figure with the same unit."),
            unit=unit,
            figure_unit=figure_unit,
        )
    if announced_on and due_on < announced_on:
        raise RuleBroken(
            "promise_due_before_it_was_made",
            _("The promise would be due on %(due_on)s, before it was announced on %(announced_on)s. Correct the day."),
            due_on=due_on,
            announced_on=announced_on,
        )


def check_answers_for(office, *, reach):
    """A promise is changed by its own office, by one above it, and by those who see the whole country.

    `reach` is ids of one's own office and those below it; None of somebody who sees them all.
    """
    if reach is not None and (office is None or office.pk not in reach):
        raise RuleBroken(
            "promise_of_another_office",
            _("You can only make and change promises of your own office and those below it. Choose one of them."),
            field="office",
        )


# --- promises that stand ----------------------------------------------------------------------------------------------
def check_can_edit(promise, *, edits, seen, because):
    """A promise in force is edited with a reason, by somebody who saw all that was edited before.

    `edits` is how many edits the history holds, `seen` how many it held for the one who edits; None of a program.
    """
    check_in_force(promise)
    if seen is not None and seen != edits:
        raise RuleBroken(
            "promise_changed_meanwhile",
            _("Somebody else has edited this promise meanwhile. Open it again, look at what changed, then edit it."),
        )
    check_says_why(because)


def check_in_force(promise):
    """What was withdrawn stays as it was."""
    if promise.is_withdrawn:
        raise RuleBroken("promise_withdrawn", _("This promise was withdrawn. Restore it first, if it holds again."))


def check_can_withdraw(promise, *, because):
    """A promise is withdrawn once, with a reason that everybody may read."""
    check_in_force(promise)
    check_says_why(because)


def check_can_restore(promise, *, because):
    """Only what was withdrawn comes back, and it says why."""
    if not promise.is_withdrawn:
        raise RuleBroken("promise_in_force", _("This promise is in force already."))
    check_says_why(because)


def check_says_why(because):
    """The history of a promise says why."""
    if not thai_text.clean(because):
        raise RuleBroken("promise_reason_missing", _("Say in a few words why."), field="because")
    if len(because) > LONGEST_REASON:
        raise RuleBroken(
            "promise_reason_too_long",
            _("Say why in %(longest)s characters at most."),
            longest=LONGEST_REASON,
            field="because",
        )


def check_changes_something(changed):
    """An edit that leaves everything as it was is none."""
    if not changed:
        raise RuleBroken("promise_unchanged", _("Nothing is changed. Change what is wrong, or go back."))


def check_can_reject(proposal, *, because):
    """A rejection says why."""
    check_can_move(proposal, ProposalState.REJECTED)
    if not thai_text.clean(because):
        raise RuleBroken("reason_missing", _("Say in a few words why this is not a promise."))


def check_words_are_there(text, *, start, end, quote):
    """A proposal is tied to words that stand in the text."""
    if text[start:end] != quote:
        raise RuleBroken("words_not_in_the_text", _("These words do not stand at that place of the announcement."))
