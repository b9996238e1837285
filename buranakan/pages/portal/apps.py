"""App registration."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "buranakan.pages.portal"
    label = "portal"
