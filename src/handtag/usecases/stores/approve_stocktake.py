"""Approve what a stocktake found: the stock is put right by moves with their cause, and shortages are paid by the store's rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.orders import store as orders
from handtag.apps.orders.models import OrderLine
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device
from handtag.apps.stores.models import Difference, Stocktake
from handtag.apps.stores.store import counts as store_counts
from handtag.domain import stock as moves
from handtag.domain import stocktaking, stores
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.refilling import Refilling
from handtag.usecases.reserving import release
from handtag.usecases.valuing import shortage, worth_of

MOVES = {"missing": "lost", "misplaced": "moved", "found": "found"}


@dataclass(frozen=True)
class ApproveStocktake:
    stocktake_id: int


@dataclass(frozen=True)
class Approved:
    """How many differences were put right, how many had moved meanwhile, how many need a hand, and what units are to pay in öre."""

    posted: int
    moved_meanwhile: int
    by_hand: int
    shortages_ore: int


@use_case(Permission.APPROVE_STOCKTAKE, audits="stores.stocktake_approved")
def approve_stocktake(ctx: Context, data: ApproveStocktake) -> Approved:
    """Someone who has not counted approves; pieces are corrected by the difference, so that what was picked since stays picked.

    A device that moved after the comparison is left as it is. Raises NotFound, Refused: own count, or fewer left than are missing.
    """
    ctx.require(Permission.APPROVE_STOCKTAKE)
    lines = _held_lines(store_counts.reserved_missing(ctx.viewer, data.stocktake_id))
    stocktake = store_counts.lock_stocktake(ctx.viewer, data.stocktake_id)
    stocktaking.require_step(stocktake.state, "approved")
    stocktaking.require_another(ctx.viewer.code, store_counts.counters(stocktake) | {stocktake.compared_by})
    refilling = Refilling.opened(stocktake.location)
    differences = store_counts.differences_of(stocktake)
    devices = {device.pk: device for device in stock.lock_devices(one.device_id for one in differences if one.device_id)}
    latest = store_counts.last_moves(devices)
    for one in differences:
        if one.device_id is None:
            outcome = _correct_pieces(ctx, stocktake, one)
        elif latest[one.device_id] != one.last_move:
            outcome = "moved_meanwhile"
        else:
            outcome = _correct_device(ctx, stocktake, one, devices[one.device_id], lines.get(one.device_id))
        store_counts.settle(one, outcome)
    billed = sum(_bill(ctx, refilling, stocktake, one) for one in differences)
    store_counts.set_state(stocktake, "approved", ended_at=ctx.now, ended_by=ctx.viewer.code)
    refilling.fill(ctx)
    outcomes = [one.outcome for one in differences]
    done = Approved(outcomes.count("posted"), outcomes.count("moved_meanwhile"), outcomes.count("by_hand"), billed)
    ctx.audit("stores.stocktake_approved", f"stocktake:{stocktake.number}", posted=done.posted, by_hand=done.by_hand, shortages_ore=billed)
    return done


def _held_lines(devices: Iterable[Device]) -> dict[int, OrderLine]:
    """Order lines whose devices are missing, locked with their orders before anything else, in the order of the orders."""
    held = [(line.order_id, device) for device in devices if (line := orders.open_line_for_device(device)) is not None]
    locked = ((device.pk, orders.lock_open_line_for_device(device)) for _, device in sorted(held, key=lambda one: one[0]))
    return {device: line for device, line in locked if line is not None}


def _correct_pieces(ctx: Context, stocktake: Stocktake, one: Difference) -> str:
    try:
        stock.change_balance(
            one.article, stocktake.location, one.counted - one.expected, kind="counted", on=ctx.today, recorded_at=ctx.now,
            moved_by=ctx.viewer.code, order_number=stocktake.number,
        )  # fmt: skip
    except Refused as few:
        raise Refused("stocktaking.count_again", article=one.article.number) from few
    return "posted"


def _correct_device(ctx: Context, stocktake: Stocktake, one: Difference, device: Device, line: OrderLine | None) -> str:
    """A missing device that is reserved is taken off its order first: the line waits for another."""
    kind = MOVES.get(one.cause)
    if kind == "lost" and device.state == "reserved" and line is not None and line.state == "allocated":
        release(ctx, line.order, device)
        orders.set_line_states(line.order, [line], "placed", device=None)
    if kind is None or device.state not in moves.TRANSITIONS[kind].from_states:
        return "by_hand"
    moves.check_day(ctx.today, today=ctx.today, last_moved_on=device.last_moved_on)
    stays = kind != "lost"
    stock.post_move(
        device, kind, moves.next_state(kind, device.state), on=ctx.today, recorded_at=ctx.now, moved_by=ctx.viewer.code,
        location=stocktake.location if stays else None, bin=one.to_bin if stays else None, note=stocktake.number,
        value_ore=None if stays else worth_of(device, ctx.today),
    )  # fmt: skip
    return "posted"


def _bill(ctx: Context, refilling: Refilling, stocktake: Stocktake, one: Difference) -> int:
    """What the store's unit pays for a shortage that was put right, in öre; 0 when the centre bears it."""
    unit = refilling.store.unit
    pays = stores.who_pays(stocktake.location.kind, refilling.store.shortages_paid_by)
    if unit is None or pays != stores.UNIT or one.outcome != "posted" or one.cause not in stocktaking.SHORT:
        return 0
    price, amount_ore = shortage(one, ctx.today)
    store_counts.add_shortage(one, unit, price=price, quantity=one.expected - one.counted, amount_ore=amount_ore, on=ctx.today, at=ctx.now)
    return amount_ore
