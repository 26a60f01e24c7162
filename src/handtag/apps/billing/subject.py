"""What this app holds about one person, for the extract that she has a right to: what was charged for her, and on which invoice."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.billing.models import Charge, InvoiceLine
from handtag.apps.orders.subject import open_orders
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Ore, Section, Subject, Where

MODELS = (Charge, InvoiceLine)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """What the viewer's principal pays, or charges through the centre it runs."""
    ours = Q(payer_id=viewer.principal_id) | Q(centre__run_by_id=viewer.principal_id)
    found = Charge.objects.filter(ours, order_line__order__in=open_orders(viewer, subject).values("pk"))
    columns = (
        "kind", "article__name", "device__number", "first_day", "last_day", "quantity", "amount_ore", "payer__name", "reason",
        "invoice_line__invoice__number",
    )  # fmt: skip
    rows = (
        (Code(kind), article, device, first, last, quantity, Ore(amount), Where(payer), reason, invoice)
        for kind, article, device, first, last, quantity, amount, payer, reason, invoice in found.order_by("pk").values_list(*columns)
    )
    heads = ("kind", "article", "device", "from", "to", "quantity", "amount", "payer", "text", "invoice")
    yield Section("charges", heads, tuple(rows))
