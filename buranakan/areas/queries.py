"""Offices and provinces, who answers for what on a day, and holidays. Public reference facts: no scope."""

from django.db.models import Q

from buranakan.areas.models import Holiday, Office, Province, Responsibility


def on_day(day):
    """Condition: valid on a day, where a missing end is open."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def provinces():
    """All provinces in Thai dictionary order."""
    return Province.objects.select_related("cluster")


def neighbours(province, *, on):
    """A province and those it is compared with: its cluster's; without a cluster, those of the centre it belongs to."""
    if province.cluster_id is not None:
        return provinces().filter(cluster=province.cluster_id)
    centres = responsibilities(on=on).filter(province=province, office__kind=Office.Kind.CENTRE).values("office")
    beside = responsibilities(on=on).filter(office__in=centres).values("province")
    return provinces().filter(Q(pk__in=beside) | Q(pk=province.pk))


def offices(*, on):
    """Offices that exist on a day."""
    return Office.objects.filter(on_day(on)).select_related("parent", "seat")


def responsibilities(*, on):
    """Who answers for which province on a day."""
    return Responsibility.objects.filter(on_day(on)).select_related("office", "province")


def province_codes_of(office, *, on):
    """Codes of the provinces an office reaches on a day; None means all of them.

    The ministry, departments and divisions reach the whole country; a centre or a provincial office reaches what it
    answers for.
    """
    if office.kind in {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT, Office.Kind.DIVISION}:
        return None
    held = Responsibility.objects.filter(on_day(on), office=office)
    return frozenset(held.values_list("province_id", flat=True))


def department_of(office):
    """The department an office belongs to; None for the ministry itself."""
    while office is not None and office.kind != Office.Kind.DEPARTMENT:
        office = office.parent
    return office


def subtree_ids(office):
    """Ids of an office and everything below it."""
    children = {}
    for pk, parent_id in Office.objects.values_list("pk", "parent_id"):
        children.setdefault(parent_id, []).append(pk)
    found, waiting = set(), [office.pk]
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting.extend(children.get(pk, []))
    return frozenset(found)


def office_by_code(code):
    """The office with this code, or None."""
    return Office.objects.filter(code=code).first()


def holidays_between(first, last):
    """Days on which offices are closed, from one day to another, in their order."""
    return list(Holiday.objects.filter(on__range=(first, last)))


def holiday_years():
    """Calendar years of which holidays are known, in the common era."""
    return {day.year for day in Holiday.objects.dates("on", "year")}
