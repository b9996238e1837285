"""App registration."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "buranakan.planning"
    label = "planning"
