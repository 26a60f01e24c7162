"""Django's handle on this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "handtag.apps.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
