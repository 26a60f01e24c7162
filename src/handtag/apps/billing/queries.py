"""Months, charges and invoices as pages and interfaces read them. A payer sees its own, the centre's principal all. No persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from handtag.apps.billing import models
from handtag.apps.billing.models import Charge, Invoice, InvoiceLine
from handtag.apps.organisations.models import Principal
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.domain.values.period import Month

LINE_SORTS = {
    "kind": "kind", "article": "article__name", "device": "device__number", "first": "first_day", "quantity": "quantity",
    "amount": "amount_ore",
}  # fmt: skip
INVOICE_SORTS = {
    "number": "number", "payer": "payer__name", "cost_centre": "cost_centre__code", "lines": "lines_count", "total": "total_ore",
}  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """What was charged, in öre; credits are negative."""

    rent: int = 0
    sale: int = 0
    credit: int = 0

    @property
    def total(self) -> int:
        return self.rent + self.sale + self.credit


@dataclass(frozen=True)
class Payer:
    pk: int
    name: str


def month_row(viewer: Viewer, month: Month) -> models.Month | None:
    """The month in the ledger of the viewer's centre; None when nothing has been charged or closed in it."""
    return models.Month.objects.filter(centre_id=viewer.centre_id, first_day=month.first).first()


def months(viewer: Viewer) -> list[Month]:
    """The months with charges the viewer may see, the latest first."""
    with_charges = Charge.objects.visible_to(viewer).values("month_id")
    days = models.Month.objects.filter(centre_id=viewer.centre_id, pk__in=with_charges).order_by("-first_day")
    return [Month.of(day) for day in days.values_list("first_day", flat=True)]


def open_months(viewer: Viewer, until: date) -> list[Month]:
    """Months of the centre's ledger that are over but not closed, in the order they are closed: also those where only rent has run."""
    rows = models.Month.objects.filter(centre_id=viewer.centre_id)
    closed = rows.filter(closed_at__isnull=False).order_by("-first_day").values_list("first_day", flat=True).first()
    begun = rows.order_by("first_day").values_list("first_day", flat=True).first()
    if begun is None:
        return []
    month = Month.of(closed).next() if closed else Month.of(begun)
    found = []
    while month < Month.of(until):
        found.append(month)
        month = month.next()
    return found


def months_to_invoice(viewer: Viewer) -> list[Month]:
    """Closed months with charges that are on no invoice yet."""
    waiting = Charge.objects.visible_to(viewer).filter(invoice_line=None).values("month_id")
    rows = models.Month.objects.filter(centre_id=viewer.centre_id, pk__in=waiting, closed_at__isnull=False)
    return [Month.of(day) for day in rows.order_by("first_day").values_list("first_day", flat=True)]


def sums_by_payer(viewer: Viewer, month: Month) -> dict[Payer, Sums]:
    """What each payer was charged in a month, by name of the payer."""
    found: dict[Payer, dict[str, int]] = {}
    for pk, name, kind, ore in (
        _charges(viewer, month).order_by("payer__name").values_list("payer_id", "payer__name", "kind").annotate(ore=Sum("amount_ore"))
    ):
        found.setdefault(Payer(pk, name), {})[kind] = ore
    return {payer: Sums(**kinds) for payer, kinds in found.items()}


def payer_names(pks: set[int]) -> dict[int, str]:
    return dict(Principal.objects.filter(pk__in=pks).values_list("pk", "name"))


def waiting_for_invoice(viewer: Viewer, month: Month) -> tuple[int, int]:
    """How many invoices a month's charges will become, and what they come to in öre."""
    groups = list(
        _charges(viewer, month)
        .filter(invoice_line=None)
        .order_by()
        .values_list("payer_id", "cost_centre_id")
        .annotate(ore=Sum("amount_ore"))
    )
    return len(groups), sum(ore for _payer, _cost_centre, ore in groups)


