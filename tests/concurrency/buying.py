"""What two buyers, or two who approve, do at once. Run inside the processes, never by pytest itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.prescribing import chosen
from tests.support.procurement import a_line
from tests.support.purchasing import agreed, asked, ordered
from tests.support.world import World

from handtag.apps.purchasing.models import PurchaseOrder
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.promising import Accessory
from handtag.usecases.purchasing.confirm_purchase import ConfirmedLine, ConfirmPurchase, confirm_purchase
from handtag.usecases.purchasing.decide_exception import DecideException, decide_exception
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases

Do = Callable[..., Any]
CUSHION = "20010"


def prepare(world: World) -> None:
    """A customer waits for a cushion, two purchase orders have cushions, and a draft has a line that needs an exception."""
    a_line(agreed(world), "RA-1-cushion", world.articles["cushion"], (date(2026, 1, 1), 90_000))
    wish = PlaceOrder(chosen(world, "wheelchair"), world.points["health_centre"].pk, (Accessory(CUSHION, 8),))
    world.run(place_order, wish, "anna")
    for _time in range(2):
        ordered(world, cushion=5)
    asked(world)


def scenarios(do: Do) -> dict[str, Callable[[str], Any]]:
    """By name; `do` runs a use case as somebody."""

    def draft() -> PurchaseOrder:
        found: PurchaseOrder = PurchaseOrder.objects.get(state="draft")
        return found

    def buy(number: str, on_order: int) -> Any:
        return do(draft_purchases, DraftPurchases((Wanted(number, 10, on_order=on_order),), "C"), "inga")

    def decide(who: str) -> Any:
        order = draft()
        asking = DecideException(order.number, order.lines.get().pk, is_approved=who == "first")
        return do(decide_exception, asking, "gun") or "decided"

    def confirm(who: str) -> Any:
        order = PurchaseOrder.objects.filter(state="ordered").order_by("pk" if who == "first" else "-pk")[0]
        day = date(2026, 12, 7 if who == "first" else 14)
        return do(confirm_purchase, ConfirmPurchase(order.number, (ConfirmedLine(order.lines.get().pk, day),)), "inga") or "confirmed"

    return {
        "buy_twice": lambda _who: buy("10010", 0),
        "approve_and_refuse": decide,
        "confirm_two_that_one_waits_for": confirm,
    }
