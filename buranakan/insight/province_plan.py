"""The plan of one province for its head: what is planned, need against got, what must open next, whom to ask."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.calls import queries as calls
from buranakan.delivery import queries as delivery
from buranakan.insight import addresses, statements
from buranakan.insight.figures.people import PEOPLE, PLACES_FILLED
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name
from buranakan.insight.slices import Dimension, Slice
from buranakan.insight.statements import sentence
from buranakan.lib import clock, fiscal
from buranakan.planning import needs, queries
from buranakan.planning.enums import Kind, State

MOST_NEXT = 4
MOST_CONTACTS = 2
BY_WHOM = (Dimension.ACTIVITY, Dimension.OFFICE, Dimension.MONTH)


@dataclass(frozen=True)
class Work:
    """One activity of one serving office: in which months, for how many, and baht where it is in the office's books."""

    project: object
    activity: object
    server: object
    months: tuple[dt.date, ...]
    people: int
    satang: int | None


@dataclass(frozen=True)
class Opening:
    """A planned line that nothing was done for yet: to begin, or late; with the call that is out for it."""

    line: object
    call: object
    is_late: bool


@dataclass(frozen=True)
class Contact:
    """An office to ask, as what, and the posts there."""

    what: object
    office: object
    people: tuple


@dataclass(frozen=True)
class Paper:
    """Everything the paper says, before it is said."""

    province: object
    office: object
    portfolio: object
    on: dt.date
    sentences: tuple
    works: tuple[Work, ...]
    versions: tuple
    openings: tuple[Opening, ...]
    openings_in_all: int
    contacts: tuple[Contact, ...]
    reason: str

    @property
    def people(self):
        return sum(one.people for one in self.works)

    @property
    def satang(self):
        return sum(one.satang or 0 for one in self.works)


def paper(scope, portfolio, province, *, at, reason=""):
    """The paper as far as the reader sees people and books; `reason` says why the province got what it got."""
    on = clock.local_day(at)
    office = _office_of(province, on=on)
    lines = _lines(scope, portfolio, province)
    openings = _openings(scope, lines, portfolio=portfolio, on=on)
    return Paper(
        province=province,
        office=office,
        portfolio=portfolio,
        on=on,
        sentences=tuple(_sentences(scope, portfolio, province, office=office, on=on)),
        works=tuple(_works(lines, office=office)),
        versions=tuple(sorted({line.version for line in lines}, key=lambda one: (one.plan_id, one.number))),
        openings=tuple(openings[:MOST_NEXT]),
        openings_in_all=len(openings),
        contacts=tuple(_contacts(lines, province, on=on)),
        reason=reason,
    )


def _office_of(province, *, on):
    """The office whose head reads it: the provincial office, or whoever answers for the province."""
    held = [one.office for one in areas.responsibilities(on=on).filter(province=province)]
    return min(held, key=lambda one: (one.kind != Office.Kind.PROVINCIAL, one.sort_order), default=None)


def _lines(scope, portfolio, province):
    found = queries.lines(scope, province=province.pk).filter(
        version__state=State.APPROVED, activity__project__portfolio=portfolio
    )
    return list(queries.for_table(found).select_related("version__plan__envelope__office"))


# --- what is planned --------------------------------------------------------------------------------------------------
def _sentences(scope, portfolio, province, *, office, on):
    asked = addresses.read({"year": str(portfolio.fiscal_year), "province": province.pk}, scope=scope, on=on)
    found = statements.figures(["people_planned", "places_filled"], scope=scope, asked=asked, on=on)
    planned, filled = found["people_planned"], found["places_filled"]
    name = Name(province.name)
    yield sentence(
        _("The approved plan of the year has places for %(people)s in %(province)s."),
        people=planned,
        province=name,
    )
    share = statements.share(filled, planned)
    if share:
        yield sentence(_("So far %(filled)s are filled: %(share)s."), filled=filled, share=share)
    if office and (scope.sees_all_books or office.pk in scope.books):
        yield _money(scope, asked, office=office, on=on)
    yield from _need(scope, portfolio, province, planned=planned, on=on)


def _money(scope, asked, *, office, on):
    own = {term.name: term.text for term in asked.terms} | {"office": office.code}
    asked = addresses.read(own, scope=scope, on=on)
    money = statements.figure("money_planned", scope=scope, asked=asked, on=on)
    return sentence(_("%(office)s itself spends %(money)s of the plan."), office=Name(office.short), money=money)


