"""Pages of the desk: enterprises of the register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.register import EnterpriseForm, registered
from buranakan.pages.desk.views import recording
from buranakan.pages.gate import needs
from buranakan.registry import actions
from buranakan.registry import queries as registry
from buranakan.registry.enums import EnterpriseKind
from buranakan.registry.imports import actions as lists
from buranakan.registry.imports import queries as registrations
from buranakan.services import queries as services

PAGE_SIZE = 25
LATEST = 20


@require_safe
@needs(Permission.SEE_REGISTER)
def list_enterprises(request):
    text = request.GET.get("q", "")
    found = registry.enterprises(request.scope)
    if text:
        found = registry.find_enterprises(found, text)
    page = Paginator(found.order_by("sort_key", "pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    words = {"page": page, "text": text, "may_add": request.scope.may(Permission.EDIT_REGISTER)}
    return render(request, "desk/register/enterprises.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def add_enterprise(request):
    """Add an enterprise; what is registered fills the form, likely the same ones are shown first, what is typed stays.
    """
    registration = _registration(request)
    form = _form(request, initial=_initial(request, registration))
    shown = {"registration": registration, "looked_for": request.GET.get("number", "")}
    if request.method == "POST" and registration and request.POST.get("looked_up") != registration.number:
        form.fill_in(registration)
        return _show_form(request, form, **shown, status=409)
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form, **shown)
    likely = _likely(request, form)
    if likely:
        return _show_form(request, form, **shown, likely=likely, status=409)
    try:
        enterprise = _added(request, form, registration)
    except RuleBroken as refusal:
        return _show_form(request, form, **shown, refusal=refusal, status=409)
    messages.success(request, _("%(name)s is now in the register.") % {"name": enterprise.name})
    if request.GET.get("then") == "service":
        return redirect(recording.address(enterprise=enterprise.reference, like=request.GET.get("like")))
    return redirect("desk:enterprise", reference=enterprise.reference)


@require_safe
@needs(Permission.SEE_REGISTER)
def show_enterprise(request, reference):
    """An enterprise; an address of a record merged away leads to the one that remains."""
    enterprise = get_object_or_404(registry.every_enterprise(request.scope), reference=reference)
    if enterprise.merged_into_id is not None:
        return redirect("desk:enterprise", reference=registry.canonical(enterprise).reference)
    received = services.services_to_enterprise(request.scope, enterprise)
    words = {
        "enterprise": enterprise,
        "parts": registry.parts_in(enterprise, request.scope),
        "received": received.for_list()[:LATEST],
        "totals": services.totals(received.standing()),
        "record_href": recording.address(enterprise=enterprise.reference),
        "may_edit": request.scope.may(Permission.EDIT_REGISTER),
        "may_record": request.scope.may(Permission.RECORD_SERVICES),
    }
    return render(request, "desk/register/enterprise.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_enterprise(request, reference):
    enterprise = get_object_or_404(registry.enterprises(request.scope), reference=reference)
    kept = {name: getattr(enterprise, name) for name in ("name", "kind", "number")}
    form = _form(request, initial=kept | {"province": enterprise.province_id})
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form, enterprise=enterprise)
    try:
        actions.edit_enterprise(enterprise, **form.details(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_form(request, form, enterprise=enterprise, refusal=refusal, status=409)
    messages.success(request, _("Saved."))
    return redirect("desk:enterprise", reference=enterprise.reference)


def _registration(request):
    """The public registration of the number that was looked up or typed, unless it is an enterprise already."""
    asked = request.POST if request.method == "POST" else request.GET
    found = registrations.registration(request.scope, asked.get("number", ""))
    return None if found is None or found.enterprise_id else found


def _initial(request, registration):
    """What is known is never typed: the registration, or the number that has none and the office's only province."""
    if registration:
        return registered(registration)
    return {"province": only_province(request.scope), "number": request.GET.get("number", "")}


def _added(request, form, registration):
    details = form.details()
    said = {"office": request.membership.office, "by": request.user, "at": clock.now()}
    if registration and details["kind"] == EnterpriseKind.JURISTIC:
        return lists.add_registered(registration, name=details["name"], province=details["province"], **said)
    return actions.add_enterprise(**details, **said)


def _form(request, **choices):
    written = request.POST if request.method == "POST" else None
    return EnterpriseForm(written, provinces=areas.provinces(), **choices)


def _likely(request, form):
    details = form.details()
    likely = registry.likely_enterprises(request.scope, name=details["name"], province=details["province"])
    return [] if not likely or form.is_confirmed(f"{details['name']}/{details['province'].pk}") else likely


def _show_form(
    request, form, *, enterprise=None, registration=None, looked_for="", likely=(), refusal=None, status=200
):
    words = {
        "form": form,
        "enterprise": enterprise,
        "registration": registration,
        "looked_for": looked_for,
        "carried": [(name, request.GET[name]) for name in ("then", "like") if request.GET.get(name)],
        "likely": likely,
        "refusal": refusal,
        "holder": _holder(request, refusal, number=looked_for),
    }
    return render(request, "desk/register/enterprise_form.html", words, status=status)


def _holder(request, refusal, *, number=""):
    """The enterprise that has the number refused or looked for, where it is in reach."""
    found = registry.enterprises(request.scope)
    if refusal is not None and refusal.code == "enterprise_number_taken":
        return found.filter(reference=refusal.params["holder"]).first()
    return registry.find_enterprise(found, number) if number else None


urlpatterns = [
    path("register/enterprises/", list_enterprises, name="enterprises"),
    path("register/enterprises/add/", add_enterprise, name="enterprise_add"),
    path("register/enterprises/<uuid:reference>/", show_enterprise, name="enterprise"),
    path("register/enterprises/<uuid:reference>/edit/", edit_enterprise, name="enterprise_edit"),
]
