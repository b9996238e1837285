"""Sentences of numbers on a page: every number is the link where it opens, and in one line with its unit."""

import datetime as dt

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from buranakan.insight.statements import Number, Sentence
from buranakan.pages.ui.tags import filters


def linked(sentence):
    """The sentence with its numbers as links; everything else in it is text."""
    return _shown_with(sentence, lambda one: format_html('<a class="whole" href="{}">{}</a>', one.address, one.said))


def kept_whole(sentence):
    """The same without links, for a sentence that is a link itself."""
    return _shown_with(sentence, lambda one: filters.whole(one.said))


def _shown_with(sentence, number):
    parts = tuple((name, _shown(part, number)) for name, part in sentence.parts)
    escaped = Sentence(str(conditional_escape(str(sentence.template))), parts)
    return mark_safe(str(escaped))  # noqa: S308 - its template and all its parts are escaped


def _shown(part, number):
    if isinstance(part, Number):
        return number(part)
    if isinstance(part, Sentence):
        return _shown_with(part, number)
    if isinstance(part, dt.date):
        return filters.whole(filters.moment(part) if isinstance(part, dt.datetime) else filters.day(part))
    return conditional_escape(str(part))
