"""What planning knows, by scope: portfolios, envelopes, plan versions, lines, and what waits for whom.

Places and people of plans are seen for the provinces in reach; money only for the books in reach.
A plan that is still being written, or waits for a decision, is seen by the offices whose books it is in.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock, fiscal
from buranakan.planning import tagging, values
from buranakan.planning.enums import GRANTED, Reading, State, Waiting
from buranakan.planning.models import (
    Activity,
    Envelope,
    Need,
    PillarTag,
    PlanLine,
    PlanVersion,
    Portfolio,
    Project,
    Retagging,
)

CENTRE_6 = "diprom-c06"
ENVELOPE_OFFICE = "plan__envelope__office_id"
FILTERS = {name: name for name in ["activity", "owner_office", "serving_office", "province", "month"]} | {
    "project": "activity__project"
}


# --- portfolio --------------------------------------------------------------------------------------------------------
def portfolios(scope):
    """Portfolios, newest year first. What a portfolio offers is public."""
    return Portfolio.objects.prefetch_related("promises")


def projects(scope, portfolio):
    """Projects of a portfolio."""
    return Project.objects.filter(portfolio=portfolio).select_related("portfolio")


def project_names():
    """Series (as code) and name of every project, for the reading of announcements. Names of projects are public."""
    return Project.objects.order_by("series").values("name_th", code=F("series")).distinct()


def activities(scope, portfolio):
    """Activities of a portfolio, by project."""
    found = Activity.objects.filter(project__portfolio=portfolio).select_related("project")
    return found.order_by("project__number", "code")


def provinces_read(portfolio, *, on):
    """Codes of the provinces that the announced totals are read to cover; None means all of them."""
    if portfolio.reading == Reading.NATIONAL:
        return None
    office = areas.office_by_code(CENTRE_6)
    return areas.province_codes_of(office, on=on) if office else frozenset()


# --- envelopes --------------------------------------------------------------------------------------------------------
def envelopes(scope, portfolio=None):
    """Envelopes that the office holds, gave, or owns the budget of: each is one row, whoever's book it is read in."""
    named = "portfolio", "office", "parent__office", "owner_office", "counts_for"
    everything = Envelope.objects.select_related(*named)
    held = scope.limit_books(everything, owner="parent__office_id", serving="office_id")
    found = held | scope.limit_books(everything, owner="owner_office_id", serving="office_id")
    return found.filter(portfolio=portfolio) if portfolio else found


def budget_office_ids(envelope):
    """The office that holds the envelope and those it came down from: whose budget it may be."""
    holders = {}
    for pk, office_id, parent_id in Envelope.objects.filter(portfolio=envelope.portfolio_id).values_list(
        "pk", "office_id", "parent_id"
    ):
        holders[pk] = (office_id, parent_id)
    found, pk = [], envelope.pk
    while pk is not None:
        office_id, pk = holders[pk]
        found.append(office_id)
    return found


# --- who answers for what ---------------------------------------------------------------------------------------------
def answering(*, on):
    """(office id, province code) pairs of who answers for what on a day."""
    return set(areas.responsibilities(on=on).values_list("office_id", "province_id"))


def responsible_offices(*, on):
    """Offices that answer for each province on a day, by province code."""
    found = {}
    for held in areas.responsibilities(on=on):
        found.setdefault(held.province_id, []).append(held.office)
    return found


def provinces_by_code():
    """Every province by its code."""
    return {province.pk: province for province in areas.provinces()}


# --- needs ------------------------------------------------------------------------------------------------------------
def accepted_need(portfolio):
    """{(province code, activity id): people} that the committee granted; empty where provinces were not asked."""
    rows = Need.objects.filter(answer__survey__portfolio=portfolio, state__in=GRANTED).order_by()
    found = rows.values_list("answer__province_id", "activity_id").annotate(people=Sum("granted"))
    return {(province, activity): people for province, activity, people in found}


# --- versions ---------------------------------------------------------------------------------------------------------
def plan_versions(scope, portfolio=None):
    """Versions in the office's books in every state, and decided ones with lines in the provinces in reach.

    `shown_satang` is the version's money where the books may be seen, else None.
    """
    own = own_versions(scope)
    final = PlanVersion.objects.final().filter(pk__in=_final_lines(scope).values("version_id"))
    found = PlanVersion.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=final.values("pk")))
    if portfolio:
        found = found.filter(plan__envelope__portfolio=portfolio)
    return found.select_related("plan__envelope__office", "plan__envelope__portfolio").annotate(
        shown_satang=_if_in(own, "amount_total_satang")
    )


def plan_version(scope, *, reference, number):
    """The version of a plan by the plan's reference and its number, or None."""
    return plan_versions(scope).filter(plan__reference=reference, number=number).first()


