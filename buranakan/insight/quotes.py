"""What a sentence says besides numbers and days: names, and words that somebody wrote, with where they stand."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.insight.links import reverse
from buranakan.insight.unsourced import unsourced
from buranakan.lib import clock

NUMBER_AT_THE_END = re.compile(r"\d[\d.,]*\s?\D{0,4}$")  # with so much of the word behind it as ล้าน has


class Name(str):
    """What an office, a post, a place, a project, a call or a slice is called: a number in it is a part of the name."""

    __slots__ = ()


@dataclass(frozen=True)
class Quote:
    """Words as somebody wrote them: a number in them is theirs, and the annex says where they stand and whose."""

    said: str
    key: str
    name: object
    definition: object
    scope: str
    on: dt.date
    address: str

    def __str__(self):
        return self.said

    @property
    def exact(self):
        return self.said

    @property
    def is_sourced(self):
        """Does it say what it is, where it stands, whose words these are, of which day, and where it opens?"""
        return bool(self.on) and all(map(str, (self.name, self.definition, self.scope, self.address)))

    @property
    def holds_number(self):
        """Is there a number in it, which a reader may ask the source of?"""
        return bool(unsourced(self.said))


def directive(one, *, said):
    """The words of a directive: its number, its day, who ordered it and where."""
    source = f"{one.get_source_kind_display()}: {one.source_title}"
    return Quote(
        said=said,
        key=f"directive:{one.reference}",
        name=_("Directive"),
        definition=f"{one.number} · {source}" if one.number else source,
        scope=one.ordered_by_post,
        on=one.ordered_on,
        address=reverse("desk:directive", args=[one.reference]),
    )


def promise(one, *, said):
    """The words of a promise, as it was confirmed from what was announced."""
    announcement = one.proposal.announcement
    return Quote(
        said=said,
        key=f"promise_words:{one.reference}",
        name=_("Words of a promise"),
        definition=announcement.source,
        scope=one.promised_by,
        on=announcement.announced_on or clock.local_day(one.confirmed_at),
        address=reverse("desk:promise", args=[one.reference]),
    )


def plan(visit, *, said):
    """Words of a visit's plan, which the visiting office wrote."""
    return Quote(
        said=said,
        key=f"visit:{visit.reference}:{said}",
        name=_("Plan of the visit"),
        definition=_("As the visiting office wrote it."),
        scope=visit.visiting_office.short,
        on=clock.local_day(visit.planned_at),
        address=reverse("desk:visit", args=[visit.reference]),
    )


def shortened(text, *, longest):
    """In one line, and so long at most; a number is left out rather than cut, for it would be another one."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return f"{NUMBER_AT_THE_END.sub('', words[: longest - 1]).rstrip()}…"
