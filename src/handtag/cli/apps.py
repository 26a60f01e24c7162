"""Django's handle on the commands."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "handtag.cli"
    label = "cli"
