"""Saying which pillars projects and activities serve, one by one or many at once when a framework follows another."""

import datetime as dt

from django.db import transaction

from buranakan.lib import clock, thai_text
from buranakan.planning import tag_rules as rules
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity, PillarTag, Project, Retagging
from buranakan.planning.tagging import ONE_DAY, Span
from buranakan.records.actions import record, record_many
from buranakan.records.saving import save_or_refuse


@once_more
@transaction.atomic
def tag(holder, *, pillar, weight_percent, valid_from, valid_to=None, because, is_proposal=False, by, at):
    """Say that a project or an activity serves a pillar so much, from a day on."""
    _lock_projects([holder])
    kept = _open(
        holder,
        pillar=pillar,
        span=Span(pillar.pk, weight_percent, valid_from, valid_to),
        because=because,
        is_proposal=is_proposal,
        by=by,
        at=at,
    )
    record("pillar_tag.added", on=kept, by=by, at=at, because=kept.because, **_spoken(kept))
    return kept


@once_more
@transaction.atomic
def end_tag(kept, *, last_day, because, by, at):
    """Let a tag hold until a day. It stays, for reports on days before."""
    _lock_projects([kept.holder])
    kept = _again(kept)
    rules.check_because(because)
    rules.check_can_end(kept, last_day=last_day)
    before, kept.valid_to = kept.valid_to, last_day
    kept.save(update_fields=["valid_to"])
    record("pillar_tag.ended", on=kept, by=by, at=at, because=because.strip(), before=_day(before), **_spoken(kept))
    return kept


@once_more
@transaction.atomic
def take_back_tag(kept, *, by, at):
    """Undo a slip, as long as no report can stand on it."""
    _lock_projects([kept.holder])
    kept = _again(kept)
    rules.check_stands(kept)
    rules.check_in_time(
        made_on=clock.local_day(kept.tagged_at), starts_on=kept.valid_from, today=clock.local_day(at)
    )
    _take_back(kept, by=by, at=at)
    record("pillar_tag.taken_back", on=kept, by=by, at=at, **_spoken(kept))
    return kept


# --- many at once -----------------------------------------------------------------------------------------------------
@once_more
@transaction.atomic
def retag_many(choices, *, old, new, starts_on, by, at):
    """End the old framework's tags of the projects chosen the day before, and open the confirmed ones of the new.

    `choices` are tagging.Choice. Projects that nobody confirmed keep what they have.
    """
    choices = list(choices)
    holders = {(type(one.holder), one.holder.pk): one.holder for one in choices}
    _lock_projects(holders.values())
    ending = [one for holder in holders.values() for one in _still_holding(holder, framework=old, on=starts_on)]
    rules.check_can_retag(choices, old=old, new=new, starts_on=starts_on, old_spans=[one.span for one in ending])
    act = Retagging.objects.create(
        old=old, new=new, starts_on=starts_on, made_at=at, made_by_id=getattr(by, "pk", None)
    )
    last_day = _last_day(act)
    for one in ending:
        one.ended_in, one.ended_before, one.valid_to = act, one.valid_to, last_day
        one.save(update_fields=["ended_in", "ended_before", "valid_to"])
    opened = [_open_chosen(one, act=act, by=by, at=at) for one in choices]
    record_many(
        "retagging.made",
        on=act,
        by=by,
        at=at,
        manifest=[_spoken(one) for one in [*ending, *opened]],
        ended=len(ending),
        opened=len(opened),
        starts_on=starts_on.isoformat(),
    )
    return act


