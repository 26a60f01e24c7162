"""Two device centres of a county for tests: the neighbour with a desk (nadja) and a store worker (nora), and what they ask for."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from tests.support import agreement
from tests.support.prescribing import lend, ordered
from tests.support.stores import device, neighbour
from tests.support.world import GIVEN, LONG_AGO, World

from handtag.apps.access.models import User
from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import Assignment, DeviceCentre, Unit
from handtag.apps.people.models import Person
from handtag.apps.stock.models import Balance, Device
from handtag.apps.stores.models import CentreRequest
from handtag.domain.agreement.load import agreement_from_dict
from handtag.usecases.stock.receive_goods import ReceiveGoods, receive_goods
from handtag.usecases.stores.accept_request import AcceptRequest, AgreedPrice, accept_request
from handtag.usecases.stores.ask_centre import AskCentre, AskedGoods, ask_centre
from handtag.usecases.stores.decline_request import DeclineRequest
from handtag.usecases.stores.list_passings import ListPassings
from handtag.usecases.stores.pass_on import PassOn
from handtag.usecases.stores.receive_transfer import ReceiveTransfer, receive_transfer
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.usecases.stores.withdraw_request import WithdrawRequest

GTINS = {"rollator": "07350000000016", "gripper": "07350000000023"}


def two_centres(world: World, *, priced: bool = True) -> DeviceCentre:
    """The neighbour, whose rollator and gripping tongs are ours by GTIN though numbered in its own way. D8001 and 30 pieces lie there."""
    found = neighbour(world)
    for name, gtin in GTINS.items():
        Article.objects.filter(pk=world.articles[name].pk).update(gtin=gtin)
    Article.objects.filter(pk=world.articles["their_rollator"].pk).update(gtin=GTINS["rollator"], number="R-1")
    theirs = Article.objects.get(pk=world.articles["gripper"].pk)
    theirs.pk, theirs.centre, theirs.number = None, found, "G-1"
    theirs.save()
    world.articles["their_gripper"] = theirs
    world.articles["their_rollator"].refresh_from_db()
    if priced:
        PriceVersion.objects.create(
            article=theirs, kind="sale", amount_ore=21_000, purchase_ore=16_000, valid_from=date(2026, 1, 1), recorded_at=world.now
        )
    user = User(username="nadja", name="Nadja", invited_at=world.now)
    user.set_unusable_password()
    user.save()
    unit = Unit.objects.get(hsa_id="SE2120002742-U800")
    world.assignments["nadja"] = Assignment.objects.create(user=user, unit=unit, role="desk", valid_from=LONG_AGO, **GIVEN)
    world.run(receive_goods, ReceiveGoods("G-1", "X", world.today, quantity=30), "nora")
    return found


def ask(world: World, kind: str = "sale", by: str = "filip", **lines: int) -> int:
    """Our centre asks the neighbour; for one rollator unless said. A loan is until Christmas."""
    other = DeviceCentre.objects.get(name="Kommunernas central")
    wanted = tuple(AskedGoods(world.articles[name].number, n) for name, n in (lines or {"rollator": 1}).items())
    until = date(2026, 12, 24) if kind == "loan" else None
    return world.run(ask_centre, AskCentre(kind, other.pk, "C", wanted, until), by)


def accept(world: World, request: int, by: str = "nadja", **prices: int) -> int:
    agreed = tuple(AgreedPrice(world.articles[name].number, ore) for name, ore in prices.items())
    return world.run(accept_request, AcceptRequest(request, "X", agreed), by)


def send(world: World, transfer: int, *devices: str, **pieces: int) -> int:
    goods = tuple(SentPieces(world.articles[name].number, n) for name, n in pieces.items())
    return world.run(send_transfer, SendTransfer(transfer, devices, goods), "nora")


def receive(world: World, transfer: int, by: str = "filip", **missing: Any) -> int:
    return world.run(receive_transfer, ReceiveTransfer(transfer, **missing), by)


def borrowed(world: World) -> str:
    """The neighbour's D8001 stands at the centre on loan."""
    two_centres(world)
    transfer = accept(world, ask(world, "loan"))
    send(world, transfer, "D8001")
    receive(world, transfer)
    return device("D8001").number


