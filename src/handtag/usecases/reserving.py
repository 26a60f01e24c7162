"""What every use case that puts a device on an order line shares: choosing it, reserving it, giving it back."""

from collections.abc import Collection

from django.db.models import prefetch_related_objects

from handtag.apps.catalogue.models import Article
from handtag.apps.orders import store as orders
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.stock import store as devices
from handtag.apps.stock.models import Device
from handtag.domain import ordering, stock
from handtag.usecases.base import Context


def best_device(article: Article, taken: Collection[Device] = (), *, exactly: bool = False) -> Device | None:
    """The device in stock that is to be delivered first, locked; `taken` are promised to other lines already. `exactly`: of the
    article itself, whatever its replacement chain says.
    """
    asked = wanted(article, exactly=exactly)
    in_stock = devices.candidates_for(article, exactly=exactly)
    prefetch_related_objects(in_stock, "article__equivalences")
    free = {device.number: device for device in in_stock if device not in taken}
    chosen = ordering.choose_device(asked, [candidate(device) for device in free.values()])
    return free[chosen.device_number] if chosen else None


def reserve(ctx: Context, order: Order, line: OrderLine, device: Device) -> None:
    """The device leaves the stock that others choose from, and the line is allocated."""
    ordering.require_step(line.state, "allocated", line=line.pk)
    stock.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)  # another's midnight may have come first
    devices.post_move(
        device, "reserved", stock.next_state("reserved", device.state), on=ctx.today, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, unit=order.unit, payer=order.payer, order_number=order.number,
    )  # fmt: skip
    orders.set_line_states(order, [line], "allocated", device=device)


def release(ctx: Context, order: Order, device: Device) -> None:
    """A reserved device is in stock again, as old as it was."""
    stock.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
    devices.post_move(
        device, "released", stock.next_state("released", device.state), on=ctx.today, recorded_at=ctx.now,
        moved_by=ctx.viewer.code, unit=order.unit, payer=order.payer, order_number=order.number,
    )  # fmt: skip


def wanted(article: Article, *, exactly: bool = False) -> ordering.Wanted:
    return ordering.Wanted(article.number, article.iso_code, frozenset() if exactly else article.equivalence_groups)


def candidate(device: Device) -> ordering.Candidate:
    article = device.article
    return ordering.Candidate(
        device_number=device.number,
        article_number=article.number,
        iso_code=article.iso_code,
        equivalence_groups=article.equivalence_groups,
        times_reconditioned=device.times_reconditioned,
        available_since=device.available_since or device.last_moved_on,
    )
