"""One figure for everybody: its definition, its totals, and the tables that may be told."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from buranakan.insight import publish
from buranakan.insight.figures import FIGURES
from buranakan.insight.figures.money import MONEY_PAID
from buranakan.lib import clock
from buranakan.lib.money import BAHT
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording
from buranakan.pages.ui import phrases


@require_safe
@public_page
def show(request, key):
    figure = FIGURES.get(key)
    if figure is None:
        raise Http404
    today = clock.today()
    releases = publish.releases(publish.promises_of_the_day(today), on=today).values()
    context = {
        **wording.around(figure.name),
        "figure": figure,
        "is_money": figure.unit == BAHT,
        "figure_unit": phrases.unit(figure.value_unit),
        "parts": [_part(figure, release) for release in releases],
    }
    return render(request, "public/figures/figure.html", context)


def _part(figure, release):
    """What a programme tells of the figure: a plan in full, people by one counting rule, the other rule's total."""
    value = publish.value_of(figure, release)
    return {
        **wording.tables(release),
        "is_told": figure.is_plan or figure.key in {release.figure.key, release.other.key, MONEY_PAID.key},
        "value": wording.count(value, figure.value_unit),
        "has_tables": figure.is_plan or figure.key == release.figure.key,
    }


urlpatterns = [path("figures/<str:key>/", show, name="figure")]
