"""What this site is, what it stands on, and whether it is up."""

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from buranakan.pages.gate import public_page

# Pages behind the login have nothing for a search engine.
CLOSED = ("/desk/", "/accounts/")


@require_safe
@public_page
def about(request):
    return render(request, "public/about/about.html", {"threshold": settings.SMALL_COUNT})


@require_safe
@never_cache
@public_page
def health(request):
    """For the machine that watches this one."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@public_page
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in (*CLOSED, reverse("public:health")))]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


urlpatterns = [
    path("about/", about, name="about"),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
]
