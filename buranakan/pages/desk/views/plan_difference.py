"""Page of what one version of a plan changes against another."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib.money import BAHT
from buranakan.pages.desk import plan_words
from buranakan.pages.desk.forms.plans import PEOPLE
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.planning import comparison, queries
from buranakan.planning.enums import Change


@require_safe
@needs(Permission.SEE_PLANS)
def show_difference(request, reference, number):
    """Line by line, from the version named in the address, or from the one before."""
    newer = plan_versions.found(request, reference, number)
    everyone = queries.plan_versions(request.scope).filter(plan=newer.plan_id).order_by("-number")
    others = [one for one in everyone if one.number != newer.number]
    older = _chosen(others, request.GET.get("from", ""), before=newer.number)
    changes = comparison.difference(request.scope, older, newer) if older else []
    words = {
        "version": newer,
        "older": older,
        "others": others,
        "changes": [plan_words.change_row(one) for one in changes],
        "counted": [(kind.label, sum(one.change == kind for one in changes)) for kind in Change],
        "people": plan_words.signed(sum(one.people for one in changes), unit=PEOPLE),
        "baht": plan_words.signed(sum(one.satang or 0 for one in changes), unit=BAHT),
        "crumbs": plan_words.crumbs(_("What changed"), version=newer),
    }
    return render(request, "desk/plans/difference.html", words)


def _chosen(others, asked, *, before):
    """The version asked for; without a question the newest one before."""
    if asked:
        chosen = next((one for one in others if str(one.number) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    return max((one for one in others if one.number < before), key=lambda one: one.number, default=None)


urlpatterns = [path(f"{plan_versions.HERE}difference/", show_difference, name="plan_difference")]
