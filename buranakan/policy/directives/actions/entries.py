"""What every action on a directive does: lock it, write an entry of its course, leave a trail."""

from buranakan.policy.models import Directive, Progress
from buranakan.records.actions import record


def locked(directive):
    """The directive as it stands now, held until the action is over."""
    rows = Directive.objects.select_for_update(of=("self",))
    return rows.select_related("ordered_by_office", "responsible_office").get(pk=directive.pk)


def locked_below(directive):
    """The directive, and the order above it or None, held from the top down as withdrawing holds them."""
    above = locked(Directive(pk=directive.parent_id)) if directive.parent_id else None
    return locked(directive), above


def write(directive, *, kind, text="", office=None, evidence=(), by, at, **told):
    """One entry of its course; `office` is None where the system acted."""
    entry = Progress(
        directive=directive,
        kind=kind,
        text=text,
        office=office,
        at=at,
        by_id=getattr(by, "pk", None),
        by_post=getattr(by, "worn_post", "") if by else "",
        told=told,
    )
    entry.save()
    entry.evidence.add(*evidence)
    return entry


def tell(name, directive, *, by, at, **told):
    """The trail tells of the office that was ordered; words stay with the directive, for they may name somebody."""
    record(name, on=directive, by=by, at=at, office=directive.responsible_office, province=directive.province, **told)
