"""One province for everybody: totals of the year, and which offices answer for it."""

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from buranakan.areas import queries as areas
from buranakan.insight import publish
from buranakan.insight.figures.registry import PEOPLE
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording
from buranakan.pages.ui import phrases


@require_safe
@public_page
def show(request, code):
    province = get_object_or_404(areas.provinces(), pk=code)
    today = clock.today()
    releases = publish.releases(publish.promises_of_the_day(today), on=today).values()
    found = [(release, cell) for release in releases for cell in release.provinces if cell.key == province.pk]
    context = {
        **wording.around(province.name),
        "province": province,
        "rows": [_row(release, cell) for release, cell in found],
        "offices": [one.office for one in areas.responsibilities(on=today).filter(province=province)],
    }
    return render(request, "public/provinces/province.html", context)


def _row(release, cell):
    return {
        "release": release,
        "cell": cell,
        "reached": wording.count(cell.reached, release.figure.value_unit),
        "planned": phrases.amount(cell.planned, PEOPLE),
    }


urlpatterns = [path("provinces/<str:code>/", show, name="province")]
