"""Django's handle on the wiring, so that its system checks are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "handtag.config"
    label = "config"

    def ready(self) -> None:
        from handtag.config import checks  # noqa: F401  (registers the checks)
