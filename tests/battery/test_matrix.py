"""Every address × every method × every role: nothing crashes, nothing foreign is told, only what may change things changes them."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.battery.conftest import Size
from tests.support.canaries import DEVICE, FOREIGN_ORDER, ORDER, PERSON, PROTECTED, REASON, Cases, add_cases
from tests.support.pages import signed_in
from tests.support.strangers import ONE_OF_EACH, add_strangers
from tests.support.visits import TOKEN, Address, addresses, routes
from tests.support.world import World

from handtag.apps.agreements.models import Draft
from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.stock.models import Device, Move
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token

pytestmark = [pytest.mark.both]
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
MAKE_EXTRACTS = ("karin", "lova")  # of the register, and of the log, handed over to the person herself
NAME = {PERSON["given"], PERSON["family"]}
EXTRACTS = {"people:register_extract": set(PERSON.values()), "people:hand_over": NAME, "audit:extract": NAME}
READS = ("cilla",)  # whose case the canaries stand in
OF_ANOTHER_COUNTY = {ORDER, DEVICE, REASON, FOREIGN_ORDER}  # nobody far away sees even that there is an order
LEDGERS = (Draft, Order, Prescription, Device, Move)
Cell = tuple[str, str, str, int, str]


@pytest.fixture
def cases(world: World) -> Cases:
    add_strangers(world)
    return add_cases(world)


def cells(world: World, cases: Cases, name: str, methods: tuple[str, ...] = METHODS) -> Iterator[Cell]:
    """What each address answers to each method: who, method, address, status, text."""
    token = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")
    client = signed_in(world, name)
    for address in addresses(cases.theirs):
        if address.path.startswith("/konto/"):
            client = signed_in(world, name)  # the log-in's own pages may sign out
        for method in methods:
            yield name, method, address.name, *_asked(client, token, address, method)


def _asked(client: Client, token: str, address: Address, method: str) -> tuple[int, str]:
    client.raise_request_exception = False
    headers = {"Authorization": f"Bearer {token}"} if address.is_api else {}
    answer = client.generic(method, address.path, b"{}" if address.is_api else b"", "application/json", headers=headers)
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, TOKEN.sub("", body.decode(errors="replace"))


def wrongs(visited: list[Cell]) -> list[str]:
    """Cells that crash or tell what is another's."""
    crashed = [f"{who} {method} {name}: {status}" for who, method, name, status, _ in visited if status >= 500]
    told = [
        f"{who} {method} {name}: {word}"
        for who, method, name, status, text in visited
        for word in foreign_to(who, name)
        - ({FOREIGN_ORDER} if status >= 400 else set())  # a refusal may say again the number it was asked for
        if word in text
    ]
    return crashed + told


def foreign_to(who: str, address: str) -> set[str]:
    own = set() if who in READS else set(PERSON.values())
    if who in MAKE_EXTRACTS:
        own -= EXTRACTS.get(address, set())
    return {*PROTECTED} | own | (OF_ANOTHER_COUNTY if who.startswith("far_") else set())


@pytest.mark.law("ASVS 8.2")
def test_no_cell_of_the_matrix_is_wrong(world: World, cases: Cases, size: Size, done: Callable[[str], None]) -> None:
    strangers = ("far_desk",)
    names = (*ONE_OF_EACH, *strangers, "cilla", "dag", "hugo") if size.is_long else strangers
    methods = METHODS if size.is_long else ("GET", "POST", "DELETE")
    visited = [cell for name in names for cell in cells(world, cases, name, methods)]
    done(f"{len(visited):,} answers: {len(names)} roles, {len(routes())} addresses, {len(methods)} methods")
    assert wrongs(visited) == []
    assert {cell[2] for cell in visited} == {name for name, _ in routes()}


@pytest.mark.law("ASVS 3.5")
def test_no_method_but_post_changes_anything(world: World, cases: Cases, size: Size) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in LEDGERS]
    for name in ("anna", "siv") if size.is_long else ("siv",):
        client = signed_in(world, name)
        for address in addresses(cases.theirs):
            if not address.is_api and not address.path.startswith("/konto/"):
                for method in ("GET", "PUT", "DELETE"):
                    _asked(client, "", address, method)
    assert [list(model.objects.order_by("pk").values()) for model in LEDGERS] == before


def test_a_list_without_its_scope_is_found(
    world: World, cases: Cases, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    """The scope of rows taken away: what stands behind it still hides the person, but another county's order is told."""
    without("the scope of rows")
    from handtag.db.scoping import ScopedQuerySet

    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda self, _viewer: self)
    assert [line for line in wrongs(list(cells(world, cases, "far_desk", ("GET",)))) if FOREIGN_ORDER in line]
