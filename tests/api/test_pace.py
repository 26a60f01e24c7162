"""Nobody asks the interface as often as they like: neither with a key nor while looking for one."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.test import Client
from tests.support.world import World

from handtag.api.auth import WRONG_KEYS_PER_MINUTE
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import ApiToken
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    caches["pace"].clear()
    yield
    caches["pace"].clear()


def bearer(world: World, name: str) -> dict[str, str]:
    token = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.law("ASVS 2.4.1")
def test_a_key_may_ask_so_often_in_a_minute_and_others_are_not_hindered(world: World, settings: LazySettings) -> None:
    settings.API_CALLS_PER_MINUTE = 5
    mine, theirs, client = bearer(world, "gun"), bearer(world, "eva"), Client()
    assert [client.get("/api/v1/invoices?month=2026-11", headers=mine).status_code for _ in range(6)] == [200] * 5 + [429]
    refused = client.get("/api/v1/invoices?month=2026-11", headers=mine)
    assert (refused["Retry-After"], refused.json()["code"]) == ("60", "access.too_often")
    assert client.get("/api/v1/orders", headers=theirs).status_code == 200


@pytest.mark.law("ASVS 6.3.1")
def test_guessing_keys_is_stopped_and_does_not_fill_the_log(world: World) -> None:
    client = Client()
    answers = [
        client.get("/api/v1/orders", headers={"Authorization": f"Bearer guess-{n}"}).status_code for n in range(WRONG_KEYS_PER_MINUTE + 5)
    ]
    assert answers == [401] * WRONG_KEYS_PER_MINUTE + [429] * 5
    assert AuditEntry.objects.filter(action="access.token_refused").count() == WRONG_KEYS_PER_MINUTE
    assert client.get("/api/v1/orders", headers=bearer(world, "eva")).status_code == 200, "a right key from the same address works on"


@pytest.mark.law("ASVS 4.1.3, ASVS 15.3")
def test_behind_a_proxy_each_caller_is_counted_alone_and_none_by_what_they_say_themselves(world: World, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client()

    def guesses(times: int, forwarded: str) -> int:
        wrong = {"Authorization": "Bearer guess", "X-Forwarded-For": forwarded}
        return [client.get("/api/v1/orders", headers=wrong).status_code for _ in range(times)][-1]

    assert guesses(WRONG_KEYS_PER_MINUTE + 1, "192.0.2.1") == 429
    assert guesses(1, "192.0.2.2") == 401
    assert guesses(1, "198.51.100.9, 192.0.2.1") == 429, "what stands before the proxy's own word is not believed"


def test_that_a_key_is_used_is_seen_by_the_hour(world: World) -> None:
    mine, client = bearer(world, "gun"), Client()
    for _ in range(3):
        client.get("/api/v1/invoices?month=2026-11", headers=mine)
    assert ApiToken.objects.latest("pk").last_used_at is not None
    assert AuditEntry.objects.filter(action="administration.token_used").count() == 1


def test_a_key_for_less_than_the_role_is_refused_what_it_was_not_given(world: World) -> None:
    token = world.run(issue_api_token, IssueApiToken(world.assignments["gun"].pk, "prov", 30, ("read_device",)), "timer")
    headers = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/invoices?month=2026-11", headers=headers).status_code == 403
