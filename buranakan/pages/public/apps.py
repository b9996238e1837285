"""App registration."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "buranakan.pages.public"
    label = "public"
