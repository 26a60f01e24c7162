"""Django's handle on this app."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "handtag.apps.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"
