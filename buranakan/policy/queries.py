"""Announcements, proposals, promises, and the frameworks in force on a day."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When

from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.areas.models import Office, OfficeAlias
from buranakan.policy import reading, texts
from buranakan.policy.enums import PromiseField, ProposalState
from buranakan.policy.models import Announcement, Framework, PillarWording, Promise, PromiseEdit, Proposal
from buranakan.policy.reading.names import FRAMEWORK
from buranakan.policy.reading.reference import vocabulary as vocabulary_of


def announcements(scope):
    """Announcements are public texts; the public sees those with a public promise."""
    found = Announcement.objects.annotate(
        waiting=Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED)),
        confirmed=Count("proposals", filter=Q(proposals__state=ProposalState.CONFIRMED)),
    )
    if scope.kind == Kind.PUBLIC:
        return found.filter(proposals__promise__is_public=True).distinct()
    return found


def waiting_first(rows):
    """Announcements for a list: those that wait for somebody, then by day; without their long texts."""
    waits = Case(When(waiting__gt=0, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(waits=waits).order_by("-waits", "-published_on", "-pk").defer("text")


def with_the_text(scope, text):
    """The announcement with these very words, or None."""
    return announcements(scope).filter(sha256=texts.digest(text)).first()


def proposals(scope, announcement=None):
    """Proposals, of one announcement or of all; none for the public."""
    if scope.kind == Kind.PUBLIC:
        return Proposal.objects.none()
    found = Proposal.objects.select_related("announcement", "promise")
    return found.filter(announcement=announcement) if announcement else found


def waiting_proposals(scope):
    """Proposals that nobody has decided on."""
    return proposals(scope).filter(state=ProposalState.PROPOSED)


def promises(scope):
    """Confirmed promises, those withdrawn too; to the public only those meant for it."""
    found = Promise.objects.select_related("proposal__announcement", "office").prefetch_related("portfolios")
    return found.filter(is_public=True) if scope.kind == Kind.PUBLIC else found


def promises_in_force(scope):
    """Promises that count: those not withdrawn."""
    return promises(scope).in_force()


def promises_of_others(scope, announcement):
    """Promises in force that other announcements made: what this one is compared with."""
    return promises_in_force(scope).exclude(proposal__announcement=announcement)


def offices_answered_for(scope):
    """Ids of the offices whose promises a scope may change: its own and those below it; None means all of them."""
    return None if scope.sees_all_provinces else areas.subtree_ids(Office(pk=scope.office_id))


def edits(scope, promise):
    """What was edited in a promise that this scope may see, oldest first; to the public since it is public."""
    found = PromiseEdit.objects.filter(promise=promise, promise__in=promises(scope).order_by().values("pk"))
    if scope.kind != Kind.PUBLIC:
        return found
    published_since = PromiseEdit.objects.filter(
        promise=OuterRef("promise"), field=PromiseField.IS_PUBLIC, at__gte=OuterRef("at")
    )
    return found.exclude(Exists(published_since.exclude(new="")))


def last_of_post(scope, promised_by):
    """The promise that a post made last, or None: what is known of a post is not typed again."""
    return promises(scope).filter(promised_by=promised_by).order_by("-confirmed_at", "-pk").first()


def figure_keys_in_use():
    """Keys of figures that promises are bound to (config/checks.py asks whether each exists)."""
    return set(Promise.objects.values_list("figure_key", flat=True))


@dataclass(frozen=True)
class FrameworkOnADay:
    """A framework with the wording its pillars had on a day."""

    framework: Framework
    pillars: tuple[PillarWording, ...]


def frameworks():
    """Every framework with its pillars, by first day."""
    return Framework.objects.prefetch_related("pillars__wordings")


def frameworks_in_force(*, on):
    """Every framework in force on a day, oldest first, with its pillars as worded then."""
    return [on_a_day(one, on=on) for one in frameworks().in_force_on(on)]


def frameworks_around(*, on):
    """Those that come after a day, and those that had ended before it; the nearest first, worded as nearest to it."""
    coming = frameworks().filter(valid_from__gt=on)
    ended = frameworks().filter(valid_to__lt=on).order_by("-valid_to", "code")
    return [on_a_day(one, on=one.valid_from) for one in coming], [on_a_day(one, on=one.valid_to) for one in ended]


def on_a_day(framework, *, on):
    """A framework with its pillars as worded on a day; pillars that had no words yet are left out."""
    return FrameworkOnADay(framework=framework, pillars=tuple(_wordings(framework, on=on)))


def worded_near(framework, *, on):
    """The same on the day of its life that is nearest: the first of one that is still to come, the last of an ended."""
    day = max(on, framework.valid_from)
    return on_a_day(framework, on=min(day, framework.valid_to) if framework.valid_to else day)


def _wordings(framework, *, on):
    for pillar in framework.pillars.all():
        worded = [one for one in pillar.wordings.all() if one.valid_from <= on and one.replaced_at is None]
        if worded:
            yield max(worded, key=lambda wording: wording.valid_from)


def frameworks_named(announcement_ids):
    """Frameworks that each of these announcements names in its words, by the announcement's id."""
    by_code = {one.code: one for one in Framework.objects.all()}
    known = vocabulary_of(
        provinces=(),
        offices=(),
        office_aliases=(),
        frameworks=[{"code": one.code, "name_th": one.name_th, "aliases": one.aliases} for one in by_code.values()],
        projects=(),
    )
    texts_held = Announcement.objects.filter(pk__in=announcement_ids).values_list("pk", "text")
    return {pk: tuple(by_code[code] for code in _codes_named(text, known)) for pk, text in texts_held}


@lru_cache(maxsize=256)
def _codes_named(text, known):
    """A text never changes, so what it names is found once."""
    return tuple(one.code for one in reading.read(text, vocabulary=known).names if one.kind == FRAMEWORK)


def vocabulary(*, projects):
    """The names a reading looks for, as the database has them; `projects` are rows from the floor above."""
    return vocabulary_of(
        provinces=areas.provinces().values("code", "name_th"),
        offices=Office.objects.values("code", "kind", "name_th"),
        office_aliases=OfficeAlias.objects.values("alias", office=F("office_code")),
        frameworks=Framework.objects.values("code", "name_th", "aliases"),
        projects=projects,
    )
