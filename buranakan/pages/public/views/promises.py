"""One promise for everybody: its words, how it is counted, and the open evidence."""

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from buranakan.insight import publish
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording


@require_GET
@public_page
def show(request, reference):
    promise = get_object_or_404(publish.promises(), reference=reference)
    shown = publish.public_promises([promise], on=clock.today())[0]
    context = {
        **wording.around(promise.statement),
        **wording.promise_row(shown),
        "parts": [wording.tables(release) for release in shown.releases],
    }
    return render(request, "public/promises/promise.html", context)


urlpatterns = [path("promises/<str:reference>/", show, name="promise")]
