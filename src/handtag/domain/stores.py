"""Stores: what each kind is like, when one is filled up, who may take goods out of it, which steps a transfer takes. No rows, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import Refused

CENTRE, UNIT = "centre", "unit"
MOST_KEPT = 9_999
# Depreciated over the technical life (Norrbotten final report 2021, product calculation); this long where nothing else is said.
LIFE_MONTHS = 84


@dataclass(frozen=True)
class StoreKind:
    """`takes_out`: who prescribes takes the goods out herself. `one_unit`: it is that unit's own. `short`: who pays for what is missing."""

    staffed: bool
    takes_out: bool
    one_unit: bool
    short: str


# Branch stores at hospitals are staffed, local stores in smaller places are not (Norrbotten final report 2021, nuläge); what is taken out
# there is registered and filled up by itself (the same, "Närförråd i mindre kommuner"). A store may depart from its kind: see Store.
KINDS: dict[str, StoreKind] = {
    "central_store": StoreKind(staffed=True, takes_out=False, one_unit=False, short=CENTRE),
    "branch_store": StoreKind(staffed=True, takes_out=False, one_unit=False, short=CENTRE),
    "local_store": StoreKind(staffed=False, takes_out=True, one_unit=False, short=CENTRE),
    "buffer_store": StoreKind(staffed=False, takes_out=True, one_unit=True, short=UNIT),
}

STAFFED = tuple(kind for kind, rules in KINDS.items() if rules.staffed)
UNSTAFFED = tuple(kind for kind, rules in KINDS.items() if not rules.staffed)
"""Goods there are for whoever takes them out: no order is promised or allocated what nobody can pick."""

TRANSFER_STEPS: dict[str, frozenset[str]] = {
    "placed": frozenset({"sent", "cancelled"}),
    "sent": frozenset({"received"}),
    "received": frozenset(),
    "cancelled": frozenset(),
}
UNDER_WAY = ("placed", "sent")
SALE, LOAN = "sale", "loan"
DEALS = (SALE, LOAN)
"""What one device centre of a county asks of another: that is also the kind of the transfer on which the goods go."""
TRANSFER_KINDS = ("refill", "transfer", "home", *DEALS)

REQUEST_STEPS: dict[str, frozenset[str]] = {
    "asked": frozenset({"accepted", "declined", "withdrawn"}),
    "accepted": frozenset(),
    "declined": frozenset(),
    "withdrawn": frozenset(),
}
LONGEST_LOAN_DAYS = 366
RESIDUAL_VALUE, PURCHASE_PRICE, AGREED = "residual_value", "purchase_price", "agreed"
PRICE_RULES = (RESIDUAL_VALUE, PURCHASE_PRICE, AGREED)


@dataclass(frozen=True)
class Kept:
    """What a store keeps of an article: how many lie there free, how many are on their way there, and the two levels."""

    minimum: int
    target: int
    there: int
    coming: int = 0


def refill(kept: Kept) -> int:
    """How many are ordered: nothing until what lies there and what is coming is below the minimum, then up to the target."""
    have = kept.there + kept.coming
    return kept.target - have if have < kept.minimum else 0


def check_levels(minimum: int, target: int) -> None:
    """A minimum of at least one, filled up to the minimum at least. Both 0: the article is no longer kept there. Raises Refused."""
    if minimum == target == 0:
        return
    if not 1 <= minimum <= MOST_KEPT:
        raise Refused("stores.bad_minimum", field="minimum", most=MOST_KEPT)
    if not minimum <= target <= MOST_KEPT:
        raise Refused("stores.bad_target", field="target", minimum=minimum, most=MOST_KEPT)


def require_takes_out(kind: str, store: str, *, own_unit: bool) -> None:
    """Prescribers take goods out of unstaffed stores themselves; out of a unit's buffer only those of that unit. Raises Refused."""
    if not KINDS[kind].takes_out:
        raise Refused("stores.staffed", field="location_code", store=store)
    if KINDS[kind].one_unit and not own_unit:
        raise Refused("stores.other_units", field="location_code", store=store)


