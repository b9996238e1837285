"""Pages of the desk: account. Who I am here, and the switch between the duties I hold."""

from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, path, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from buranakan.accounts import queries as accounts
from buranakan.lib import clock
from buranakan.pages.gate import PUBLIC, SIGNED_IN, signed_in


@signed_in
@require_GET
def show_account(request):
    return render(request, "desk/account/account.html")


@signed_in
@require_POST
def switch_membership(request):
    """Wear another of the memberships I hold today, and come back to the page, if it is still mine to see."""
    wanted = request.POST.get("membership", "")
    held = {str(one.pk): one for one in request.memberships}
    if wanted not in held:
        raise Http404
    request.session["membership"] = held[wanted].pk
    scope = accounts.scope_of(held[wanted], on=clock.today())
    came_from = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect(came_from if is_ours and _opens(came_from, scope=scope) else "desk:home")


def _opens(address, *, scope):
    try:
        permission = resolve(urlsplit(address).path).func.permission
    except Resolver404:
        return False
    return permission in {PUBLIC, SIGNED_IN} or scope.may(permission)


urlpatterns = [
    path("account/", show_account, name="account"),
    path("account/membership/", switch_membership, name="switch_membership"),
]
