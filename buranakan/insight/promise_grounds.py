"""What promises rest on: the approved plans behind each, and the frameworks that it serves."""

from dataclasses import dataclass

from buranakan.insight.progress import TOTALS
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy


# --- the plans behind it ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Plan:
    """The approved lines that a promise is measured beside."""

    lines: int
    versions: frozenset
    projects: tuple
    provinces: tuple


def plans_of(promises, parts):
    """What is planned over each promise's part; promises over the same part look once."""
    held = planning.approved_lines_held(TOTALS)
    projects = planning.projects_by_id(TOTALS, {line.project for line in held})
    order = {code: place for place, code in enumerate(planning.provinces_by_code())}
    plans = {
        part: _plan([line for line in held if _lies_in(line, part)], projects, order) for part in set(parts.values())
    }
    return {promise.pk: plans[parts[promise.pk]] for promise in promises}


def _lies_in(line, part):
    if part.announced is None:
        return line.fiscal_year == part.fiscal_year
    return any(
        line.portfolio == one.portfolio and (one.provinces is None or line.province in one.provinces)
        for one in part.announced
    )


def _plan(lines, projects, order):
    return Plan(
        lines=sum(line.lines for line in lines),
        versions=frozenset(line.version for line in lines),
        projects=tuple(one for pk, one in projects.items() if pk in {line.project for line in lines}),
        provinces=tuple(sorted({line.province for line in lines}, key=lambda code: order.get(code, 0))),
    )


# --- the frameworks it serves -----------------------------------------------------------------------------------------
def frameworks_of(promises, *, on):
    """Frameworks that the programmes' projects are tagged with on the day; without tags, those its words name.

    Of a promise whose day has passed, the tags of that day: what was promised under a framework stays under it.
    """
    tagged = {day: _tagged(day) for day in {min(one.due_on, on) for one in promises}}
    found = {
        one.pk: _unique(
            framework
            for portfolio in one.portfolios.all()
            for framework in tagged[min(one.due_on, on)].get(portfolio.pk, ())
        )
        for one in promises
    }
    untagged = {one.pk: one.proposal.announcement_id for one in promises if not found[one.pk]}
    named = policy.frameworks_named(set(untagged.values())) if untagged else {}
    return found | {pk: named.get(announcement, ()) for pk, announcement in untagged.items()}


def _tagged(day):
    """Frameworks of a day by the portfolio whose projects are tagged."""
    found = {}
    for tag in planning.tags_on(day):
        found.setdefault(tag.of_project.portfolio_id, []).append(tag.pillar.framework)
    return found


def _unique(things):
    return tuple(dict.fromkeys(things))
