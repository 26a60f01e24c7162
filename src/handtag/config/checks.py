"""Numbered checks of the settings as a whole; each number is in the reference documentation."""

from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from handtag.files.attribute_mappings import read_mapping
from handtag.files.yaml_documents import DocumentError


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


@register(Tags.security)
def identity_provider_is_whole(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """handtag.E003: an identity provider (HANDTAG_OIDC_ISSUER) needs HTTPS, a client id, and a mapping file that can be read."""
    if not settings.OIDC_ISSUER:
        return []
    wrong: list[str] = []
    if not settings.DEMO and not settings.OIDC_ISSUER.startswith("https://"):
        wrong.append("HANDTAG_OIDC_ISSUER must begin with https://")
    if not settings.OIDC_CLIENT_ID:
        wrong.append("HANDTAG_OIDC_CLIENT_ID must be set")
    try:
        read_mapping(Path(settings.OIDC_MAPPING))
    except (OSError, DocumentError) as error:
        wrong.append(f"HANDTAG_OIDC_MAPPING: {error}")
    return [Error(message, id="handtag.E003") for message in wrong]


@register(Tags.security)
def person_provider_is_whole(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """handtag.E004: a provider of electronic identities (HANDTAG_PERSON_OIDC_ISSUER) needs HTTPS, a client id, and a level of assurance
    that is demanded.
    """
    if not settings.PERSON_OIDC_ISSUER:
        return []
    wrong: list[str] = []
    if not settings.DEMO and not settings.PERSON_OIDC_ISSUER.startswith("https://"):
        wrong.append("HANDTAG_PERSON_OIDC_ISSUER must begin with https://")
    if not settings.PERSON_OIDC_CLIENT_ID:
        wrong.append("HANDTAG_PERSON_OIDC_CLIENT_ID must be set")
    if not settings.DEMO and not settings.PERSON_OIDC_ACR:
        wrong.append("HANDTAG_PERSON_OIDC_ACR must name the levels that are strong enough")
    return [Error(message, id="handtag.E004") for message in wrong]
