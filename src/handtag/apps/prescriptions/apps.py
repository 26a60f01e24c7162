"""Django's handle on this app."""

from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "handtag.apps.prescriptions"
    label = "prescriptions"
    default_auto_field = "django.db.models.BigAutoField"
