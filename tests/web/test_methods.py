"""Every address answers to what it is meant for and to nothing else, found in the URL resolver."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.support.canaries import Cases, add_cases
from tests.support.pages import signed_in
from tests.support.strangers import add_strangers
from tests.support.visits import addresses
from tests.support.world import World

from handtag.web.shell.methods import takes_what_is_sent

CHANGING = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


def views(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """The name and view of every address of our own pages."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from views(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.callback.__module__.startswith("handtag.web."):
            yield f"{space}{one.name}", one.callback


def answers(world: World, cases: Cases, methods: tuple[str, ...], who: str = "anna") -> dict[tuple[str, str], int]:
    client = signed_in(world, who)
    client.raise_request_exception = False
    found = {}
    for address in addresses(cases.theirs):
        if not address.is_api:
            found |= {(address.name, method): client.generic(method, address.path).status_code for method in methods}
    return found


def test_no_page_is_put_patched_or_deleted(world: World) -> None:
    add_strangers(world)
    found = answers(world, add_cases(world), CHANGING)
    assert {key: status for key, status in found.items() if status != 405} == {}
    assert len({name for name, _ in found}) > 60


def test_what_is_only_looked_at_takes_nothing_that_is_sent(world: World) -> None:
    add_strangers(world)
    cases = add_cases(world)
    sent = {name for (name, _), status in answers(world, cases, ("POST",)).items() if status != 405}
    looked = {name for (name, _), status in answers(world, cases, ("GET",)).items() if status != 405}
    by_the_library = {"openid_connect_login"}  # names its methods, for it is the log-in library that reads what is sent
    assert by_the_library <= sent & looked
    ours = {name for name, _ in views()} - by_the_library
    assert sent & looked & ours == {name for name, view in views() if takes_what_is_sent(view)} & looked & ours
    assert {"home:start", "people:person", "administration:list", "billing:list"}.isdisjoint(sent)
    assert {"people:search", "stock:picking"} <= sent & looked


def test_a_page_takes_what_is_sent_if_its_view_or_what_it_calls_reads_it() -> None:
    taking = {name for name, view in views() if takes_what_is_sent(view)}
    assert {"people:search", "people:emergency", "drafting:new_rule", "drafting:part", "stock:pick", "shell:assignments"} <= taking
    assert {"home:start", "people:person", "administration:user", "billing:month", "stock:devices", "audit:list"}.isdisjoint(taking)


def test_a_stranger_is_told_the_same(db: None) -> None:
    stranger = Client()
    assert stranger.put("/").status_code == 405
    assert stranger.post("/")["Allow"] == "GET, HEAD"
    assert stranger.get("/konto/logga-in/").status_code == 200
