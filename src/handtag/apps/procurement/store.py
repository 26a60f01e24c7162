"""Rows of framework agreements, price lists and prices."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.organisations.models import DeviceCentre
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
from handtag.domain.procurement.lists import Change, Comparison
from handtag.domain.procurement.verdicts import verdict_lines
from handtag.domain.values.errors import NotFound
from handtag.files.device_lists import write_csv

BATCH = 2_000
T = TypeVar("T")


def lock_agreement(viewer: Viewer, key: UUID) -> FrameworkAgreement:
    """One agreement of the viewer's centre, held until the transaction ends. Raises NotFound."""
    rows = FrameworkAgreement.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("supplier")
    found: FrameworkAgreement | None = rows.filter(key=key).first()
    if found is None:
        raise NotFound("procurement.no_agreement", field="agreement_key")
    return found


def agreement_by_number(centre_id: int, number: str) -> FrameworkAgreement | None:
    found: FrameworkAgreement | None = FrameworkAgreement.objects.filter(centre_id=centre_id, number=number).first()
    return found


def has_successor(agreement: FrameworkAgreement) -> bool:
    return bool(FrameworkAgreement.objects.filter(predecessor=agreement).exists())


def add_agreement(
    centre: DeviceCentre,
    supplier: Supplier,
    fields: Mapping[str, object],
    lots: Iterable[tuple[str, str, int]],
    options: Iterable[tuple[date, date]],
) -> FrameworkAgreement:
    """`lots`: number, name, rank; `options`: extends to, use by."""
    made: FrameworkAgreement = FrameworkAgreement.objects.create(centre=centre, supplier=supplier, **fields)
    Lot.objects.bulk_create([Lot(agreement=made, number=number, name=name, rank=rank) for number, name, rank in lots])
    Option.objects.bulk_create([Option(agreement=made, extends_to=to, use_by=by) for to, by in options])
    return made


def change_end(agreement: FrameworkAgreement, day: date) -> None:
    agreement.valid_to = day
    agreement.save(update_fields=["valid_to"])


def open_option(agreement: FrameworkAgreement, extends_to: date) -> Option | None:
    return Option.objects.filter(agreement=agreement, extends_to=extends_to, used_on=None).first()


def use_option(option: Option, day: date) -> None:
    option.used_on = day
    option.save(update_fields=["used_on"])


def keep_details(centre: DeviceCentre, supplier: Supplier, fields: Mapping[str, str]) -> SupplierDetails:
    found: SupplierDetails = SupplierDetails.objects.update_or_create(centre=centre, supplier=supplier, defaults=dict(fields))[0]
    return found


def kept_file(agreement: FrameworkAgreement, digest: str) -> PriceFile | None:
    found: PriceFile | None = PriceFile.objects.filter(agreement=agreement, digest=digest).first()
    return found


def add_file(
    agreement: FrameworkAgreement, key: UUID, *, name: str, digest: str, table: str, rows: int, at: datetime, by: str
) -> PriceFile:
    made: PriceFile = PriceFile.objects.create(
        key=key, agreement=agreement, name=name, digest=digest, table=zlib.compress(table.encode()), rows=rows, kept_at=at, kept_by=by
    )
    return made


def open_proposal_like(
    file: PriceFile, *, columns: Mapping[str, int], effective_on: date, is_complete: bool, contents_hash: str
) -> PriceProposal | None:
    """An undecided proposal that would change exactly the same."""
    same = PriceProposal.objects.filter(
        file=file, effective_on=effective_on, is_complete=is_complete, contents_hash=contents_hash, decision=None
    )
    return next((one for one in same.defer("verdicts").order_by("-pk") if one.columns == dict(columns)), None)


def add_proposal(
    viewer: Viewer,
    file: PriceFile,
    key: UUID,
    comparison: Comparison,
    *,
    columns: Mapping[str, int],
    headings: Mapping[str, str],
    effective_on: date,
    is_complete: bool,
    at: datetime,
) -> PriceProposal:
    made: PriceProposal = PriceProposal.objects.create(
        key=key,
        file=file,
        columns=dict(columns),
        headings=dict(headings),
        is_complete=is_complete,
        effective_on=effective_on,
        counts=comparison.counts,
        verdicts=zlib.compress(write_csv(verdict_lines(comparison.verdicts)).encode()),
        contents_hash=comparison.contents_hash,
        proposed_at=at,
        proposed_by=viewer.code,
    )
    return made