def check_belonging(kind: str, *, has_unit: bool, paid_by: str) -> None:
    """A buffer store is some unit's, and only a store with a unit can have its shortages paid by one. Raises Refused."""
    if KINDS[kind].one_unit and not has_unit:
        raise Refused("stores.unit_missing", field="unit")
    if paid_by not in ("", CENTRE, UNIT):
        raise Refused("people.unknown_choice", field="shortages_paid_by", value=paid_by, valid=(CENTRE, UNIT))
    if who_pays(kind, paid_by) == UNIT and not has_unit:
        raise Refused("stores.unit_missing", field="unit")


def who_pays(kind: str, paid_by: str) -> str:
    """Who pays for what is missing at a stocktake: what is said of the store, else what its kind says."""
    return paid_by or KINDS[kind].short


def require_step(state: str, wanted: str) -> None:
    """A transfer is placed, sent and received, or cancelled before it is sent. Raises Refused("stores.illegal_step")."""
    if wanted not in TRANSFER_STEPS[state]:
        raise Refused("stores.illegal_step", state=state, wanted=wanted)


def check_wanted(lines: Iterable[tuple[str, int]]) -> None:
    """At least one line, no article twice, whole pieces. Raises Refused."""
    seen: set[str] = set()
    for article, quantity in lines:
        if article in seen:
            raise Refused("stores.article_twice", field="lines", article=article)
        if not 1 <= quantity <= MOST_KEPT:
            raise Refused("stores.bad_quantity", field="lines", article=article, most=MOST_KEPT)
        seen.add(article)
    if not seen:
        raise Refused("stores.nothing_wanted", field="lines")


@dataclass(frozen=True)
class Product:
    """What tells whether the articles of two centres are the same product: the maker's codes. Each centre's number is its own."""

    kind: str
    gtin: str
    supplier: int
    supplier_number: str


def same_product(one: Product, other: Product) -> bool:
    """The same GTIN, or where one has none the same supplier's number. Two GTINs that differ are two products, whatever else is alike."""
    if one.kind != other.kind:
        return False
    if one.gtin and other.gtin:
        return one.gtin == other.gtin
    return bool(one.supplier_number) and (one.supplier, one.supplier_number) == (other.supplier, other.supplier_number)


def check_request(kind: str, return_on: date | None, *, today: date) -> None:
    """Goods are bought, or borrowed until a day that is to come, within a year. Raises Refused."""
    if kind not in DEALS:
        raise Refused("people.unknown_choice", field="kind", value=kind, valid=DEALS)
    if kind == SALE and return_on is not None:
        raise Refused("stores.bought_for_good", field="return_on")
    if kind == LOAN and (return_on is None or not 0 < (return_on - today).days <= LONGEST_LOAN_DAYS):
        raise Refused("stores.loan_days", field="return_on", longest=LONGEST_LOAN_DAYS)


def require_answer(state: str, wanted: str) -> None:
    """A request is answered once. Raises Refused("stores.request_answered")."""
    if wanted not in REQUEST_STEPS[state]:
        raise Refused("stores.request_answered", state=state, wanted=wanted)


def price(value_ore: int, agreed_ore: int | None, *, marked: bool) -> tuple[int, str]:
    """What is paid in öre, and why: what the centres have agreed, else a device's residual value and other goods' purchase price.

    Centres buy and sell between them; at what price is not said (Uppsala agreement, annex 2, operative level). Used devices are sold at
    residual value, the basis taken where nothing else is agreed (Norrbotten final report 2021, "Förslag prismodell").
    """
    if agreed_ore is not None:
        return agreed_ore, AGREED
    return value_ore, RESIDUAL_VALUE if marked else PURCHASE_PRICE


CHANGE_AGE = "centre_change_age"
CENTRE_PAYERS = ("region", "municipality")


def change_age(document: Agreement, on: date) -> int | None:
    """The age from which another centre of the county answers for a person's devices (parameter `centre_change_age`); None where the
    agreement does not say: then none change hands for anybody's age.
    """
    parameter = document.parameter_by_id.get(CHANGE_AGE)
    age = parameter.value_on(on) if parameter else None
    return age if isinstance(age, int) and not isinstance(age, bool) else None


def born_by(day: date, age: int) -> date:
    """Whoever was born on this day or before has reached the age by `day`."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)