def left_for(version):
    """What the envelope holds for a version: what is left, and what the plan's approved version took of it."""
    approved = version.plan.versions.filter(state=State.APPROVED).first()
    left = version.plan.envelope.left
    return left + values.Held(approved.amount_total_satang, approved.people_total) if approved else left


def versions_for_list(scope, portfolio):
    """Versions of a portfolio's plans, the newest of each plan first."""
    return plan_versions(scope, portfolio).order_by("plan__envelope__office__sort_order", "plan", "-number")


def own_versions(scope):
    return scope.limit_books(PlanVersion.objects.all(), owner=ENVELOPE_OFFICE, serving=ENVELOPE_OFFICE)


def _if_in(rows, column):
    """A column of the rows among these; of other rows nothing."""
    among = When(pk__in=rows.order_by().values("pk"), then=F(column))
    return Case(among, default=Value(None), output_field=BigIntegerField())


@dataclass(frozen=True)
class WaitingPlan:
    """A plan version that waits for somebody, since when."""

    what: Waiting
    version: PlanVersion
    since: object


def waiting_for(scope):
    """What waits for the one who asks, longest first: to decide as a head, to mend or to submit as a planner."""
    found = []
    versions = own_versions(scope).select_related("plan__envelope__office")
    if scope.may(Permission.DECIDE_PLANS):
        for version in versions.filter(state=State.SUBMITTED).exclude(submitted_by_id=scope.user_id):
            found.append(WaitingPlan(Waiting.DECISION, version, since=version.submitted_at))
    if scope.may(Permission.EDIT_PLANS):
        mine = versions.filter(plan__envelope__office_id=scope.office_id)
        for version in mine.filter(state=State.RETURNED):
            found.append(WaitingPlan(Waiting.MENDING, version, since=version.decided_at))
        for version in mine.filter(state=State.DRAFT):
            found.append(WaitingPlan(Waiting.SUBMITTING, version, since=version.made_at))
    return sorted(found, key=lambda waiting: waiting.since)


# --- lines ------------------------------------------------------------------------------------------------------------
def lines(scope, version=None, **wanted):
    """Lines in the office's books, and those of decided versions in the provinces in reach.

    `wanted` narrows by the keys of FILTERS. `shown_satang` is the money where the books may be seen, else None.
    """
    own = PlanLine.objects.filter(version__in=own_versions(scope).order_by().values("pk"))
    found = PlanLine.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=_final_lines(scope).values("pk")))
    if version:
        found = found.filter(version=version)
    return narrow(found, **wanted).annotate(shown_satang=_if_in(_lines_in_books(scope), "amount_satang"))


def for_table(rows):
    """Lines with everything a table of them names, by project."""
    named = "activity__project", "owner_office", "serving_office", "counts_for", "province"
    return rows.select_related(*named).order_by(
        "activity__project__number", "activity__code", "month", "province__sort_key", "pk"
    )


def narrow(rows, **wanted):
    """Lines of a part of the whole; what is None is not narrowed."""
    return rows.filter(**{FILTERS[name]: value for name, value in wanted.items() if value is not None})


def approved_lines(scope, portfolio=None, **wanted):
    """Lines of approved versions in the provinces in reach: what is planned. For totals of people."""
    return _approved(scope.limit(PlanLine.objects.all(), area="province_id"), portfolio, wanted)


def has_approved(portfolio):
    """Has any plan of a portfolio been approved, wherever it is? Who sees none of it may know that much."""
    return PlanVersion.objects.filter(state=State.APPROVED, plan__envelope__portfolio=portfolio).exists()


def approved_money_lines(scope, portfolio=None, **wanted):
    """Lines of approved versions in the books in reach. For totals of money."""
    return _approved(_lines_in_books(scope), portfolio, wanted)


def _approved(rows, portfolio, wanted):
    rows = rows.filter(version__state=State.APPROVED)
    if portfolio:
        rows = rows.filter(activity__project__portfolio=portfolio)
    return narrow(rows, **wanted)


def planned_a_year_before(portfolio):
    """{province: people} of the former fiscal year's approved plans of the same series of projects, country-wide."""
    series = portfolio.projects.order_by().values("series")
    rows = PlanLine.objects.filter(
        version__state=State.APPROVED,
        activity__project__portfolio__fiscal_year=portfolio.fiscal_year - 1,
        activity__project__series__in=series,
    )
    return dict(rows.order_by().values_list("province_id").annotate(people=Sum("people")))


@dataclass(frozen=True)
class Held:
    """How many approved lines one version has for a project in a province."""

    portfolio: int
    fiscal_year: int
    project: int
    province: str
    version: int
    lines: int


def approved_lines_held(scope):
    """Approved lines in reach, counted by portfolio, project, province and version."""
    of_project = "activity__project__portfolio_id", "activity__project__portfolio__fiscal_year", "activity__project_id"
    rows = approved_lines(scope).order_by().values_list(*of_project, "province_id", "version_id")
    return [Held(*row) for row in rows.annotate(lines=Count("pk"))]


