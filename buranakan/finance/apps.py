"""App registration."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "buranakan.finance"
    label = "finance"
