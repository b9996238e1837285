"""Who or what two sessions need at the same time: a trainer, a venue. Pure: no queries, no clock, no request."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations

from django.db import models
from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text


class Shared(models.TextChoices):
    """What cannot be in two places."""

    TRAINER = "trainer", _("The same trainer")
    VENUE = "venue", _("The same venue")


@dataclass(frozen=True)
class Meeting:
    """A session by what it needs; `needs` are (Shared, key, words) of its trainers and its venue."""

    key: Hashable
    round: Hashable
    held_on: dt.date
    starts_at: dt.time
    ends_at: dt.time
    needs: tuple = ()

    @classmethod
    def of(cls, session, *, trainers):
        """A session of a round; `trainers` are those who teach it and were not taken off."""
        venue = (session.round.province_id, thai_text.search_key(session.venue).replace(" ", ""))
        taught = [(Shared.TRAINER, who_teaches(one), one.name) for one in trainers]
        return cls(
            session.pk,
            session.round_id,
            session.held_on,
            session.starts_at,
            session.ends_at,
            needs=(*taught, (Shared.VENUE, venue, session.venue)),
        )

    def overlaps(self, other):
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Clash:
    """Two sessions of different rounds that need the same at the same time."""

    shared: Shared
    what: str
    first: Hashable
    second: Hashable
    on: dt.date

    @property
    def is_venue(self):
        return self.shared == Shared.VENUE


def who_teaches(trainer):
    """The same user is the same trainer; without one, the same name."""
    return trainer.user_id or thai_text.search_key(trainer.name)


def clashes(meetings):
    """Every pair that clashes, day by day. Sessions of one round never do: a round refuses that by itself."""
    needing = defaultdict(list)
    for one in meetings:
        for shared, key, words in one.needs:
            needing[(one.held_on, shared, key)].append((one, words))
    found = []
    for (day, shared, _key), those in needing.items():
        for (one, words), (other, _words) in combinations(those, 2):
            if one.round != other.round and one.overlaps(other):
                first, second = sorted((one, other), key=lambda meeting: (meeting.starts_at, meeting.key))
                found.append(Clash(shared, words, first.key, second.key, day))
    return sorted(found, key=lambda clash: (clash.on, clash.shared, clash.first, clash.second))
