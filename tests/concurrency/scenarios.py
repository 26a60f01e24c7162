"""What the two processes do, and the county they do it in. Run inside the processes, never by pytest itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, connections, transaction
from tests.concurrency import buying, floor
from tests.concurrency.racer import COMMAND, hear, say
from tests.support.centres import two_centres
from tests.support.lending import allocated_order, at, lend, sent_order
from tests.support.world import World, make_world

from handtag.apps.billing.models import Charge, Invoice, Month
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import Assignment, DeviceCentre
from handtag.apps.organisations.queries import system_viewer, viewer_for_assignment
from handtag.apps.people.models import Person
from handtag.apps.stock.models import Device, Move
from handtag.apps.stock.store import post_move
from handtag.apps.stores.models import CentreRequest, Stocktake, Transfer
from handtag.cli.verification import CHECKS
from handtag.domain.access import Viewer
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.billing.close_month import CloseMonth, close_month
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices
from handtag.usecases.ordering.allocate_device import AllocateDevice, allocate_device
from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.usecases.stores.accept_request import AcceptRequest, accept_request
from handtag.usecases.stores.approve_stocktake import ApproveStocktake, approve_stocktake
from handtag.usecases.stores.ask_centre import AskCentre, AskedGoods, ask_centre
from handtag.usecases.stores.compare_stocktake import CompareStocktake, compare_stocktake
from handtag.usecases.stores.count_goods import CountGoods, count_goods
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer
from handtag.usecases.stores.set_level import SetLevel, set_level
from handtag.usecases.stores.start_stocktake import StartStocktake, start_stocktake

NOW = date(2026, 11, 23)
OCTOBER = date(2026, 10, 31)


def prepare() -> None:
    """Two orders that want D1001, one sent order to be delivered, one lent device to come back, and a charge to credit."""
    world = make_world()
    lend(world, "D2002", on=date(2026, 9, 20))
    world.run(close_month, CloseMonth(world.centre.pk, "2026-09"), "gun", now=at(date(2026, 10, 1)))
    for number in ("D1002", "D1003"):
        order = allocated_order(world, number, on=OCTOBER)
        line = order.lines.get()
        OrderLine.objects.filter(pk=line.pk).update(device=None, state="placed")
        Order.objects.filter(pk=order.pk).update(state="placed", note=f"wants {number}")
        device = Device.objects.get(number=number)
        post_move(device, "released", "in_stock", on=OCTOBER, recorded_at=at(OCTOBER), moved_by="user:1", order_number=order.number)
    for who in ("first", "second"):  # three stick holders lie there, and each order wants two
        order = allocated_order(world, pieces={"stick_holder": 2}, on=OCTOBER)
        Order.objects.filter(pk=order.pk).update(note=f"pieces {who}")
    sent_order(world, "D2001", on=date(2026, 10, 30))
    lend(world, "D1004", on=date(2026, 10, 20))
    _count_all_but_one(world)
    floor.prepare(world)
    buying.prepare(world)
    _asked_by_another_centre(world)
    Month.objects.get_or_create(centre=world.centre, first_day=date(2026, 11, 1))  # a row that is new would itself make them wait


def _count_all_but_one(world: World) -> None:
    """A stocktake of the shelves A: D1001 was not found, and of three stick holders only two."""
    now = at(date(2026, 11, 2))
    world.run(set_level, SetLevel("C", world.articles["stick_holder"].number, 1, 1, "A-02"), "eva", now=now)
    stocktake = world.run(start_stocktake, StartStocktake("C", "A"), "filip", now=now)
    for device in Device.objects.filter(location__code="C", bin__startswith="A").exclude(number="D1001").order_by("pk"):
        world.run(count_goods, CountGoods(stocktake, device.number), "filip", now=now)
    world.run(count_goods, CountGoods(stocktake, world.articles["stick_holder"].number, 2), "filip", now=now)
    world.run(compare_stocktake, CompareStocktake(stocktake), "filip", now=now)


def _asked_by_another_centre(world: World) -> None:
    """Three requests for a rollator: two are accepted and wait to be sent, one waits for an answer."""
    two_centres(world)
    asked = [world.run(ask_centre, AskCentre("sale", world.centre.pk, "X", (AskedGoods("R-1", 1),)), "nora") for _ in range(3)]
    for request in asked[:2]:
        world.run(accept_request, AcceptRequest(request, "C"), "eva")


def _viewer(name: str) -> Viewer:
    assignment = Assignment.objects.get(user__username=name)
    found = viewer_for_assignment(assignment.pk, assignment.user_id, NOW)
    assert found is not None
    return found


def _do(case: Any, data: Any, name: str, **more: Any) -> Any:
    return execute(case, data, _viewer(name), now=at(NOW), **more)


def _centre() -> int:
    return DeviceCentre.objects.order_by("pk")[0].pk


def _allocate(who: str) -> Any:
    order = Order.objects.get(note={"first": "wants D1002", "second": "wants D1003"}[who])
    return _do(allocate_device, AllocateDevice(order.number, order.lines.get().pk, "D1001"), "eva")


def _close() -> Any:
    return _do(close_month, CloseMonth(_centre(), "2026-10"), "gun").month


def _deliver_while_closing(who: str) -> Any:
    order = Order.objects.get(lines__device__number="D2001")
    return _do(confirm_delivery, ConfirmDelivery(order.number, OCTOBER), "filip") if who == "first" else _close()


def _return_while_closing(who: str) -> Any:
    return _do(return_device, ReturnDevice("D1004", "C", date(2026, 10, 25)), "filip").device_number if who == "first" else _close()


def _close_while_delivering(who: str) -> Any:
    return _deliver_while_closing("second" if who == "first" else "first")


def _credit_twice(who: str) -> Any:
    charge = Charge.objects.get(kind="rent")
    return _do(credit_charge, CreditCharge(charge.pk, None, f"Fel {who}"), "gun") and "credited"


def _same_command(who: str) -> Any:
    return _do(move_device, MoveDevice("D1001", "F", "B-07", NOW), "filip", command_id=COMMAND)


def _invoice_twice(who: str) -> Any:
    return _do(issue_invoices, IssueInvoices(_centre(), "2026-09"), "gun")


def _last_pieces(who: str) -> Any:
    order = Order.objects.get(note=f"pieces {who}")
    return _do(pick_line, PickLine(order.number, line_id=order.lines.get().pk), "filip")


def _approve() -> Any:
    done = _do(approve_stocktake, ApproveStocktake(Stocktake.objects.get().pk), "inga")
    return [done.posted, done.moved_meanwhile, done.by_hand]


def _approve_while_allocating(who: str) -> Any:
    return _allocate(who) if who == "first" else _approve()


def _pick_while_approving(who: str) -> Any:
    return _approve() if who == "first" else _last_pieces(who)


def _approve_twice(who: str) -> Any:
    return _approve()


def _sell_to_two(who: str) -> Any:
    """Each sends the same device on its own transfer to another centre."""
    transfer = Transfer.objects.filter(kind="sale").order_by("pk")[{"first": 0, "second": 1}[who]]
    return _do(send_transfer, SendTransfer(transfer.pk, ("D1001",)), "filip")


def _accept_twice(who: str) -> Any:
    request = CentreRequest.objects.order_by("-pk")[0]
    return _do(accept_request, AcceptRequest(request.pk, "C"), "eva") and "accepted"


def _seal() -> Any:
    return execute(seal_log, SealLog(), system_viewer(NOW), now=at(NOW), door="cli")


def _seal_twice(who: str) -> Any:
    return _seal() and "sealed"


def _seal_while_writing(who: str) -> Any:
    """The first has written a row and not committed; the second commits a row with a higher number and seals."""
    if who == "first":
        return _do(move_device, MoveDevice("D1001", "F", "B-07", NOW), "filip")
    _do(move_device, MoveDevice("D1005", "F", "B-08", NOW), "filip")
    return _seal() and "sealed"


def _read_then_look(who: str) -> Any:
    """What another connection sees of a reading the moment it is answered, and before anything is shown."""
    person = Person.objects.order_by("pk").first()
    assert person is not None
    _do(open_person, OpenPerson(person.key), "anna")
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_accessentry WHERE action = 'person.opened'")
        found = cursor.fetchone()[0]
    other.close()
    return found


def _read_twice(who: str) -> Any:
    if who == "first":
        say("paused")
        hear()
    return _read_then_look(who)


def _read_while_the_log_is_locked(who: str) -> Any:
    with connection.cursor() as cursor:
        patience = "SET lock_timeout = '500ms'" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 500"
        cursor.execute(patience)
    if who == "second":
        return _read_then_look(who)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE audit_accessentry IN ACCESS EXCLUSIVE MODE")
        say("paused")
        hear()
    return "unlocked"


SCENARIOS: dict[str, Callable[[str], Any]] = {
    "allocate": _allocate,
    "deliver_while_closing": _deliver_while_closing,
    "return_while_closing": _return_while_closing,
    "close_while_delivering": _close_while_delivering,
    "credit_twice": _credit_twice,
    "same_command": _same_command,
    "invoice_twice": _invoice_twice,
    "last_pieces": _last_pieces,
    "approve_while_allocating": _approve_while_allocating,
    "pick_while_approving": _pick_while_approving,
    "approve_twice": _approve_twice,
    "sell_to_two": _sell_to_two,
    "accept_twice": _accept_twice,
    "seal_twice": _seal_twice,
    "seal_while_writing": _seal_while_writing,
    "read_then_look": _read_twice,
    "read_while_the_log_is_locked": _read_while_the_log_is_locked,
    **buying.scenarios(_do),
    **floor.SCENARIOS,
}


def wrongs() -> dict[str, Any]:
    """Everything `verify` finds, and how often D1001 was touched."""
    device = Device.objects.get(number="D1001")
    return {
        "rows": [f"{check.__name__}: {row}" for check in CHECKS for row in check()],
        "lines": OrderLine.objects.filter(device=device).count(),
        "invoices": list(Invoice.objects.order_by("pk").values_list("number", flat=True)),
        "moves": list(Move.objects.filter(device=device).order_by("pk").values_list("kind", flat=True)),
    }
