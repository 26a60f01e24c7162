"""Django's handle on this app."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    name = "handtag.apps.purchasing"
    label = "purchasing"
    default_auto_field = "django.db.models.BigAutoField"