def invoices_for_list(viewer: Viewer, month: Month | None = None, sort: str = "payer", payer: int | None = None) -> QuerySet[Invoice]:
    """The invoices the viewer may see in a stable order, each with `lines_count`."""
    rows: QuerySet[Invoice] = Invoice.objects.visible_to(viewer).filter(centre_id=viewer.centre_id)
    if month is not None:
        rows = rows.filter(month__first_day=month.first)
    if payer is not None:
        rows = rows.filter(payer_id=payer)
    rows = rows.select_related("payer", "cost_centre", "month").annotate(lines_count=Count("lines"))
    column = F(INVOICE_SORTS.get(sort.removeprefix("-"), "payer__name"))
    return rows.order_by(column.desc() if sort.startswith("-") else column.asc(), "number")


def latest_invoices(viewer: Viewer) -> QuerySet[Invoice]:
    rows: QuerySet[Invoice] = Invoice.objects.visible_to(viewer).filter(centre_id=viewer.centre_id)
    return rows.select_related("payer", "cost_centre", "month").order_by("-month__first_day", "-number")


def invoice_for_page(viewer: Viewer, number: str) -> Invoice:
    """One invoice with payer, cost centre and month. Raises NotFound, also when it is another payer's."""
    found: Invoice | None = (
        Invoice.objects.visible_to(viewer)
        .filter(centre_id=viewer.centre_id, number=number)
        .select_related("payer", "cost_centre", "month", "centre")
        .first()
    )
    if found is None:
        raise NotFound("billing.no_such_invoice", number=number)
    return found


def lines_of(viewer: Viewer, invoice: Invoice, kind: str = "", sort: str = "article") -> QuerySet[Charge]:
    """The charges on an invoice in a stable order, with article, device, unit's order and whether they are credited."""
    rows: QuerySet[Charge] = _on(viewer, invoice)
    if kind:
        rows = rows.filter(kind=kind)
    column = F(LINE_SORTS.get(sort.removeprefix("-"), "article__name"))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    rows = rows.select_related("article", "device", "order_line__order__unit", "price_version")
    credited = Charge.objects.visible_to(viewer).filter(credits=OuterRef("pk")).order_by().values("credits").annotate(ore=Sum("amount_ore"))
    return rows.annotate(credited_ore=Subquery(credited.values("ore"))).order_by(first, "pk")


def sums_of_invoice(viewer: Viewer, invoice: Invoice) -> Sums:
    rows = _on(viewer, invoice).order_by().values_list("kind")
    return Sums(**dict(rows.annotate(ore=Sum("amount_ore"))))


def charge_for_page(viewer: Viewer, charge_id: int) -> Charge:
    """One charge with everything it rests on, and its credits. Raises NotFound."""
    credits: QuerySet[Charge] = Charge.objects.visible_to(viewer).select_related("month").order_by("pk")
    found: Charge | None = (
        Charge.objects.visible_to(viewer)
        .filter(pk=charge_id, centre_id=viewer.centre_id)
        .select_related(
            "month",
            "payer",
            "cost_centre",
            "article",
            "device",
            "rental",
            "order_line__order__unit",
            "move",
            "price_version",
            "decision__article",
            "agreement_version",
            "credits",
            "invoice_line__invoice",
        )
        .prefetch_related(Prefetch("credited_by", queryset=credits))
        .first()
    )
    if found is None:
        raise NotFound("billing.no_such_charge", field="charge_id", charge=charge_id)
    return found


def latest_credits(viewer: Viewer) -> QuerySet[Charge]:
    rows: QuerySet[Charge] = Charge.objects.visible_to(viewer).filter(kind="credit", centre_id=viewer.centre_id)
    return rows.select_related("article", "device", "payer", "month").order_by("-pk")


def _on(viewer: Viewer, invoice: Invoice) -> QuerySet[Charge]:
    rows: QuerySet[Charge] = Charge.objects.visible_to(viewer).filter(
        pk__in=InvoiceLine.objects.filter(invoice=invoice).values("charge_id")
    )
    return rows


def _charges(viewer: Viewer, month: Month) -> QuerySet[Charge]:
    rows: QuerySet[Charge] = Charge.objects.visible_to(viewer)
    return rows.filter(Q(centre_id=viewer.centre_id), month__first_day=month.first)
