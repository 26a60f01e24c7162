"""Every address of the site, found in the URL resolver, its arguments filled from one case; and the answers someone gets there."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import URLResolver, get_resolver
from pypdf import PdfReader

LEFT_OUT = (
    "/api/v1/commands/",  # have tests of their own, role by role
    "/api/v1/openapi.json", "/_ui/", "/avtal/",  # made of the code and of published agreements alone
    "/konto/",  # the log-in's own pages know nobody but the user
)  # fmt: skip
ARGUMENT = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
TOKEN = re.compile(r"\b[A-Za-z0-9]{32,}\b")  # of forms and sessions: drawn by chance, so any short word may stand in one some day
NO_KEY = UUID(int=0)
LISTS = ("?visa=all", "?format=csv")


@dataclass
class Things:
    """What the arguments of addresses are filled with: the keys and numbers of one person's case, and public things."""

    person_key: UUID
    prescription_key: UUID
    order_number: str
    device_number: str
    line_id: int
    charge_id: int
    invoice_number: str
    article_number: str
    agreement_id: str
    version: str
    month: str
    words: tuple[str, ...] = ()
    draft_key: UUID = NO_KEY
    list_key: UUID = NO_KEY
    run_key: UUID = NO_KEY
    agreement_key: UUID = NO_KEY
    file_key: UUID = NO_KEY
    proposal_key: UUID = NO_KEY
    review_key: UUID = NO_KEY
    extract_key: UUID = NO_KEY
    culling_key: UUID = NO_KEY
    register_key: UUID = NO_KEY
    request_key: UUID = NO_KEY
    letter_key: UUID = NO_KEY
    merge_key: UUID = NO_KEY
    standing_key: UUID = NO_KEY
    handover_key: UUID = NO_KEY
    case_key: UUID = NO_KEY
    exception_key: UUID = NO_KEY
    reconciliation_key: UUID = NO_KEY
    entry_id: int = 1
    hold_id: int = 1
    table: str = "payer"
    form_id: str = "rollator-checklist"
    rule: str = "children"
    kind: str = "clause"
    part: str = "c-age"
    case: str = "c18"
    purchase_number: str = "200001"
    purchase_line: int = 1
    counting_id: int = 1
    file_id: int = 1
    attachment_id: int = 1
    verdict: str = "godkann"
    pk: int = 1  # the log-in library's own
    provider_id: str = "idp"
    user_id: int = 1
    assignment_id: int = 1
    token_id: int = 1
    code: str = "C"
    transfer_id: int = 1
    requirement_id: int = 1
    prescriber_id: int = 1
    date_id: int = 1
    deed: str = "dra-in"
    sign_key: UUID = NO_KEY
    approval_key: UUID = NO_KEY
    rule_id: int = 1
    meeting_id: int = 1
    appeal_id: int = 1
    delegation_id: int = 1
    stocktake_id: int = 1

    def argument(self, area: str, name: str) -> Any:
        """What stands for an argument of an address in an area. Raises LookupError with advice."""
        found = self.by_place().get((area, name), getattr(self, name, None))
        if found is None:
            raise LookupError(f"an address of {area} takes {name!r}: say in tests/support/visits.py what stands for it")
        return found

    def by_place(self) -> dict[tuple[str, str], Any]:
        """Arguments with a name of several meanings, by area or address."""
        return {
            ("people", "key"): self.person_key,
            ("own", "number"): self.device_number,
            ("people", "extract_key"): self.register_key,
            ("prescribing", "key"): self.prescription_key,
            ("following", "key"): self.prescription_key,
            ("prescribing", "request_key"): self.exception_key,
            ("drafting", "key"): self.draft_key,
            ("/drafts/", "key"): self.draft_key,
            ("audit", "key"): self.review_key,
            ("retention", "key"): self.culling_key,
            ("ordering", "number"): self.order_number,
            ("stock", "request_id"): 1,
            ("rights", "request_id"): 1,
            ("stock", "number"): self.device_number,
            ("stock:send", "number"): self.order_number,
            ("stock:confirm", "number"): self.order_number,
            ("floor:device", "number"): self.device_number,
            ("floor:device_label", "number"): self.device_number,
            ("floor:article", "number"): self.article_number,
            ("floor", "number"): self.order_number,
            ("floor", "location"): "C",
            ("floor", "bin"): "A-01",
            ("billing", "number"): self.invoice_number,
            ("catalogue", "number"): self.article_number,
            ("catalogue", "part"): "uppgifter",
            ("catalogue", "request_id"): 1,
            ("/articles/", "number"): self.article_number,
            ("/orders/", "number"): self.order_number,
            ("/devices/", "number"): self.device_number,
            ("/invoices/", "number"): self.invoice_number,
            ("/persons/", "key"): self.person_key,
            ("/prescriptions/", "key"): self.prescription_key,
        }


