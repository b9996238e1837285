"""Taking in announcements, and proposing the promises found in them."""

from django.db import transaction

from buranakan.lib import clock
from buranakan.policy import amounts, reading, rules, texts
from buranakan.policy.models import Announcement, Proposal
from buranakan.records.actions import record, store
from buranakan.records.classification import Class
from buranakan.records.files import text_of
from buranakan.records.models import StoredFile
from buranakan.records.saving import save_or_refuse


@transaction.atomic
def take_in(*, text, source, vocabulary, title="", published_on=None, file=None, by, at):
    """Keep an announcement as it was published, read it, and propose the promises found in it.

    A publication day that a person gives wins over the one read in the text.
    """
    text, digest = texts.same_line_ends(text), texts.digest(text)
    rules.check_can_take_in(text, is_known=Announcement.objects.filter(sha256=digest).exists())
    found = reading.read(text, vocabulary=vocabulary)
    published_on = published_on or found.dates.published_on
    rules.check_published(published_on, today=clock.local_day(at))
    announcement = _keep(
        title=(title.strip() or _first_line(text))[:500],
        text=text,
        sha256=digest,
        source=source.strip(),
        published_on=published_on,
        event_on=found.dates.event_on,
        file=file,
        added_at=at,
        by_id=getattr(by, "pk", None),
    )
    record("announcement.taken_in", on=announcement, by=by, at=at, sha256=digest, proposals=len(found.promises))
    for figure in found.promises:
        _propose(announcement, figure)
    return announcement


@transaction.atomic
def take_in_file(content, *, name, by, at, **said):
    """The same from a text file, which is kept as it came; `said` is what `take_in` takes besides."""
    file = store(content, name=name, classification=Class.OFFICE, by=by, at=at)
    rules.check_is_text(file.kind == StoredFile.Kind.TEXT)
    return take_in(text=text_of(content), file=file, by=by, at=at, **said)


def _first_line(text):
    return next(line.strip() for line in text.splitlines() if line.strip())


def _keep(**fields):
    """Two people may take in the same text at the same moment: the database lets one through."""
    announcement, same = Announcement(**fields), Announcement.objects.filter(sha256=fields["sha256"])
    save_or_refuse(announcement, refusing=lambda: rules.check_can_take_in(fields["text"], is_known=same.exists()))
    return announcement


def _propose(announcement, figure):
    rules.check_words_are_there(announcement.text, start=figure.start, end=figure.end, quote=figure.quote)
    return Proposal.objects.create(
        announcement=announcement,
        start=figure.start,
        end=figure.end,
        quote=figure.quote[:500],
        value=amounts.stored_value(figure),
        unit=figure.unit,
        comparison=figure.comparison,
        about=_words(figure.about)[:500],
        whose=_words(figure.whose)[:300],
        why=figure.why[:300],
    )


def _words(span):
    return str(span) if span else ""


@transaction.atomic
def propose(announcement, *, figure, by, at):
    """A person sees a promise where the reading saw none: the same words become a proposal."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    known = announcement.proposals.filter(start=figure.start, end=figure.end)
    rules.check_can_propose(is_known=known.exists())
    proposal = _propose(announcement, figure)
    record("proposal.added", on=proposal, by=by, at=at, start=figure.start, end=figure.end, read_as=figure.role)
    return proposal
