"""Wires the process: the demo's clock, and the checks that run before the server starts."""

import datetime as dt

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from buranakan.lib import clock


class ConfigConfig(AppConfig):
    name = "buranakan.config"
    label = "config"

    def ready(self):
        # Found here and not imported above: checks look at models, which are not there before every app is.
        autodiscover_modules("checks")
        if settings.CLOCK_STARTS_AT:
            clock.start_at(dt.datetime.fromisoformat(settings.CLOCK_STARTS_AT))
