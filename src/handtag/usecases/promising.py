"""What every use case that orders goods shares: the device that is taken, what each line waits for, and the day that is promised."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.models import Article
from handtag.apps.orders import store
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.orders.queries_supply import supplies
from handtag.apps.organisations.models import DeliveryPoint
from handtag.apps.purchasing.queries_gate import coming
from handtag.apps.stock.models import Device
from handtag.domain import ordering
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import NotFound
from handtag.files.working_days import is_working_day
from handtag.usecases.base import SWEDEN, Context
from handtag.usecases.reserving import best_device, reserve


@dataclass(frozen=True)
class Accessory:
    """An article by its number, as it is asked for."""

    article_number: str
    quantity: int = 1


@dataclass(frozen=True)
class Wish:
    """What is asked for; `own_only` is why no equivalent may come instead."""

    article: Article
    quantity: int = 1
    is_accessory: bool = False
    own_only: str = ""


@dataclass(frozen=True)
class Planned:
    """A line to be: its wish, the device that is to be delivered, what it waits for, and the day it can come by itself."""

    wish: Wish
    device: Device | None
    waits_for: str
    comes_on: date


@dataclass(frozen=True)
class Delivery:
    """Where to, under which agreement's cut-off."""

    point: DeliveryPoint
    document: Agreement

    def day(self, ctx: Context, lead_time_days: int = 0) -> date:
        """The first delivery day that can be kept. Raises Refused."""
        latest: time = ordering.cut_off(self.document, ctx.today)
        return ordering.promise_date(
            ctx.now.astimezone(SWEDEN),
            weekdays=self.point.weekdays,
            cut_off=latest,
            is_working_day=is_working_day,
            lead_time_days=lead_time_days,
        )


def own_point(ctx: Context, delivery_point_id: int) -> DeliveryPoint:
    """A delivery point of the viewer's own unit. Raises NotFound."""
    point = store.delivery_point(delivery_point_id)
    if point is None or point.unit_id != ctx.viewer.unit_id:
        raise NotFound("ordering.no_delivery_point", field="delivery_point_id")
    return point


def articles_asked_for(ctx: Context, asked: Iterable[Accessory], field: str) -> list[tuple[Article, int]]:
    """Each article once, with all that is asked of it. Raises NotFound, Refused at `field`."""
    pieces: dict[str, int] = {}
    for one in asked:
        pieces[one.article_number] = pieces.get(one.article_number, 0) + one.quantity
    articles = catalogue.articles_by_number(ctx.viewer.centre_id, pieces)
    for number in pieces:
        if number not in articles:
            raise NotFound("catalogue.no_article", field=field, article=number)
    return [(articles[number], quantity) for number, quantity in pieces.items()]


def accessories(ctx: Context, main: Article, asked: Iterable[Accessory]) -> list[Wish]:
    """What goes with a main device: parts, accessories and work on it. Raises NotFound, Refused for what does not fit."""
    fitting = store.fitting_numbers(main)
    wishes = []
    for article, quantity in articles_asked_for(ctx, asked, "accessories"):
        ordering.require_fit(article.number, main.number, fitting)
        ordering.require_quantity(article.number, article.kind, quantity)
        wishes.append(Wish(article, quantity, is_accessory=True))
    return wishes


def require_orderable(wishes: Iterable[Wish]) -> None:
    """What is phased out is not ordered; the refusal names what stands in its place. Raises Refused."""
    for wish in wishes:
        equivalents = [(other.number, other.name) for other in store.equivalents_in_assortment(wish.article)]
        ordering.require_orderable(wish.article.number, wish.article.assortment, equivalents)


def plan(ctx: Context, wishes: Sequence[Wish], delivery: Delivery, *, but: Sequence[OrderLine] = ()) -> list[Planned]:
    """Every wish with its device, locked, and its day; nothing is written. `but` are lines that the plan takes the place of."""
    days = ordering.reconditioning_days(delivery.document, ctx.today)
    exact = {wish.article.pk for wish in wishes if wish.own_only}
    supply = supplies([wish.article for wish in wishes], days, on=ctx.today, expects=coming, exactly=exact, but=[line.pk for line in but])
    planned: list[Planned] = []
    waiting: Counter[int] = Counter()
    for wish in wishes:
        taken = [line.device for line in planned if line.device is not None]
        marked = wish.article.kind == "device"
        device = best_device(wish.article, taken, exactly=bool(wish.own_only)) if marked else None
        there = supply[wish.article.pk]
        if marked and device is None:
            there = there.without_stock().without(waiting[wish.article.pk])
            waiting[wish.article.pk] += 1
        waits_for, lead = ("stock", 0) if device else ordering.source(there, wish.quantity)
        planned.append(Planned(wish, device, waits_for, delivery.day(ctx, lead)))
    return planned


def put(ctx: Context, order: Order, planned: Sequence[Planned], *, together: bool) -> None:
    """The lines on the order, their devices reserved; together they are all promised for the day of the last."""
    alone = [(line.comes_on, None) for line in planned]
    days = ordering.jointly([line.comes_on for line in planned]) if together else alone
    for line, (promised_on, ready_on) in zip(planned, days, strict=True):
        row = store.add_line(
            order, line.wish.article, quantity=line.wish.quantity, is_accessory=line.wish.is_accessory, waits_for=line.waits_for,
            own_only=line.wish.own_only, promised_on=promised_on, ready_on=ready_on,
        )  # fmt: skip
        if line.device is not None:
            reserve(ctx, order, row, line.device)


def promise_again(ctx: Context, lines: Sequence[OrderLine], delivery: Delivery, *, anew: Collection[int]) -> None:
    """Lines `anew` (by their row) get the day that can be kept now; the others keep theirs. Those that come together still do."""
    days = ordering.reconditioning_days(delivery.document, ctx.today)
    changed = [line for line in lines if line.pk in anew]
    exact = {line.article_id for line in changed if line.own_only}
    supply = supplies(
        [line.article for line in changed], days, on=ctx.today, expects=coming, exactly=exact, but=[line.pk for line in changed]
    )
    own: list[date] = []
    for line in lines:
        if line.pk in anew:
            found = supply[line.article_id].without_stock() if line.article.kind == "device" else supply[line.article_id]
            line.waits_for, lead = ("stock", 0) if line.device_id else ordering.source(found, line.quantity)
            own.append(delivery.day(ctx, lead))
        else:
            own.append(line.ready_on or line.promised_on)
    together = any(line.ready_on for line in lines)
    alone = [(day, None) for day in own]
    for line, (promised_on, ready_on) in zip(lines, ordering.jointly(own) if together else alone, strict=True):
        line.promised_on, line.ready_on = promised_on, ready_on
    store.set_days(lines)


def move_days(order: Order, days: Mapping[int, date]) -> None:
    """Lines of a locked order (by their row) come by themselves on other days than was promised, which is remembered; those that come
    together still do.
    """
    lines = [line for line in order.lines.all() if line.state in ordering.OPEN_STATES]
    together = lines if any(line.ready_on for line in lines) else [line for line in lines if line.pk in days]
    own = [days.get(line.pk) or line.ready_on or line.promised_on for line in together]
    alone = [(day, None) for day in own]
    for line, (promised_on, ready_on) in zip(together, ordering.jointly(own) if together is lines else alone, strict=True):
        if promised_on != line.promised_on:
            line.first_promised_on = line.first_promised_on or line.promised_on
        line.promised_on, line.ready_on = promised_on, ready_on
    store.set_days(together)
