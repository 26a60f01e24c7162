"""The interface is called over HTTPS or not at all."""

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

CALLS = "/api/v1/openapi.json", "/api/v1/agreements", "/api/v1/devices/D1001", "/api/v1/nothing"


@pytest.mark.law("ASVS 4.1.2")
@pytest.mark.parametrize("path", CALLS)
def test_plain_http_is_refused_and_not_led_on(db: None, settings: LazySettings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "access.plain_http"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(path, secure=True).status_code != 403


def test_a_key_sent_in_the_clear_is_not_even_read(world: World, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    token = world.run(issue_api_token, IssueApiToken(world.assignments["eva"].pk, "prov", 30), "timer")
    before = AuditEntry.objects.count()
    for key in (token, "guessed"):
        assert Client().get("/api/v1/devices/D1001", headers={"Authorization": f"Bearer {key}"}).status_code == 403
    assert AuditEntry.objects.count() == before


@pytest.mark.law("ASVS 4.1.2")
def test_a_page_is_led_on_to_https(db: None, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/konto/logga-in/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/konto/logga-in/")
