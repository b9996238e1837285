"""Sentences, cards, figures, badges, notices, empty states, buttons."""

import datetime as dt

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext

from buranakan.lib.rules import RuleBroken
from buranakan.pages.ui import tones
from buranakan.pages.ui.tags import filters

register = template.Library()

KINDS = ("primary", "secondary", "danger", "quiet")


@register.simple_block_tag(end_name="end_ui_sentence")
def ui_sentence(content):
    """The sentence a page opens with."""
    return render_to_string("ui/sentence.html", {"content": content})


@register.simple_block_tag(end_name="end_ui_card")
def ui_card(content, *, title="", href="", tone="", level=2):
    """A titled surface; with an address its title is the link."""
    card = {"content": content, "title": title, "href": href, "tone": tones.checked(tone), "level": level}
    return render_to_string("ui/card.html", card)


@register.simple_block_tag(end_name="end_ui_notice")
def ui_notice(content, *, tone="info", title=""):
    """Something to know before going on."""
    return render_to_string("ui/notice.html", {"content": content, "tone": tones.checked(tone), "title": title})


@register.inclusion_tag("ui/stat.html")
def ui_stat(*, label, value, unit="", href="", note="", tone=""):
    """A figure that opens: the number is the link."""
    return {"label": label, "value": value, "unit": unit, "href": href, "note": note, "tone": tones.checked(tone)}


@register.inclusion_tag("ui/badge.html")
def ui_badge(*, text, tone="plain"):
    """A state in a word, with its shape."""
    return {"text": text, "tone": tones.checked(tone)}


@register.inclusion_tag("ui/empty.html")
def ui_empty(*, text, href="", action=""):
    """What to say, and where to go, when there is nothing yet."""
    return {"text": text, "href": href, "action": action}


@register.inclusion_tag("ui/button.html")
def ui_button(*, text, href="", kind="primary", name="", value=""):
    """A link that looks like a button, or the submit button of the form around it."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of button; the kinds are {', '.join(KINDS)}.")
    return {"text": text, "href": href, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("ui/refusal.html")
def ui_refusal(refusal):
    """A rule's refusal, in place: what was asked stays as typed on the same page."""
    return {"sentence": refusal_sentence(refusal) if refusal else "", "code": refusal.code if refusal else ""}


def refusal_sentence(refusal):
    """In the reader's language, with days written the way the reader writes them."""
    params = {
        name: filters.day(value) if isinstance(value, dt.date) else value for name, value in refusal.params.items()
    }
    return RuleBroken(refusal.code, refusal.message, **params).rendered(gettext)
