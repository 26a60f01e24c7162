"""Framework agreements as they would stand after an approved price list, written directly in the tables."""

from datetime import UTC, date, datetime
from uuid import uuid4

from tests.support.world import World

from handtag.apps.catalogue.models import Supplier
from handtag.apps.procurement.models import (
    AgreementLine,
    AgreementPrice,
    FrameworkAgreement,
    Lot,
    PriceDecision,
    PriceFile,
    PriceProposal,
)

AT = datetime(2026, 1, 2, 8, tzinfo=UTC)


def an_agreement(world: World, number: str = "RA-1", supplier: str = "Norrhjul AB", **fields: object) -> FrameworkAgreement:
    """In force 2026–2027 unless said."""
    given = {"title": "Rullstolar", "valid_from": date(2026, 1, 1), "valid_to": date(2027, 12, 31), **fields}
    return FrameworkAgreement.objects.create(
        key=uuid4(), centre=world.centre, supplier=Supplier.objects.get_or_create(name=supplier)[0], number=number,
        registered_at=AT, registered_by="user:1", **given,
    )  # fmt: skip


def a_line(
    agreement: FrameworkAgreement,
    number: str,
    article: object = None,
    *prices: tuple[date, int | None],
    lot: Lot | None = None,
    **terms: int,
) -> AgreementLine:
    """A line with its prices, one decided list for each."""
    line = AgreementLine.objects.create(agreement=agreement, number=number, number_key=number.upper(), article=article)  # type: ignore[misc]
    for day, amount in prices:
        AgreementPrice.objects.create(
            line=line, valid_from=day, amount_ore=amount, lot=lot, decision=a_decision(agreement, day), recorded_at=AT, **terms
        )
    return line


def a_decision(agreement: FrameworkAgreement, day: date, decision: str = "approved") -> PriceDecision:
    key = uuid4()
    file = PriceFile.objects.create(
        key=key, agreement=agreement, name="priser.csv", digest=key.hex * 2, table=b"", rows=0, kept_at=AT, kept_by="user:1"
    )
    proposal = PriceProposal.objects.create(
        key=key, file=file, columns={}, headings={}, is_complete=False, effective_on=day, counts={}, verdicts=b"",
        contents_hash="", proposed_at=AT, proposed_by="user:1",
    )  # fmt: skip
    return PriceDecision.objects.create(proposal=proposal, decision=decision, proposed_by="user:1", decided_at=AT, decided_by="user:2")
