"""Django's handle on this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "handtag.apps.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
