"""Pages of the desk: pillars with what their indicators say, and the enterprises behind each indicator."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.outcomes import comparison, queries
from buranakan.outcomes.enums import CountedFor
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.outcomes import PlaceForm
from buranakan.pages.desk.outcome_words import Basis, became
from buranakan.pages.desk.views import outcome_askings, outcome_values
from buranakan.pages.gate import needs
from buranakan.registry.rules import can_see_names

PAGE_SIZE = 25
SAID = {"fewest": comparison.FEWEST, "percent": comparison.CONFIDENCE_PERCENT}


@require_safe
@needs(Permission.SEE_OUTCOMES)
def show_pillars(request):
    """One framework's pillars; the address holds which framework and where."""
    today = clock.today()
    frameworks = queries.frameworks_with_indicators(on=today)
    asked = request.GET.get("framework", "")
    chosen = next((one for one in frameworks if one.framework.code == asked), next(iter(frameworks), None))
    form, province = _place(request)
    pillars = _pillars(request, chosen, province) if chosen and not form.errors else []
    words = {
        "today": today,
        "chosen": chosen,
        "tabs": [_tab(one, chosen, province) for one in frameworks],
        "form": form,
        "province": province,
        "pillars": pillars,
        "totals": _totals(pillars),
        "only_province": only_province(request.scope),
        **SAID,
    }
    return render(request, "desk/outcomes/pillars.html", words)


@require_safe
@needs(Permission.SEE_OUTCOMES)
def show_indicator(request, code):
    """What one indicator says, and each enterprise behind it. A person's values are only counted here."""
    indicator = get_object_or_404(queries.indicators(), code=code)
    form, province = _place(request)
    reading = queries.indicator_readings(request.scope, [indicator], province=province)[indicator.pk]
    is_of_enterprises = indicator.counted_for == CountedFor.ENTERPRISE
    lines = queries.changes_of_enterprises(request.scope, indicator, province=province) if is_of_enterprises else []
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    words = {
        "indicator": indicator,
        "form": form,
        "province": province,
        "reading": reading,
        "summaries": _summaries(reading),
        "is_of_enterprises": is_of_enterprises,
        "page": page,
        "rows": [_row(line) for line in page],
        "sees_names": can_see_names(request.scope),
        "only_province": only_province(request.scope),
        **SAID,
    }
    return render(request, "desk/outcomes/indicator.html", words)


def _place(request):
    """The form that chooses a province of those in reach, and what it chose."""
    scope = request.scope
    reached = [one for one in areas.provinces() if scope.sees_all_provinces or one.pk in scope.provinces]
    form = PlaceForm(request.GET, provinces=reached)
    return form, form.cleaned_data["province"] if form.is_valid() else None


def _pillars(request, chosen, province):
    readings = queries.pillar_readings(request.scope, chosen, province=province)
    return [
        {
            "wording": pillar.wording,
            "rows": [
                {
                    "indicator": one.indicator,
                    "reading": one.reading,
                    "summaries": _summaries(one.reading),
                    "tie": one.tie,
                    "href": _address(one.indicator, province),
                }
                for one in pillar.indicators
            ],
        }
        for pillar in readings
    ]


def _totals(pillars):
    """Each indicator once, however many pillars it speaks of."""
    readings = {row["indicator"].pk: row["reading"] for pillar in pillars for row in pillar["rows"]}
    return {"indicators": len(readings), "compared": sum(1 for one in readings.values() if one.compared)}


def _summaries(reading):
    return [{"summary": one, "basis": Basis(one.method, one.level)} for one in reading.summaries]


def _row(line):
    return {
        "line": line,
        "became": became(line.change, line.indicator.direction),
        "before": line.baseline and Basis(line.baseline.method, line.baseline.level),
        "after": line.follow_up and Basis(line.follow_up.method, line.follow_up.level),
    }


def _tab(one, chosen, province):
    address = f"{reverse('desk:pillars')}?framework={one.framework.code}"
    return {
        "text": one.framework.name,
        "href": f"{address}&province={province.pk}" if province else address,
        "current": one is chosen,
    }


def _address(indicator, province):
    address = reverse("desk:indicator", kwargs={"code": indicator.code})
    return f"{address}?province={province.pk}" if province else address


urlpatterns = [
    path("outcomes/", show_pillars, name="pillars"),
    path("outcomes/indicators/<slug:code>/", show_indicator, name="indicator"),
    *outcome_values.urlpatterns,
    *outcome_askings.urlpatterns,
]
