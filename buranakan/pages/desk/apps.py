"""App registration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "buranakan.pages.desk"
    label = "desk"
