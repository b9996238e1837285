"""What a tag on a project may say, and until when it can be taken back. Pure: no queries, no clock, no request."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning import tagging

WHOLE_PERCENT = 100
LONGEST_REASON = 500


def check_tags_projects(scope):
    """A project runs in the whole country, so only those who see all of it say which pillars it serves."""
    if not scope.may(Permission.TAG_PROJECTS) or not scope.sees_all_provinces:
        raise RuleBroken(
            "tags_not_yours_to_set",
            _("Only a planner of the ministry or a department, or an administrator, can change this."),
        )


def check_tag(span, *, framework, kept, because):
    """A tag weighs something, says why, lies in its framework's days, and fits beside the holder's others.

    `kept` are the standing spans of the same holder in the same framework.
    """
    check_weight(span.weight)
    check_because(because)
    check_days(span, framework=framework)
    for other in kept:
        if other.pillar == span.pillar and other.meets(span):
            raise RuleBroken(
                "tag_overlaps",
                _("This pillar is tagged already from %(first)s. End that tag first, or choose a later day."),
                first=other.first,
                field="valid_from",
            )
    check_whole([*(one for one in kept if one.meets(span)), span])


def check_weight(percent):
    """A weight is a whole share of a hundred."""
    if not 1 <= percent <= WHOLE_PERCENT:
        raise RuleBroken("tag_weight_out_of_range", _("Write a weight from 1 to 100 per cent."), field="weight_percent")


def check_because(because):
    """Somebody will ask why this project serves that pillar."""
    if not thai_text.clean(because):
        raise RuleBroken("tag_without_reason", _("Say in a few words why it serves this pillar."), field="because")
    if len(because) > LONGEST_REASON:
        raise RuleBroken(
            "text_too_long", _("Write at most %(most)s characters."), most=LONGEST_REASON, field="because"
        )


def check_days(span, *, framework):
    """A tag begins before it ends, and holds while its framework does."""
    if span.last is not None and span.last < span.first:
        raise RuleBroken("tag_ends_before_it_begins", _("The last day comes before the first."), field="valid_to")
    last_in_force = framework.valid_to or dt.date.max
    for field, day in (("valid_from", span.first), ("valid_to", span.last)):
        # A last day is not before the first, so it can only be too late.
        if day is not None and not framework.valid_from <= day <= last_in_force:
            raise RuleBroken(
                "tag_outside_framework",
                _("“%(framework)s” is not in force on %(day)s. Choose a day on which it is."),
                framework=framework,
                day=day,
                field=field,
            )


def check_whole(spans):
    """On no day do a holder's weights in one framework come to more than the whole."""
    day, weight = tagging.heaviest_day(spans)
    if weight > WHOLE_PERCENT:
        raise RuleBroken(
            "tags_weigh_more_than_all",
            _("On %(day)s the weights would come to %(weight)s per cent. They can be 100 at most: lower one."),
            day=day,
            weight=weight,
            field="weight_percent",
        )


def check_can_end(tag, *, last_day):
    """A tag ends once, and not before it began."""
    check_stands(tag)
    if last_day < tag.valid_from:
        raise RuleBroken("tag_ends_before_it_begins", _("The last day comes before the first."), field="valid_to")
    if tag.valid_to is not None and tag.valid_to <= last_day:
        raise RuleBroken(
            "tag_ended_already", _("This tag ends on %(day)s already."), day=tag.valid_to, field="valid_to"
        )


def check_stands(tag):
    """What was taken back stays so."""
    if tag.taken_back_at is not None:
        raise RuleBroken("tag_already_taken_back", _("This tag has been taken back already."))


def check_in_time(*, made_on, starts_on, today):
    """A slip is taken back on the day it was made, or before it counts. After that, reports stand on it."""
    if today > made_on and today >= starts_on:
        raise RuleBroken(
            "too_late_to_take_back",
            _("Reports stand on this since %(day)s, so it can't be taken back. End it on a day instead."),
            day=starts_on,
        )


def check_can_retag(choices, *, old, new, starts_on, old_spans):
    """Something is confirmed, it goes to another framework, and old tags have had at least a day."""
    if not choices:
        raise RuleBroken("nothing_to_retag", _("Confirm at least one project."))
    if old == new:
        raise RuleBroken("retag_to_the_same", _("Choose another framework to move to."), field="new")
    for span in old_spans:
        if span.first >= starts_on:
            raise RuleBroken(
                "retag_before_old_tags",
                _("Some of the old tags begin on %(day)s. Choose a later day for the new ones."),
                day=span.first,
                field="starts_on",
            )


def check_can_undo(retagging, *, made_on, today, is_untouched):
    """A re-tagging is undone once, in time, and while nobody has built on it."""
    if retagging.undone_at is not None:
        raise RuleBroken("retagging_already_undone", _("This re-tagging has been undone already."))
    check_in_time(made_on=made_on, starts_on=retagging.starts_on, today=today)
    if not is_untouched:
        raise RuleBroken(
            "retagging_built_upon",
            _("Tags of this re-tagging were changed since. Change the tags of each project instead."),
        )
