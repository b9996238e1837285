"""Which applications this browser has opened, and the door that stands before all others."""

from functools import wraps

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from buranakan.calls import queries
from buranakan.pages.gate import public_page
from buranakan.pages.portal.forms.returning import ReturnForm

OPENED = "applications"
MOST_OPENED = 5
CODE_COOKIE = "application_code"
CODE_KEPT_SECONDS = 60 * 60


def open_here(request, application):
    """Remember in the session that whoever sits here has the code of this application."""
    others = [one for one in request.session.get(OPENED, []) if one != str(application.reference)]
    request.session[OPENED] = [str(application.reference), *others][:MOST_OPENED]
    if not request.user.is_authenticated:
        # A session that somebody knew before must not become the one that opens an application.
        request.session.cycle_key()


def close_here(request, reference):
    """Forget it on this device: the next one who sits here needs the code."""
    request.session[OPENED] = [one for one in request.session.get(OPENED, []) if one != str(reference)]


def opened_here(request):
    """The applications this browser has opened, the last one first."""
    found = [queries.application_by_reference(reference) for reference in request.session.get(OPENED, [])]
    return [application for application in found if application is not None]


def applicants_page(view):
    """A page of one application, for the browser that has opened it; everybody else finds a door that tells nothing.

    The view is given the application in place of its reference.
    """

    @public_page
    @wraps(view)
    def guarded(request, reference, **kwargs):
        is_open = str(reference) in request.session.get(OPENED, [])
        application = queries.application_by_reference(reference) if is_open else None
        if application is None:
            # The same words whether there is such an application or not.
            response = render(request, "portal/applications/door.html", {"form": ReturnForm()})
        else:
            response = view(request, application, **kwargs)
        # Nothing of it stays in the browser of a borrowed phone.
        add_never_cache_headers(response)
        return response

    return guarded


# --- the code, shown once ---------------------------------------------------------------------------------------------
def show_code_once(response, application, *, code):
    """Hand the code to the one page that shows it, in the reader's own browser: the server keeps only its hash."""
    response.set_cookie(
        CODE_COOKIE,
        f"{application.reference}:{code}",
        max_age=CODE_KEPT_SECONDS,
        path=reverse("portal:application_begun", kwargs={"reference": application.reference}),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget_code(response, application):
    """It was written down: the page that showed it shows it no more."""
    path = reverse("portal:application_begun", kwargs={"reference": application.reference})
    response.delete_cookie(CODE_COOKIE, path=path, samesite="Strict")


def code_to_show(request, application):
    """The code, while its page may still show it, or ""."""
    reference, _colon, code = request.COOKIES.get(CODE_COOKIE, "").partition(":")
    return code if reference == str(application.reference) else ""
