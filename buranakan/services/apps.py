"""App registration."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "buranakan.services"
    label = "services"
