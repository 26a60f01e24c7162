"""Whoever is turned away stands in the log, once for each time; and so does who fails to sign in, without the secret."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.support.pages import signed_in
from tests.support.walks import token, walk_of
from tests.support.world import World

from handtag.apps.audit import store
from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.usecases.people.open_person import OpenPerson, open_person

REFUSALS = ("access.refused", "access.not_found")
KNOWS_NOBODY = {"api-1:api-root"}  # asks for no key, so nobody is known there
SECRET = "not-the-password-of-anyone"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.mark.law("PDL 4 kap. 3 §, ASVS 16.3")
@pytest.mark.parametrize("name", ["anna", "filip", "hanna", "ivan", "lova"])
def test_the_log_holds_as_many_refusals_as_were_given(db: None, name: str) -> None:
    """Over every address, person's or not, page or interface: one entry for each 403 and 404, of whoever was turned away."""
    walk, wrong, given = walk_of(name), [], 0
    for step in walk.steps:
        written = [entry for entry in step.acts if entry.action in REFUSALS]
        turned_away = int(step.status in {403, 404} and step.name not in KNOWS_NOBODY)
        given += turned_away
        if len(written) != turned_away:
            wrong.append(f"{step.visit}: {[(entry.action, entry.use_case) for entry in written]}")
        assert {(entry.actor, entry.principal_id) for entry in written} <= {(walk.code, walk.principal_id)}
    assert wrong == []
    assert given > 5


def test_an_address_that_does_not_exist_is_recorded_without_what_was_written_in_it(world: World) -> None:
    client = signed_in(world, "anna")
    assert client.get(f"/finns-inte/{world.number('asta')}/").status_code == 404
    entry = AuditEntry.objects.get(action="access.not_found")
    assert entry.target == "unknown"
    assert world.number("asta") not in str(AuditEntry.objects.values())


@pytest.mark.law("ASVS 16.2")
def test_what_is_logged_carries_the_number_the_page_shows(world: World) -> None:
    client = signed_in(world, "anna")
    answer = client.get(f"/personer/{world.key('asta')}/")
    entry = AccessEntry.objects.get(action="person.opened")
    viewer = world.viewer("anna")
    assert entry.reference == answer["X-Request-Id"]
    assert (entry.assignment_id, entry.unit_id, entry.principal_id) == (viewer.assignment_id, viewer.unit_id, viewer.principal_id)
    assert (entry.ground, entry.data_kind, entry.door) == ("care_relation", "record", "page")
    refused = client.get("/fakturor/")
    assert AuditEntry.objects.get(action="access.refused").reference == refused["X-Request-Id"]


def test_outside_a_request_nothing_is_made_up(world: World) -> None:
    world.run(open_person, OpenPerson(world.key("asta")), "anna")
    assert AccessEntry.objects.get().reference == ""


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §, ASVS 16.3")
def test_a_failed_log_in_is_recorded_without_the_secret(world: World, client: Client) -> None:
    for name in ("anna", SECRET):  # somebody's name, and a password typed where the name belongs
        client.post("/konto/logga-in/", {"login": name, "password": SECRET})
    first, second = AuditEntry.objects.filter(action="access.login_failed").order_by("pk")
    assert first.actor == world.viewer("anna").code
    assert (second.actor, set(second.details)) == ("unknown", {"factor", "username_digest"})
    assert SECRET not in str(list(AuditEntry.objects.values()))


def test_a_key_that_is_not_valid_is_recorded_without_the_key(world: World, client: Client) -> None:
    assert client.get("/api/v1/orders", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 401
    entry = AuditEntry.objects.get(action="access.token_refused")
    assert (entry.actor, entry.door) == ("unknown", "api")
    assert SECRET not in str(entry.details)


@pytest.mark.law("ASVS 16.5")
@pytest.mark.parametrize("path", ["/personer/{key}/", "/fakturor/", "/finns-inte/", "/api/v1/persons/{key}"])
def test_without_the_log_neither_a_page_nor_a_refusal_is_given(world: World, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    key = token(world, "anna")

    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(store, "add_access", full)
    monkeypatch.setattr(store, "add_entry", full)
    client = signed_in(world, "anna")
    answer = client.get(path.format(key=world.key("asta")), headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 503
    assert "Ask" not in answer.content.decode().replace("Asked", "")


def test_a_second_factor_that_is_wrong_is_recorded_on_whoever_signs_in(world: World, client: Client) -> None:
    anna = world.assignments["anna"].user
    anna.set_password(SECRET)
    anna.save()
    TOTP.activate(anna, generate_totp_secret())
    client.post("/konto/logga-in/", {"login": "anna", "password": SECRET})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    entry = AuditEntry.objects.get(action="access.login_failed")
    assert (entry.actor, entry.details) == (world.viewer("anna").code, {"factor": "second"})


@pytest.mark.law("ASVS 16.3, HSLF-FS 2016:40 4 kap. 9 §")
def test_signing_in_and_out_stands_in_the_log_with_how_and_without_the_secret(world: World, client: Client) -> None:
    anna = world.assignments["anna"].user
    anna.set_password(SECRET)
    anna.save()
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    client.post("/konto/logga-in/", {"login": "anna", "password": SECRET})
    assert not AuditEntry.objects.filter(action="access.signed_in").exists(), "a password alone is not yet in"
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))
    inside, outside = AuditEntry.objects.filter(action__startswith="access.signed_").order_by("pk")
    assert (inside.action, inside.actor, inside.details) == ("access.signed_in", world.viewer("anna").code, {"ways": ["mfa", "password"]})
    assert (outside.action, outside.actor, outside.details) == ("access.signed_out", world.viewer("anna").code, {"why": "asked"})
    assert SECRET not in str(list(AuditEntry.objects.values()))


@pytest.mark.law("ASVS 16.5")
def test_nobody_comes_in_unlogged_and_everybody_comes_out(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no space left on device")

    anna = world.assignments["anna"].user
    anna.set_password(SECRET)
    anna.save()
    inside = signed_in(world, "anna")
    monkeypatch.setattr(store, "add_stranger", full)
    assert client.post("/konto/logga-in/", {"login": "anna", "password": SECRET}).status_code == 503
    assert "_auth_user_id" not in client.session
    assert inside.post(reverse("account_logout")).status_code == 503
    assert "_auth_user_id" not in inside.session
