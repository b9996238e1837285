"""Pages of the frame itself: the gallery of components, and the switch between light and dark."""

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from buranakan.pages.gate import open_page, public_page
from buranakan.pages.ui import gallery
from buranakan.pages.ui.tags.frame import APPEARANCE_COOKIE, APPEARANCES

A_YEAR = dt.timedelta(days=365)


@require_GET
@public_page
def show_gallery(request):
    page = Paginator(range(200), 10).get_page(request.GET.get("page") or 3)
    return render(request, "ui/gallery.html", {"page": page, **gallery.samples()})


@require_POST
@open_page
def choose_appearance(request):
    """Keeps the choice in a cookie, so that it works without script; anything else gives it back to the system."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(wanted if is_ours else "/")
    chosen = request.POST.get("appearance")
    if chosen in APPEARANCES:
        response.set_cookie(
            APPEARANCE_COOKIE,
            chosen,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(APPEARANCE_COOKIE, samesite="Lax")
    return response


urlpatterns = [
    path("ui/", show_gallery, name="gallery"),
    path("appearance/", choose_appearance, name="appearance"),
]
