"""What pages say of directives: states with their tones, days left or late, offices, the entries of their course."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from buranakan.insight.directives import CLOSING
from buranakan.pages.desk import trail_words
from buranakan.pages.desk.forms.directive_course import round_words
from buranakan.pages.ui import phrases
from buranakan.pages.ui.tags import filters
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
MOST_NAMED = 4  # offices named before they are only counted
FIELDS = {
    "number": lazy("Number"),
    "text": lazy("What is to be done"),
    "due_on": lazy("Due on"),
    "priority": lazy("Priority"),
    "promise": lazy("Promise it serves"),
    "project_code": lazy("Project"),
    "figure_key": lazy("Figure that closes it by itself"),
    "figure_slice": lazy("Counted over"),
    "target_value": lazy("Closed at the value"),
    "joint_offices": lazy("Joint offices"),
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


# --- the course -------------------------------------------------------------------------------------------------------
def course(entries, *, on):
    """The entries of a course, each with what it says and who says it."""
    known = trail_words.offices_by_code(on=on)
    return [_entry(entry, known=known) for entry in entries]


def _entry(entry, *, known):
    return {
        "what": entry.get_kind_display(),
        "tone": ENTRY_TONES.get(entry.kind, "plain"),
        "at": entry.at,
        "text": entry.text,
        "post": trail_words.post_words(entry.by_post or "system", offices=known),
        "files": list(entry.evidence.all()),
        "notes": NOTES.get(entry.kind, _nothing)(entry.told, known),
        "changes": _changes(entry, known),
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


def _changes(entry, known):
    """Old words beside new ones."""
    if entry.kind != ProgressKind.CHANGE:
        return []
    before, after = entry.told["before"], entry.told["after"]
    return [
        {"field": FIELDS[name], "before": _value(name, before[name], known), "after": _value(name, after[name], known)}
        for name in FIELDS
        if name in before
    ]


def _value(name, value, known):
    if value in {None, ""} if not isinstance(value, list) else not value:
        return "–"
    if name == "due_on":
        return _day(value)
    if name == "priority":
        return Priority(value).label
    if name == "joint_offices":
        return _named(value, known)
    if name == "figure_key" and value in CLOSING:
        return CLOSING[value].name
    return value


def _named(codes, known):
    return ", ".join(known.get(code, code) for code in codes)


def _day(written):
    return filters.day(dt.date.fromisoformat(written))