def _need(scope, portfolio, province, *, planned, on):
    """What the committee granted beside what the plan holds; nothing where provinces were not asked."""
    survey = needs.survey_of(scope, portfolio)
    answer = needs.answer_of(scope, survey, province) if survey else None
    if answer is None or answer.confirmed_at is None:
        return
    address = reverse("desk:needs_answer", args=[survey.reference, province.pk])
    common = {"scope": province.name, "on": on, "address": address}
    asked = statements.counted(
        answer.asked,
        PEOPLE,
        key="needs_asked",
        name=_("People asked for"),
        definition=_("People in the needs that the head of the provincial office confirmed."),
        **common,
    )
    granted = statements.counted(
        answer.got,
        PEOPLE,
        key="needs_granted",
        name=_("People granted"),
        definition=_("People that the committee granted of what the province asked for."),
        **common,
    )
    yield sentence(
        _("The province asked for %(asked)s; the committee granted %(granted)s; the plan has %(planned)s."),
        asked=asked,
        granted=granted,
        planned=planned,
    )


def _works(lines, *, office):
    """Lines of one activity and serving office together; baht only of the office's own books, owned or spent."""
    found = {}
    for line in lines:
        found.setdefault((line.activity, line.serving_office), []).append(line)
    for (activity, server), held in found.items():
        own = [line for line in held if office and office.pk in {line.owner_office_id, line.serving_office_id}]
        shown = [line.shown_satang for line in own if line.shown_satang is not None]
        yield Work(
            project=activity.project,
            activity=activity,
            server=server,
            months=tuple(sorted({line.month for line in held})),
            people=sum(line.people for line in held),
            satang=sum(shown) if shown else None,
        )


# --- what must open next ----------------------------------------------------------------------------------------------
def _openings(scope, lines, *, portfolio, on):
    """Lines that nothing was done for, earliest month first; what was planned for a month that is over is late.

    Training begins with its round. Other kinds of help have none: they begin with their first service.
    """
    this = fiscal.month_start(on)
    plans = {line.version.plan_id for line in lines}
    rounds = delivery.rounds(scope).filter(plan_line__version__plan__in=plans).select_related("plan_line__version")
    out = calls.calls(scope).filter(plan_line__version__plan__in=plans).select_related("plan_line__version")
    opened = {_of_plan(one.plan_line) for one in rounds}
    called = {_of_plan(one.plan_line): one for one in out.order_by("closes_at")}
    served = _months_served(scope, lines, portfolio=portfolio)
    waiting = [line for line in lines if _of_plan(line) not in opened and not _is_begun(line, served)]
    waiting.sort(key=lambda line: (line.month, line.pk))
    return [Opening(line, call=called.get(_of_plan(line)), is_late=line.month < this) for line in waiting]


def _of_plan(line):
    """What a line is in every version of its plan: rounds and calls keep the line of the version they began with."""
    return (line.version.plan_id, *line.grain)


def _months_served(scope, lines, *, portfolio):
    """The last month with a service, by activity and serving office, in the province of the lines."""
    found = {}
    for province in {line.province_id for line in lines}:
        part = Slice(fiscal_year=portfolio.fiscal_year, province=province)
        for activity, office, month in PLACES_FILLED.crossed(scope, BY_WHOM, part=part):
            found[activity, office] = max(month, found.get((activity, office), month))
    return found


def _is_begun(line, served):
    last = served.get((line.activity_id, line.serving_office_id))
    return line.activity.kind != Kind.TRAINING and last is not None and last >= line.month


# --- whom to ask ------------------------------------------------------------------------------------------------------
def _contacts(lines, province, *, on):
    """Planners of the offices whose budget it is, and officers of the centre that answers for the province."""
    owners = {line.owner_office_id: line.owner_office for line in lines}
    centres = {
        held.office_id: held.office
        for held in areas.responsibilities(on=on).filter(province=province, office__kind=Office.Kind.CENTRE)
    }
    roles = [(_("Budget and plan"), owners, Role.PLANNER), (_("Centre of the area"), centres, Role.CENTRE_OFFICER)]
    for what, held, role in roles:
        people = accounts.memberships_on(on).filter(office__in=list(held), role=role).order_by("pk")
        by_office = {}
        for one in people:
            by_office.setdefault(one.office_id, []).append(one.user)
        for pk, office in sorted(held.items(), key=lambda pair: pair[1].sort_order):
            yield Contact(what=what, office=office, people=tuple(by_office.get(pk, ())[:MOST_CONTACTS]))


def source_of(paper):
    """Where the table's numbers come from, in words."""
    said = [
        gettext("%(plan)s, version %(number)s") % {"plan": version.plan.name, "number": version.number}
        for version in paper.versions
    ]
    return gettext("The table is of the approved plans: %(plans)s.") % {"plans": "; ".join(said)} if said else ""
