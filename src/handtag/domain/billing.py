"""What a line costs and what is left of it after a credit. Öre in, öre out; rounded half up once per line. No rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from handtag.domain.access import Scope, Viewer
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.codes import contains
from handtag.domain.values.errors import Refused
from handtag.domain.values.money import round_half_up
from handtag.domain.values.period import Month, days_inclusive

DAYS_OF_A_YEAR = 365  # also in a leap year: a day costs the same every year


@dataclass(frozen=True)
class PriceKindRule:
    """When an article is rented and when it is sold; the groups are ISO 9999 codes, the narrowest that contains decides."""

    rent_above_ore: int
    rented_anyway: tuple[str, ...] = ()
    sold_anyway: tuple[str, ...] = ()


@dataclass(frozen=True)
class Credited:
    """What a credit takes back: days (or pieces), from which day, and a negative amount in öre."""

    first_day: date
    last_day: date
    quantity: int
    amount_ore: int


@dataclass(frozen=True)
class Charged:
    """A posted line and the credits it already has."""

    kind: str
    first_day: date
    last_day: date
    quantity: int
    amount_ore: int
    credits: Sequence[Credited] = ()

    @property
    def remaining_ore(self) -> int:
        return self.amount_ore + sum(credit.amount_ore for credit in self.credits)

    @property
    def kept_until(self) -> date:
        """The last day that is still charged; the day before the first when nothing is."""
        first_credited = min((credit.first_day for credit in self.credits), default=None)
        return self.last_day if first_credited is None else first_credited - timedelta(days=1)


def rent_amount(monthly_ore: int, days: int) -> int:
    """Monthly rent × 12 / 365 per day, times the days, rounded half up to whole öre once.

    Rent is charged for the number of days rented (Norrbotten final report 2021, "Hyresperiod").
    """
    return round_half_up(Fraction(monthly_ore * 12 * days, DAYS_OF_A_YEAR))


def sale_amount(piece_ore: int, pieces: int) -> int:
    """The price on the delivery day times the pieces."""
    return piece_ore * pieces


def sale_price(purchase_ore: int, markup_percent: int) -> int:
    """The latest purchase price plus the price list's markup, rounded half up to whole öre once.

    The markup pays for storage, purchasing and customer service (Norrbotten final report 2021, "Påslag vid köp av hjälpmedel",
    "Nytt hjälpmedel"). A markup of 0 is a price without markup, as for components outside the standard assortment ("Komponenter").
    """
    return round_half_up(Fraction(purchase_ore * (100 + markup_percent), 100))


def price_kind_rule(document: Agreement, on: date) -> PriceKindRule | None:
    """The agreement's own limit and exceptions on a day (parameters `rent_purchase_limit`, `rent_always_iso`); None when it is silent."""
    limit = _value(document, "rent_purchase_limit", on)
    if not isinstance(limit, int):
        return None
    rented, sold = (str(_value(document, name, on) or "").split() for name in ("rent_always_iso", "sold_always_iso"))
    return PriceKindRule(limit, tuple(rented), tuple(sold))


def price_kind(purchase_ore: int, iso_code: str, rule: PriceKindRule) -> str:
    """Articles with a purchase price above the limit are rented and cheaper ones sold; exactly the limit is not above it.

    Exceptions by ISO group: walking frames on wheels are rented although cheaper, and what is too hard or dear to
    recondition may be sold although dearer (Norrbotten final report 2021, "Försäljning av hjälpmedel").
    """
    exceptions = [(group, "rent_per_month") for group in rule.rented_anyway]
    exceptions += [(group, "sale") for group in rule.sold_anyway]
    matching = [(len(group), kind) for group, kind in exceptions if contains(group, iso_code)]
    if matching:
        return max(matching)[1]
    return "rent_per_month" if purchase_ore > rule.rent_above_ore else "sale"


def credit(charge: Charged, *, monthly_ore: int, from_day: date | None) -> Credited:
    """Take back a whole line, or a rent line from a day on so that rent and credits together are the rent of the kept days.

    Never more than is left. Raises Refused: a credit is not credited, a sale only whole, the day must be a charged day.
    """
    if charge.kind == "credit":
        raise Refused("billing.credit_of_credit", field="charge_id")
    if charge.kind == "sale" and from_day is not None:
        raise Refused("billing.sale_credited_whole", field="from_day")
    if charge.remaining_ore == 0:
        raise Refused("billing.nothing_to_credit", field="charge_id")
    first = from_day or charge.first_day
    if not charge.first_day <= first <= charge.kept_until:
        raise Refused("billing.day_not_charged", field="from_day", first=charge.first_day, last=charge.kept_until)
    if charge.kind == "sale":
        return Credited(charge.first_day, charge.last_day, charge.quantity, -charge.remaining_ore)
    kept = rent_amount(monthly_ore, days_inclusive(charge.first_day, first - timedelta(days=1)))
    days = days_inclusive(first, charge.kept_until)
    return Credited(first, charge.kept_until, days, kept - charge.remaining_ore)


def parse_month(text: str) -> Month:
    """`2026-10` as people write it. Raises Refused naming the field."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Refused("billing.no_such_month", field="month", value=text) from None


def keeps_books_of(viewer: Viewer, centre_id: int) -> bool:
    """The principal that runs a centre keeps its books; so do timers. Those who only pay do not."""
    return viewer.scope is Scope.ALL or (viewer.runs_centre and viewer.centre_id == centre_id)


def check_closable(month: Month, *, today: date, closed_through: Month | None, first_unbilled: Month | None) -> None:
    """Months close when they are over, once, and in order. Raises Refused.

    `first_unbilled` is the earliest month after the closed ones that has rented days or charges.
    """
    if closed_through is not None and month <= closed_through:
        raise Refused("billing.already_closed", field="month", month=str(month))
    if today <= month.last:
        raise Refused("billing.month_not_over", field="month", month=str(month), last=month.last)
    if first_unbilled is not None and first_unbilled < month:
        raise Refused("billing.earlier_month_open", field="month", month=str(first_unbilled))


def _value(document: Agreement, name: str, on: date) -> str | int | bool | None:
    parameter = document.parameter_by_id.get(name)
    return parameter.value_on(on) if parameter else None
