"""Every page passes here: who asks, wearing which membership, with which permission; reading pages cannot write."""

import re
from contextlib import nullcontext
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from buranakan.accounts import queries as accounts
from buranakan.accounts.scope import Scope
from buranakan.lib import clock, fiscal
from buranakan.pages import unlinked, unsent
from buranakan.registry import actions as registry

PUBLIC = "public"
SIGNED_IN = "signed_in"
READING = {"GET", "HEAD", "OPTIONS"}
READS = ("SELECT", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PRAGMA", "SHOW")
WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


class WriteDuringReading(Exception):
    """A page that only shows something tried to change something."""


def is_reading(sql):
    """Does a statement only read? A WITH may carry a write in its belly; words in quotes are names or values."""
    statement = QUOTED.sub("", str(sql)).lstrip(" (\n").upper()
    return statement.startswith(READS) and not (statement.startswith("WITH") and WRITES.search(statement))


def _refuse_writes(execute, sql, params, many, context):
    if not is_reading(sql):
        raise WriteDuringReading(sql)
    return execute(sql, params, many, context)


class LanguageMiddleware:
    """Thai, unless the reader chose otherwise here: what a browser was shipped with says little about who reads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class GateMiddleware:
    """Puts the worn membership and its scope on the request, both found only when asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.memberships = SimpleLazyObject(lambda: _memberships(request))
        request.membership = SimpleLazyObject(lambda: _worn(request))
        request.scope = SimpleLazyObject(lambda: _scope(request))
        request.people_shown = []
        return self.get_response(request)


def _memberships(request):
    if not request.user.is_authenticated:
        return []
    return list(accounts.memberships_of(request.user, on=clock.today()))


def _worn(request):
    wanted = request.session.get("membership")
    held = list(request.memberships)
    # Nobody chose: the duty held longest, so that one given in the middle of the day does not put itself on.
    longest = min(held, key=lambda one: (one.valid_from, one.pk), default=None)
    return next((one for one in held if one.pk == wanted), longest)


def _scope(request):
    if not request.user.is_authenticated or not request.membership:
        return Scope.public()
    return accounts.scope_of(request.membership, on=clock.today())


def needs(permission):
    """Open a page only to those whose worn membership gives the permission: others get 403, strangers the login."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _to_login(request)
            if not request.scope.may(permission):
                raise PermissionDenied
            _wear(request)
            with _reading(request):
                response = unlinked.for_reader(_kept_by_nobody(view(request, *args, **kwargs)), scope=request.scope)
            _log_looks(request)
            return response

        guarded.permission = permission
        return guarded

    return decorate


def _to_login(request):
    """A stranger goes to the login; who was signed out while writing first gets the words back."""
    typed = unsent.typed(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    return _kept_by_nobody(render(request, "errors/signed_out.html", {"typed": typed}, status=403))


def shows(request, person, *, note=registry.note_opening):
    """A look at somebody's page is an act. The page says so here; the gate writes it, since reading pages can't."""
    request.people_shown.append((person, note))


def _log_looks(request):
    for person, note in request.people_shown:
        note(person, office=request.membership.office, by=request.user, at=clock.now())


def _wear(request):
    """The trail writes the post that acted, never the person's name."""
    if request.membership:
        request.user.worn_post = request.membership.post


def _kept_by_nobody(response):
    """What one office sees is not left in a shared computer's browser for the next."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    return response


def signed_in(view):
    """Open a page to anybody who is logged in, whatever they wear."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _to_login(request)
        _wear(request)
        return _kept_by_nobody(view(request, *args, **kwargs))

    guarded.permission = SIGNED_IN
    return guarded


def public_page(view):
    """Open a page to everybody, in the public scope whoever asks."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.scope = Scope.public()
        with _reading(request):
            return view(request, *args, **kwargs)

    guarded.permission = PUBLIC
    return guarded


def open_page(view):
    """Open a page of another package (login and its kin) to everybody; it may keep its own books."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    opened.permission = PUBLIC
    return opened


def _reading(request):
    return connection.execute_wrapper(_refuse_writes) if request.method in READING else nullcontext()


def page_frame(request):
    """What every page's frame shows: the membership worn, the day, and whether the data is synthetic."""
    today = clock.today()
    return {
        "worn": getattr(request, "membership", None),
        "memberships": getattr(request, "memberships", []),
        "scope": getattr(request, "scope", None),
        "today": today,
        "this_fiscal_year": fiscal.fiscal_year_of(today),
        "is_synthetic": settings.IS_SYNTHETIC,
    }


def csrf_failed(request, reason=""):
    """The form was too old or came from elsewhere: say so, and what to do."""
    words = {"reason": reason, "typed": unsent.typed(request)}
    return _kept_by_nobody(render(request, "errors/csrf.html", words, status=403))
