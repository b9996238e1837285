"""App registration."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "buranakan.outcomes"
    label = "outcomes"
