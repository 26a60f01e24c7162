"""Django's handle on this app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "handtag.apps.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
