"""Django's handle on this app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "handtag.apps.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
