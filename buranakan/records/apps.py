"""App registration."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "buranakan.records"
    label = "records"
