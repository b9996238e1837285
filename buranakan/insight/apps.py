"""App registration."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "buranakan.insight"
    label = "insight"
