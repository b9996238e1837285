"""Pages for what went wrong: what happened, and what to do next."""

from django.conf import settings
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request, exception):
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """Rendered without the request: what asks the database for the frame may be the very thing that broke."""
    return HttpResponseServerError(render_to_string("errors/500.html", {"is_synthetic": settings.IS_SYNTHETIC}))
