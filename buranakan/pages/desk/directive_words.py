"""What pages say of directives: states with their tones, days left or late, offices, the entries of their course."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buranakan.insight import directives as standing
from buranakan.insight.directives import CLOSING
from buranakan.pages.desk import trail_words
from buranakan.pages.desk.forms.directive_course import round_words
from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters
from buranakan.policy import queries as policy
from buranakan.policy.directives import following
from buranakan.policy.directives.enums import DirectiveState, Level, Priority, ProgressKind

S = DirectiveState
TONES = {
    S.GIVEN: "info",
    S.IN_PROGRESS: "info",
    S.REPORTED: "warn",
    S.MORE_ASKED: "warn",
    S.ACCEPTED: "good",
    S.CLOSED_BY_FIGURE: "good",
    S.WITHDRAWN: "plain",
}
ENTRY_TONES = {
    ProgressKind.ESCALATION: "bad",
    ProgressKind.MORE: "warn",
    ProgressKind.REPORT: "info",
    ProgressKind.ACCEPTANCE: "good",
    ProgressKind.CLOSING: "good",
}
SIDES = ("before", "after")
MOST_NAMED = 4  # offices named before they are only counted
FIELDS = {
    "number": gettext_lazy("Item number"),
    "text": gettext_lazy("What is to be done"),
    "due_on": gettext_lazy("Due on"),
    "priority": gettext_lazy("Priority"),
    "promise": gettext_lazy("Promise it serves"),
    "project_code": gettext_lazy("Project"),
    "figure_key": gettext_lazy("Figure that closes it by itself"),
    "figure_slice": gettext_lazy("Counted over"),
    "target_value": gettext_lazy("Closed at the value"),
    "joint_offices": gettext_lazy("Joint offices"),
}


def state(directive):
    """Its state in a word, with its tone."""
    return {"text": directive.get_state_display(), "tone": TONES[S(directive.state)]}


def when(directive, *, today):
    """How many days are left or lost; nothing where nothing is to be done any more."""
    if not directive.is_to_be_done:
        return None
    days = (directive.due_on - today).days
    if days < 0:
        return {"text": _("%(days)s days late") % {"days": -days}, "tone": "bad"}
    if days == 0:
        return {"text": _("Due today"), "tone": "warn"}
    soon = following.longest_reminder().days
    return {"text": _("%(days)s days left") % {"days": days}, "tone": "warn" if days <= soon else "plain"}


def row(directive, *, today):
    """A directive as lists show it."""
    joint = list(directive.joint_offices.all())
    return {
        "directive": directive,
        "state": state(directive),
        "when": when(directive, today=today),
        "haste": directive.get_priority_display() if directive.priority != Priority.NORMAL else "",
        "joint": offices(joint),
        "is_joint": getattr(directive, "is_joint", False),
    }


def offices(found):
    """A few offices by name, more of them counted."""
    if len(found) <= MOST_NAMED:
        return ", ".join(office.short for office in found)
    return _("%(count)s offices") % {"count": len(found)}


def source(directive):
    """Where it was ordered."""
    said = f"{directive.get_source_kind_display()}: {directive.source_title}"
    if directive.inspection_round:
        said += f" ({round_words(directive.inspection_year, directive.inspection_round)})"
    return said


def said_in(directive):
    """Where an order was given and when: numbers of orders begin anew in each source."""
    return _("%(source)s, %(day)s") % {"source": directive.source_title, "day": filters.day(directive.ordered_on)}


def stands(directive, *, on):
    """What its figure stands at, in words; "" where it has none or its slice can't be read any more."""
    figure = {"figure_key": directive.figure_key, "figure_slice": directive.figure_slice}
    value = standing.present_value(**figure, on=on)
    return "" if value is None else phrases.amount(value, CLOSING[directive.figure_key].value_unit)


# --- the course -------------------------------------------------------------------------------------------------------
def course(scope, entries, *, on):
    """The entries of a course, each with what it says and who says it."""
    entries, known = list(entries), trail_words.offices_by_code(on=on)
    changes = _Changes(scope, entries, offices=known, on=on)
    return [_entry(entry, known=known, changes=changes) for entry in entries]


