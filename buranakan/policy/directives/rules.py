"""Who may order whom, how a directive moves, what closes it. Pure: no queries, no clock."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.policy.directives.enums import OPEN, DirectiveState, SourceKind
from buranakan.policy.visits.enums import VisitState

S = DirectiveState

LONGEST_ORDER = 4_000  # characters of one order
LONGEST_SAID = 4_000  # of one entry of its course
LONGEST_REASON = 500
LONGEST_TITLE = 300
LARGEST_TARGET = 10**15

MOVES = {
    S.GIVEN: {S.IN_PROGRESS, S.REPORTED, S.CLOSED_BY_FIGURE, S.WITHDRAWN},
    S.IN_PROGRESS: {S.REPORTED, S.CLOSED_BY_FIGURE, S.WITHDRAWN},
    S.MORE_ASKED: {S.REPORTED, S.CLOSED_BY_FIGURE, S.WITHDRAWN},
    S.REPORTED: {S.ACCEPTED, S.MORE_ASKED, S.CLOSED_BY_FIGURE, S.WITHDRAWN},
    S.ACCEPTED: set(),
    S.CLOSED_BY_FIGURE: set(),
    S.WITHDRAWN: set(),
}


def check_can_move(directive, to):
    """What is closed stays closed, and only what was reported is accepted or sent back."""
    now = S(directive.state)
    if to in MOVES[now]:
        return
    if now not in OPEN:
        check_is_open(directive)
    raise RuleBroken(
        "directive_move_not_allowed",
        _("This directive is “%(now)s” and can't become “%(to)s”."),
        now=now.label,
        to=to.label,
    )


def check_is_open(directive):
    """A closed directive is history: a new one is given instead."""
    if S(directive.state) not in OPEN:
        raise RuleBroken(
            "directive_closed",
            _("This directive is “%(now)s”: it stays as it is. Give a new one where something is still to be done."),
            now=S(directive.state).label,
        )


# --- the order --------------------------------------------------------------------------------------------------------
def check_words(text):
    """An order says what is to be done."""
    if not thai_text.clean(text):
        raise RuleBroken("directive_without_words", _("Write what is to be done."), field="text")
    if len(text) > LONGEST_ORDER:
        raise RuleBroken(
            "directive_too_long",
            _("An order has at most %(longest)s characters. Divide it into several."),
            longest=f"{LONGEST_ORDER:,}",
            field="text",
        )


def check_source(kind, *, title, inspection_year, inspection_round):
    """Where it was ordered has a name; a round of inspection has its year and number."""
    if not thai_text.clean(title):
        raise RuleBroken(
            "directive_without_source",
            _("Say where it was ordered: the visit, meeting or document."),
            field="source_title",
        )
    if kind == SourceKind.INSPECTION_ROUND and not (inspection_year and inspection_round):
        raise RuleBroken(
            "inspection_round_unnamed",
            _("Say which round of inspection of which fiscal year."),
            field="inspection_round",
        )


def check_visit(visit, *, ordered_by):
    """What is ordered on a visit is ordered by the office that made it, and the visit was not called off."""
    if visit.state == VisitState.CANCELLED:
        raise RuleBroken(
            "visit_called_off", _("That visit was called off. Choose the meeting or document it was ordered in.")
        )
    if visit.visiting_office_id != ordered_by.pk:
        raise RuleBroken(
            "visit_of_another_office",
            _("That visit is of %(office)s. Only that office gives directives on it."),
            office=visit.visiting_office.short,
        )


def check_days(*, ordered_on, due_on, today):
    """An order is of today or earlier, and due on its own day or later."""
    if ordered_on > today:
        raise RuleBroken("ordered_in_the_future", _("The day of the order is still to come."), field="ordered_on")
    if due_on < ordered_on:
        raise RuleBroken(
            "due_before_the_order", _("It can't be due before it was ordered. Correct the day."), field="due_on"
        )


def check_day_in_thread(due_on, *, above, below):
    """A part is done by the day of the order above it while that is open; `below` is the open part due last."""
    if above is not None and S(above.state) in OPEN and due_on > above.due_on:
        raise RuleBroken(
            "due_after_the_order_above",
            _("The order above it is due on an earlier day. Choose a day not after that."),
            field="due_on",
        )
    if below is not None and due_on < below.due_on:
        raise RuleBroken(
            "due_before_a_part",
            _("Part %(number)s, handed on to %(office)s, is due on a later day. Bring that day forward first."),
            number=below.number or "–",
            office=below.responsible_office.short,
            field="due_on",
        )


def check_is_the_same_order(known, order):
    """What comes twice from one page is the same order; with other words it would be a second one."""
    told = ("ordered_by_office_id", "responsible_office_id", "text", "due_on")
    if not known.is_open or any(getattr(known, name) != getattr(order, name) for name in told):
        raise RuleBroken(
            "given_already",
            _("This item was given from this page already. Open it in the list to change it, or read the text again."),
            field="text",
        )


def check_may_order(*, ordered_by, responsible_id, below):
    """One orders offices below one's own; `below` are their ids."""
    if responsible_id == ordered_by.pk:
        raise RuleBroken(
            "order_to_oneself",
            _("An office doesn't give a directive to itself. Choose the office that is to do it."),
            field="responsible",
        )
    if responsible_id not in below:
        raise RuleBroken(
            "office_not_below",
            _("%(office)s gives directives to the offices below it only. Name the other one as a joint office."),
            office=ordered_by.short,
            field="responsible",
        )


