"""What pages of plans show of a row: its words, its links, how long its bars are."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.insight import names
from buranakan.lib.money import BAHT
from buranakan.lib.rules import allows
from buranakan.pages.desk import plan_tabs, trail_words
from buranakan.pages.ui.tags import filters
from buranakan.pages.ui.tags.pictures import WIDTH
from buranakan.planning import history, rules
from buranakan.planning.enums import Change, Cut, MoveKind, Reading, State
from buranakan.planning.values import Held

PORTFOLIO = _("Plan of the joint portfolio")
TONES = {
    State.DRAFT: "plain",
    State.SUBMITTED: "info",
    State.RETURNED: "warn",
    State.APPROVED: "good",
    State.SUPERSEDED: "plain",
}
MOVE_TONES = {MoveKind.RECEIVED: "good", MoveKind.HANDED_ON: "info", MoveKind.TAKEN_BACK: "warn"}
HELD_TEXTS = [_("Received"), _("In approved plans"), _("Passed on"), _("Left")]
DEEPEST = 4  # further down nothing is set in any more
CHANGE_TONES = {Change.ADDED: "good", Change.CHANGED: "info", Change.MOVED: "info", Change.REMOVED: "warn"}


def crumbs(here, *, version=None, portfolio=None):
    """Where a page of plans stands: under the programme of its year."""
    portfolio = version.plan.envelope.portfolio if version else portfolio
    way = [(PORTFOLIO, plan_tabs.address("desk:plan", portfolio))]
    if version:
        way.append((version.plan.name, version_address(version)))
    return [*way, (here, "")]


def version_address(version):
    return reverse("desk:plan_version", args=[version.plan.reference, version.number])


def state_badge(version):
    """A version's state in a word and a tone."""
    state = State(version.state)
    return {"text": state.label, "tone": TONES[state]}


def version_row(version):
    return {"version": version, "href": version_address(version), "badge": state_badge(version)}


def line_row(line, *, said):
    """A line with what was said of it (rows of comment_rows)."""
    return {"line": line, "comments": [row for row in said if row["comment"].grain == line.grain]}


def comment_rows(comments, *, on):
    """Comments on lines, with the posts of who made and who answered them."""
    found = list(comments)
    offices = trail_words.offices_by_code(on=on) if found else {}
    return [
        {
            "comment": one,
            "is_open": one.resolved_at is None,
            "by": trail_words.post_words(one.made_by_post, offices=offices),
            "answered_by": trail_words.post_words(one.resolved_by_post, offices=offices),
        }
        for one in found
    ]


HISTORY = {
    history.STARTED: (_("Plan started"), "plain"),
    history.AMENDED: (_("Amendment started"), "plain"),
    history.SUBMITTED: (_("Sent for a decision"), "info"),
    history.RETURNED: (_("Sent back to be mended"), "warn"),
    history.REOPENED: (_("Taken up again"), "plain"),
    history.APPROVED: (_("Approved"), "good"),
    history.WORKBOOK_APPLIED: (_("Workbook applied"), "info"),
}


def history_row(move, *, offices):
    """One move of a plan's version, in words, with where it stands and what it changed."""
    word, tone = HISTORY[move.name]
    version = move.version
    changes = reverse("desk:plan_difference", args=[version.plan.reference, version.number])
    return {
        "move": move,
        "word": word,
        "tone": tone,
        "href": version_address(version),
        "changes_href": changes if version.number > 1 and move.name != history.AMENDED else "",
        "post": trail_words.post_words(move.post, offices=offices),
    }


def project_row(planned, *, scope):
    """A project's sums; they open to the figure's page, narrowed to the project."""
    return {
        "planned": planned,
        "people_href": _figure_address("people_planned", planned.project),
        "money_href": _figure_address("money_planned", planned.project),
    }


def _figure_address(key, project):
    return f"{reverse('desk:figure', args=[key])}?{urlencode({'project': names.project_text(project)})}"


def signed(value, *, unit):
    """+1,200, or −1,200: how much more or less."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + filters.quantity(abs(value), unit)


def signed_baht(satang):
    """How much money more or less; a dash where it may not be seen."""
    return filters.NOTHING if satang is None else signed(satang, unit=BAHT)


def change_row(change):
    """A line's people and money before and after; what was not there counts nothing."""
    both = [change.before, change.after]
    return {
        "change": change,
        "tone": CHANGE_TONES[change.change],
        "people": [line.people if line else 0 for line in both],
        "satang": [line.amount_satang if line else 0 for line in both],
        "months": months_words(change),
        "counted": counted_words(change) if _is_recounted(change) else "",
    }


