"""The one library of the pages' components; built into every template, so nothing needs loading."""

from django import template

from buranakan.pages.ui.tags import fields, filters, frame, lists, maps, pictures, surfaces, trends

register = template.Library()

for module in (fields, filters, frame, lists, maps, pictures, surfaces, trends):
    register.tags.update(module.register.tags)
    register.filters.update(module.register.filters)
