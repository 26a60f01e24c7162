"""Django's handle on this app."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "handtag.apps.stock"
    label = "stock"
    default_auto_field = "django.db.models.BigAutoField"
