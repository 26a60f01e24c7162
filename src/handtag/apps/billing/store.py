"""Rows of the money ledger: months locked and closed, charges, credits and invoices added. Nothing here is ever changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handtag.apps.billing import models
from handtag.apps.billing.models import Charge, Invoice, InvoiceLine
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Move
from handtag.domain.access import Viewer
from handtag.domain.billing import Credited
from handtag.domain.renting import Segment
from handtag.domain.values.errors import NotFound
from handtag.domain.values.period import Month

BATCH = 500


@dataclass(frozen=True)
class RentLine:
    """Days of a rental under one price version and what they cost."""

    rental: Rental
    rule: str
    segment: Segment[PriceVersion]
    amount_ore: int


def closed_through(centre_id: int) -> Month | None:
    """The centre's last closed month; None before the first."""
    closed = models.Month.objects.filter(centre_id=centre_id, closed_at__isnull=False).order_by("-first_day").first()
    return None if closed is None else Month.of(closed.first_day)


def lock_books(centre_id: int, first: date, today: date) -> Month | None:
    """Lock every month from `first` to today's, so that none closes meanwhile; answers the last closed month.

    What begins or ends a rent on a day changes every month from that day on, not only the day's own.
    """
    days = [Month.of(first).first]
    while (following := Month.of(days[-1]).next().first) <= today:
        days.append(following)
    _lock_months(centre_id, days)
    return closed_through(centre_id)


def lock_month(centre_id: int, month: Month) -> models.Month:
    """The month's row, made when it is new, locked."""
    return _lock_months(centre_id, [month.first])[0]


def close(month: models.Month, *, at: datetime, by: str) -> None:
    models.Month.objects.filter(pk=month.pk).update(closed_at=at, closed_by=by)


def first_charged_month(centre_id: int, after: Month | None) -> Month | None:
    """The earliest month later than `after` that has charges."""
    charges = models.Month.objects.filter(centre_id=centre_id, charges__isnull=False)
    if after is not None:
        charges = charges.filter(first_day__gt=after.first)
    first = charges.order_by("first_day").values_list("first_day", flat=True).first()
    return None if first is None else Month.of(first)


def prices_of(article_ids: Iterable[int], kind: str | None = None) -> dict[int, list[tuple[date, PriceVersion]]]:
    """Each article's price versions as (valid from, version) in order of day; only of one kind when given."""
    prices: dict[int, list[tuple[date, PriceVersion]]] = {}
    versions = PriceVersion.objects.filter(article_id__in=list(article_ids)).order_by("article_id", "valid_from")
    for version in versions if kind is None else versions.filter(kind=kind):
        prices.setdefault(version.article_id, []).append((version.valid_from, version))
    return prices


def rent_prices(centre_id: int) -> dict[int, list[tuple[date, PriceVersion]]]:
    """The rent price versions of every article of a centre, in one read."""
    prices: dict[int, list[tuple[date, PriceVersion]]] = {}
    versions = PriceVersion.objects.filter(article__centre_id=centre_id, kind="rent_per_month")
    for version in versions.order_by("article_id", "valid_from"):
        prices.setdefault(version.article_id, []).append((version.valid_from, version))
    return prices


def add_rent_charges(month: models.Month, lines: Sequence[RentLine], *, at: datetime) -> None:
    """One charge per line. The database refuses a rental's first day that is already charged, and a closed month."""
    Charge.objects.bulk_create([_rent_charge(month, line, at) for line in lines], batch_size=BATCH)


def add_sale_charge(
    month: models.Month,
    order: Order,
    line: OrderLine,
    article: Article,
    price: PriceVersion,
    *,
    move: Move | None,
    on: date,
    amount_ore: int,
    at: datetime,
) -> Charge:
    """`article` is the delivered one, which may be an equivalent of the line's."""
    decision = order.decision
    charge: Charge = Charge.objects.create(
        centre_id=order.centre_id, month=month, kind="sale", payer_id=order.payer_id, cost_centre_id=order.cost_centre_id,
        article=article, device=line.device, order_line=line, move=move, price_version=price, decision=decision,
        agreement_version_id=order.rests_on, rule=order.rule, first_day=on, last_day=on,
        quantity=line.quantity, amount_ore=amount_ore, recorded_at=at,
    )  # fmt: skip
    return charge


