"""Django's handle on this app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "handtag.apps.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
