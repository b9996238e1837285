"""Page of the desk: record a service. First who was served, then what they received, then what matters of its kind."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.fields import as_error
from buranakan.pages.desk.forms.register import FindForm
from buranakan.pages.desk.forms.services import ServiceForm
from buranakan.pages.gate import needs
from buranakan.registry import queries as registry
from buranakan.services import actions, queries

MOST_FOUND = 20
RECEIVERS = ("person", "enterprise")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECORD_SERVICES)
def record_service(request):
    """The receiver and what they received stand in the address; the page asks for what is missing there."""
    receiver = _receiver(request)
    if receiver is None:
        return _find_receiver(request)
    earlier = _like(request)
    form = _service_form(request, receiver, earlier)
    kept = _kept_files(request, earlier)
    if request.method != "POST":
        return _show_form(request, form, receiver, kept)
    # Files are kept even when something else has to be put right: nobody likes to send them twice over a bad line.
    new, problems = keep_files(request, "evidence")
    kept += new
    is_valid = form.is_valid()
    if form.ask_anew(shown_for=request.POST.get("shown_for", "")):
        return _show_form(request, form, receiver, kept, asks_anew=True)
    for problem in problems:
        form.add_error("evidence", problem)
    if not is_valid or problems:
        return _show_form(request, form, receiver, kept)
    try:
        service = actions.record_service(
            **form.service(),
            **_receivers(form, receiver),
            serving_office=request.membership.office,
            evidence=kept,
            by=request.user,
            at=clock.now(),
        )
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show_form(request, form, receiver, kept, refusal=shown, status=409)
    messages.success(request, _("The service is recorded."))
    return redirect("desk:service", reference=service.reference)


def address(**asked):
    """The address of this page for a receiver, or like a record; what is None is not asked."""
    known = {name: value for name, value in asked.items() if value}
    return f"{reverse('desk:service_add')}?{urlencode(known)}" if known else reverse("desk:service_add")


def keep_files(request, name, *, store=actions.store_evidence):
    """Store the files sent along: those that were taken, and a problem in words for each that was not."""
    kept, problems = [], []
    for upload in request.FILES.getlist(name):
        # One byte more than is taken is enough to be refused, and no larger file ever fills the memory.
        content = upload.read(settings.FILE_UPLOAD_MAX_SIZE + 1)
        try:
            kept.append(store(content, name=upload.name, by=request.user, at=clock.now()))
        except RuleBroken as refusal:
            problems.append(f"{upload.name}: {as_error(refusal).message}")
    return kept, problems


def _find_receiver(request):
    """By name, telephone or number; posted, since a number may be typed."""
    text = request.POST.get("text", "")
    people = registry.find_people(queries.people(request.scope), text) if text else []
    enterprises = registry.find_enterprises(registry.enterprises(request.scope), text) if text else []
    earlier = _like(request)
    words = {
        "form": FindForm(initial={"text": text}),
        "text": text,
        "people": [(one, registry.masked_citizen_number(one)) for one in people[:MOST_FOUND]],
        "enterprises": enterprises[:MOST_FOUND],
        "earlier": earlier,
        "like": f"&{urlencode({'like': earlier.reference})}" if earlier else "",
        "then": f"?{urlencode({'then': 'service'} | ({'like': earlier.reference} if earlier else {}))}",
        "may_add": request.scope.may(Permission.EDIT_REGISTER),
    }
    return render(request, "desk/services/find.html", words)


def _receiver(request):
    """("person", the person) or ("enterprise", the enterprise) of the address; 404 for whom is not in reach."""
    for kind in RECEIVERS:
        if kind in request.GET:
            rows = queries.every_person if kind == "person" else registry.every_enterprise
            found = _by_reference(rows(request.scope), request.GET[kind])
            if found is None:
                raise Http404
            return kind, registry.canonical(found)
    return None


def _like(request):
    """A record of this office whose activity, day and length are taken over for the next person."""
    return _by_reference(queries.services_given(request.scope), request.GET.get("like", ""))


def _by_reference(rows, text):
    try:
        return rows.filter(reference=UUID(text)).first()
    except ValueError:
        return None


def _kept_files(request, earlier):
    """Files stored a moment ago with a form that has been put right since, or with the record before: one sign-in
    sheet proves many services."""
    chosen = request.POST.getlist("kept")
    if request.method != "POST" and earlier:
        chosen = [str(file.reference) for file in earlier.evidence.all()]
    return list(queries.kept_evidence(request.scope, chosen))


def _service_form(request, receiver, earlier):
    kind, thing = receiver
    today = clock.today()
    parts = registry.parts_of if kind == "person" else registry.parts_in
    counterparts = {getattr(part, _other(kind)): None for part in parts(thing, request.scope)}
    written = (request.POST, request.FILES) if request.method == "POST" else ()
    return ServiceForm(
        *written,
        initial=_initial(request, earlier, today),
        lines=queries.lines_to_serve(request.scope, on=today),
        activities=queries.activities_to_serve(on=today),
        provinces=[one for one in areas.provinces() if _reaches(request.scope, one)],
        owners=queries.owners_to_serve(request.scope, on=today),
        counterparts=list(counterparts),
        counterpart_label=_("For which enterprise") if kind == "person" else _("Who received it for the enterprise"),
        fields_asked=queries.fields_asked,
    )


def _initial(request, earlier, today):
    """What is known is never asked: today, the only province, or what the record before said."""
    what = {"what": request.GET["what"]} if "what" in request.GET else {}
    if earlier is None:
        return what | {"served_on": today, "province": only_province(request.scope)}
    line = earlier.plan_line and queries.line_in_force(earlier.plan_line)
    return {
        "what": f"line:{line.pk}" if line else f"activity:{earlier.activity_id}",
        "served_on": earlier.served_on,
        "minutes": earlier.minutes,
        "province": earlier.province_id,
        "owner_office": earlier.owner_office_id,
        "note": earlier.note,
    } | what


def _receivers(form, receiver):
    kind, thing = receiver
    return {kind: thing, _other(kind): form.cleaned_data.get("counterpart")}


def _reaches(scope, province):
    return scope.sees_all_provinces or province.pk in scope.provinces


def _other(kind):
    return "enterprise" if kind == "person" else "person"


def _show_form(request, form, receiver, kept, *, asks_anew=False, refusal=None, status=200):
    kind, thing = receiver
    # Before anything else is asked, what they received: its kind says what else matters.
    is_choosing = not form.is_bound and form.activity_chosen is None
    words = {
        "form": form,
        "asks_anew": asks_anew,
        "like": request.GET.get("like", ""),
        "kind": kind,
        "receiver": thing,
        "mask": registry.masked_citizen_number(thing) if kind == "person" else "",
        "kept": kept,
        "refusal": refusal,
        "earlier": _earlier(request, refusal),
        "office": request.membership.office,
        "find_again": address(like=request.GET.get("like")),
    }
    template = "desk/services/choose.html" if is_choosing else "desk/services/record.html"
    return render(request, template, words, status=status)


def _earlier(request, refusal):
    """The record that is already there, where it is in reach."""
    if refusal is None or refusal.code != "already_recorded":
        return None
    return queries.services(request.scope).filter(reference=refusal.params["earlier"]).first()


urlpatterns = [path("services/add/", record_service, name="service_add")]
