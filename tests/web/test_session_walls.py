"""Who is in, and for how long: withdrawn at the next request, out at once, nothing without an assignment, a token or our form."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from tests.support.canaries import Cases, add_cases
from tests.support.pages import signed_in
from tests.support.visits import LEFT_OUT, Address, addresses
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.apps.organisations.models import ApiToken, Assignment
from handtag.usecases.administration.close_user import CloseUser, close_user
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.reset_password import ResetPassword, reset_password
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role
from handtag.usecases.base import civil_day, clock

# What holds nothing about anyone.
OPERATIONS = {"shell:alive", "shell:ready", "shell:measures"}  # for who runs it; what they tell is in test_operations
OPEN_PAGES = OPERATIONS | {
    "agreements:who_pays",
    "agreements:same_person",
    "shell:forgotten_password",
    "shell:language",
    "shell:scheme",
    "own:sign_in",
    "own:sign_out",
}
OPEN_API = {"api-1:decide_facts", "api-1:list_agreements", "api-1:api-root"}
OWN_DOOR = "/mina-hjalpmedel/logga-in/"  # where a person signs in as herself; staff have no account there, nor she one here
ELSEWHERE = ("https://ond.example/", "//ond.example/", "https:ond.example", r"/\ond.example", "javascript:alert(1)")


@pytest.fixture
def cases(world: World) -> Cases:
    return add_cases(world)


def bearer(world: World, name: str) -> dict[str, str]:
    token = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")
    return {"Authorization": f"Bearer {token}"}


def pages(cases: Cases) -> list[Address]:
    return [a for a in addresses(cases.own) if not a.is_api and not a.path.startswith(LEFT_OUT) and a.name not in OPEN_PAGES]


@pytest.mark.law("PDL 4 kap. 2 §, ASVS 8.3")
def test_a_revoked_role_is_gone_at_the_next_request_on_both_doors(world: World, cases: Cases) -> None:
    client, headers = signed_in(world, "anna"), bearer(world, "anna")
    page, read = f"/personer/{world.key('asta')}/", f"/api/v1/persons/{world.key('asta')}"
    assert (client.get(page).status_code, client.get(read, headers=headers).status_code) == (200, 200)
    seen = AccessEntry.objects.count()
    world.run(revoke_role, RevokeRole(world.assignments["anna"].pk, civil_day(clock()) - timedelta(days=1)), "ivan")
    assert client.get(page)["Location"].startswith("/konto/logga-in/"), "her sessions ended with the role"
    assert client.get(read, headers=headers).status_code == 401
    assert (
        client.post("/api/v1/commands/open_person", {"person_key": str(world.key("asta"))}, "application/json", headers=headers).status_code
        == 401
    )
    assert AccessEntry.objects.count() == seen


@pytest.mark.law("PDL 4 kap. 2 §, NIS 2 art. 21.2 i")
@pytest.mark.parametrize("how", ["role", "password", "closed"])
def test_what_is_taken_away_is_gone_in_fifty_parallel_sessions_and_keys_at_the_next_request(world: World, how: str) -> None:
    """The half of them in between two requests, the other half before their first: not one gets through afterwards."""
    sessions, keys = [signed_in(world, "anna") for _ in range(40)], [bearer(world, "anna") for _ in range(10)]
    page, read, user_id = f"/personer/{world.key('asta')}/", f"/api/v1/persons/{world.key('asta')}", world.assignments["anna"].user_id
    assert {client.get(page).status_code for client in sessions[::2]} == {200}
    assert {Client().get(read, headers=key).status_code for key in keys[::2]} == {200}
    seen = AccessEntry.objects.count()
    match how:
        case "role":
            world.run(revoke_role, RevokeRole(world.assignments["anna"].pk, civil_day(clock()) - timedelta(days=1)), "ivan")
        case "password":
            world.run(reset_password, ResetPassword(user_id, "en-lang-och-ny-fras"), "ivan")
        case _:
            world.run(close_user, CloseUser(user_id), "ivan")
    assert {client.get(page)["Location"].partition("?")[0] for client in sessions} == {"/konto/logga-in/"}
    assert {Client().get(read, headers=key).status_code for key in keys} == {401}
    assert AccessEntry.objects.count() == seen


@pytest.mark.law("ASVS 7.4")
@pytest.mark.damaged  # an account made inactive past the use case leaves its cases to nobody
@pytest.mark.parametrize("how", ["inactive", "token", "expired"])
def test_a_closed_account_or_token_is_out_at_once(world: World, cases: Cases, how: str) -> None:
    client, headers = signed_in(world, "anna"), bearer(world, "anna")
    match how:
        case "inactive":
            User.objects.filter(username="anna").update(is_active=False)
            assert client.get("/")["Location"].startswith("/konto/logga-in/")
        case "token":
            ApiToken.objects.update(revoked_at=clock())
        case _:
            ApiToken.objects.update(expires_at=clock() - timedelta(seconds=1))
    assert client.get("/api/v1/orders", headers=headers).status_code == 401


def test_without_signing_in_every_address_leads_to_the_log_in_and_every_read_to_401(world: World, cases: Cases) -> None:
    client, wrong = Client(), []
    for address in addresses(cases.own):
        if address.path.startswith(LEFT_OUT) or address.name in OPEN_PAGES | OPEN_API:
            continue
        for answer in (client.get(address.path), client.post(address.path)):
            if address.is_api:
                closed = answer.status_code in {401, 405}
            else:
                door = OWN_DOOR if address.name.startswith("own:") else "/konto/logga-in/"
                closed = answer.status_code == 405 or (answer.status_code == 302 and answer["Location"].startswith(door))
            wrong += [] if closed else [f"{address.name}: {answer.status_code}"]
    assert wrong == []


@pytest.mark.law("ASVS 3.5")
def test_every_command_of_the_interface_asks_for_a_token(world: World) -> None:
    client = Client()
    commands = [name for name in _routes() if name.startswith("api/v1/commands/")]
    assert len(commands) > 30
    assert {client.post(f"/{name}", {}, "application/json").status_code for name in commands} == {401}


def test_without_an_assignment_no_page_is_reached_by_its_address(world: World, cases: Cases) -> None:
    Assignment.objects.filter(user__username="hugo").delete()
    client, wrong = signed_in(world, "hugo"), []
    for address in pages(cases):
        if address.name == "shell:assignments":
            continue
        for answer in (client.get(address.path), client.post(address.path)):
            door = OWN_DOOR if address.name.startswith("own:") else "/uppdrag/"
            if answer.status_code != 405 and not (answer.status_code == 302 and answer["Location"].startswith(door)):
                wrong.append(f"{address.name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.law("ASVS 3.5")
def test_a_form_that_is_not_ours_is_refused_everywhere(world: World, cases: Cases) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.assignments["eva"].user)
    assert {(a.name, strict.post(a.path).status_code) for a in pages(cases)} == {(a.name, 403) for a in pages(cases)}
    session_only = strict.post("/api/v1/commands/find_person", {"personnummer": world.number("asta")}, "application/json")
    assert session_only.status_code == 401, "a browser's session opens no door of the interface"


@pytest.mark.law("ASVS 3.7")
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_sent_to_another_site(world: World, elsewhere: str) -> None:
    eva = signed_in(world, "eva")
    assert eva.get("/uppdrag/", {"next": elsewhere})["Location"] == "/"
    assert eva.post("/uppdrag/", {"assignment": str(world.assignments["eva"].pk), "next": elsewhere})["Location"] == "/"
    for path in ("/sprak/", "/utseende/"):
        assert eva.post(path, {"next": elsewhere, "language": "en", "scheme": "dark"})["Location"] == "/"
    user = User.objects.get(username="anna")
    user.set_password("a-long-enough-password")
    user.save()
    answer = Client().post(f"/konto/logga-in/?next={elsewhere}", {"login": "anna", "password": "a-long-enough-password", "next": elsewhere})
    assert "ond.example" not in answer.get("Location", "")
    assert not answer.get("Location", "").startswith("javascript")


@pytest.mark.law("PDL 4 kap. 3 §")
def test_a_page_that_the_role_does_not_include_is_refused_and_the_attempt_is_kept(world: World, cases: Cases) -> None:
    client, refused = signed_in(world, "ivan"), []
    for address in pages(cases):
        if client.get(address.path).status_code == 403:
            refused.append(address.name)
    entries = AuditEntry.objects.filter(action="access.refused", actor=world.viewer("ivan").code).order_by("pk")
    assert [entry.use_case for entry in entries] == refused
    assert {"people:search", "people:person", "stock:devices", "billing:list", "prescribing:list"} <= set(refused)


def _routes() -> list[str]:
    def walk(patterns: list[object], route: str = "") -> list[str]:
        found: list[str] = []
        for pattern in patterns:
            here = route + str(pattern.pattern)  # type: ignore[attr-defined]
            found += walk(pattern.url_patterns, here) if isinstance(pattern, URLResolver) else [here]
        return found

    return walk(get_resolver().url_patterns)
