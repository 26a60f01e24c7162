"""Django's handle on this app."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "handtag.apps.procurement"
    label = "procurement"
    default_auto_field = "django.db.models.BigAutoField"
