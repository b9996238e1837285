"""Routes of the portal: open calls, applications, follow-ups; one module per noun under views/."""

from importlib import import_module

from django.urls import include, path

app_name = "portal"

NOUNS = ["calls", "applications", "answering", "sending", "returning", "follow_ups", "mailbox"]

urlpatterns = [path("", include(import_module(f"buranakan.pages.portal.views.{noun}").urlpatterns)) for noun in NOUNS]
