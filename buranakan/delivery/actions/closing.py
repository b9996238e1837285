"""Closing a round: service records and certificates for those who completed; and taking all of it back."""

from django.db import transaction
from django.db.models import F

from buranakan.delivery import codes, queries, rules
from buranakan.delivery.actions import rounds
from buranakan.delivery.enums import RoundState
from buranakan.delivery.models import Certificate, CertificateSeries, Participant
from buranakan.lib import clock, fiscal, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning.locking import once_more
from buranakan.records.actions import record, record_many
from buranakan.registry.rules import check_reason
from buranakan.services import actions as services


@once_more
@transaction.atomic
def close_round(round_, *, evidence=(), by, at):
    """Close a round whose sessions are all over and marked: each completer gets one service record and a certificate.

    `evidence` are stored files (services.actions.store_evidence); they prove every record of the round.
    """
    held = rounds.locked(round_.pk)
    sessions = list(held.sessions.standing())
    # In the order of their keys: two rounds with the same people closed at once lock them in the same order.
    roster = list(_roster(held).standing().order_by("person_id"))
    rules.check_can_close(held.state, missing=rules.missing_before_closing(sessions, roster=roster, at=at))
    held.evidence.add(*evidence)
    total = sum(session.minutes for session in sessions)
    completers = [one for one in roster if rules.completes(one.minutes, of=total, percent=held.completion_percent)]
    files, line, last_days = list(held.evidence.all()), queries.line_in_force(held), queries.last_attended_days(held)
    for one in completers:
        one.service = _serve(one, held, line=line, served_on=last_days[one.pk], evidence=files, by=by, at=at)
        one.completed_at = at
        one.save(update_fields=["service", "completed_at"])
    certificates = _issue(held, completers, by=by, at=at)
    held.state, held.closed_at, held.closed_by_id = RoundState.CLOSED, at, getattr(by, "pk", None)
    held.save(update_fields=["state", "closed_at", "closed_by_id"])
    _record_closed(held, roster, certificates=certificates, by=by, at=at)
    return held


@once_more
@transaction.atomic
def reopen_round(round_, *, reason, by, at):
    """Take a closed round's records back with a reason and withdraw its certificates, so that it can be put right."""
    held = rounds.locked(round_.pk)
    rules.check_can_reopen(held.state)
    reason = thai_text.one_line(reason)
    check_reason(reason)
    completers = list(_roster(held).completed().order_by("person_id"))
    for one in completers:
        # A record that was taken back by itself meanwhile stays as it is.
        if one.service.taken_back_at is None:
            services.take_back(one.service, reason=reason, by=by, at=at)
        one.service, one.completed_at = None, None
        one.save(update_fields=["service", "completed_at"])
    standing = Certificate.objects.filter(participant__in=completers, withdrawn_at__isnull=True)
    withdrawn = list(standing.order_by("pk").values_list("pk", flat=True))
    standing.update(withdrawn_at=at, withdrawn_because=reason)
    held.state, held.closed_at, held.closed_by_id = RoundState.RUNNING, None, None
    held.save(update_fields=["state", "closed_at", "closed_by_id"])
    said = {"reason": reason, "records": len(completers), "certificate_ids": withdrawn}
    record("round.reopened", on=held, by=by, at=at, **rounds.where(held), **said)
    return held


@transaction.atomic
def add_evidence(round_, *, files, by, at):
    """Add stored files to a round; after closing they prove its service records too."""
    held = rounds.locked(round_.pk)
    rules.check_not_cancelled(held.state)
    rules.check_has_evidence(files)
    held.evidence.add(*files)
    for one in _roster(held).completed().order_by("pk"):
        if one.service.taken_back_at is None:
            services.add_evidence(one.service, files=files, by=by, at=at)
    said = {"evidence": [file.sha256 for file in files]}
    record("round.evidence_added", on=held, by=by, at=at, **rounds.where(held), **said)
    return held


def _roster(held):
    return Participant.objects.filter(round=held).select_related("person", "enterprise", "service")


def _serve(participant, held, *, line, served_on, evidence, by, at):
    """The service record of a completer. One that somebody wrote by hand is not doubled: the round waits for it."""
    try:
        return services.record_service(
            held.activity,
            person=participant.person,
            enterprise=participant.enterprise,
            plan_line=line,
            owner_office=held.owner_office,
            serving_office=held.serving_office,
            province=held.province,
            served_on=served_on,
            minutes=participant.minutes,
            note=held.title,
            evidence=evidence,
            from_round=True,
            round_reference=held.reference,
            by=by,
            at=at,
        )
    except RuleBroken as refusal:
        rules.refuse_with_name(refusal, participant.person)
        raise


def _issue(held, completers, *, by, at):
    """Certificates with the next numbers of the office and year, in the order of names."""
    if not completers:
        return []
    year = clock.local_day(at).year + fiscal.BUDDHIST_ERA
    CertificateSeries.objects.get_or_create(office=held.serving_office, year=year)
    series = CertificateSeries.objects.select_for_update(of=("self",)).get(office=held.serving_office, year=year)
    by_name = sorted(completers, key=lambda one: (one.person.sort_key, one.pk))
    certificates = [
        Certificate(
            participant=one,
            series=series,
            number=number,
            code=codes.made(),
            issued_at=at,
            issued_by_id=getattr(by, "pk", None),
        )
        for number, one in enumerate(by_name, start=series.issued + 1)
    ]
    CertificateSeries.objects.filter(pk=series.pk).update(issued=F("issued") + len(certificates))
    return Certificate.objects.bulk_create(certificates)


def _record_closed(held, roster, *, certificates, by, at):
    """One event for all of it: who, how long, which record, which certificate; by number, never by name or code."""
    numbers = {one.participant_id: f"{one.number}/{one.series.year}" for one in certificates}
    manifest = [
        [str(one.reference), one.minutes, one.service_id, numbers.get(one.pk)]
        for one in sorted(roster, key=lambda one: one.pk)
    ]
    said = {"completed": len(certificates), "percent": held.completion_percent}
    record_many("round.closed", on=held, by=by, at=at, manifest=manifest, **rounds.where(held), **said)
