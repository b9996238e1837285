"""Pages of the desk: services given. Recording them has its own module beside this one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import kept_files
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.forms.services import EvidenceForm, ListForm
from buranakan.pages.desk.views import recording
from buranakan.pages.gate import needs
from buranakan.registry.rules import can_see_names
from buranakan.services import actions, queries

PAGE_SIZE = 25


@require_safe
@needs(Permission.SEE_SERVICES)
def list_services(request):
    """Services in reach, by the keys of the grain; the address holds what is chosen."""
    scope = request.scope
    form = ListForm(
        request.GET,
        activities=queries.activities_recorded(scope),
        offices=queries.offices_recorded(scope),
        provinces=queries.provinces_recorded(scope),
        months=queries.months_recorded(scope),
    )
    rows = _chosen(scope, form)
    page = Paginator(rows.for_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    words = {
        "form": form,
        "page": page,
        "totals": queries.totals(rows),
        "sees_names": can_see_names(scope),
        "only_province": only_province(scope),
        "may_record": scope.may(Permission.RECORD_SERVICES),
    }
    return render(request, "desk/services/services.html", words)


@require_safe
@needs(Permission.SEE_SERVICES)
def show_service(request, reference):
    return _show_service(request, get_object_or_404(queries.services(request.scope).for_list(), reference=reference))


@require_safe
@needs(Permission.SEE_SERVICES)
def download_evidence(request, reference, file):
    """A file of this record, to whoever may see the record and names."""
    service = get_object_or_404(queries.services(request.scope), reference=reference)
    return kept_files.answer(request.scope, queries.evidence_file(request.scope, file, service=service))


@require_POST
@needs(Permission.RECORD_SERVICES)
def add_evidence(request, reference):
    service = get_object_or_404(queries.services_given(request.scope).for_list(), reference=reference)
    form = EvidenceForm(request.POST, request.FILES)
    kept, problems = recording.keep_files(request, "evidence") if form.is_valid() else ([], [])
    for problem in problems:
        form.add_error("evidence", problem)
    if not kept:
        return _show_service(request, service, evidence_form=form)
    try:
        actions.add_evidence(service, files=kept, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_service(request, service, evidence_form=form, refusal=refusal, status=409)
    if problems:
        return _show_service(request, service, evidence_form=form)
    messages.success(request, _("The evidence is stored with the record."))
    return redirect("desk:service", reference=service.reference)


@require_POST
@needs(Permission.RECORD_SERVICES)
def take_back(request, reference):
    """Only the office that gave the service takes its record back."""
    service = get_object_or_404(queries.services_given(request.scope).for_list(), reference=reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show_service(request, service, reason_form=form)
    try:
        actions.take_back(service, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_service(request, service, reason_form=form, refusal=refusal, status=409)
    messages.success(request, _("The record was taken back. It no longer counts in any figure."))
    return redirect("desk:service", reference=service.reference)


def _chosen(scope, form):
    """The rows the form asks for; an address that asks for what is not in reach gets none."""
    if not form.is_valid():
        return queries.services(scope).none()
    if form.cleaned_data["show"] == form.TAKEN_BACK:
        return queries.services(scope, **form.wanted()).taken_back()
    rows = queries.standing_services(scope, **form.wanted())
    return rows.without_evidence() if form.cleaned_data["show"] == form.UNPROVED else rows


def _show_service(request, service, *, evidence_form=None, reason_form=None, refusal=None, status=200):
    scope = request.scope
    sees_names = can_see_names(scope)
    is_ours = scope.may(Permission.RECORD_SERVICES) and service.serving_office_id == scope.office_id
    words = {
        "service": service,
        "sees_names": sees_names,
        "opens_people": sees_names and scope.may(Permission.SEE_REGISTER),
        "told": queries.told(service) if sees_names else [],
        "evidence": service.evidence.all(),
        "next_href": recording.address(like=service.reference),
        "may_change": is_ours and service.taken_back_at is None,
        "evidence_form": evidence_form or EvidenceForm(),
        "reason_form": reason_form or ReasonForm(),
        "refusal": refusal,
    }
    return render(request, "desk/services/service.html", words, status=status)


urlpatterns = [
    path("services/", list_services, name="services"),
    *recording.urlpatterns,
    path("services/<uuid:reference>/", show_service, name="service"),
    path("services/<uuid:reference>/evidence/", add_evidence, name="service_evidence_add"),
    path("services/<uuid:reference>/evidence/<uuid:file>/", download_evidence, name="service_evidence"),
    path("services/<uuid:reference>/take-back/", take_back, name="service_take_back"),
]