def projects_by_id(scope, ids):
    """Projects by their id, in the order of their portfolios."""
    found = Project.objects.filter(pk__in=ids).select_related("portfolio").order_by("-portfolio__fiscal_year", "number")
    return {one.pk: one for one in found}


def money_lines_in_force(scope, *, on):
    """Lines in the books in reach of the version that each plan was approved in last by the end of a day."""
    decided = PlanVersion.objects.final().filter(decided_at__lt=clock.day_starts_at(on + tagging.ONE_DAY))
    latest = decided.filter(plan=OuterRef("plan")).order_by("-number").values("pk")[:1]
    return _lines_in_books(scope).filter(version__in=decided.filter(pk=Subquery(latest)))


def _final_lines(scope):
    return scope.limit(PlanLine.objects.in_final_versions(), area="province_id")


def _lines_in_books(scope):
    return scope.limit_books(PlanLine.objects.all(), owner="owner_office_id", serving="serving_office_id")


@dataclass(frozen=True)
class Totals:
    """People and money of some lines; `satang` is of lines whose books may be seen, `money_hidden` counts others."""

    lines: int
    people: int
    satang: int
    money_hidden: int


def totals(rows):
    """Totals of lines that came from `lines(scope)`."""
    found = rows.order_by().aggregate(
        lines=Count("pk"), people=Sum("people"), satang=Sum("shown_satang"), with_money=Count("shown_satang")
    )
    return Totals(
        lines=found["lines"],
        people=found["people"] or 0,
        satang=found["satang"] or 0,
        money_hidden=found["lines"] - found["with_money"],
    )


def totals_of(lines):
    """The same of lines that are at hand."""
    shown = [line.shown_satang for line in lines if line.shown_satang is not None]
    people = sum(line.people for line in lines)
    return Totals(lines=len(lines), people=people, satang=sum(shown), money_hidden=len(lines) - len(shown))


@dataclass(frozen=True)
class ProjectPlanned:
    """What is planned for a project in the provinces that the portfolio is read to cover."""

    project: Project
    people: int
    satang: int


def planned_by_project(scope, portfolio, *, on):
    """People and money planned for each project of a portfolio, as its announcement is read, within reach."""
    covered = provinces_read(portfolio, on=on)
    people = _sums(approved_lines(scope, portfolio), "people", covered)
    satang = _sums(approved_money_lines(scope, portfolio), "amount_satang", covered)
    return [
        ProjectPlanned(project=one, people=people.get(one.pk, 0), satang=satang.get(one.pk, 0))
        for one in projects(scope, portfolio)
    ]


def _sums(rows, column, covered):
    if covered is not None:
        rows = rows.filter(province__in=covered)
    return dict(rows.order_by().values_list("activity__project_id").annotate(total=Sum(column)))


# --- tags -------------------------------------------------------------------------------------------------------------
def tags(scope):
    """Every standing tag, of any day, with what it names. Which pillar a project serves is public."""
    return PillarTag.objects.standing().named()


def tags_ever(scope):
    """The same with those that were taken back."""
    return PillarTag.objects.named()


def tags_on(day, *, framework=None):
    """Tags that hold on a day on which their framework is in force, of one framework or of all."""
    found = PillarTag.objects.on(day).named()
    return found.filter(pillar__framework=framework) if framework else found


def tagged_projects(framework, *, on):
    """Ids of the projects that serve a framework on a day, themselves or by one of their activities."""
    return {one.of_project.pk for one in tags_on(on, framework=framework)}


def weights_on(day, *, framework):
    """{activity id: {pillar id: percent}} of every activity on a day (tagging.weights_by_activity)."""
    return weights(PillarTag.objects.on(day).filter(pillar__framework=framework))


def weights(tags):
    """The same of one framework's tags of one day."""
    activities = Activity.objects.order_by("pk").values_list("pk", "project_id")
    return tagging.weights_by_activity(tags, activities=activities)


def activities_to_tag(*, on):
    """Activities of the portfolios of a day's fiscal year, by project."""
    year = fiscal.fiscal_year_of(on)
    found = Activity.objects.filter(project__portfolio__fiscal_year=year).select_related("project__portfolio")
    return found.order_by("project__portfolio__code", "project__number", "code")


def untagged_projects(framework, *, on):
    """Projects of the day's fiscal year that nobody tagged to a framework, themselves or by an activity."""
    year, tagged = fiscal.fiscal_year_of(on), tagged_projects(framework, on=on)
    found = Project.objects.filter(portfolio__fiscal_year=year).exclude(pk__in=tagged)
    return found.select_related("portfolio").order_by("portfolio__code", "number")


def retaggings(scope):
    """Acts that moved many projects to another framework, the latest first."""
    return Retagging.objects.select_related("old", "new")
