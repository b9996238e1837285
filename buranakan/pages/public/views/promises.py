"""One promise for everybody: its words, how it is counted, where it is heading, the open evidence, and its card."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from buranakan.insight import public_course, publish
from buranakan.insight.course import PromiseState
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import promise_card, wording
from buranakan.pages.ui import picturing, promise_states
from buranakan.policy import queries

CARD = "public/promises/card.typ"


@require_safe
@public_page
def show(request, reference):
    promise = get_object_or_404(publish.promises(), reference=reference)
    today = clock.today()
    shown = publish.public_promises([promise], on=today)[0]
    course = public_course.of(shown, on=today)
    card = reverse("public:promise_card", args=[reference, get_language()])
    context = {
        **wording.around(promise.statement),
        **wording.promise_row(shown),
        "parts": [wording.tables(release) for release in shown.releases],
        "why": course.why,
        "badge": promise_states.badge(course.state) if course.state else None,
        "edits": promise_states.history(promise, queries.edits(request.scope, promise), on=today),
        "card_href": card,
        "address": (address := settings.PUBLIC_ADDRESS + reverse("public:promise", args=[reference])),
        "shared": _shared(promise, address=address, card=settings.PUBLIC_ADDRESS + card),
    }
    return render(request, "public/promises/promise.html", context)


def _shared(promise, *, address, card):
    """What a link to the page shows where it is shared (Open Graph)."""
    width, height = picturing.CARD_PIXELS
    told = gettext("Promised, planned, reached: the open evidence of a public promise")
    title = promise.statement
    if promise.is_withdrawn:
        told, title = promise.withdrawn_because, f"{PromiseState.WITHDRAWN.label} · {title}"
    return {
        "og:type": "article",
        "og:title": title,
        "og:description": f"{promise.promiser} · {told}",
        "og:url": address,
        "og:image": card,
        "og:image:width": width,
        "og:image:height": height,
        "twitter:card": "summary_large_image",
    }


@require_safe
@public_page
def card(request, reference, language):
    """The picture that a link to the promise shows; its address names the language, since who fetches it has none."""
    promise = get_object_or_404(publish.promises(), reference=reference)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    today = clock.today()
    with override(language):
        shown = publish.public_promises([promise], on=today)[0]
        values = promise_card.values(shown, public_course.of(shown, on=today), on=today)
    return picturing.answer(request, picturing.png(CARD, values))


urlpatterns = [
    path("promises/<str:reference>/", show, name="promise"),
    path("promises/<str:reference>/card-<str:language>.png", card, name="promise_card"),
]
