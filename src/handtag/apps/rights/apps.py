"""Django's handle on this app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "handtag.apps.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