def _entry(entry, *, known, changes):
    return {
        "what": entry.get_kind_display(),
        "tone": ENTRY_TONES.get(entry.kind, "plain"),
        "at": entry.at,
        "text": entry.text,
        "post": trail_words.post_words(entry.by_post or "system", offices=known),
        "files": list(entry.evidence.all()),
        "notes": NOTES.get(entry.kind, _nothing)(entry.told, known),
        "changes": changes.of(entry),
        "proof": entry.told if entry.kind == ProgressKind.CLOSING else None,
    }


def _nothing(told, known):
    return []


def _handed_on(told, known):
    return [_("To: %(offices)s") % {"offices": _named(told["offices"], known)}]


def _escalated(told, known):
    said = {
        "level": told["level"],
        "to": Level(told["step"]).label,
        "days": told["days_late"],
    }
    return [_("Level %(level)s, to %(to)s: %(days)s days late.") % said, _written_to(told, known)]


def _reminded(told, known):
    return [_("%(days)s days before its day.") % {"days": told["days_left"]}, _written_to(told, known)]


def _written_to(told, known):
    if not told["to"]:
        return _("Nobody could be written to: no office above it has a head in the system.")
    posts = ", ".join(trail_words.post_words(post, offices=known) for post in told["to"])
    return _("A letter went to: %(posts)s") % {"posts": posts}


def _more(told, known):
    if "due_on" not in told:
        return []
    return [_("New day: %(day)s, instead of %(was)s.") % {"day": _day(told["due_on"]), "was": _day(told["was_due_on"])}]


def _accepted(told, known):
    still = told.get("open_below")
    return [_("Still open among those handed on: %(count)s") % {"count": still}] if still else []


def _withdrawn(told, known):
    if "parent_state" in told:
        return [_("Ended together with the order above it: %(state)s") % {"state": S(told["parent_state"]).label}]
    return [_("Withdrawn together with the order above it.")] if told.get("is_with_parent") else []


def _closed(told, known):
    figure = CLOSING.get(told["figure"])
    unit = figure.value_unit if figure else ""
    said = {
        "value": phrases.amount(told["value"], unit),
        "target": phrases.amount(told["target"], unit),
        "day": _day(told["counted_on"]),
    }
    return [_("Counted on %(day)s: %(value)s, to be closed at %(target)s.") % said, told["definition"]]


NOTES = {
    ProgressKind.HANDED_ON: _handed_on,
    ProgressKind.ESCALATION: _escalated,
    ProgressKind.REMINDER: _reminded,
    ProgressKind.MORE: _more,
    ProgressKind.ACCEPTANCE: _accepted,
    ProgressKind.WITHDRAWAL: _withdrawn,
    ProgressKind.CLOSING: _closed,
}


class _Changes:
    """Old words beside new ones; what a change keeps as a number or an address is said by name."""

    def __init__(self, scope, entries, *, offices, on):
        self.scope, self.offices, self.on = scope, offices, on
        told = [entry.told[side] for entry in entries if entry.kind == ProgressKind.CHANGE for side in SIDES]
        numbers = {side["promise"] for side in told if side.get("promise")}
        rows = policy.promises(scope).filter(pk__in=numbers) if numbers else []
        self.promises = {one.pk: one.statement for one in rows}

    def of(self, entry):
        if entry.kind != ProgressKind.CHANGE:
            return []
        before, after = (entry.told[side] for side in SIDES)
        figures = [side.get("figure_key", "") for side in (after, before)]
        return [
            {"field": FIELDS[name], **{side: self._value(name, entry.told[side][name], figures) for side in SIDES}}
            for name in FIELDS
            if name in before
        ]

    def _value(self, name, value, figures):
        if value is None or value in ("", []):
            return "–"
        say = {
            "due_on": _day,
            "priority": lambda value: Priority(value).label,
            "joint_offices": lambda codes: _named(codes, self.offices),
            "figure_key": lambda key: CLOSING[key].name if key in CLOSING else key,
            "figure_slice": lambda text: standing.slice_words(self.scope, text, on=self.on),
            "target_value": lambda number: _in_its_unit(number, figures),
            "promise": lambda number: self.promises.get(number, number),
        }
        return say[name](value) if name in say else value


def _in_its_unit(number, figures):
    """A target in the unit of the figure of the same change; bare where the change left the figure as it was."""
    key = next((key for key in figures if key in CLOSING), "")
    return phrases.amount(number, CLOSING[key].value_unit) if key else filters.number(number)


def _named(codes, known):
    return ", ".join(known.get(code, code) for code in codes)


def _day(written):
    return filters.day(dt.date.fromisoformat(written))
