"""Django's handle on this app."""

from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "handtag.apps.stores"
    label = "stores"
    default_auto_field = "django.db.models.BigAutoField"
