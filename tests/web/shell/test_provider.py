"""Signing in through the organisation's identity provider: a real one, started here, whose claims become roles by rules in a file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import LazySettings
from django.test import Client
from tests.support.identity_provider import Provider, running_provider
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import Assignment
from handtag.web.shell.provider import mapping_in

KAJSA = "SE2321000131-P900"
MAPPING = """
subject: employeeHsaId
name: [given_name, family_name]
demands:
  acr: [http://id.sambi.se/loa/loa3]
rules:
  - when: {systemRole: handtag;forskrivare, careProviderHsaId: "*"}
    role: prescriber
    unit: {claim: careUnitHsaId}
    profession: {claim: healthcareProfessionalLicense, values: {AT: occupational_therapist, SJ: nurse}}
  - when: {systemRole: handtag;lager}
    role: store_worker
    unit: SE2321000131-U004
"""
THERAPIST: dict[str, object] = {
    "employeeHsaId": KAJSA,
    "given_name": "Kajsa",
    "family_name": "Kvist",
    "acr": "http://id.sambi.se/loa/loa3",
    "systemRole": ["annat;läsa", "handtag;forskrivare"],
    "careProviderHsaId": "SE2321000131-V1",
    "careUnitHsaId": "SE2321000131-U001",
    "healthcareProfessionalLicense": ["AT"],
}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, world: World, settings: LazySettings, tmp_path: Path) -> Provider:
    path = tmp_path / "roller.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    mapping_in.cache_clear()
    settings.OIDC_ISSUER, settings.OIDC_MAPPING, settings.OIDC_NAME = running.issuer, str(path), "SITHS"
    app = {"provider_id": "idp", "name": "SITHS", "client_id": "handtag", "secret": "hemligt", "settings": {"server_url": running.issuer}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "profile"], "APPS": [app]}}
    running.says("kajsa", THERAPIST)
    return running


def held(user: User) -> list[tuple[str, str]]:
    valid = Assignment.objects.filter(user=user, withdrawn_at=None).order_by("pk")
    return [(assignment.role, assignment.unit.hsa_id) for assignment in valid]


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def last_entry(action: str) -> dict[str, Any]:
    details: dict[str, Any] = AuditEntry.objects.filter(action=action).latest("pk").details
    return details


@pytest.mark.law("ASVS 7.6, ASVS 10.1–10.2")
def test_the_log_in_page_leads_to_the_provider_by_post_with_state_and_challenge(provider: Provider) -> None:
    client = Client()
    assert (
        "Logga in med SITHS" in client.get("/konto/logga-in/").content.decode()
        or "Sign in with SITHS" in client.get("/konto/logga-in/").content.decode()
    )
    assert client.get("/konto/organisation/idp/").status_code == 200, "a link never begins a sign-in"
    begun = parse_qs(urlsplit(client.post("/konto/organisation/idp/")["Location"]).query)
    assert begun["code_challenge_method"] == ["S256"]
    assert begun["state"][0]


@pytest.mark.law("PDL 4 kap. 2 §")
def test_a_first_sign_in_makes_the_user_with_the_roles_that_the_claims_give(provider: Provider) -> None:
    client = Client()
    answer = provider.signs_in(client, "kajsa", next="/sortiment/")
    assert (answer.status_code, answer["Location"]) == (302, "/sortiment/")
    user = User.objects.get(subject=KAJSA)
    assert (user.name, user.has_usable_password()) == ("Kajsa Kvist", False)
    assert held(user) == [("prescriber", "SE2321000131-U001")]
    assert is_in(client)
    assert last_entry("administration.provider_sign_in") == {"given": 1, "ended": 0}
    assert last_entry("access.signed_in") == {"ways": ["socialaccount"]}
    again = Client()
    provider.signs_in(again, "kajsa")
    assert User.objects.filter(subject=KAJSA).count() == 1
    assert held(user) == [("prescriber", "SE2321000131-U001")]


@pytest.mark.law("ASVS 10.5")
def test_someone_known_is_found_by_hsa_id_and_keeps_what_an_administrator_gave(provider: Provider, world: World) -> None:
    filip = world.assignments["filip"].user
    User.objects.filter(pk=filip.pk).update(subject=KAJSA)
    provider.signs_in(Client(), "kajsa")
    assert sorted(held(filip)) == [("prescriber", "SE2321000131-U001"), ("store_worker", "SE2321000131-U004")]
    provider.says("kajsa", THERAPIST | {"systemRole": []})
    assert provider.signs_in(Client(), "kajsa").status_code == 403
    assert held(filip) == [("store_worker", "SE2321000131-U004")]


@pytest.mark.law("PDL 4 kap. 2 §")
def test_a_role_that_the_directory_no_longer_gives_ends_at_once_in_every_session(provider: Provider) -> None:
    first, second = Client(), Client()
    provider.signs_in(first, "kajsa")
    provider.signs_in(second, "kajsa")
    assert is_in(first)
    provider.says("kajsa", THERAPIST | {"systemRole": ["handtag;lager"]})
    third = Client()
    provider.signs_in(third, "kajsa")
    assert held(User.objects.get(subject=KAJSA)) == [("store_worker", "SE2321000131-U004")]
    assert (is_in(first), is_in(second), is_in(third)) == (False, False, True)


@pytest.mark.law("ASVS 6.8")
@pytest.mark.parametrize(
    ("claims", "reason", "words"),
    [
        ({"systemRole": ["annat;läsa"]}, "no_roles", "gives a role"),
        ({"careUnitHsaId": "SE2321000131-OKÄND"}, "no_unit", "unit you are working for"),
        ({"healthcareProfessionalLicense": ["LK"]}, "no_roles", "gives a role"),
        ({"acr": "http://id.sambi.se/loa/loa2"}, "unmet", "not as strong"),
        ({"acr": None}, "unmet", "not as strong"),
        ({"employeeHsaId": None}, "unclear", "who you are"),
        ({"employeeHsaId": [KAJSA, "SE2321000131-P901"]}, "unclear", "who you are"),
    ],
)
def test_who_does_not_fit_is_refused_with_the_reason_and_logged(
    provider: Provider, claims: dict[str, object], reason: str, words: str
) -> None:
    provider.says("kajsa", {name: value for name, value in (THERAPIST | claims).items() if value is not None})
    client, users = Client(), User.objects.count()
    client.cookies["handtag_language"] = "en"
    answer = provider.signs_in(client, "kajsa")
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == users
    assert last_entry("access.login_failed") | {"claim": ""} == {"factor": "provider", "reason": reason, "claim": ""}


def test_a_closed_account_stays_closed(provider: Provider) -> None:
    provider.signs_in(Client(), "kajsa")
    User.objects.filter(subject=KAJSA).update(is_active=False)
    client = Client()
    assert provider.signs_in(client, "kajsa").status_code == 403
    assert not is_in(client)


@pytest.mark.law("ASVS 6.8")
def test_a_local_account_is_never_taken_over_by_a_claim_with_its_name(provider: Provider) -> None:
    provider.says("kajsa", THERAPIST | {"employeeHsaId": "ivan"})
    client = Client()
    assert provider.signs_in(client, "kajsa").status_code == 403
    assert not is_in(client)
    assert User.objects.get(username="ivan").subject is None


def test_who_gives_up_at_the_provider_is_told_so(provider: Provider) -> None:
    client = Client()
    assert provider.signs_in(client, "kajsa", deny=True).status_code == 403
    assert not is_in(client)


@pytest.mark.law("ASVS 6.8, ASVS 10.5")
def test_an_answer_that_was_not_asked_for_is_refused(provider: Provider) -> None:
    stolen = Client()
    begun = stolen.post("/konto/organisation/idp/")
    assert begun.status_code == 302
    passed = requests.post(begun["Location"], data={"sub": "kajsa"}, allow_redirects=False, timeout=20)
    victim = Client()
    answer = victim.get(passed.headers["Location"].removeprefix("http://testserver"))
    assert answer.status_code == 403
    assert not is_in(victim)


@pytest.mark.law("ASVS 10.1–10.2")
def test_nothing_of_what_the_provider_says_is_kept_but_name_and_subject(provider: Provider) -> None:
    from allauth.socialaccount.models import SocialAccount, SocialToken

    client = Client()
    provider.signs_in(client, "kajsa")
    assert (SocialAccount.objects.count(), SocialToken.objects.count()) == (0, 0)
    assert "careProviderHsaId" not in str(dict(client.session))


def test_nobody_is_sent_elsewhere_after_signing_in(provider: Provider) -> None:
    assert "ond.example" not in provider.signs_in(Client(), "kajsa", next="https://ond.example/")["Location"]


def test_a_provider_that_does_not_answer_is_said_to(provider: Provider, settings: LazySettings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    gone = app | {"settings": {"server_url": "http://127.0.0.1:1"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [gone]}}
    assert Client().post("/konto/organisation/idp/").status_code == 503


def test_without_a_provider_there_is_no_such_door(world: World) -> None:
    client = Client()
    assert "openid" not in client.get("/konto/logga-in/").content.decode()
    assert client.post("/konto/organisation/idp/").status_code == 404


def test_a_role_from_the_provider_holds_on_the_day_it_is_given_and_only_while_it_is(world: World, provider: Provider) -> None:
    provider.signs_in(Client(), "kajsa")
    given = Assignment.objects.get(user__subject=KAJSA)
    assert (given.by_provider, given.valid_to) == (True, None)
    assert given.valid_from <= world.today + timedelta(days=1)
    assert signed_in(world, "eva").get("/").status_code == 200
