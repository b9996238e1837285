"""Pages of the desk: the trail. Who did what, when, under which post; and whether the log is as it was sealed."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import trail_words
from buranakan.pages.desk.forms.trail import LookForm, NarrowForm
from buranakan.pages.gate import needs
from buranakan.records import actions, queries, sealing, verification

EVENTS_ON_A_PAGE = 50
TRAIL = _("Trail of acts")


@require_GET
@needs(Permission.SEE_TRAIL)
def browse(request):
    offices = trail_words.offices_by_code(on=clock.today())
    form = NarrowForm(
        request.GET, names=queries.names(request.scope), types=queries.types(request.scope), offices=offices
    )
    events = queries.events(request.scope)
    # What was not understood narrows nothing down to a wrong answer: the list is empty until it is corrected.
    found = queries.narrowed(events, **form.wanted()) if form.is_valid() else events.none()
    page = Paginator(found, EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "rows": [_row(event, offices=offices) for event in page],
        "seal": queries.seal_state(),
        "is_narrowed": any(request.GET.get(field) for field in form.fields),
    }
    return render(request, "desk/trail/list.html", shown)


@require_GET
@needs(Permission.SEE_TRAIL)
def open_event(request, reference):
    event = get_object_or_404(queries.events(request.scope), reference=reference)
    return render(request, "desk/trail/event.html", _shown(event, look_form=LookForm()))


@require_POST
@needs(Permission.SEE_TRAIL)
def look_at_payload(request, reference):
    """Shown once, to whoever gave a reason; asking again is another look."""
    event = get_object_or_404(queries.events(request.scope), reference=reference)
    typed = request.POST.get("because", "")
    form = LookForm(initial={"because": typed})
    try:
        payload = actions.look_at_payload(event, because=typed, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = _shown(event, look_form=form) | {"refusal": refusal}
        return render(request, "desk/trail/event.html", shown, status=409)
    carried = [(key, _spelled(value)) for key, value in sorted((payload or {}).items())]
    return render(
        request, "desk/trail/event.html", _shown(event, look_form=form) | {"carried": carried, "looked": True}
    )


@require_GET
@needs(Permission.SEE_TRAIL)
def show_proof(request, reference):
    """The way from one event to a signed root, to be followed by anybody's program."""
    event = get_object_or_404(queries.events(request.scope), reference=reference)
    proof = queries.inclusion_proof(event)
    way = _way(_("Proof"), through=event)
    return render(request, "desk/trail/proof.html", {"proof": proof, "seal": queries.seal_state(), "crumbs": way})


@require_GET
@needs(Permission.SEE_TRAIL)
def download_checkpoint(request):
    """The last signed checkpoint; whoever keeps one can later show that the log only grew."""
    headers = {"Content-Disposition": 'attachment; filename="checkpoint.txt"'}
    return HttpResponse(queries.checkpoint_note(), content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
@needs(Permission.SEE_TRAIL)
def verify(request):
    verdict, way = verification.verify(), _way(_("Verification"))
    shown = {"verdict": verdict, "verified_at": clock.now(), "crumbs": way}
    return render(request, "desk/trail/verification.html", shown)


def _row(event, *, offices):
    return {
        "event": event,
        "what": trail_words.event_words(event.name),
        "thing": trail_words.thing_words(event.on_type),
        "label": trail_words.label_words(event),
        "post": trail_words.post_words(event.by_post, offices=offices),
    }


def _shown(event, *, look_form):
    row = _row(event, offices=trail_words.offices_by_code(on=clock.today()))
    return row | {"form": look_form, "is_erased": event.payload is None, "crumbs": _way(row["what"])}


def _way(here, *, through=None):
    way = [(TRAIL, reverse("desk:trail"))]
    if through:
        address = reverse("desk:trail_event", args=[through.reference])
        way.append((trail_words.event_words(through.name), address))
    return [*way, (here, "")]


def _spelled(value):
    return value if isinstance(value, str) else sealing.canonical(value)


urlpatterns = [
    path("trail/", browse, name="trail"),
    path("trail/verification/", verify, name="trail_verification"),
    path("trail/checkpoint/", download_checkpoint, name="trail_checkpoint"),
    path("trail/<uuid:reference>/", open_event, name="trail_event"),
    path("trail/<uuid:reference>/payload/", look_at_payload, name="trail_payload"),
    path("trail/<uuid:reference>/proof/", show_proof, name="trail_proof"),
]
