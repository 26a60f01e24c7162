"""Django's handle on this app."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "handtag.apps.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"
