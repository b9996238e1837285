"""What a visit's plan said before it was changed: kept with the visit, since the trail holds no free words."""

from buranakan.policy.models import VisitEdit
from buranakan.policy.visits.enums import PlanField


def words(visit):
    """Everything that may be changed, as text by its field: names as they are, moments as ISO writes them."""
    return {
        PlanField.TITLE: visit.title,
        PlanField.VISITORS: visit.visitors,
        PlanField.PLACE: visit.place,
        PlanField.PROVINCE: visit.province.name_th,
        PlanField.OFFICES: ", ".join(visit.offices.order_by("sort_order", "pk").values_list("name_th", flat=True)),
        PlanField.STARTS_AT: visit.starts_at.isoformat(),
        PlanField.ENDS_AT: visit.ends_at.isoformat(),
        PlanField.TOPICS: " ".join(visit.topics),
        PlanField.LOOK_AT: visit.look_at,
        PlanField.PROGRAMME: "\n".join(
            f"{item.starts_at.isoformat()} {item.what}" for item in visit.items.standing().all()
        ),
    }


def keep(visit, *, before, by, at):
    """Keep what is no longer as it was; which fields those are."""
    visit.refresh_from_db(fields=["starts_at", "ends_at"])  # written alike, in whatever zone they were typed
    after = words(visit)
    changed = [field for field in PlanField if before[field] != after[field]]
    for field in changed:
        VisitEdit.objects.create(
            visit=visit,
            field=field,
            old=before[field],
            new=after[field],
            at=at,
            by_id=getattr(by, "pk", None),
            by_post=getattr(by, "worn_post", ""),
        )
    return [field.value for field in changed]
