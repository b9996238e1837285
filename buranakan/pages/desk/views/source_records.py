"""Pages of the desk: public registrations, and making one of them an enterprise of the register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.imports import ProvinceForm, SearchForm
from buranakan.pages.gate import needs
from buranakan.registry import queries as registry
from buranakan.registry.imports import actions, queries

PAGE_SIZE = 25


@require_safe
@needs(Permission.SEE_REGISTER)
def list_source_records(request):
    """The address holds what is looked for: registrations are public, and so are their numbers."""
    form = SearchForm(request.GET, provinces=_provinces(request.scope))
    found = queries.source_records(request.scope, **form.wanted()) if form.is_valid() else []
    words = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "only_province": only_province(request.scope),
        "may_import": request.scope.may(Permission.IMPORT_LISTS),
    }
    return render(request, "desk/source_records/list.html", words)


@require_safe
@needs(Permission.SEE_REGISTER)
def show_source_record(request, reference):
    return _show(request, _record(request, reference))


@require_POST
@needs(Permission.EDIT_REGISTER)
def choose(request, reference):
    """Make it an enterprise of the register, and go there."""
    record = _record(request, reference)
    form = ProvinceForm(request.POST, provinces=_provinces(request.scope)) if record.province is None else None
    if form and not form.is_valid():
        return _show(request, record, form=form)
    said = {"province": form.cleaned_data["province"]} if form else {}
    try:
        enterprise = actions.choose(record, **said, office=request.membership.office, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show(request, record, form=form, refusal=refusal, status=409)
    if not registry.enterprises(request.scope).contains(enterprise):
        # An office of another province had it before; what they call it is theirs.
        return redirect("desk:source_record", reference=record.reference)
    messages.success(request, _("%(name)s is now in the register.") % {"name": enterprise.name})
    return redirect("desk:enterprise", reference=enterprise.reference)


def _record(request, reference):
    return get_object_or_404(queries.source_records(request.scope), reference=reference)


def _provinces(scope):
    return [one for one in areas.provinces() if scope.sees_all_provinces or one.pk in scope.provinces]


def _show(request, record, *, form=None, refusal=None, status=200):
    is_chosen = record.enterprise_id is not None
    needs_province = record.province is None and not is_chosen
    within_reach = registry.enterprises(request.scope)
    words = {
        "record": record,
        "enterprise": within_reach.filter(pk=record.enterprise_id).first() if is_chosen else None,
        "is_chosen": is_chosen,
        "form": form or (ProvinceForm(provinces=_provinces(request.scope)) if needs_province else None),
        "may_choose": request.scope.may(Permission.EDIT_REGISTER) and not is_chosen,
        "refusal": refusal,
    }
    return render(request, "desk/source_records/record.html", words, status=status)


urlpatterns = [
    path("register/registrations/", list_source_records, name="source_records"),
    path("register/registrations/<uuid:reference>/", show_source_record, name="source_record"),
    path("register/registrations/<uuid:reference>/choose/", choose, name="source_record_choose"),
]
