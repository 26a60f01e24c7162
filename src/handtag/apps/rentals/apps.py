"""Django's handle on this app."""

from django.apps import AppConfig


class RentalsConfig(AppConfig):
    name = "handtag.apps.rentals"
    label = "rentals"
    default_auto_field = "django.db.models.BigAutoField"
