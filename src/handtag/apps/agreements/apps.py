"""Django's handle on this app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "handtag.apps.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
