"""What is agreed with suppliers, as buyers and pages read it: what an article costs on a day; agreements, lists. A centre sees its own."""

import zlib
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from handtag.apps.procurement.models import (
    AgreementLine,
    AgreementPrice,
    FrameworkAgreement,
    Lot,
    Option,
    PriceDecision,
    PriceFile,
    PriceProposal,
    SupplierDetails,
)
from handtag.domain.access import Viewer
from handtag.domain.procurement.lists import Standing, Terms, Verdict
from handtag.domain.procurement.offers import APPROVED, Offer, ranked
from handtag.domain.procurement.verdicts import read_verdict
from handtag.domain.values.errors import NotFound
from handtag.files.device_lists import Table, read_csv

CHUNK = 5_000


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


def agreements_for(viewer: Viewer) -> QuerySet[FrameworkAgreement]:
    """The centre's agreements with `lines_count`, and `is_waiting` when a price list waits for a second person."""
    waiting = PriceProposal.objects.visible_to(viewer).filter(file__agreement=OuterRef("pk"), decision=None)
    rows: QuerySet[FrameworkAgreement] = FrameworkAgreement.objects.visible_to(viewer).select_related("supplier")
    return rows.annotate(lines_count=Count("lines"), is_waiting=Exists(waiting)).order_by("-valid_to", "number")


def agreement_for_page(viewer: Viewer, key: UUID) -> FrameworkAgreement:
    """One agreement with its supplier. Raises NotFound, also when it is another centre's."""
    rows = FrameworkAgreement.objects.visible_to(viewer).select_related("supplier", "predecessor", "successor")
    found: FrameworkAgreement | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("procurement.no_agreement")
    return found


def lines_for(agreement: FrameworkAgreement, on: date, words: str = "", only: str = "") -> QuerySet[AgreementLine]:
    """The agreement's lines by supplier's number, with their terms on a day: `amount_ore`, `rank`, `lot_number`, `priced_from`.

    `words`: in the number, the name, the GTIN or our number. `only`: `unlinked` (no article of ours) or `ended` (not offered)."""
    latest = AgreementPrice.objects.filter(line=OuterRef("pk"), valid_from__lte=on).order_by("-valid_from", "-pk")
    named = {"amount_ore": "amount_ore", "rank": "rank", "lot_number": "lot__number", "priced_from": "valid_from"}
    rows = AgreementLine.objects.filter(agreement=agreement).select_related("article")
    rows = rows.annotate(**{name: Subquery(latest.values(column)[:1]) for name, column in named.items()})
    for word in words.split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(name__icontains=word) | Q(gtin__contains=word) | Q(article__number__istartswith=word)
        )
    if only:
        rows = rows.filter(Q(article=None) if only == "unlinked" else Q(amount_ore=None))
    return rows.order_by("number_key")


def file_for_page(viewer: Viewer, key: UUID) -> PriceFile:
    """One price list as it came. Raises NotFound."""
    rows = PriceFile.objects.visible_to(viewer).select_related("agreement__supplier")
    found: PriceFile | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("procurement.no_file")
    return found


def table_of(file: PriceFile) -> Table:
    """The list, row for row as in the file."""
    return read_csv(zlib.decompress(bytes(file.table)).decode())


def proposal_for_page(viewer: Viewer, key: UUID) -> PriceProposal:
    """One proposal with its list, agreement and decision, if any. Raises NotFound."""
    rows = PriceProposal.objects.visible_to(viewer).select_related("file__agreement__supplier", "decision").defer("file__table")
    found: PriceProposal | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("procurement.no_proposal")
    return found


def proposals_for(viewer: Viewer, agreement: FrameworkAgreement) -> QuerySet[PriceProposal]:
    """The agreement's price lists, the latest first."""
    rows: QuerySet[PriceProposal] = PriceProposal.objects.visible_to(viewer).filter(file__agreement=agreement)
    return rows.select_related("file", "decision").defer("file__table", "verdicts").order_by("-pk")


def decision_on(proposal: PriceProposal) -> PriceDecision | None:
    return PriceDecision.objects.filter(proposal=proposal).first()


def verdicts_of(proposal: PriceProposal) -> list[Verdict]:
    """Every row of the list with its verdict, then the lines that the list does not have."""
    return [read_verdict(line) for line in read_csv(zlib.decompress(bytes(proposal.verdicts)).decode())]


def last_headings(viewer: Viewer, agreement: FrameworkAgreement) -> dict[str, str]:
    """Field → heading in the latest list that was approved from the same supplier; empty when there is none."""
    rows = PriceProposal.objects.visible_to(viewer).filter(file__agreement__supplier_id=agreement.supplier_id)
    found: PriceProposal | None = rows.filter(decision__decision=APPROVED).defer("verdicts").order_by("-pk").first()
    return dict(found.headings) if found else {}


def lots_for(agreement: FrameworkAgreement) -> QuerySet[Lot]:
    """The agreement's lots by number."""
    return Lot.objects.filter(agreement=agreement).order_by("number")


def options_for(agreement: FrameworkAgreement) -> QuerySet[Option]:
    """The agreement's options in the order of their days."""
    return Option.objects.filter(agreement=agreement).order_by("extends_to")


def details_of(viewer: Viewer, supplier_id: int) -> SupplierDetails | None:
    """What the centre knows about a supplier."""
    found: SupplierDetails | None = SupplierDetails.objects.visible_to(viewer).filter(supplier_id=supplier_id).first()
    return found


def lots_of(agreement: FrameworkAgreement) -> dict[str, int]:
    """Lot → the supplier's rank in it."""
    return dict(Lot.objects.filter(agreement=agreement).order_by("number").values_list("number", "rank"))


def standing(agreement: FrameworkAgreement, on: date) -> dict[str, Standing]:
    """Every line of an agreement by its key, as it stands on a day."""
    terms: dict[int, Terms] = {}
    latest: dict[int, date] = {}
    prices = AgreementPrice.objects.filter(line__agreement=agreement).order_by("valid_from", "pk").values_list(
        "line_id", "valid_from", "amount_ore", "lot__number", "rank", "minimum_quantity", "lead_time_days", "warranty_months"
    )  # fmt: skip
    for line_id, valid_from, amount_ore, lot, rank, least, lead_time, warranty in prices.iterator(CHUNK):
        latest[line_id] = valid_from
        if valid_from <= on:
            terms[line_id] = Terms(amount_ore, lot or "", rank, least, lead_time, warranty)
    lines = AgreementLine.objects.filter(agreement=agreement).order_by("pk")
    columns = lines.values_list("pk", "number_key", "number", "name", "article__number", "gtin")
    return {
        key: Standing(number, terms.get(pk), latest.get(pk), name, article or "", gtin)
        for pk, key, number, name, article, gtin in columns.iterator(CHUNK)
    }
