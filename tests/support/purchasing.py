"""Purchase orders of the test county, as far along as a test needs them: Inga buys, Gun approves, Filip receives."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.procurement import a_line, an_agreement
from tests.support.world import TODAY, World

from handtag.apps.procurement.models import FrameworkAgreement
from handtag.apps.purchasing.models import PurchaseEvent, PurchaseLine, PurchaseOrder
from handtag.usecases.purchasing.ask_exception import AskException, ask_exception
from handtag.usecases.purchasing.cancel_purchase import CancelPurchase
from handtag.usecases.purchasing.change_purchase_line import ChangePurchaseLine
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase
from handtag.usecases.purchasing.control_delivery import ControlDelivery, NewDevice, control_delivery
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery
from handtag.usecases.purchasing.decide_exception import DecideException
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases
from handtag.usecases.purchasing.place_purchase_order import PlacePurchaseOrder, place_purchase_order
from handtag.usecases.purchasing.set_reorder_rule import SetReorderRule

SUPPLIER = "Provleverantören AB"
PRICES = {"rollator": 280_000, "tray": 40_000, "catheter": 2_000}


def agreed(world: World, supplier: str = SUPPLIER, number: str = "RA-1", *, rank: int = 1, **fields: object) -> FrameworkAgreement:
    """A framework agreement on rollators, trays and catheters with the supplier of all the test county's articles; made once."""
    known = FrameworkAgreement.objects.filter(number=number).first()
    if known is not None:
        return known
    agreement = an_agreement(world, number, supplier, **fields)
    for name, ore in PRICES.items():
        a_line(agreement, f"{number}-{name}", world.articles[name], (date(2026, 1, 1), ore), rank=rank)
    return agreement


def drafted(world: World, **pieces: int) -> PurchaseOrder:
    """A draft of articles by name, ten rollators unless said."""
    wanted = tuple(Wanted(world.articles[name].number, quantity) for name, quantity in (pieces or {"rollator": 10}).items())
    (number,) = world.run(draft_purchases, DraftPurchases(wanted, "C"), "inga")
    return PurchaseOrder.objects.get(number=number)


def ordered(world: World, **pieces: int) -> PurchaseOrder:
    agreed(world)
    order = drafted(world, **pieces)
    world.run(place_purchase_order, PlacePurchaseOrder(order.number), "inga")
    order.refresh_from_db()
    return order


def line_of(order: PurchaseOrder) -> PurchaseLine:
    found: PurchaseLine = order.lines.get()
    return found


def place_of(order: PurchaseOrder) -> tuple[str, int]:
    """The order's number and its line's key."""
    return order.number, line_of(order).pk


def asked(world: World) -> PurchaseLine:
    """A line outside the agreements that Inga has asked an exception for."""
    line = line_of(drafted(world, gripper=5))
    world.run(ask_exception, AskException(line.order.number, line.pk, "not_covered", "Inget avtal har den"), "inga")
    line.refresh_from_db()
    return line


def counted(world: World, quantity: int = 10, *, on: date = TODAY, note: str = "FS-1", **pieces: int) -> PurchaseEvent:
    """Something at the gate of a new order."""
    order = ordered(world, **pieces)
    (pk,) = world.run(count_delivery, CountDelivery(order.number, note, on, (CountedLine(line_of(order).pk, quantity),)), "filip")
    return PurchaseEvent.objects.get(pk=pk)


def received(world: World) -> PurchaseOrder:
    """Two rollators and some catheters come, are counted, and taken in; the rest of the rollators is still to come."""
    order = ordered(world, rollator=5, catheter=50)
    lines = {line.article.kind: line.pk for line in order.lines.all()}
    count = CountDelivery(order.number, "FS-9", TODAY, (CountedLine(lines["device"], 2), CountedLine(lines["consumable"], 50)))
    marked, pieces = world.run(count_delivery, count, "filip")
    world.run(control_delivery, ControlDelivery(marked, TODAY, (NewDevice("D9101"), NewDevice("D9102"))), "filip")
    world.run(control_delivery, ControlDelivery(pieces, TODAY, accepted=48, rejected=2, reason="damaged"), "filip")
    order.refresh_from_db()
    return order


def _confirmation(world: World) -> ConfirmPurchase:
    number, line = place_of(ordered(world))
    return ConfirmPurchase(number, (ConfirmedLine(line, date(2026, 12, 14)),))


def _delivery(world: World) -> CountDelivery:
    number, line = place_of(ordered(world))
    return CountDelivery(number, "FS-1", TODAY, (CountedLine(line, 4),))


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "draft_purchases": lambda w: (DraftPurchases((Wanted("10001", 2),), "C"), "inga"),
    "change_purchase_line": lambda w: (ChangePurchaseLine(*place_of(drafted(w)), 5), "inga"),
    "ask_exception": lambda w: (AskException(*place_of(drafted(w, gripper=5)), "safety", "Brådskar"), "inga"),
    "decide_exception": lambda w: (DecideException(*place_of(asked(w).order), is_approved=True), "gun"),
    "place_purchase_order": lambda w: (PlacePurchaseOrder(agreed(w) and drafted(w).number), "inga"),
    "confirm_purchase": lambda w: (_confirmation(w), "inga"),
    "cancel_purchase": lambda w: (CancelPurchase(ordered(w).number, "Utgått"), "inga"),
    "count_delivery": lambda w: (_delivery(w), "filip"),
    "control_delivery": lambda w: (ControlDelivery(counted(w, 5, tray=5).pk, TODAY, accepted=5), "filip"),
    "set_reorder_rule": lambda w: (SetReorderRule("10001", 5), "inga"),
}
