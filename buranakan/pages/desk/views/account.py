"""Pages of the desk: account. Who I am here, and the switch between the duties I hold."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from buranakan.pages.gate import signed_in


@signed_in
@require_GET
def show_account(request):
    return render(request, "desk/account/account.html")


@signed_in
@require_POST
def switch_membership(request):
    """Wear another of the memberships I hold today; the page I came from may no longer be mine to see."""
    wanted = request.POST.get("membership", "")
    held = {str(one.pk): one for one in request.memberships}
    if wanted not in held:
        raise Http404
    request.session["membership"] = held[wanted].pk
    return HttpResponseRedirect(_way_back(request))


def _way_back(request):
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("desk:home")


urlpatterns = [
    path("account/", show_account, name="account"),
    path("account/membership/", switch_membership, name="switch_membership"),
]
