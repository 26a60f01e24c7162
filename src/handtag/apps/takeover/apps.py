"""Django's handle on this app."""

from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    name = "handtag.apps.takeover"
    label = "takeover"
    default_auto_field = "django.db.models.BigAutoField"
