"""What pages of frameworks show: where a page stands, whether a framework is in force, and rows of tags."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.lib import clock
from buranakan.lib.rules import allows
from buranakan.planning import tag_rules

FRAMEWORKS = _("Policy frameworks")
IN_FORCE, COMING, ENDED = "in_force", "coming", "ended"
STANDING = {IN_FORCE: (_("In force"), "good"), COMING: (_("Coming"), "info"), ENDED: (_("Ended"), "plain")}


def crumbs(here, *, framework=None):
    """Where a page of frameworks stands."""
    way = [(FRAMEWORKS, reverse("desk:frameworks"))]
    if framework:
        way.append((framework.name, reverse("desk:framework", args=[framework.code])))
    return [*way, (here, "")]


def badge(framework, *, on):
    """Whether it is in force on a day, in a word and a tone."""
    text, tone = STANDING[standing(framework, on=on)]
    return {"text": text, "tone": tone}


def standing(framework, *, on):
    if framework.valid_from > on:
        return COMING
    return ENDED if framework.valid_to and framework.valid_to < on else IN_FORCE


def may_tag(scope):
    return allows(tag_rules.check_tags_projects, scope)


def tag_rows(tags, *, wordings, on):
    """Tags for a table, with the pillar as worded on the day."""
    worded = {one.pillar_id: one.name for one in wordings}
    return [
        {
            "tag": tag,
            "project": tag.of_project,
            "pillar": worded.get(tag.pillar_id, tag.pillar.code),
            "may_be_taken_back": allows(
                tag_rules.check_in_time, made_on=clock.local_day(tag.tagged_at), starts_on=tag.valid_from, today=on
            ),
        }
        for tag in sorted(tags, key=lambda tag: (tag.of_project.number, tag.activity_id or 0, tag.pillar.order))
    ]

