"""Taking in announcements, deciding on proposals, and loading frameworks."""

import secrets
from decimal import Decimal

from django.db import transaction

from buranakan.lib.money import BAHT, LARGEST, SATANG_IN_A_BAHT
from buranakan.policy import reading, rules, texts
from buranakan.policy.enums import ProposalState
from buranakan.policy.models import Announcement, Framework, Pillar, PillarWording, Promise, Proposal
from buranakan.records.actions import record, record_many, store
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
    announcement = _keep(
        title=(title.strip() or _first_line(text))[:500],
        text=text,
        sha256=digest,
        source=source.strip(),
        published_on=published_on or found.dates.published_on,
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
        value=_stored_value(figure),
        unit=figure.unit,
        comparison=figure.comparison,
        about=_words(figure.about)[:500],
        whose=_words(figure.whose)[:300],
        why=figure.why[:300],
    )


def _stored_value(figure):
    """Money in satang, other units as whole things; None where that is no whole number or more than can be kept."""
    exact = Decimal(figure.value) * (SATANG_IN_A_BAHT if figure.unit == BAHT else 1)
    return int(exact) if exact == exact.to_integral_value() and abs(exact) <= LARGEST else None


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


@transaction.atomic
def confirm(
    proposal,
    *,
    statement_th,
    statement_en="",
    value,
    unit,
    comparison,
    figure_key,
    figure_unit,
    fiscal_year,
    due_on,
    promised_by,
    is_public=True,
    by,
    at,
):
    """Make a promise of a proposal, with the figure that will measure it; `value` is in people or satang."""
    # Lock the proposal, then look again: two people must not both make a promise of the same words.
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_confirm(
        proposal,
        statement=statement_th,
        value=value,
        unit=unit,
        figure_unit=figure_unit,
        due_on=due_on,
        announced_on=proposal.announcement.announced_on,
    )
    _decide(proposal, ProposalState.CONFIRMED, by=by, at=at)
    promise = Promise.objects.create(
        proposal=proposal,
        statement_th=statement_th.strip(),
        statement_en=statement_en.strip(),
        value=value,
        unit=unit,
        comparison=comparison,
        figure_key=figure_key,
        fiscal_year=fiscal_year,
        due_on=due_on,
        promised_by=promised_by.strip(),
        is_public=is_public,
        reference=secrets.token_urlsafe(12),
        confirmed_at=at,
        confirmed_by_id=getattr(by, "pk", None),
    )
    record(
        "promise.confirmed", on=promise, by=by, at=at, value=value, unit=unit, figure=figure_key, quote=proposal.quote
    )
    return promise


@transaction.atomic
def reject(proposal, *, because, by, at):
    """Say that these words are no promise, and why."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_reject(proposal, because=because)
    proposal.rejected_because = because.strip()
    _decide(proposal, ProposalState.REJECTED, by=by, at=at)
    record("proposal.rejected", on=proposal, by=by, at=at, because=proposal.rejected_because)
    return proposal


@transaction.atomic
def take_up_again(proposal, *, by, at):
    """Undo a rejection."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_can_move(proposal, ProposalState.PROPOSED)
    proposal.state, proposal.decided_at, proposal.decided_by_id = ProposalState.PROPOSED, None, None
    proposal.rejected_because = ""
    proposal.save()
    record("proposal.taken_up_again", on=proposal, by=by, at=at)
    return proposal


def _decide(proposal, state, *, by, at):
    proposal.state = state
    proposal.decided_at = at
    proposal.decided_by_id = getattr(by, "pk", None)
    proposal.save()


@transaction.atomic
def load_frameworks(*, frameworks, by, at):
    """Frameworks with their pillars and wordings, from the reference file; loading again changes only what changed."""
    for given in frameworks:
        framework, _ = Framework.objects.update_or_create(
            code=given["code"],
            defaults={
                "name_th": given["name_th"],
                "name_en": given["name_en"],
                "aliases": given.get("aliases", []),
                "level": given["level"],
                "owner_th": given["owner_post_th"],
                "owner_en": given["owner_post_en"],
                "pillar_label_th": given["pillar_label_th"],
                "pillar_label_en": given["pillar_label_en"],
                "valid_from": given["valid_from"],
                "valid_to": given.get("valid_to"),
                "source": " ".join(given["source"]),
                "confidence": given["confidence"],
                "note_th": given.get("note_th", ""),
                "note_en": given.get("note_en", ""),
            },
        )
        for pillar in given.get("pillar", []):
            _load_pillar(framework, pillar)
    record_many("frameworks.loaded", on=framework, by=by, at=at, manifest=frameworks)


def _load_pillar(framework, given):
    pillar, _ = Pillar.objects.update_or_create(
        framework=framework, code=given["code"], defaults={"order": given["number"]}
    )
    for wording in given["wording"]:
        PillarWording.objects.update_or_create(
            pillar=pillar,
            valid_from=wording["valid_from"],
            defaults={"name_th": wording["th"], "name_en": wording["en"], "source": " ".join(wording["source"])},
        )
