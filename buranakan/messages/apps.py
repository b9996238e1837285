"""App registration."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "buranakan.messages"
    label = "letters"
