"""Components, as template tags whose unknown attributes fail."""

from django import template

register = template.Library()
