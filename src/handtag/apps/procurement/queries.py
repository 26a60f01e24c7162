"""What is agreed with suppliers, as buyers and pages read it: what an article costs on a day; agreements, lists. A centre sees its own."""

from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from handtag.apps.procurement.models import AgreementPrice
from handtag.domain.procurement.offers import Offer, ranked


def agreement_price(article_id: int, on: date) -> Offer | None:
    """The offer to use first for an article on a day; None when no framework agreement has it."""
    return next(iter(offers_for([article_id], on)[article_id]), None)


def offers_for(article_ids: Collection[int], on: date) -> dict[int, tuple[Offer, ...]]:
    """Every article's offers on a day, first in rank first; an article that no agreement in force has gets none."""
    found: dict[int, list[Offer]] = {article_id: [] for article_id in article_ids}
    rows = _in_force(on).filter(line__article_id__in=list(found), amount_ore__isnull=False)
    for price in rows.select_related("line__agreement__supplier", "lot"):
        assert price.line.article_id is not None
        found[price.line.article_id].append(offer_of(price))
    return {article_id: ranked(offers) for article_id, offers in found.items()}


def offer_of(price: AgreementPrice) -> Offer:
    """A price as an offer; its line, agreement, supplier and lot are loaded, and it is still offered."""
    line, agreement = price.line, price.line.agreement
    assert price.amount_ore is not None
    return Offer(
        agreement_id=agreement.pk,
        agreement=agreement.number,
        agreement_ends=agreement.valid_to,
        supplier_id=agreement.supplier_id,
        supplier=agreement.supplier.name,
        number=line.number,
        amount_ore=price.amount_ore,
        rank=price.rank,
        lot=price.lot.number if price.lot else "",
        minimum_quantity=price.minimum_quantity,
        lead_time_days=price.lead_time_days,
        warranty_months=agreement.warranty_months if price.warranty_months is None else price.warranty_months,
        valid_from=price.valid_from,
        ceiling_ore=agreement.ceiling_ore,
        procurement=agreement.procurement,
    )


def _in_force(on: date) -> QuerySet[AgreementPrice]:
    """The latest price of each line of each agreement in force on a day."""
    latest = AgreementPrice.objects.filter(line=OuterRef("line"), valid_from__lte=on).order_by("-valid_from", "-pk")
    running = AgreementPrice.objects.filter(line__agreement__valid_from__lte=on, line__agreement__valid_to__gte=on)
    return running.filter(pk=Subquery(latest.values("pk")[:1]))
