"""The grid of a plan's version: activity x province x month, read as a table and edited as a sheet."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import plan_cells, plan_words
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.planning import actions, grid, grid_queries, queries, rules
from buranakan.planning.grid import CellsRefused

OWNER_SALT = "the owner of cells that wait in a browser"


@require_safe
@needs(Permission.SEE_PLANS)
def show_grid(request, reference, number):
    version = plan_versions.found(request, reference, number)
    last = grid_queries.last_change(version)  # before the lines: what changes in between is told by the first question
    lines = list(queries.for_table(queries.lines(request.scope, version)))
    rows = grid.rows_of(lines)
    year = version.plan.envelope.portfolio.fiscal_year
    months = grid.sums_by_month(rows, fiscal_year=year)
    island = _island(request, version, lines=lines, last=last)
    words = {
        "version": version,
        "badge": plan_words.state_badge(version),
        "may_edit": island["may_edit"],
        "projects": [_project(project, held, months=months) for project, held in grid.by_project(rows)],
        "months": months,
        "quarters": grid.sums_by_quarter(months),
        "total": grid.sums(lines),
        "held": island["held"],
        "slot": plan_cells.SLOTS,
        "line_address": f"{plan_words.version_address(version)}lines/",
        "island": island,
        "crumbs": plan_words.crumbs(_("Grid"), version=version),
    }
    return render(request, "desk/plan_grid/grid.html", words)


@require_safe
@needs(Permission.SEE_PLANS)
def cells(request, reference, number):
    """What changed since a change that the island knows of, what the totals stand beside, and who asks."""
    version = plan_versions.found(request, reference, number)
    last = grid_queries.last_change(version)
    since = plan_cells.since_of(request.GET.get("since", ""))
    changed = plan_cells.changed(request.scope, version, since=since) if last > since else []
    return JsonResponse(_standing(request, version) | {"last": last, "cells": changed})


@require_POST
@needs(Permission.EDIT_PLANS)
def set_cells(request, reference, number):
    """Keep what the island sends, all of it or nothing."""
    version = plan_versions.found(request, reference, number)
    edits = []
    try:
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        edits = plan_cells.edits_of(request.body)
        done = actions.set_cells(version, edits=edits, by=request.user, at=clock.now())
    except CellsRefused as refused:
        return JsonResponse({"refusals": plan_cells.refused(request.scope, refused, edits=edits)}, status=409)
    except RuleBroken as refusal:
        status = 400 if refusal.code == "edits_not_understood" else 409
        return JsonResponse({"code": refusal.code, "because": str(refusal_sentence(refusal))}, status=status)
    return JsonResponse(
        {
            "values": plan_cells.values(request.scope, done.values, edits=edits),
            "last": done.last_change,
            "saved": plan_cells.moment(clock.now()),
        }
    )


def _project(project, rows, *, months):
    return {
        "project": project,
        "rows": [{"row": row, "cells": [(month, row.lines.get(month)) for month in months]} for row in rows],
        "sums": grid.sums(line for row in rows for line in row.lines.values()),
    }


def _island(request, version, *, lines, last):
    at = [version.plan.reference, version.number]
    return _standing(request, version) | {
        "frame": plan_cells.frame(request.scope, version, on=clock.today()),
        "cells": plan_cells.cells(lines),
        "last": last,
        "addresses": {
            "cells": reverse("desk:plan_cells", args=at),
            "set": reverse("desk:plan_cells_set", args=at),
        },
    }


def _standing(request, version):
    """Who asks and what they may do now; a page left open may have outlived its session or its draft."""
    return plan_cells.standing(version) | {
        "may_edit": plan_versions.may_edit(request.scope, version),
        "owner": salted_hmac(OWNER_SALT, str(request.user.pk)).hexdigest()[:24],
        "token": get_token(request),
    }


urlpatterns = [
    path(f"{plan_versions.HERE}grid/", show_grid, name="plan_grid"),
    path(f"{plan_versions.HERE}cells/", cells, name="plan_cells"),
    path(f"{plan_versions.HERE}cells/set/", set_cells, name="plan_cells_set"),
]
