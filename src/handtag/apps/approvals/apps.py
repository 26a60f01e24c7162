"""Django's handle on this app."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "handtag.apps.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
