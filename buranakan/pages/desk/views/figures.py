"""Pages of figures: the catalogue of definitions, and one figure over any slice, down to the rows behind it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission
from buranakan.insight import drill, overview
from buranakan.insight.addresses import read
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.registry import Rows
from buranakan.insight.slices import Dimension
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import figure_links
from buranakan.pages.desk.views import provinces
from buranakan.pages.gate import needs
from buranakan.pages.ui import phrases

FIGURES_WORD = _("Figures")
ON_A_PAGE = 25
# What a figure opens to: the words above the rows, their table, and who may open one of them.
TABLES = {
    Rows.SERVICES: (_("The services behind it"), "desk/figures/_services.html", Permission.SEE_SERVICES),
    Rows.PLAN_LINES: (_("The plan lines behind it"), "desk/figures/_plan_lines.html", Permission.SEE_PLANS),
    Rows.ENTRIES: (_("The entries of the books behind it"), "desk/figures/_entries.html", Permission.SEE_MONEY),
    Rows.APPLICATIONS: (_("The applications behind it"), "desk/figures/_applications.html", Permission.SEE_CALLS),
}


@require_GET
@needs(Permission.SEE_FIGURES)
def list_figures(request):
    today = clock.today()
    asked = overview.this_year(request.scope, on=today)
    found = [
        {
            "figure": figure,
            "value": figure.value(request.scope, asked.part),
            "unit": phrases.unit(figure.value_unit),
            "href": figure_links.figure_href(figure.key, asked),
        }
        for figure in FIGURES.values()
    ]
    return render(request, "desk/figures/list.html", {"figures": found, "asked": asked})


@require_GET
@needs(Permission.SEE_FIGURES)
def show(request, key):
    figure = FIGURES.get(key)
    if figure is None:
        raise Http404
    try:
        asked = read(request.GET, scope=request.scope, on=clock.today())
        by = drill.dimension(request.GET.get("by", ""), asked=asked)
    except RuleBroken as refusal:
        return provinces.refused(request, refusal, heading=figure.name)
    plan = FIGURES[figure.plan] if figure.has_plan else None
    parts = drill.parts(request.scope, figure, by, asked=asked, plan=plan) if by else []
    rows = drill.rows(request.scope, figure, asked)
    shown = {
        "figure": figure,
        "other": FIGURES.get(figure.other),
        "other_href": figure_links.figure_href(figure.other, asked) if figure.other else "",
        "unit": phrases.unit(figure.value_unit),
        "plan_unit": phrases.unit(figure.unit),
        **_seen(drill.opened(request.scope, figure, asked)),
        "terms": _terms(figure, asked),
        "tabs": _tabs(figure, asked, by=by),
        "by": by,
        "by_province": by == Dimension.PROVINCE,
        "map_values": _map_values(parts, figure=figure) if by == Dimension.PROVINCE else {},
        "adds_up": by in figure.adds_up_over,
        "parts": figure_links.part_rows(figure.key, parts, dimension=by, asked=asked) if by else [],
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        **_table(figure, request.scope),
        "crumbs": [(FIGURES_WORD, reverse("desk:figures")), (figure.name, "")],
    }
    return render(request, "desk/figures/figure.html", shown)


def _table(figure, scope):
    """How the rows behind the figure are shown to this reader."""
    title, template, permission = TABLES[figure.opens_to]
    return {
        "rows_title": title,
        "rows_template": template,
        "opens_to_people": figure.opens_to in {Rows.SERVICES, Rows.APPLICATIONS},
        "may_open": scope.may(permission),
    }


def _seen(opened):
    """The value within reach and, where it may be told, the whole, in words."""
    unit = opened.figure.value_unit
    return {
        "opened": opened,
        "seen_value": phrases.amount(opened.value, unit),
        "total_value": "" if opened.total is None else phrases.amount(opened.total, unit),
    }


def _map_values(parts, *, figure):
    return {
        part.name.key: {"value": part.value, "label": phrases.amount(part.value, figure.value_unit)} for part in parts
    }


def _terms(figure, asked):
    """What the slice is narrowed by, each with the address without it."""
    return [
        {
            "name": term.name_label,
            "label": term.label,
            "without": figure_links.figure_href(figure.key, asked, **{term.name: ""}),
        }
        for term in asked.terms
    ]


def _tabs(figure, asked, *, by):
    return [
        {
            "text": one.label,
            "href": figure_links.figure_href(figure.key, asked, by=one.value) + "#slices",
            "current": one == by,
        }
        for one in drill.open_dimensions(asked)
    ]


urlpatterns = [
    path("figures/", list_figures, name="figures"),
    path("figures/<str:key>/", show, name="figure"),
    *provinces.urlpatterns,
]
