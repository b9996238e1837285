"""Directives in reach: orders to me, orders I gave, what is overdue, and the thread each belongs to."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import GRANTS, Permission, Role
from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.policy.directives.enums import CLOSED, OPEN, TO_BE_DONE, DirectiveState, ProgressKind, Standing
from buranakan.policy.models import Directive, Progress

HEADS = (Role.OFFICE_HEAD, Role.EXECUTIVE)
ORDERERS = tuple(role for role in GRANTS if Permission.GIVE_DIRECTIVES in GRANTS[role])


def directives(scope):
    """The ministry sees all, a department what concerns an office of its own, others what concerns their office."""
    if scope.kind in {Kind.OWN, Kind.PUBLIC}:
        return Directive.objects.none()
    if scope.books is None:
        return Directive.objects.all()
    return Directive.objects.concerning(scope.books)


def inbox(scope):
    """Open orders to the office worn, alone or with others, by the day they are due."""
    return _of_the_office(scope).still_open().for_list()


def given_by(scope):
    """What the office worn ordered, by the day it is due."""
    return directives(scope).filter(ordered_by_office=scope.office_id).for_list()


def to_accept(scope):
    """Reported as done to the office worn: somebody here who gives directives accepts them or asks for more."""
    if not scope.may(Permission.GIVE_DIRECTIVES):
        return Directive.objects.none()
    return given_by(scope).filter(state=DirectiveState.REPORTED)


def of_office(scope, office):
    """Directives that an office is responsible for or shares in."""
    return directives(scope).answered_by(office.pk).for_list()


def overdue(scope, *, on):
    """Nobody has reported them, and their day is over."""
    return directives(scope).overdue(on).for_list()


def due_soon(scope, *, on, until):
    """Still to be done, and due from one day to another."""
    return directives(scope).due_between(on, until).for_list()


def for_promise(scope, promise):
    """Directives that serve a promise."""
    return directives(scope).filter(promise=promise).for_list()


def of_visit(scope, visit):
    """Directives that were given on a visit."""
    return directives(scope).filter(visit=visit).for_list()


def of_round(scope, *, inspection_year, inspection_round):
    """Directives of one round of inspection."""
    wanted = {"inspection_year": inspection_year, "inspection_round": inspection_round}
    return directives(scope).filter(**wanted).for_list()


def in_province(scope, province):
    """Directives of a province: written for it, or to an office that sits there."""
    return directives(scope).in_province(province).for_list()


def waiting_for_a_figure(scope):
    """Open ones that close by themselves once their figure comes to its value."""
    return directives(scope).still_open().exclude(figure_key="").for_list()


def figure_keys_in_use():
    """Keys of figures that directives wait for (config/checks.py asks whether each exists)."""
    return set(Directive.objects.exclude(figure_key="").values_list("figure_key", flat=True))


def narrowed(rows, *, on, standing="", office=None, inspection=None, visit=None, promise=None):
    """Rows of a standing on a day, of an office, of a round of inspection (year and number), a visit or a promise."""
    wanted = {"visit": visit, "promise": promise}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if office:
        rows = rows.answered_by(office.pk)
    if inspection:
        rows = rows.filter(inspection_year=inspection[0], inspection_round=inspection[1])
    if standing == Standing.OVERDUE:
        return rows.overdue(on)
    states = {Standing.OPEN: OPEN, Standing.REPORTED: (DirectiveState.REPORTED,), Standing.CLOSED: CLOSED}
    return rows.filter(state__in=states[standing]) if standing else rows


def with_last_word(rows):
    """Rows with `last_words`: what was told of each last, or nothing, for a register."""
    told = Progress.objects.filter(kind__in=[ProgressKind.PROGRESS, ProgressKind.REPORT, ProgressKind.MORE])
    latest = told.filter(directive=OuterRef("directive")).order_by("-at", "-pk").values("pk")[:1]
    words = Prefetch("progress", queryset=told.filter(pk=Subquery(latest)), to_attr="last_words")
    return rows.prefetch_related(words, "joint_offices")


def offices_ordered(scope, *, on):
    """The offices that answer for a directive in reach."""
    return areas.offices(on=on).filter(pk__in=directives(scope).order_by().values("responsible_office"))


def shares_in(scope, rows):
    """The rows with `is_joint`: does the office worn share in it instead of being responsible?"""
    through = Directive.joint_offices.through.objects.filter(directive_id=OuterRef("pk"), office_id=scope.office_id)
    return rows.annotate(is_joint=Exists(through))


def rounds_of_inspection(scope):
    """The rounds that directives in reach were given in, latest first."""
    rows = directives(scope).filter(inspection_round__isnull=False)
    named = rows.order_by("-inspection_year", "-inspection_round").values_list("inspection_year", "inspection_round")
    return list(named.distinct())


@dataclass(frozen=True)
class Tally:
    """How many stand where."""

    total: int
    open: int
    overdue: int
    reported: int
    closed: int


def tally(rows, *, on):
    """How many of the rows are open, overdue, waiting for acceptance and closed."""
    found = rows.order_by().aggregate(
        total=Count("pk"),
        reported=Count("pk", filter=Q(state=DirectiveState.REPORTED)),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
        overdue=Count("pk", filter=_is_overdue(on)),
    )
    return Tally(open=found["total"] - found["closed"], **found)


def _is_overdue(on):
    return Q(state__in=TO_BE_DONE, due_on__lt=on)


def joint_office_ids(directive):
    """Ids of the offices that share in it."""
    return frozenset(directive.joint_offices.values_list("pk", flat=True))


def changes_of(directive):
    """The entries of its course that changed the order; asking for more may move its day."""
    return directive.progress.filter(kind__in=[ProgressKind.CHANGE, ProgressKind.MORE])


def progress_of(directive):
    """The entries of its course, oldest first, with their evidence."""
    return directive.progress.select_related("office").prefetch_related("evidence")


def evidence_of(directive, reference):
    """A file that an entry of its course came with, or None."""
    files = Progress.evidence.through.objects.filter(
        progress__directive=directive, storedfile__reference=reference
    ).select_related("storedfile")
    found = files.first()
    return found and found.storedfile


# --- the thread -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Knot:
    """One directive of a thread: how deep it hangs, and whether the one who asks may open it."""

    directive: Directive
    depth: int
    is_open_to_me: bool


def thread(scope, directive):
    """Where an order comes from and whom it was handed on to, from the top down.

    The orders above are shown to whoever was handed a part of them; those below only as far as one reaches.
    """
    above = _above(directive)
    reach = set(directives(scope).filter(pk__in=[one.pk for one in above]).values_list("pk", flat=True))
    knots = [Knot(one, depth, one.pk in reach) for depth, one in enumerate(above)]
    knots.append(Knot(directive, len(above), True))
    return knots + _below(scope, directive, depth=len(above) + 1)


def handed_on(scope, directive):
    """What was handed on from it, as far as one reaches."""
    return directives(scope).filter(parent=directive).for_list()


def open_below(directive):
    """How many of those handed on from it are still open; whoever accepts it has to know, reach or not."""
    return directive.handed_on.filter(state__in=OPEN).count()


def due_last_below(directive):
    """The open one handed on from it whose day is the last, or None."""
    rows = directive.handed_on.filter(state__in=OPEN).select_related("responsible_office")
    return rows.order_by("-due_on", "pk").first()


def _above(directive):
    found = []
    while directive.parent_id is not None:
        rows = Directive.objects.select_related("responsible_office", "ordered_by_office")
        directive = rows.get(pk=directive.parent_id)
        found.insert(0, directive)
    return found


def _below(scope, directive, *, depth):
    """Level by level, so that a wide thread costs as many queries as it is deep."""
    children, level = {}, [directive.pk]
    while level:
        rows = list(directives(scope).filter(parent__in=level).for_list().order_by("pk"))
        for row in rows:
            children.setdefault(row.parent_id, []).append(row)
        level = [row.pk for row in rows]
    return list(_walked(children, directive.pk, depth))


def _walked(children, pk, depth):
    for one in children.get(pk, []):
        yield Knot(one, depth, True)
        yield from _walked(children, one.pk, depth + 1)


# --- who is written to ------------------------------------------------------------------------------------------------
def heads_of(office, *, on):
    """The memberships that lead an office on a day."""
    rows = accounts.memberships_on(on).filter(office=office, role__in=HEADS, user__is_active=True)
    return list(rows.order_by("pk"))


def nearest_heads(office, *, on):
    """The heads of an office, or of the first one above it that has any: the office found, and its heads."""
    while office is not None:
        heads = heads_of(office, on=on)
        if heads:
            return office, heads
        office = office.parent
    return None, []


def orderers_of(directive, *, on):
    """The one who ordered while they hold a post there; else whoever gives directives for the ordering office."""
    rows = accounts.memberships_on(on).filter(
        office=directive.ordered_by_office_id, role__in=ORDERERS, user__is_active=True
    )
    found = list(rows.order_by("pk"))
    return [one for one in found if one.user_id == directive.ordered_by_id] or [
        one for one in found if one.role in HEADS
    ] or found


# --- what may be named ------------------------------------------------------------------------------------------------
def offices_to_order(scope, *, on):
    """The offices below the one worn."""
    office = scope.office_id and areas.offices(on=on).filter(pk=scope.office_id).first()
    if not office:
        return areas.offices(on=on).none()
    return areas.offices(on=on).filter(pk__in=areas.subtree_ids(office) - {office.pk})


def offices_to_hand_on_to(directive, *, on):
    """Those below the responsible office, and those that share in the directive or in an order above it."""
    reach = reach_of(directive)
    return areas.offices(on=on).filter(pk__in=reach)


def reach_of(directive):
    """Ids of the offices it may be handed on to: those below, and those that share in it or in an order above it.

    Never back to one that answers for it already, here or above.
    """
    thread_down_to_it = [*_above(directive), directive]
    shared = Directive.joint_offices.through.objects.filter(directive__in=thread_down_to_it)
    reach = areas.subtree_ids(directive.responsible_office) | set(shared.values_list("office_id", flat=True))
    return reach - {one.responsible_office_id for one in thread_down_to_it}


def _of_the_office(scope):
    return directives(scope).answered_by(scope.office_id)
