"""App registration."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "buranakan.pages.ui"
    label = "ui"
