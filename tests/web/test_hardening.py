"""What every answer carries, and what no answer may do: security headers, no inline script, no change by looking, no trace of a fault."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from tests.support.canaries import Cases, add_cases
from tests.support.pages import signed_in
from tests.support.visits import addresses
from tests.support.world import World

from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

VISITORS = ("cilla", "gun", "ivan", "siv", "")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip
# What strict browsers would refuse, or what a planted text could use if they did not.
INLINE = (
    re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I),
    re.compile(r"<style\b", re.I),
    re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
    re.compile(r"(?:src|href)\s*=\s*[\"']https?://(?!www\.|localhost)[^\"']+\.(?:js|css)", re.I),
)
# The log of who looked, and what keeps somebody signed in: written because of a GET, and meant to be.
FILES = {"billing:list": ("?format=csv",), "billing:invoice": ("?format=csv",), "stock:devices": ("?format=csv",)}
WRITTEN_BY_LOOKING = {"audit.AccessEntry", "audit.AuditEntry", "sessions.Session", "usersessions.UserSession", "access.Attempt"}


@pytest.fixture
def cases(world: World) -> Cases:
    return add_cases(world)


def visits(world: World, cases: Cases) -> Iterator[tuple[str, Any]]:
    """Every address by GET as each kind of visitor; those of the interface as a program."""
    tokens = {name: world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 30), "timer") for name in VISITORS if name}
    before = dump()
    for name in VISITORS:
        client = signed_in(world, name) if name else Client()
        for address in addresses(cases.theirs):
            headers = {"Authorization": f"Bearer {tokens.get(name, 'none')}"} if address.is_api else {}
            for tail in ("", *FILES.get(address.name, ())):
                yield (
                    f"{name or 'stranger'} {address.path}{tail}",
                    (Client() if address.is_api else client).get(address.path + tail, headers=headers),
                )
    after = dump()
    assert [label for label, rows in before.items() if rows != after[label]] == [], "changed by looking"


def dump() -> dict[str, list[Any]]:
    """Every row of every table but the logs and what keeps somebody signed in; of users and keys all but when they were last used."""
    kept = [model for model in apps.get_models() if model._meta.label not in WRITTEN_BY_LOOKING and model._meta.managed]
    return {
        model._meta.label: list(
            model._base_manager.order_by("pk").values_list(
                *(f.attname for f in model._meta.concrete_fields if f.name not in {"last_login", "last_used_at"})
            )
        )
        for model in kept
    }


CAMERA = ("/skanna/", "/i/", "/o/", "/h/")  # where codes are read by camera: the reader is compiled code, and nothing else may be


def missing_headers(answer: Any, path: str = "") -> set[str]:
    """Security headers that an answer does not carry as it should."""
    wrong = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
    said = answer.headers.get("Content-Security-Policy", "")
    said = said.replace("script-src 'self' 'wasm-unsafe-eval'", "script-src 'self'") if path.startswith(CAMERA) else said
    wrong |= POLICY ^ {part.strip() for part in said.split(";")}
    return wrong if "camera=(self)" in answer.headers.get("Permissions-Policy", "") else wrong | {"Permissions-Policy"}


@pytest.mark.law("ASVS 1.1–1.2, ASVS 3.2, ASVS 3.4, ASVS 4.1.1, ASVS 5.4")
def test_every_address_answers_safely_and_looking_changes_nothing(world: World, cases: Cases) -> None:
    """One walk over every address as every kind of visitor, because walking is what takes time."""
    bare, inline, kept, opened, statuses, files = [], [], [], [], set(), 0
    for visit, answer in visits(world, cases):
        kind, found = answer.headers.get("Content-Type", ""), answer.status_code == 200
        statuses.add(answer.status_code)
        bare += [f"{visit}: {name}" for name in missing_headers(answer, visit.partition(" ")[2])]
        if kind.startswith("text/html"):
            inline += [f"{visit}: {hit.group()[:80]}" for pattern in INLINE for hit in pattern.finditer(answer.content.decode())]
        if found and not visit.startswith("stranger") and not visit.endswith(("/openapi.json", "/api/v1/agreements")):
            kept += [] if answer.headers.get("Cache-Control") == "no-store" else [visit]
        if found and not kind.startswith(("text/html", "text/plain", "application/json", "image/svg")):
            files += 1
            opened += [] if answer.headers.get("Content-Disposition", "").startswith("attachment; filename=") else [visit]
    assert {"bare": bare, "inline": inline, "kept": kept, "opened": opened} == {"bare": [], "inline": [], "kept": [], "opened": []}
    assert {200, 302, 401, 403, 404, 405} <= statuses, "answers of every kind were looked at"
    assert files >= 3


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        '<p style="x">',
        '<p id="a" onclick="x">',
        "<style>x</style>",
        '<a href="javascript:x">',
        '<script src="https://ond.example/x.js">',
    ],
)
def test_inline_script_is_recognised(text: str) -> None:
    assert any(pattern.search(text) for pattern in INLINE[:5] + INLINE[5:])


@pytest.mark.parametrize(
    "text", ['<script src="/static/app.js" defer>', '<script id="a" type="application/json">', '<p data-on="x" class="style">']
)
def test_what_is_allowed_is_not_mistaken_for_it(text: str) -> None:
    assert not any(pattern.search(text) for pattern in INLINE)


@pytest.mark.parametrize("host", ["ond.example", "localhost.ond.example", "localhost@ond.example", "127.0.0.1.ond.example:80"])
def test_another_host_name_is_refused_without_being_repeated(db: None, host: str) -> None:
    answer = Client(headers={"host": host}).get("/konto/logga-in/")
    assert answer.status_code == 400
    assert "ond.example" not in answer.content.decode()


@pytest.mark.law("ASVS 4.1.3")
def test_a_forwarded_host_is_not_believed(db: None) -> None:
    answer = Client(headers={"x-forwarded-host": "ond.example"}).get("/uppdrag/")
    assert "ond.example" not in answer.headers["Location"]


@pytest.mark.law("ASVS 13.4, ASVS 16.5")
def test_a_fault_shows_nothing_of_the_code(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> HttpResponse:
        raise RuntimeError("hemlig-rad-i-koden")

    client = signed_in(world, "eva")
    client.raise_request_exception = False
    monkeypatch.setattr("handtag.web.shell.assignment.assignments", broken)
    answer = client.get("/uppdrag/")
    text = answer.content.decode()
    assert answer.status_code == 500
    for trace in ("hemlig-rad", "Traceback", "RuntimeError", ".py"):
        assert trace not in text
    assert answer.headers["X-Request-Id"] in text


def test_too_many_fields_are_refused_before_they_are_read(world: World) -> None:
    answer = signed_in(world, "eva").post("/uppdrag/", {f"f{number}": "1" for number in range(5001)})
    assert answer.status_code == 400
    assert 'class="ds' in answer.content.decode(), "on our own page"


@pytest.mark.law("ASVS 5.2")
def test_too_large_a_form_is_refused(world: World) -> None:
    answer = signed_in(world, "eva").post("/uppdrag/", "x=" + "a" * 10_000_001, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
