"""Framework agreements written directly in the tables, and price lists as buyers make them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.support.world import TODAY, World

from handtag.apps.catalogue.models import Supplier
from handtag.apps.procurement.models import (
    AgreementLine,
    AgreementPrice,
    FrameworkAgreement,
    Lot,
    Option,
    PriceDecision,
    PriceFile,
    PriceProposal,
)
from handtag.domain.procurement.lists import VERDICTS
from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices
from handtag.usecases.procurement.describe_supplier import DescribeSupplier
from handtag.usecases.procurement.end_agreement import EndAgreement
from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list
from handtag.usecases.procurement.link_line import LinkLine
from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices
from handtag.usecases.procurement.register_agreement import RegisterAgreement
from handtag.usecases.procurement.reject_prices import RejectPrices
from handtag.usecases.procurement.take_up_option import TakeUpOption

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
    """A list of one row that says one new price, for which the caller stands."""
    key = uuid4()
    file = PriceFile.objects.create(
        key=key, agreement=agreement, name="priser.csv", digest=key.hex * 2, table=b"", rows=1, kept_at=AT, kept_by="user:1"
    )
    counts = dict.fromkeys(VERDICTS, 0) | {"new": 1, "read": 1}
    proposal = PriceProposal.objects.create(
        key=key, file=file, columns={}, headings={}, is_complete=False, effective_on=day, counts=counts, verdicts=b"",
        contents_hash="", proposed_at=AT, proposed_by="user:1",
    )  # fmt: skip
    return PriceDecision.objects.create(proposal=proposal, decision=decision, proposed_by="user:1", decided_at=AT, decided_by="user:2")


LIST = "Art.nr;Benämning;Pris;Vårt artikelnummer\nN-1;Drivrullstol;9 000,00;20001\nN-2;Drivrullstol bas;5 000,00;\nN-3;Benstöd;trasig;\n"
COLUMNS = {"number": 0, "name": 1, "price": 2, "article": 3}


def kept(world: World, agreement: FrameworkAgreement, table: str = LIST, name: str = "inga") -> UUID:
    """The key of a price list that is kept."""
    return world.run(keep_price_list, KeepPriceList(agreement.key, "priser.xlsx", table), name)


def proposed(
    world: World,
    agreement: FrameworkAgreement,
    table: str = LIST,
    *,
    on: date = TODAY,
    is_complete: bool = False,
    columns: dict[str, int] = COLUMNS,
    name: str = "inga",
) -> PriceProposal:
    """A price list that waits for a second person."""
    asked = ProposePrices(kept(world, agreement, table, name), columns, on, is_complete)
    key = world.run(propose_prices, asked, name)
    return PriceProposal.objects.select_related("file__agreement").get(key=key)


def approved(
    world: World, agreement: FrameworkAgreement, table: str = LIST, *, on: date = TODAY, is_complete: bool = False
) -> PriceProposal:
    """A price list that two persons have agreed on."""
    made = proposed(world, agreement, table, on=on, is_complete=is_complete)
    world.run(approve_prices, ApprovePrices(made.key, made.contents_hash), "bea")
    return made


def _waiting(world: World) -> PriceProposal:
    return proposed(world, an_agreement(world))


def _with_an_option(world: World) -> TakeUpOption:
    agreement, to = an_agreement(world), date(2028, 12, 31)
    Option.objects.create(agreement=agreement, extends_to=to, use_by=date(2027, 6, 30))
    return TakeUpOption(agreement.key, to)


def _approve(world: World) -> ApprovePrices:
    made = proposed(world, an_agreement(world), on=date(2027, 1, 1))
    return ApprovePrices(made.key, made.contents_hash)


def _link(world: World) -> LinkLine:
    agreement = an_agreement(world)
    a_line(agreement, "N-1", None, (date(2026, 1, 1), 900_000))
    return LinkLine(agreement.key, "N-1", "20001")


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "register_agreement": lambda w: (
        RegisterAgreement(w.centre.pk, "RA-7", "Rullstolar", "Norrhjul AB", date(2027, 1, 1), date(2028, 12, 31)), "inga",
    ),
    "take_up_option": lambda w: (_with_an_option(w), "inga"),
    "end_agreement": lambda w: (EndAgreement(an_agreement(w).key, date(2026, 12, 31), "Hävt"), "inga"),
    "describe_supplier": lambda w: (DescribeSupplier(w.centre.pk, "Norrhjul AB", customer_number="K-17"), "inga"),
    "keep_price_list": lambda w: (KeepPriceList(an_agreement(w).key, "priser.xlsx", LIST), "inga"),
    "propose_prices": lambda w: (ProposePrices(kept(w, an_agreement(w)), COLUMNS, date(2027, 1, 1)), "inga"),
    "approve_prices": lambda w: (_approve(w), "bea"),
    "reject_prices": lambda w: (RejectPrices(_waiting(w).key, "Fel lista"), "bea"),
    "link_line": lambda w: (_link(w), "inga"),
}  # fmt: skip
"""One valid command for each of the area's use cases, as tests.support.valid_commands gathers them."""