def check_joint(joint_ids, *, responsible_id):
    """The responsible office answers for it, so it does not share in it as well."""
    if responsible_id in joint_ids:
        raise RuleBroken(
            "joint_is_responsible",
            _("The responsible office is named among the joint offices too. Take it out there."),
            field="joint",
        )


def check_figure(*, figure_key, target_value, present_value=None):
    """A figure closes an order only at a value that it has not come to yet, and a value is of a figure.

    `present_value` is what it stands at when the order is given; None where nobody counted it.
    """
    if bool(figure_key) != (target_value is not None):
        raise RuleBroken(
            "figure_without_target",
            _("Choose the figure and write the value that closes the directive, or leave both out."),
            field="target_value",
        )
    if figure_key and not 0 < target_value <= LARGEST_TARGET:
        raise RuleBroken("target_out_of_bounds", _("Write a value above zero."), field="target_value")
    if figure_key and present_value is not None and present_value >= target_value:
        raise RuleBroken(
            "figure_reached_already",
            _("The figure stands at %(present)s already, so this would close it at once. Write a value above that."),
            present=present_value,
            figure_key=figure_key,
            field="target_value",
        )


# --- its course -------------------------------------------------------------------------------------------------------
def check_orders(directive, office_id):
    """The office that ordered decides: the one who ordered, or another who orders there. Never the one ordered."""
    if office_id != directive.ordered_by_office_id:
        raise RuleBroken(
            "not_the_ordering_office",
            _("Only %(office)s, which gave the directive, can do this."),
            office=directive.ordered_by_office.short,
        )


def check_answers(directive, office_id, *, joint_ids=()):
    """The responsible office speaks for it; offices that share in it tell of their part."""
    if office_id != directive.responsible_office_id and office_id not in joint_ids:
        raise RuleBroken(
            "not_the_responsible_office",
            _("Only %(office)s, which is responsible for it, can do this."),
            office=directive.responsible_office.short,
        )


def check_said(text):
    """An entry says something."""
    if not thai_text.clean(text):
        raise RuleBroken("nothing_said", _("Write in a sentence or two what was done."), field="text")
    if len(text) > LONGEST_SAID:
        raise RuleBroken(
            "too_much_said",
            _("That is longer than %(longest)s characters. Attach a document instead."),
            longest=f"{LONGEST_SAID:,}",
            field="text",
        )


def check_reason(because):
    """What is asked, withdrawn or changed says why."""
    if not thai_text.clean(because):
        raise RuleBroken("directive_reason_missing", _("Say in a few words why."), field="because")
    if len(because) > LONGEST_REASON:
        raise RuleBroken(
            "directive_reason_too_long",
            _("A reason has at most %(longest)s characters."),
            longest=LONGEST_REASON,
            field="because",
        )


def check_can_accept(directive, office_id, *, open_below, because):
    """Reported, by the office that ordered, and with nothing open below unless it is said why."""
    check_orders(directive, office_id)
    check_can_move(directive, S.ACCEPTED)
    if open_below and not thai_text.clean(because):
        raise RuleBroken(
            "handed_on_still_open",
            _("%(count)s directives handed on from this one are still open. Wait for them, or say why it is done."),
            count=open_below,
            field="because",
        )


def check_can_hand_on(directive, office_id):
    """The responsible office hands it on while it still has to be done."""
    check_answers(directive, office_id)
    check_is_open(directive)


def check_hands_on_to(directive, office, *, reach, is_there, due_on):
    """To offices below, or to those that share in it; to each once, and to be done by the day it is due itself."""
    if office.pk == directive.responsible_office_id:
        raise RuleBroken("handed_on_to_oneself", _("An office hands on to others, not to itself."), field="offices")
    if office.pk not in reach:
        raise RuleBroken(
            "handed_on_too_far",
            _("%(office)s is neither below you nor named as a joint office of this directive."),
            office=office.short,
            field="offices",
        )
    if is_there:
        raise RuleBroken(
            "already_handed_on", _("It is handed on to %(office)s already."), office=office.short, field="offices"
        )
    if due_on > directive.due_on:
        raise RuleBroken(
            "handed_on_due_too_late",
            _("It is due itself on an earlier day. Choose a day not after that."),
            field="due_on",
        )


def check_hands_on_to_somebody(offices):
    if not offices:
        raise RuleBroken("handed_on_to_nobody", _("Name the offices it is handed on to."), field="offices")


def check_saw_it(*, changes, seen):
    """Changed by somebody who saw every change before; `seen` is how many they saw, None of a program."""
    if seen is not None and seen != changes:
        raise RuleBroken(
            "directive_changed_meanwhile",
            _("Somebody else changed this directive meanwhile. Open it again, look at what changed, then change it."),
        )


def check_changes_something(changes):
    """A change changes something."""
    if not changes:
        raise RuleBroken("nothing_changed", _("Nothing is different from before."))


def is_reached(directive, *, value):
    """Has the figure come to the value that closes the directive?"""
    return directive.has_figure and value >= directive.target_value


# --- when it is late --------------------------------------------------------------------------------------------------
def step_due(steps, *, days_late, level):
    """The highest step that is due and higher than the level it stands at, or None."""
    due = [step for step in steps if step.days_late <= days_late and step.level > level]
    return max(due, key=lambda step: step.level, default=None)


def reminder_due(days_before, *, days_left, reminded):
    """The smallest of the days before that has come and was not reminded of, or None. Late is no time for reminders."""
    come = [days for days in days_before if 0 <= days_left <= days and (reminded is None or days < reminded)]
    return min(come, default=None)
