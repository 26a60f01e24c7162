"""Numbered checks of the settings as a whole; each number is in the reference documentation."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def secrets_are_not_the_demo_ones(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """handtag.E001: the demo's known keys are refused unless HANDTAG_DEMO=1; handtag.E002: at least one field key."""
    found: list[CheckMessage] = []
    known = {settings.DEMO_SECRET, settings.DEMO_FIELD_KEY}
    used = {settings.SECRET_KEY, settings.BLIND_INDEX_KEY, *settings.FIELD_KEYS}
    if not settings.DEMO and known & used:
        found.append(Error("The demo's keys are known to everyone: set your own.", id="handtag.E001"))
    if not settings.FIELD_KEYS:
        found.append(Error("HANDTAG_FIELD_KEYS must hold at least one Fernet key.", id="handtag.E002"))
    return found
