"""A person signs in through a provider of electronic identities: a real one, started here, which says her number."""

from collections.abc import Iterator

import pytest
import requests
from django.conf import LazySettings
from django.test import Client
from tests.support.identity_provider import Provider, running_provider
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry

NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, world: World, settings: LazySettings) -> Provider:
    settings.PERSON_OIDC_ISSUER = running.issuer
    app = {**settings.PERSON_PROVIDER, "client_id": "handtag", "secret": "hemligt"}
    app["settings"] = {**app["settings"], "server_url": running.issuer}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    running.says("asta", {"given_name": "Asta", "family_name": "Ask", NUMBER: world.number("asta"), "acr": LOA3})
    return running


def comes(provider: Provider, client: Client, sub: str = "asta") -> int:
    begun = client.post("/konto/organisation/person/")
    assert begun.status_code == 302, begun.content
    passed = requests.post(begun["Location"], data={"sub": sub}, allow_redirects=False, timeout=20)
    assert passed.status_code == 302, passed.text
    back = client.get(passed.headers["Location"].removeprefix("http://testserver"))
    return int(back.status_code)


@pytest.mark.law("HSLF-FS 2016:40 3 kap. 15 §")
def test_she_comes_in_as_herself_and_gets_no_account(provider: Provider, world: World) -> None:
    client, before = Client(), User.objects.count()
    assert comes(provider, client) == 302
    assert "Asta Ask" in client.get("/mina-hjalpmedel/").content.decode()
    assert User.objects.count() == before
    assert "_auth_user_id" not in client.session
    assert world.number("asta") not in repr(dict(client.session))
    assert AuditEntry.objects.filter(action="own.signed_in").count() == 1


@pytest.mark.law("HSLF-FS 2016:40 3 kap. 15 §")
@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"acr": "http://id.elegnamnden.se/loa/1.0/loa2"}, "weak"),
        ({"acr": None}, "weak"),
        ({NUMBER: ""}, "unclear"),
        ({NUMBER: "194003150000"}, "unclear"),
    ],
)
def test_the_door_stays_shut_for_who_is_not_surely_known(provider: Provider, world: World, claims: dict[str, object], why: str) -> None:
    known = {"given_name": "Asta", NUMBER: world.number("asta"), "acr": LOA3}
    provider.says("someone", {name: value for name, value in {**known, **claims}.items() if value is not None})
    client = Client()
    assert comes(provider, client, "someone") == 403
    assert client.get("/mina-hjalpmedel/").status_code == 302
    assert AuditEntry.objects.get(action="access.login_failed").details["reason"] == why


def test_what_the_provider_of_persons_says_never_opens_an_account_of_staff(provider: Provider, world: World) -> None:
    User.objects.filter(pk=world.assignments["ivan"].user_id).update(subject="asta")
    client = Client()
    comes(provider, client)
    assert client.get("/anvandare/").status_code == 302