def is_decided(proposal: PriceProposal) -> bool:
    return PriceDecision.objects.filter(proposal=proposal).exists()


def decide(proposal: PriceProposal, viewer: Viewer, decision: str, *, reason: str = "", at: datetime) -> PriceDecision:
    made: PriceDecision = PriceDecision.objects.create(
        proposal=proposal,
        decision=decision,
        reason=reason,
        proposed_by=proposal.proposed_by,
        decided_at=at,
        decided_by=viewer.code,
    )
    return made


def write_changes(agreement: FrameworkAgreement, decision: PriceDecision, changes: Sequence[Change], valid_from: date) -> None:
    """New lines, the names and articles of those there were, and every line's new terms."""
    articles = article_ids(agreement.centre_id, {change.article for change in changes if change.article})
    lots = dict(Lot.objects.filter(agreement=agreement).values_list("number", "pk"))
    lines = {line.number_key: line for line in AgreementLine.objects.filter(agreement=agreement).select_related("article")}
    fresh: list[AgreementLine] = []
    renamed: list[AgreementLine] = []
    for change in changes:
        line = lines.get(change.key)
        if line is None:
            line = lines[change.key] = AgreementLine(agreement=agreement, number=change.number, number_key=change.key)
            fresh.append(line)
        elif (line.name, line.gtin, line.article.number if line.article else "") != (change.name, change.gtin, change.article):
            renamed.append(line)
        line.name, line.gtin, line.article_id = change.name, change.gtin, articles.get(change.article)
    AgreementLine.objects.bulk_create(fresh, batch_size=BATCH)
    AgreementLine.objects.bulk_update(renamed, ["name", "gtin", "article"], batch_size=BATCH // 4)
    prices = (
        AgreementPrice(
            line=lines[change.key],
            valid_from=valid_from,
            amount_ore=change.terms.amount_ore,
            lot_id=lots[change.terms.lot] if change.terms.lot else None,
            rank=change.terms.rank,
            minimum_quantity=change.terms.minimum_quantity,
            lead_time_days=change.terms.lead_time_days,
            warranty_months=change.terms.warranty_months,
            decision=decision,
            recorded_at=decision.decided_at,
        )
        for change in changes
    )
    for some in _batches(prices):
        AgreementPrice.objects.bulk_create(some)


def article_ids(centre_id: int, numbers: Iterable[str]) -> dict[str, int]:
    """Our article numbers → keys, of those that exist at the centre."""
    found: dict[str, int] = {}
    for some in _batches(sorted(numbers)):
        found |= dict(Article.objects.filter(centre_id=centre_id, number__in=some).values_list("number", "pk"))
    return found


def match_articles(agreement: FrameworkAgreement) -> int:
    """Gives lines without an article the centre's article with the same GTIN, else the supplier's own number. Answers how many."""
    lines = list(AgreementLine.objects.filter(agreement=agreement, article=None))
    own = Article.objects.filter(centre_id=agreement.centre_id)
    by_gtin = dict(own.exclude(gtin="").values_list("gtin", "pk"))
    by_number = dict(own.filter(supplier_id=agreement.supplier_id).exclude(supplier_number="").values_list("supplier_number", "pk"))
    found = []
    for line in lines:
        line.article_id = by_gtin.get(line.gtin) or by_number.get(line.number)
        if line.article_id is not None:
            found.append(line)
    AgreementLine.objects.bulk_update(found, ["article"], batch_size=BATCH // 4)
    return len(found)


def lock_line(agreement: FrameworkAgreement, number_key: str) -> AgreementLine | None:
    return AgreementLine.objects.select_for_update().filter(agreement=agreement, number_key=number_key).first()


def link(line: AgreementLine, article: Article) -> None:
    line.article = article
    line.save(update_fields=["article"])


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some