def lock_charge(viewer: Viewer, charge_id: int) -> Charge:
    """A charge the viewer may see, locked so that two credits of it take turns. Raises NotFound."""
    charge: Charge | None = (
        Charge.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("price_version").filter(pk=charge_id).first()
    )
    if charge is None:
        raise NotFound("billing.no_such_charge", field="charge_id", charge=charge_id)
    return charge


def credits_of(charge: Charge) -> list[Charge]:
    return list(Charge.objects.filter(credits=charge).order_by("pk"))


def add_credit(month: models.Month, charge: Charge, credited: Credited, *, reason: str, at: datetime) -> Charge:
    """A charge of the opposite sign in an open month that points to what it credits and rests on the same things."""
    credit: Charge = Charge.objects.create(
        centre_id=charge.centre_id, month=month, kind="credit", payer_id=charge.payer_id,
        cost_centre_id=charge.cost_centre_id, article_id=charge.article_id, device_id=charge.device_id,
        rental_id=charge.rental_id, order_line_id=charge.order_line_id, move_id=charge.move_id,
        price_version_id=charge.price_version_id, decision_id=charge.decision_id,
        agreement_version_id=charge.agreement_version_id, rule=charge.rule, credits=charge, reason=reason,
        first_day=credited.first_day, last_day=credited.last_day, quantity=credited.quantity,
        amount_ore=credited.amount_ore, recorded_at=at,
    )  # fmt: skip
    return credit


def charges_to_invoice(month: models.Month) -> list[Charge]:
    """The month's charges that are on no invoice, by payer and cost centre."""
    waiting = Charge.objects.filter(month=month, invoice_line=None)
    return list(waiting.only("payer", "cost_centre", "amount_ore").order_by("payer_id", "cost_centre_id", "pk"))


def add_invoice(month: models.Month, number: str, charges: Sequence[Charge], *, on: date, by: str) -> Invoice:
    """An invoice whose total is the sum of its lines; all charges have the same payer and cost centre."""
    invoice: Invoice = Invoice.objects.create(
        centre_id=month.centre_id, number=number, month=month, payer_id=charges[0].payer_id,
        cost_centre_id=charges[0].cost_centre_id, issued_on=on, issued_by=by,
        total_ore=sum(charge.amount_ore for charge in charges),
    )  # fmt: skip
    InvoiceLine.objects.bulk_create([InvoiceLine(invoice=invoice, charge=charge) for charge in charges], BATCH)
    return invoice


def _lock_months(centre_id: int, first_days: Sequence[date]) -> list[models.Month]:
    rows = models.Month.objects.select_for_update().filter(centre_id=centre_id, first_day__in=first_days)
    found = list(rows.order_by("first_day"))
    if len(found) == len(first_days):
        return found
    missing = [models.Month(centre_id=centre_id, first_day=day) for day in first_days]
    models.Month.objects.bulk_create(missing, ignore_conflicts=True)
    return list(rows.order_by("first_day"))


def _rent_charge(month: models.Month, line: RentLine, at: datetime) -> Charge:
    rental, segment = line.rental, line.segment
    return Charge(
        centre_id=rental.centre_id, month=month, kind="rent", payer_id=rental.payer_id,
        cost_centre_id=rental.cost_centre_id, article_id=rental.article_id, device_id=rental.device_id, rental=rental,
        order_line_id=rental.order_line_id, move_id=rental.start_move_id, price_version=segment.price,
        decision_id=rental.decision_id, agreement_version_id=rental.agreement_version_id, rule=line.rule,
        first_day=segment.first, last_day=segment.last, quantity=segment.days, amount_ore=line.amount_ore,
        recorded_at=at,
    )  # fmt: skip
