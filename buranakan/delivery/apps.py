"""App registration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "buranakan.delivery"
    label = "delivery"
