"""Giving directives, handing them on, and changing them on the record."""

import uuid

from django.db import IntegrityError, transaction

from buranakan.areas import queries as areas
from buranakan.lib import clock, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.policy.directives import letters, numbering, queries, rules
from buranakan.policy.directives.actions.entries import locked, locked_below, tell, write
from buranakan.policy.directives.enums import DirectiveState, ProgressKind
from buranakan.policy.models import Directive

# What an order may be tied to.
LINKS = (
    *("visit", "inspection_year", "inspection_round", "province", "priority", "promise"),
    *("figure_key", "figure_slice", "target_value", "project_code"),
)
# What a change may touch; each old value stays in the course.
CHANGEABLE = (
    *("number", "text", "due_on", "priority"),
    *("promise", "figure_key", "figure_slice", "target_value", "project_code"),
)

FIGURE = {"figure_key", "figure_slice", "target_value"}


@transaction.atomic
def give(
    *,
    text,
    number="",
    ordered_by_office,
    ordered_by_post="",
    ordered_on=None,
    responsible,
    joint=(),
    due_on,
    source_kind,
    source_title,
    present_value=None,
    reference=None,
    by,
    at,
    **links,
):
    """Order an office below to do something by a day. `ordered_by_post` is a post in words; the office's name without.

    Sent twice with one `reference` it is given once, and found again the second time.
    `links` are of LINKS. `figure_slice` is the query string of the figure's address; `target_value` is in the figure's
    unit, money in satang, and so is `present_value`, at which that slice stands now; None where nobody counted it.
    """
    _check_known(links, LINKS)
    directive = Directive(
        reference=reference or uuid.uuid4(),
        text=thai_text.clean(text),
        number=thai_text.one_line(number),
        ordered_by_office=ordered_by_office,
        ordered_by_post=thai_text.one_line(ordered_by_post) or ordered_by_office.name_th,
        ordered_by_id=getattr(by, "pk", None),
        ordered_on=ordered_on or clock.local_day(at),
        responsible_office=responsible,
        due_on=due_on,
        source_kind=source_kind,
        source_title=thai_text.one_line(source_title),
        given_at=at,
        **links | {"province": links.get("province") or _only_province_of(responsible)},
    )
    joint, below = list(dict.fromkeys(joint)), areas.subtree_ids(ordered_by_office)
    _check_order(directive, joint=joint, today=clock.local_day(at), present_value=present_value)
    rules.check_may_order(ordered_by=ordered_by_office, responsible_id=responsible.pk, below=below)
    if directive.visit:
        rules.check_visit(directive.visit, ordered_by=ordered_by_office)
    return _begin_once(directive, joint=joint, by=by, at=at)


@transaction.atomic
def give_all(orders, *, by, at):
    """Several orders of one source, all or none; a refusal says at which of them (`item`, from 0) it stopped."""
    found = []
    for place, order in enumerate(orders):
        try:
            found.append(give(**order, by=by, at=at))
        except RuleBroken as refusal:
            refusal.params["item"] = place
            raise
    return found


@transaction.atomic
def delegate(directive, *, office, offices, text="", due_on=None, by, at):
    """Hand a directive on to other offices, one order each under it. `office` is the one that acts."""
    directive = locked(directive)
    rules.check_can_hand_on(directive, office.pk)
    offices, due_on = list(dict.fromkeys(offices)), due_on or directive.due_on
    rules.check_hands_on_to_somebody(offices)
    reach = queries.reach_of(directive)
    for one in offices:
        is_there = _handed_to(directive, one).exists()
        rules.check_hands_on_to(directive, one, reach=reach, is_there=is_there, due_on=due_on)
    children = [_hand_on(directive, one, text=text, due_on=due_on, by=by, at=at) for one in offices]
    if directive.state == DirectiveState.GIVEN:
        directive.state = DirectiveState.IN_PROGRESS
        directive.save(update_fields=["state"])
    codes = [one.code for one in offices]
    write(directive, kind=ProgressKind.HANDED_ON, text=text, office=office, by=by, at=at, offices=codes)
    tell("directive.handed_on", directive, by=by, at=at, offices=codes, due_on=due_on)
    return children


@transaction.atomic
def change(directive, *, office, because, joint=None, present_value=None, seen=None, by, at, **changes):
    """Change an order that is still open: its words, day, priority, links or joint offices. The old ones stay told.

    A new day begins the reminders and the raising anew. `present_value` is that of `give`, over the new slice;
    `seen` how many of `queries.changes_of` the one who changes it saw.
    """
    directive, above = locked_below(directive)
    rules.check_orders(directive, office.pk)
    rules.check_is_open(directive)
    rules.check_saw_it(changes=queries.changes_of(directive).count(), seen=seen)
    before = _changed(directive, _tidied(changes))
    before |= _changed_joint(directive, joint)
    rules.check_changes_something(before)
    rules.check_reason(because)
    shared = list(joint) if joint is not None else list(directive.joint_offices.all())
    present_value = present_value if FIGURE & before.keys() else None
    _check_order(directive, joint=shared, today=clock.local_day(at), present_value=present_value)
    if "due_on" in before:
        rules.check_day_in_thread(directive.due_on, above=above, below=queries.due_last_below(directive))
    _save_change(directive, before, joint=joint)
    after = {name: _told(getattr(directive, name)) for name in before if name != "joint_offices"}
    after |= {"joint_offices": [one.code for one in shared]} if "joint_offices" in before else {}
    because = thai_text.clean(because)
    told = {"before": before, "after": after}
    write(directive, kind=ProgressKind.CHANGE, text=because, office=office, by=by, at=at, **told)
    letters.changed(directive, _heads(directive, at=at), said=because, by=by, at=at)
    if "joint_offices" in before:
        new = [one for one in shared if one.code not in before["joint_offices"]]
        letters.given(directive, _heads_of(new, at=at), by=by, at=at)
    tell("directive.changed", directive, by=by, at=at, fields=sorted(before))
    return directive


