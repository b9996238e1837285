"""Pages for what went wrong: what happened, and what to do next."""

from http import HTTPStatus

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


class WrongMethodMiddleware:
    """Somebody opens, by its address, what only takes a form: after a login that came too late, or from a bookmark."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "errors/405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def server_error(request):
    """Rendered without the request: what asks the database for the frame may be the very thing that broke."""
    return HttpResponseServerError(render_to_string("errors/500.html", {"is_synthetic": settings.IS_SYNTHETIC}))
