"""The frame around pages: navigation, appearance, where a switch returns to, what a title says first."""

from django import template
from django.forms import BaseForm
from django.utils.http import url_has_allowed_host_and_scheme

from buranakan.pages.ui import navigation

register = template.Library()

APPEARANCES = ("light", "dark")
APPEARANCE_COOKIE = "appearance"


@register.simple_tag(takes_context=True)
def ui_navigation(context):
    """The sections of the desk that the membership worn may open."""
    request = context.get("request")
    return navigation.sections_for(context.get("scope"), path=request.path if request else "")


@register.simple_tag(takes_context=True)
def ui_appearance(context):
    """light, dark, or nothing when the reader's own system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get(APPEARANCE_COOKIE, "") if request else ""
    return chosen if chosen in APPEARANCES else ""


@register.simple_tag(takes_context=True)
def ui_here(context):
    """Where a switch of language, appearance or membership comes back to: a page that can be asked for again."""
    request = context.get("request")
    if request is None:
        return "/"
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.META.get("HTTP_REFERER", "")
    return came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()) else "/"


@register.simple_tag(takes_context=True)
def ui_has_errors(context):
    """Whether the page shows a mistake or a refusal, which its title must then say first."""
    # By type and not by isinstance, which would wake every lazy thing in the context.
    forms = [value for value in context.flatten().values() if issubclass(type(value), BaseForm)]
    return bool(context.get("refusal")) or any(form.errors for form in forms)