@dataclass(frozen=True)
class Address:
    """One address of the site; `name` is its URL name with its area."""

    name: str
    path: str
    takes_arguments: bool

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")


def addresses(things: Things) -> list[Address]:
    """Every address of the site, each once."""
    return [Address(name, _filled(name, route, things), "<" in route) for name, route in routes()]


def routes() -> list[tuple[str, str]]:
    """Name and pattern of every address."""
    return list(_walk(get_resolver().url_patterns))


@dataclass(frozen=True)
class Visit:
    """One answer with everything of it that leaves the house: body, headers, cookies."""

    name: str
    method: str
    path: str
    status: int
    text: str

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.status})"

    def without(self, *words: str) -> str:
        """The text where words that the visitor wrote in the address are not counted as told."""
        text = self.text
        for word in words:
            if word in self.path:
                text = text.replace(word, "")
        return text


def answers(client: Client, token: str, *cases: Things) -> Iterator[Visit]:
    """Every address asked for by GET, then, where that is no refusal, in its variants and by an empty POST, which changes nothing
    but may show a form again.
    """
    for number, things in enumerate(cases):
        for address in addresses(things):
            if address.path.startswith(LEFT_OUT) or (number and not address.takes_arguments):
                continue
            yield from _answers(client, token, address, things)


def _answers(client: Client, token: str, address: Address, things: Things) -> Iterator[Visit]:
    if address.is_api:
        yield _visit(client, "GET", address, address.path, {"Authorization": f"Bearer {token}"})
        return
    first = _visit(client, "GET", address, address.path)
    yield first
    if first.status == 200:
        for tail in ["?format=csv"] if address.takes_arguments else [*LISTS, *(f"?visa=all&q={word}" for word in things.words)]:
            yield _visit(client, "GET", address, address.path + tail)
    if first.status in {200, 405}:
        yield _visit(client, "POST", address, address.path)


def _visit(client: Client, method: str, address: Address, path: str, headers: Mapping[str, str] | None = None) -> Visit:
    ask = client.get if method == "GET" else client.post
    answer = ask(path, headers=dict(headers or {}))
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    head = "\n".join(f"{name}: {value}" for name, value in answer.items())
    read = _printed(body) if answer.headers["Content-Type"] == "application/pdf" else body.decode()
    text = TOKEN.sub("", f"{read}\n{head}\n{answer.cookies.output()}")
    return Visit(address.name, method, path, answer.status_code, text)


def _printed(document: bytes) -> str:
    """What someone reads on the pages of a PDF, and what it says about itself."""
    pages = PdfReader(io.BytesIO(document))
    return "\n".join([str(pages.metadata), *(page.extract_text() for page in pages.pages)])


def _walk(patterns: list[Any], route: str = "", area: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here, pattern.namespace or area)
        else:
            yield f"{area}:{pattern.name}" if area else str(pattern.name), here


def _filled(name: str, route: str, things: Things) -> str:
    """The route with its arguments; those of the interface are told apart by the word before them, those of pages by area."""
    before = "/" + route.partition("<")[0].rstrip("/").rpartition("/")[2] + "/"
    place = before if route.startswith("api/") else name if (name, "number") in things.by_place() else name.partition(":")[0]
    return "/" + ARGUMENT.sub(lambda found: str(things.argument(place, found["name"])), route)
