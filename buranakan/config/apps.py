"""Wires the process: the demo's clock, and the checks that run before the server starts."""

import datetime as dt

from django.apps import AppConfig
from django.conf import settings

from buranakan.lib import clock


class ConfigConfig(AppConfig):
    name = "buranakan.config"
    label = "config"

    def ready(self):
        if settings.CLOCK_STARTS_AT:
            clock.start_at(dt.datetime.fromisoformat(settings.CLOCK_STARTS_AT))
