"""App registration."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "buranakan.areas"
    label = "areas"
