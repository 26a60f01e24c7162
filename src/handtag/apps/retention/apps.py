"""Django's handle on the app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "handtag.apps.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