def months_words(change):
    """The month of a line; of one that moved, from which to which."""
    if change.change != Change.MOVED:
        return month_words(change.line.month)
    return f"{month_words(change.before.month)} → {month_words(change.after.month)}"


def _is_recounted(change):
    """Does the line count for another office now?"""
    return change.before and change.after and change.before.counts_for_id != change.after.counts_for_id


def counted_words(change):
    """Whose KPI counts the people, before and after where that is not the same."""
    if _is_recounted(change):
        return f"{change.before.counts_for.short} → {change.after.counts_for.short}"
    return change.line.counts_for.short


def part_row(part, *, cut):
    """What both versions say of an office, a month, a province or a project."""
    return {
        "part": part,
        "name": part_name(part, cut=cut),
        "people": signed(part.people, unit=""),
        "baht": signed_baht(part.satang),
    }


def part_name(part, *, cut):
    """The name of what a difference is summed by; all of it together has none."""
    if part.thing is None:
        return ""
    if cut == Cut.MONTH:
        return month_words(part.thing)
    return part.thing.short if cut in (Cut.OWNER, Cut.SERVER) else part.thing.name


def month_words(month):
    return filters.month(month)


def readings(portfolio):
    """The two readings of the announced totals, the one in force marked."""
    return [{"value": one.value, "label": one.label, "current": one == portfolio.reading} for one in Reading]


def envelope_row(envelope, *, scope):
    """What became of an envelope, in baht and in places, with the parts of its bar."""
    is_of_this_year = envelope.budget_act_year == envelope.portfolio.fiscal_year
    return {
        "envelope": envelope,
        "act": "" if is_of_this_year else act_text(**envelope.act),
        "is_own": allows(rules.check_plans_for, envelope.office_id, scope=scope),
        "bar": _parts(envelope.amount_satang, taken=envelope.taken_satang, handed_on=envelope.handed_on_satang),
    }


def act_text(*, budget_act_year, is_provisional, is_carried_over):
    """Which budget act's money it is, in words."""
    words = {
        (False, False): _("Budget act of %(year)s"),
        (True, False): _("Budget act of %(year)s, spent provisionally"),
        (False, True): _("Budget act of %(year)s, carried over"),
    }
    return words[is_provisional, is_carried_over] % {"year": budget_act_year}


def branch_row(branch, *, scope, on):
    """An envelope in its tree, with what it says of itself and what one may do with it."""
    envelope = branch.envelope
    return envelope_row(envelope, scope=scope) | {
        "depth": min(branch.depth, DEEPEST),
        "held": list(zip(HELD_TEXTS, envelope_parts(envelope), strict=True)),
        "counts_elsewhere": envelope.counts_for_id != envelope.owner_office_id or envelope.is_on_behalf,
        "days_late": branch.days_late(on=on),
        "due_on": branch.due_on,
        "may_take_back": allows(rules.check_takes_back_for, envelope, scope=scope),
    }


def envelope_parts(envelope):
    """What was received, planned with, handed on, and is left, in the order of HELD_TEXTS."""
    return [
        Held(envelope.amount_satang, envelope.places),
        Held(envelope.taken_satang, envelope.taken_places),
        Held(envelope.handed_on_satang, envelope.handed_on_places),
        envelope.left,
    ]


def tree_sums(totals):
    """The same of the whole tree; what went from one to another in it is no sum."""
    return list(zip(HELD_TEXTS, [totals.received, totals.planned, None, totals.left], strict=True))


def move_row(move, *, offices):
    """One time that an envelope grew or shrank: from whom, to whom, by whose hand."""
    envelope, outside = move.envelope, None
    giver, receiver = envelope.parent.office if envelope.parent else outside, envelope.office
    if move.kind == MoveKind.TAKEN_BACK:
        giver, receiver = receiver, giver
    return {
        "move": move,
        "giver": giver,
        "receiver": receiver,
        "tone": MOVE_TONES[MoveKind(move.kind)],
        "act": act_text(**envelope.act),
        "post": trail_words.post_words(move.made_by_post, offices=offices),
    }


def _parts(whole, *, taken, handed_on):
    """Where each part begins and how long it is, in units of the drawing."""
    taken_width, handed_width = (round(part * WIDTH / whole) if whole else 0 for part in (taken, handed_on))
    return {"taken": taken_width, "handed_on": handed_width}
