"""Announcements, proposals, promises, and the frameworks in force on a day."""

from dataclasses import dataclass

from django.db.models import Count, Q

from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.policy.enums import ProposalState
from buranakan.policy.models import Announcement, Framework, PillarWording, Promise, Proposal
from buranakan.policy.reading.vocabulary import Entry, Vocabulary


def announcements(scope):
    """Announcements are public texts; the public sees those with a public promise."""
    found = Announcement.objects.annotate(
        waiting=Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED)),
        confirmed=Count("proposals", filter=Q(proposals__state=ProposalState.CONFIRMED)),
    )
    if scope.kind == Kind.PUBLIC:
        return found.filter(proposals__promise__is_public=True).distinct()
    return found


def proposals(scope, announcement=None):
    """Proposals, of one announcement or of all; none for the public."""
    if scope.kind == Kind.PUBLIC:
        return Proposal.objects.none()
    found = Proposal.objects.select_related("announcement", "promise")
    return found.filter(announcement=announcement) if announcement else found


def promises(scope):
    """Confirmed promises; to the public only those meant for it."""
    found = Promise.objects.select_related("proposal__announcement").prefetch_related("portfolios")
    return found.filter(is_public=True) if scope.kind == Kind.PUBLIC else found


def figure_keys_in_use():
    """Keys of figures that promises are bound to (config/checks.py asks whether each exists)."""
    return set(Promise.objects.values_list("figure_key", flat=True))


@dataclass(frozen=True)
class FrameworkOnADay:
    """A framework with the wording its pillars had on a day."""

    framework: Framework
    pillars: tuple[PillarWording, ...]


def frameworks_in_force(*, on):
    """Every framework in force on a day, oldest first, with its pillars as worded then."""
    found = Framework.objects.in_force_on(on).prefetch_related("pillars__wordings")
    return [FrameworkOnADay(framework=one, pillars=tuple(_wordings(one, on=on))) for one in found]


def _wordings(framework, *, on):
    for pillar in framework.pillars.all():
        worded = [wording for wording in pillar.wordings.all() if wording.valid_from <= on]
        if worded:
            yield max(worded, key=lambda wording: wording.valid_from)


def vocabulary(*, projects):
    """The names a reading looks for, as the database has them; `projects` are (code, [names]) of the floor above."""
    centres = set(Office.objects.filter(kind=Office.Kind.CENTRE).values_list("code", flat=True))
    offices = areas.office_names().items()
    frameworks = [(one.code, [one.name_th, one.name_en, *one.aliases]) for one in Framework.objects.all()]
    return Vocabulary(
        projects=_entries(projects),
        agencies=_entries((code, names) for code, names in offices if code not in centres),
        centres=_entries((code, names) for code, names in offices if code in centres),
        provinces=_entries((one.code, [one.name_th, one.name_en]) for one in areas.provinces()),
        frameworks=_entries(frameworks),
    )


def _entries(named):
    """The first name is the official one; the same name twice is one name."""
    found = []
    for code, names in named:
        distinct = [name for name in dict.fromkeys(names) if name]
        if distinct:
            found.append(Entry(code=code, name=distinct[0], aliases=tuple(distinct[1:])))
    return tuple(found)
