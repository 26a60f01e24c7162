"""What is not yours answers exactly as what does not exist: status, headers and body, at every address that takes an argument."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.support.canaries import Cases, add_cases
from tests.support.pages import signed_in
from tests.support.strangers import add_strangers
from tests.support.visits import LEFT_OUT, Address, Things, addresses
from tests.support.world import World

from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

NOBODY = UUID("7d3f2c1e-0000-4000-8000-00000000dead")
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"|name="command_id" value="[^"]+"')
FOREIGN = ("bo", "dag", "hugo", "far_desk", "far_prescriber")


@pytest.fixture
def cases(world: World) -> Cases:
    add_strangers(world)
    return add_cases(world)


def missing(things: Things) -> Things:
    """The same arguments, of things that nobody has ever had; codes that are public stay."""
    keys = {name: NOBODY for name in vars(things) if name.endswith("_key")}
    rows = dict.fromkeys(("line_id", "charge_id", "entry_id", "user_id", "assignment_id", "token_id"), 10**9)
    return replace(things, **keys, **rows, order_number="999999", device_number="D9998", invoice_number="9999999")


def told(client: Client, headers: dict[str, str], address: Address, method: str, words: tuple[str, ...]) -> tuple[Any, ...]:
    """Everything that an answer tells, without what is drawn anew each time and what was asked for."""
    answer = client.generic(method, address.path, headers=headers if address.is_api else {})
    reference = answer.headers.get("X-Request-Id", "-")
    kept = {
        name: value for name, value in answer.headers.items() if name not in {"X-Request-Id", "Content-Length", "Content-Security-Policy"}
    }
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    text = CHANGING.sub("", body.decode().replace(reference, "").replace(address.path, "…"))
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "…")
        kept = {name: value.replace(word, "…") for name, value in kept.items()}
    text = re.sub(r'"\d+"', '"n"', text)  # the interface says again which row was asked for
    return answer.status_code, tuple(sorted(kept.items())), text


def arguments(things: Things) -> tuple[str, ...]:
    return tuple(str(value) for name, value in vars(things).items() if name.endswith(("_key", "_number")))


def pairs(world: World, cases: Cases, name: str) -> list[tuple[str, str, int, bool]]:
    """For each address and method: is what another has told apart from what nobody has?"""
    token = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")
    client, headers = signed_in(world, name), {"Authorization": f"Bearer {token}"}
    gone, found = missing(cases.theirs), []
    words = (*arguments(cases.theirs), *arguments(gone))
    for theirs, nobodys in zip(addresses(cases.theirs), addresses(gone), strict=True):
        if theirs.path == nobodys.path or theirs.path.startswith(LEFT_OUT):
            continue
        for method in ("GET",) if theirs.is_api else ("GET", "POST"):
            first = told(client, headers, theirs, method, words)
            if first[0] != 200 or theirs.name.startswith("people:"):
                found.append((theirs.name, method, first[0], first == told(client, headers, nobodys, method, words)))
    return found


@pytest.mark.law("PDL 4 kap. 1–2 §§, OSL 25 kap.")
@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_anothers_answers_as_what_nobody_has(world: World, cases: Cases, name: str) -> None:
    found = pairs(world, cases, name)
    assert [(place, method, status) for place, method, status, same in found if not same] == []
    assert len({place for place, *_ in found}) > 25
    assert 404 in {status for *_, status, _ in found}


def test_a_search_by_a_foreign_word_finds_and_counts_as_many_as_one_by_a_word_of_nobody(world: World, cases: Cases) -> None:
    """Lists and their filters begin with what one may see: a name or number of another's case changes nothing in the answer."""
    client = signed_in(world, "dag")
    words = (*cases.theirs.words, cases.theirs.order_number, "Dahl", "D1001")
    for place in ("/order/", "/forskrivningar/", "/lager/"):
        nothing = told(client, {}, Address("x", f"{place}?q=zzzzzz&visa=all", takes_arguments=True), "GET", ("zzzzzz",))
        for word in words:
            asked = Address("x", f"{place}?q={word}&visa=all", takes_arguments=True)
            assert told(client, {}, asked, "GET", (word,)) == nothing, (place, word)
