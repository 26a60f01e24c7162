"""The articles of the demo county: each family in each maker's series and variant, with price. Pure; nothing is stored here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from handtag.cli.demo.county import County, Family, Pricing
from handtag.domain.values.money import round_half_up

DEMONSTRATION = "952"
ORDER_ITEM_UP_TO = 4  # so few in stock: bought when somebody needs it


@dataclass(frozen=True)
class Goods:
    """One article; `demand` weighs how often it is prescribed, `stock` how many there are when the year begins."""

    number: str
    name: str
    description: str
    iso: str
    kind: str
    supplier: str
    assortment: str
    equivalence_group: str
    lead_days: int
    fits: tuple[str, ...]
    purchase_ore: int
    price_kind: str
    price_ore: int
    demand: int
    stock: int

    @property
    def series(self) -> str:
        """The maker's product line: the name without its variant."""
        return self.name.partition(",")[0]

    @property
    def gtin(self) -> str:
        """Under GS1's prefix for demonstrations, which no product in the world has."""
        digits = f"{DEMONSTRATION}{self.number:0>9}"
        weighed = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
        return f"{digits}{-weighed % 10}"

    @property
    def is_main(self) -> bool:
        """Prescribed by itself; the others are accessories to what they fit."""
        return not self.fits

    def price_after(self, percent: int) -> int:
        """The price in öre after a rise, in whole kronor."""
        return round_half_up(Fraction(self.price_ore * (100 + percent), 10_000)) * 100


def plan_goods(county: County) -> list[Goods]:
    """Every article; what fits something comes after it and fits every marked article of the divisions it names."""
    mains: dict[str, list[str]] = defaultdict(list)
    planned: list[Goods] = []
    for family in sorted(county.families, key=lambda family: bool(family.fits)):
        fits = tuple(number for iso in family.fits for number in mains[iso])
        if family.fits and not fits:
            continue
        made = list(_articles(family, fits, county.pricing, dict(county.names.makers)))
        planned += made
        if not family.fits and family.kind == "device":
            mains[family.iso].extend(goods.number for goods in made)
    return planned


def _articles(family: Family, fits: tuple[str, ...], pricing: Pricing, makers: Mapping[str, str]) -> Iterator[Goods]:
    names = list(makers)
    last = family.series * len(family.variants) - family.phased_out
    for series in range(family.series):
        maker = names[(family.place + series) % len(names)]
        for variant, text in enumerate(family.variants):
            purchase = family.purchase_kr * (100 + 4 * series + 3 * variant)
            kind, price = _price(family, purchase, pricing)
            yield Goods(
                number=f"{family.place:03d}{series + 1}{variant + 1}",
                name=f"{family.noun} {maker}, {text}",
                description=f"{family.noun} från {makers[maker]}. Påhittad produkt i demolänet.",
                iso=family.iso,
                kind=family.kind,
                supplier=makers[maker],
                assortment=_assortment(family, series * len(family.variants) + variant >= last),
                equivalence_group=f"{family.iso}-{family.place:03d}-{variant + 1}" if family.series > 1 else "",
                lead_days=family.lead_days,
                fits=fits,
                purchase_ore=purchase,
                price_kind=kind,
                price_ore=price,
                demand=family.demand,
                stock=family.stock,
            )


def _price(family: Family, purchase_ore: int, pricing: Pricing) -> tuple[str, int]:
    rented = purchase_ore > pricing.rent_above_kr * 100 or family.iso in pricing.always_rented
    if rented and family.kind == "device":
        rent = Fraction(purchase_ore * (100 + pricing.overhead_percent), pricing.months * 10_000)
        return "rent_per_month", round_half_up(rent) * 100
    return "sale", round_half_up(Fraction(purchase_ore * (100 + pricing.markup_percent), 10_000)) * 100


def _assortment(family: Family, is_phased_out: bool) -> str:
    if is_phased_out:
        return "phased_out"
    return "order_item" if family.stock <= ORDER_ITEM_UP_TO else "stocked"
