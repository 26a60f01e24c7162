"""Django's handle on this app."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "handtag.apps.handovers"
    label = "handovers"
    default_auto_field = "django.db.models.BigAutoField"
