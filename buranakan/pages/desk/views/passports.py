"""Pages of passports: everything every agency did for one enterprise or person, on one timeline."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.insight import passport
from buranakan.lib import durations
from buranakan.pages.gate import needs, shows
from buranakan.registry import queries as registry
from buranakan.registry.rules import can_see_names
from buranakan.services import queries as services

ON_A_PAGE = 40
PASSPORT = _("Support passport")


@require_safe
@needs(Permission.SEE_REGISTER)
def show_person(request, reference):
    """A person's; an address of a record merged away leads to the one that remains."""
    person = get_object_or_404(services.every_person(request.scope), reference=reference)
    if person.merged_into_id is not None:
        return redirect("desk:person_passport", reference=registry.canonical(person).reference)
    shows(request, person)
    crumbs = [
        (_("People"), reverse("desk:people")),
        (person.full_name, reverse("desk:person", args=[person.reference])),
        (PASSPORT, ""),
    ]
    outcomes_href = reverse("desk:person_outcomes", args=[person.reference])
    shown = {"name": person.full_name, "is_person": True, "crumbs": crumbs, "outcomes_href": outcomes_href}
    return _show(request, person, shown)


@require_safe
@needs(Permission.SEE_REGISTER)
def show_enterprise(request, reference):
    """An enterprise's; an address of a record merged away leads to the one that remains."""
    enterprise = get_object_or_404(registry.every_enterprise(request.scope), reference=reference)
    if enterprise.merged_into_id is not None:
        return redirect("desk:enterprise_passport", reference=registry.canonical(enterprise).reference)
    crumbs = [
        (_("Enterprises"), reverse("desk:enterprises")),
        (enterprise.name, reverse("desk:enterprise", args=[enterprise.reference])),
        (PASSPORT, ""),
    ]
    outcomes_href = reverse("desk:enterprise_outcomes", args=[enterprise.reference])
    shown = {"name": enterprise.name, "is_person": False, "crumbs": crumbs, "outcomes_href": outcomes_href}
    return _show(request, enterprise, shown)


def _show(request, subject, around):
    found = passport.passport(request.scope, subject)
    shown = {
        "passport": found,
        "hours": durations.format_hours(found.minutes),
        "sums": [{"sum": one, "hours": durations.format_hours(one.minutes)} for one in found.sums],
        "page": Paginator(found.moments, ON_A_PAGE).get_page(request.GET.get("page")),
        "changes": [{"change": one, "became": one.is_better} for one in found.changes],
        "sees_names": can_see_names(request.scope),
    }
    return render(request, "desk/passports/passport.html", around | shown)


urlpatterns = [
    path("register/people/<uuid:reference>/passport/", show_person, name="person_passport"),
    path("register/enterprises/<uuid:reference>/passport/", show_enterprise, name="enterprise_passport"),
]
