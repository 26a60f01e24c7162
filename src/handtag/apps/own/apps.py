"""Django's handle on this app."""

from django.apps import AppConfig


class OwnConfig(AppConfig):
    name = "handtag.apps.own"
    label = "own"
    default_auto_field = "django.db.models.BigAutoField"