@once_more
@transaction.atomic
def undo_retagging(act, *, by, at):
    """Take the new tags back and let the old ones hold again."""
    _lock_projects([one.holder for one in [*act.opened.named(), *act.ended.named()]])
    act = Retagging.objects.select_for_update(of=("self",)).select_related("old", "new").get(pk=act.pk)
    opened, ended = list(act.opened.named()), list(act.ended.named())
    rules.check_can_undo(
        act,
        made_on=clock.local_day(act.made_at),
        today=clock.local_day(at),
        is_untouched=_is_untouched(act, opened=opened, ended=ended),
    )
    for one in opened:
        _take_back(one, by=by, at=at)
    for one in ended:
        one.valid_to, one.ended_in, one.ended_before = one.ended_before, None, None
        one.save(update_fields=["valid_to", "ended_in", "ended_before"])
        _check_fits(one)
    act.undone_at, act.undone_by_id = at, getattr(by, "pk", None)
    act.save(update_fields=["undone_at", "undone_by_id"])
    record("retagging.undone", on=act, by=by, at=at, ended=len(ended), opened=len(opened))
    return act


def _open_chosen(choice, *, act, by, at):
    span = Span(choice.pillar.pk, choice.weight_percent, act.starts_on)
    return _open(choice.holder, pillar=choice.pillar, span=span, because=choice.because, opened_in=act, by=by, at=at)


def _last_day(act):
    """The day before the new tags begin; earlier where the old framework ended earlier."""
    day = act.starts_on - ONE_DAY
    return min(day, act.old.valid_to) if act.old.valid_to else day


def _is_untouched(act, *, opened, ended):
    """Do the tags still say what the re-tagging made them say?"""
    last_day = _last_day(act)
    return all(one.valid_to is None and one.taken_back_at is None for one in opened) and all(
        one.valid_to == last_day and one.taken_back_at is None for one in ended
    )


# --- shared -----------------------------------------------------------------------------------------------------------
def _open(holder, *, pillar, span, because, is_proposal=False, opened_in=None, by, at):
    kept = PillarTag(
        **{_side(holder): holder},
        pillar=pillar,
        weight_percent=span.weight,
        valid_from=span.first,
        valid_to=span.last,
        because=thai_text.clean(because),
        is_proposal=is_proposal,
        opened_in=opened_in,
        tagged_at=at,
        tagged_by_id=getattr(by, "pk", None),
    )
    _check_fits(kept)
    save_or_refuse(kept, refusing=lambda: _check_fits(kept))
    return kept


def _check_fits(kept):
    """The tag beside the others of the same holder and framework."""
    others = PillarTag.objects.standing().filter(
        **{_side(kept.holder): kept.holder}, pillar__framework=kept.pillar.framework_id
    )
    spans = [one.span for one in others.exclude(pk=kept.pk)]
    rules.check_tag(kept.span, framework=kept.pillar.framework, kept=spans, because=kept.because)


def _still_holding(holder, *, framework, on):
    """The holder's standing tags of a framework that would hold on a day or later."""
    rows = PillarTag.objects.standing().named().filter(**{_side(holder): holder}, pillar__framework=framework)
    return [one for one in rows if one.valid_to is None or one.valid_to >= on]


def _take_back(kept, *, by, at):
    kept.taken_back_at, kept.taken_back_by_id = at, getattr(by, "pk", None)
    kept.save(update_fields=["taken_back_at", "taken_back_by_id"])


def _lock_projects(holders):
    """Tags of one project wait for each other at its row; projects are locked in one order."""
    wanted = {getattr(holder, "project_id", holder.pk) for holder in holders}
    list(Project.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))


def _again(kept):
    """The tag as it stands now that its project is locked."""
    return PillarTag.objects.named().get(pk=kept.pk)


def _side(holder):
    return "activity" if isinstance(holder, Activity) else "project"


def _spoken(kept):
    """The tag as the trail tells it: codes, not keys."""
    said = {
        "project": f"{kept.of_project.portfolio.code}.{kept.of_project.number}",
        "framework": kept.pillar.framework.code,
        "pillar": kept.pillar.code,
        "weight_percent": kept.weight_percent,
        "valid_from": _day(kept.valid_from),
        "valid_to": _day(kept.valid_to),
    }
    return said | ({"activity": kept.activity.code} if kept.activity else {})


def _day(day: dt.date | None):
    return day.isoformat() if day else ""
