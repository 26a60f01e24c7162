"""What a framework agreement lets a centre buy: offers ranked as agreed, and why a purchase beside them is stopped. No price lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

APPROVED, REJECTED, WITHDRAWN = "approved", "rejected", "withdrawn"
DECISIONS = (APPROVED, REJECTED, WITHDRAWN)
NO_AGREEMENT = "no_agreement"
OTHER_SUPPLIER = "other_supplier"
LOWER_RANK = "lower_rank"
OTHER_PRICE = "other_price"
CEILING = "ceiling"
BELOW_MINIMUM = "below_minimum"


@dataclass(frozen=True)
class Offer:
    """An article under a framework agreement on a day: öre a piece excluding VAT, rank 1 first, last day inclusive.

    `lead_time_days` None: as the catalogue says. `ceiling_ore` None: the agreement has no ceiling.
    """

    agreement_id: int
    agreement: str
    agreement_ends: date
    supplier_id: int
    supplier: str
    number: str
    amount_ore: int
    rank: int = 1
    lot: str = ""
    minimum_quantity: int = 1
    lead_time_days: int | None = None
    warranty_months: int = 0
    valid_from: date | None = None
    ceiling_ore: int | None = None
    procurement: str = ""


@dataclass(frozen=True)
class Stop:
    """Why a purchase is stopped, and the offer that should be used instead, when there is one."""

    code: str
    offer: Offer | None = None


def ranked(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Offers in the order they are to be used: by rank, of the same rank the cheapest first."""
    return tuple(sorted(offers, key=lambda offer: (offer.rank, offer.amount_ore, offer.agreement)))


def why_stopped(
    offers: Sequence[Offer], *, supplier_id: int, quantity: int, amount_ore: int, called_off_ore: int = 0, may_pass_rank: bool = False
) -> Stop | None:
    """Nothing is bought beside the procured framework agreements; who does carries the damages (Norrbotten cooperation agreement 2015,
    "Upphandling"; final report 2021, "Upphandling av produkter och tjänster").

    `offers`: those of the article on the day; `amount_ore` the price of a piece; `called_off_ore` what has been called off on the
    supplier's agreement before this. `may_pass_rank`: the first in rank has said that it cannot deliver. None: go ahead.
    """
    order = ranked(offers)
    if not order:
        return Stop(NO_AGREEMENT)
    own = next((offer for offer in order if offer.supplier_id == supplier_id), None)
    if own is None:
        return Stop(OTHER_SUPPLIER, order[0])
    if own.rank > order[0].rank and not may_pass_rank:
        return Stop(LOWER_RANK, order[0])
    if amount_ore != own.amount_ore:
        return Stop(OTHER_PRICE, own)
    if quantity < own.minimum_quantity:
        return Stop(BELOW_MINIMUM, own)
    if own.ceiling_ore is not None and called_off_ore + quantity * amount_ore > own.ceiling_ore:
        return Stop(CEILING, own)
    return None