def bought(world: World, **prices: int) -> str:
    """D8001 was the neighbour's and is the centre's."""
    two_centres(world)
    transfer = accept(world, ask(world), **prices)
    send(world, transfer, "D8001")
    receive(world, transfer)
    return "D8001"


def lent_to_a_child(world: World) -> str:
    """A device that cia (born 1 January 2017) has since November; who is ten is another centre's from tomorrow on. Answers its number."""
    two_centres(world)
    placed = ordered(world, person="cia", by="boel")
    lend(world, placed)
    found = Device.objects.get(order_lines__order=placed)
    Article.objects.filter(pk=world.articles["rollator"].pk).update(gtin="")
    Article.objects.filter(pk=found.article_id).update(gtin=GTINS["rollator"])  # the device that came may be an equivalent
    theirs = Article.objects.filter(pk=world.articles["their_rollator"].pk)
    PriceVersion.objects.create(
        article=theirs.get(),
        kind="rent_per_month",
        amount_ore=8_000,
        purchase_ore=270_000,
        valid_from=date(2026, 1, 1),
        recorded_at=world.now,
    )
    Unit.objects.filter(principal__kind="municipality").update(centre=DeviceCentre.objects.get(name="Kommunernas central"))
    changes_at(10)
    return found.number


def changes_at(age: int | None) -> None:
    """A new version of the agreement from tomorrow: the municipality answers from the age on, and the centre changes with it."""
    document = deepcopy(agreement.DOCUMENT) | {"version": "2", "valid_from": "2026-11-24"}
    payer = next(table for table in document["tables"] if table["id"] == "payer")
    if age is not None:
        older = {"id": "older", "when": {"age": {"from": age, "to": 17}}, "then": {"payer": "municipality"}, "clause": "c-age"}
        payer["rows"] = [older, *payer["rows"]]
        said = {"id": "centre_change_age", "title": "Byte av central", "unit": "år", "clause": "c-age"}
        document["parameters"] = [*document["parameters"], said | {"values": [{"since": "2026-11-24", "value": age}]}]
    read = agreement_from_dict(document)
    AgreementVersion.objects.create(
        agreement_id=read.id, version=read.version, name=read.title, valid_from=read.valid_from, document=read.canonical_json(),
        document_hash=read.document_hash, published_at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip


def request(pk: int) -> CentreRequest:
    found: CentreRequest = CentreRequest.objects.get(pk=pk)
    return found


def lying(world: World, code: str, article: str) -> int:
    row = Balance.objects.filter(article=world.articles[article], location=world.locations[code]).first()
    return row.quantity if row else 0


def _asked(world: World) -> int:
    two_centres(world)
    return ask(world)


def _asked_of_us(world: World) -> int:
    """What the neighbour asks of the centre."""
    two_centres(world)
    return world.run(ask_centre, AskCentre("sale", world.centre.pk, "X", (AskedGoods("R-1", 1),)), "nora")


def _grown_up(world: World) -> str:
    """A device whose holder is ten since today, a day after it came."""
    number = lent_to_a_child(world)
    Person.objects.filter(pk=world.persons["cia"].pk).update(birth_date=date(2016, 11, 24))
    return number


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "ask_centre": lambda w: (AskCentre("sale", two_centres(w).pk, "C", (AskedGoods("10001", 1),)), "filip"),
    "withdraw_request": lambda w: (WithdrawRequest(_asked(w)), "filip"),
    "accept_request": lambda w: (AcceptRequest(_asked_of_us(w), "C"), "eva"),
    "pass_on": lambda w: (PassOn(_grown_up(w)), "eva"),
    "list_passings": lambda w: (ListPassings(), "eva"),
    "decline_request": lambda w: (DeclineRequest(_asked_of_us(w), "Vi har inga"), "eva"),
}
