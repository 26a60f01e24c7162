"""Many processes take the last wheelchair at the same moment, round after round: one order gets it, the others are told which."""

import time
from collections import Counter
from typing import Any

from tests.battery.crew import FORK, part, together, wrongs
from tests.battery.storm import without_locks

DEVICE = "D1001"


def run(world: Any, rounds: int, contenders: int, seconds: float = float("inf"), mutant: str = "") -> dict[str, Any]:
    """How many rounds there was time for, winners per round and how the losers ended; a last worker makes each round ready."""
    orders = [_order(world) for _ in range(contenders)]
    part()
    gate, over = FORK.Barrier(contenders + 1), FORK.Barrier(contenders + 1)
    goes_on = FORK.Value("b", 1)
    crew = [lambda number=number: _contend(world, number, rounds, (gate, over, goes_on), mutant) for number in orders]
    *ends, winners = together([*crew, lambda: _referee(world, rounds, (gate, over, goes_on), time.monotonic() + seconds)])
    total: Counter[str] = Counter()
    for one in ends:
        total.update(one or {"a contender died": 1})
    return {"rounds": len(winners), "winners": dict(Counter(winners)), "ends": dict(total), "wrong": wrongs()}


def _order(world: Any) -> str:
    """An order that waits for a rollator: placed while none can be taken."""
    from tests.support.prescribing import chosen

    from handtag.apps.stock.models import Device
    from handtag.usecases.ordering.place_order import PlaceOrder, place_order

    key = chosen(world)
    free = list(Device.objects.filter(state="in_stock").values_list("pk", flat=True))
    Device.objects.filter(pk__in=free).update(state="inspected")  # out of sight while the order is placed
    number: str = world.run(place_order, PlaceOrder(key, world.points["health_centre"].pk), "anna")
    Device.objects.filter(pk__in=free).update(state="in_stock")
    return number


def _contend(world: Any, number: str, rounds: int, meet: Any, mutant: str) -> dict[str, int]:
    from django.db import DatabaseError

    from handtag.apps.orders.models import OrderLine
    from handtag.domain.values.errors import HandtagError
    from handtag.usecases.ordering.allocate_device import AllocateDevice, allocate_device

    gate, over, goes_on = meet
    line = OrderLine.objects.get(order__number=number).pk
    ends: Counter[str] = Counter()
    with without_locks(mutant):
        for _ in range(rounds):
            gate.wait()
            if not goes_on.value:
                break
            try:
                world.run(allocate_device, AllocateDevice(number, line, DEVICE), "filip")
                ends["won"] += 1
            except HandtagError as refusal:
                ends[f"refused {refusal.code}"] += 1
            except DatabaseError as wall:
                ends[f"wall {type(wall).__name__}"] += 1
            over.wait()
    return dict(ends)


def _referee(world: Any, rounds: int, meet: Any, until: float) -> list[int]:
    """Counts who has the device after each round, and puts it back on the shelf by the winner's choice of another."""
    from tests.support.lending import at

    from handtag.apps.orders.models import Order, OrderLine
    from handtag.apps.stock.models import Device
    from handtag.apps.stock.store import post_move

    gate, over, goes_on = meet
    winners = list[int]()
    for _ in range(rounds):
        goes_on.value = time.monotonic() < until
        gate.wait()
        if not goes_on.value:
            break
        over.wait()
        lines = OrderLine.objects.filter(device__number=DEVICE, state="allocated")
        winners.append(lines.count())
        for line in lines:
            Order.objects.filter(pk=line.order_id).update(state="placed")
            OrderLine.objects.filter(pk=line.pk).update(device=None, state="placed")
        device = Device.objects.get(number=DEVICE)
        if device.state == "reserved":
            post_move(device, "released", "in_stock", on=world.today, recorded_at=at(world.today), moved_by="user:1")
    return winners