def _begin_once(directive, *, joint, by, at):
    """Begin it; where it stands already (a second click, the same page sent again), find it instead."""
    known = _with_its_reference(directive)
    if known is None:
        try:
            with transaction.atomic():
                return _begin(directive, joint=joint, by=by, at=at)
        except IntegrityError:  # the other click was faster
            known = _with_its_reference(directive)
            if known is None:
                raise
    rules.check_is_the_same_order(known, directive)
    return known


def _with_its_reference(directive):
    return Directive.objects.filter(reference=directive.reference).first()


def _begin(directive, *, joint, by, at):
    """Keep a checked order, open its course, and write to the offices."""
    directive.save(force_insert=True)
    directive.joint_offices.add(*joint)
    write(directive, kind=ProgressKind.GIVEN, office=directive.ordered_by_office, by=by, at=at)
    letters.given(directive, _heads(directive, at=at, joint=joint), by=by, at=at)
    told = {"joint": [one.code for one in joint], "due_on": directive.due_on, "parent_id": directive.parent_id}
    tell("directive.given", directive, by=by, at=at, number=directive.number, **told)
    return directive


def _hand_on(parent, office, *, text, due_on, by, at):
    child = Directive(
        text=thai_text.clean(text) or parent.text,
        number=numbering.below(parent.number, taken=parent.handed_on.count()),
        ordered_by_office=parent.responsible_office,
        ordered_by_post=parent.responsible_office.name_th,
        ordered_by_id=getattr(by, "pk", None),
        ordered_on=clock.local_day(at),
        responsible_office=office,
        due_on=due_on,
        source_kind=parent.source_kind,
        source_title=parent.source_title,
        visit_id=parent.visit_id,
        inspection_year=parent.inspection_year,
        inspection_round=parent.inspection_round,
        parent=parent,
        province=_only_province_of(office) or parent.province,
        promise_id=parent.promise_id,
        project_code=parent.project_code,
        priority=parent.priority,
        given_at=at,
    )
    _check_order(child, joint=[], today=clock.local_day(at))
    return _begin(child, joint=[], by=by, at=at)


def _handed_to(parent, office):
    return parent.handed_on.filter(responsible_office=office).exclude(state=DirectiveState.WITHDRAWN)


def _check_order(directive, *, joint, today, present_value=None):
    rules.check_words(directive.text)
    rules.check_source(
        directive.source_kind,
        title=directive.source_title,
        inspection_year=directive.inspection_year,
        inspection_round=directive.inspection_round,
    )
    rules.check_days(ordered_on=directive.ordered_on, due_on=directive.due_on, today=today)
    rules.check_joint([one.pk for one in joint], responsible_id=directive.responsible_office_id)
    rules.check_figure(
        figure_key=directive.figure_key, target_value=directive.target_value, present_value=present_value
    )


def _only_province_of(office):
    """A provincial office's orders are of its province."""
    return office.seat if office.kind == office.Kind.PROVINCIAL else None


def _heads(directive, *, at, joint=()):
    return _heads_of([directive.responsible_office, *joint], at=at)


def _heads_of(offices, *, at):
    on = clock.local_day(at)
    return [head for office in offices for head in queries.heads_of(office, on=on)]


def _tidied(changes):
    _check_known(changes, CHANGEABLE)
    texts = {name: thai_text.clean(changes[name]) for name in ("number", "text") if name in changes}
    return changes | texts


def _check_known(given, known):
    unknown = set(given) - set(known)
    if unknown:
        raise TypeError(f"{sorted(unknown)} can't be said of a directive here")


def _changed(directive, changes):
    """Put the new values on the directive; the old ones of those that differ."""
    before = {name: getattr(directive, name) for name, new in changes.items() if getattr(directive, name) != new}
    for name in before:
        setattr(directive, name, changes[name])
    return {name: _told(old) for name, old in before.items()}


def _changed_joint(directive, joint):
    old = list(directive.joint_offices.all())
    if joint is None or {one.pk for one in old} == {one.pk for one in joint}:
        return {}
    return {"joint_offices": [one.code for one in old]}


def _save_change(directive, before, *, joint):
    if "due_on" in before:
        directive.escalated_level, directive.escalated_at, directive.reminded_days_before = 0, None, None
    directive.save()
    if "joint_offices" in before:
        directive.joint_offices.set(joint)


def _told(value):
    """A value as the course keeps it: days in ISO form, things by their number."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "pk", value)
