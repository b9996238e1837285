"""App registration."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "buranakan.policy"
    label = "policy"
