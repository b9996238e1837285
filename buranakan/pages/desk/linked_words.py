"""Sentences of numbers on a page: every number is the link where it opens."""

import datetime as dt

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from buranakan.insight.statements import Number, Sentence


def linked(sentence):
    """The sentence with its numbers as links; everything else in it is text."""
    parts = tuple((name, _shown(part)) for name, part in sentence.parts)
    escaped = Sentence(str(conditional_escape(str(sentence.template))), parts)
    return mark_safe(str(escaped))  # noqa: S308 - its template and all its parts are escaped


def _shown(part):
    if isinstance(part, Number):
        return format_html('<a href="{}">{}</a>', part.address, part.said)
    if isinstance(part, Sentence):
        return linked(part)
    return part if isinstance(part, dt.date) else conditional_escape(str(part))
