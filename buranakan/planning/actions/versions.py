"""Changes to plans and their versions: start, submit, return, re-open, approve, amend."""

from django.db import transaction

from buranakan.planning import queries, rules
from buranakan.planning.actions import envelopes
from buranakan.planning.enums import FINAL, State
from buranakan.planning.locking import once_more
from buranakan.planning.models import Plan, PlanLine, PlanVersion
from buranakan.records.actions import record


@transaction.atomic
def start_plan(envelope, *, name_th, name_en="", is_proposal=False, basis="", by, at):
    """A plan on an envelope, with an empty first draft; returns the draft.

    `is_proposal`: its lines are computed, stated by no announcement; `basis` says how.
    """
    rules.check_plan_is_named(name_th)
    plan = Plan.objects.create(envelope=envelope, name_th=name_th.strip(), name_en=name_en.strip())
    version = _new_version(plan, number=1, is_proposal=is_proposal, basis=basis, by=by, at=at)
    _record("plan.started", version, by=by, at=at)
    return version


@once_more
@transaction.atomic
def submit(version, *, by, at):
    """Hand a draft in for a decision."""
    _, version = _locked(version)
    unanswered = version.comments.filter(resolved_at=None).count()
    rules.check_can_submit(version, left=queries.left_for(version), unanswered=unanswered)
    version.state, version.submitted_at, version.submitted_by_id = State.SUBMITTED, at, _id(by)
    version.decided_at, version.decided_by_id, version.returned_because = None, None, ""
    version.save()
    _record("plan_version.submitted", version, by=by, at=at)
    return version


@once_more
@transaction.atomic
def return_version(version, *, reason="", by, at):
    """Send a submitted version back to its maker, with a reason or with comments on its lines."""
    _, version = _locked(version)
    comments = version.comments.filter(resolved_at=None).count()
    rules.check_can_return(version, reason=reason, by_id=_id(by), has_comments=comments > 0)
    version.state, version.returned_because = State.RETURNED, reason.strip()
    version.decided_at, version.decided_by_id = at, _id(by)
    version.save()
    said = {"comments": comments} if comments else {}
    _record("plan_version.returned", version, by=by, at=at, reason=version.returned_because, **said)
    return version


@once_more
@transaction.atomic
def reopen(version, *, by, at):
    """Its maker takes a returned version up again."""
    _, version = _locked(version)
    rules.check_can_reopen(version, by_id=_id(by))
    version.state = State.DRAFT
    version.save()
    _record("plan_version.reopened", version, by=by, at=at)
    return version


@once_more
@transaction.atomic
def approve(version, *, by, at):
    """Approve a submitted version: it takes its totals from the envelope; the one it replaces gives back."""
    envelope, version = _locked(version)
    former = _approved(version.plan)
    rules.check_can_approve(version, by_id=_id(by), left=queries.left_for(version))
    envelopes.draw(
        envelope,
        satang=version.amount_total_satang - (former.amount_total_satang if former else 0),
        places=version.people_total - (former.people_total if former else 0),
        purpose="taken",
    )
    version.plan.versions.supersede()
    version.state, version.decided_at, version.decided_by_id = State.APPROVED, at, _id(by)
    version.save()
    _record("plan_version.approved", version, by=by, at=at, superseding=former.number if former else None)
    return version


@once_more
@transaction.atomic
def amend(version, *, reason, by, at):
    """A new draft with the lines of the approved version, for a reason."""
    _, version = _locked(version)
    others = version.plan.versions
    rules.check_can_amend(version, reason=reason, has_open_version=others.exclude(state__in=FINAL).exists())
    newer = _new_version(
        version.plan,
        number=others.count() + 1,
        reason=reason.strip(),
        is_proposal=version.is_proposal,
        basis=version.basis,
        people_total=version.people_total,
        amount_total_satang=version.amount_total_satang,
        by=by,
        at=at,
    )
    PlanLine.objects.bulk_create(line.copied_to(newer) for line in version.lines.all())
    _record("plan_version.amended", newer, by=by, at=at, reason=newer.reason, amends=version.number)
    return newer


def _new_version(plan, *, number, by, at, **said):
    return PlanVersion.objects.create(plan=plan, number=number, made_at=at, made_by_id=_id(by), **said)


def _locked(version):
    """The envelope and the version as they stand now, locked in the order of locks."""
    place = PlanVersion.objects.values("plan_id", "plan__envelope_id").get(pk=version.pk)
    envelope = envelopes.locked(place["plan__envelope_id"])
    plan = Plan.objects.select_for_update().get(pk=place["plan_id"])
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    plan.envelope, version.plan = envelope, plan
    return envelope, version


def _approved(plan):
    return plan.versions.filter(state=State.APPROVED).first()


def _id(by):
    return getattr(by, "pk", None)


def _record(name, version, *, by, at, **payload):
    record(
        name,
        on=version,
        by=by,
        at=at,
        office=version.plan.envelope.office,
        people=version.people_total,
        amount_satang=version.amount_total_satang,
        **payload,
    )
