"""Django's handle on this app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "handtag.apps.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
