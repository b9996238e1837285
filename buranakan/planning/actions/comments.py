"""Comments on the lines of a version that waits for a decision, and their answers."""

from django.db import transaction

from buranakan.planning import rules
from buranakan.planning.locking import once_more
from buranakan.planning.models import LineComment, PlanLine, PlanVersion
from buranakan.records.actions import SYSTEM_POST, record


@once_more
@transaction.atomic
def comment_line(line, *, text, by, at):
    """Say something of a line of a version that waits for a decision. The line may change; what was said stays."""
    version = _locked(line.version_id)
    rules.check_can_comment(version, text=text, by_id=_id(by))
    line = PlanLine.objects.filter(pk=line.pk).first()
    rules.check_line_is_there(line)
    comment = LineComment.objects.create(
        version=version,
        activity_id=line.activity_id,
        owner_office_id=line.owner_office_id,
        serving_office_id=line.serving_office_id,
        province_id=line.province_id,
        month=line.month,
        people=line.people,
        amount_satang=line.amount_satang,
        text=text.strip(),
        made_at=at,
        made_by_id=_id(by),
        made_by_post=_post(by),
    )
    _record("line_comment.made", comment, by=by, at=at)
    return comment


@once_more
@transaction.atomic
def resolve_comment(comment, *, answer="", by, at):
    """Say that a comment was seen to, and how."""
    version = _locked(comment.version_id)
    comment = LineComment.objects.select_for_update(of=("self",)).select_related("activity", "province").get(
        pk=comment.pk
    )
    comment.version = version
    rules.check_can_resolve(comment, version=version)
    comment.answer, comment.resolved_at = answer.strip(), at
    comment.resolved_by_id, comment.resolved_by_post = _id(by), _post(by)
    comment.save(update_fields=["answer", "resolved_at", "resolved_by_id", "resolved_by_post"])
    _record("line_comment.resolved", comment, by=by, at=at)
    return comment


def _locked(pk):
    return (
        PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__envelope__office").get(pk=pk)
    )


def _id(by):
    return getattr(by, "pk", None)


def _post(by):
    return SYSTEM_POST if by is None else getattr(by, "worn_post", "")


def _record(name, comment, *, by, at):
    record(
        name,
        on=comment,
        by=by,
        at=at,
        office=comment.version.plan.envelope.office,
        province=comment.province,
        version=comment.version_id,
        month=comment.month.isoformat(),
    )
