"""What goods are worth when they are missing: to whoever approves the difference, and to the unit that pays for it."""

from collections.abc import Iterable
from datetime import date

from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.stock import queries_handling
from handtag.apps.stock.models import Device
from handtag.apps.stores.models import Difference
from handtag.apps.stores.store import counts as store_counts
from handtag.domain.stock import residual_ore
from handtag.domain.stocktaking import Deviation
from handtag.domain.stores import LIFE_MONTHS


def values_of(found: Iterable[Deviation], on: date) -> dict[tuple[int, int | None], int]:
    """Öre by (article, device): devices at residual value, pieces at the purchase price in force. Less than expected counts below zero."""
    found = list(found)
    devices = store_counts.devices_by_id(one.device for one in found if one.device is not None)
    prices = store_counts.prices_in_force((one.article for one in found if one.device is None), on)
    values: dict[tuple[int, int | None], int] = {}
    for one in found:
        price = prices.get(one.article)
        worth = worth_of(devices[one.device], on) if one.device is not None else price.purchase_ore if price else 0
        values[one.article, one.device] = worth * (one.counted - one.expected)
    return values


def shortage(one: Difference, on: date) -> tuple[PriceVersion | None, int]:
    """The price that a shortage rests on, and its öre: a lost device costs its residual value, pieces what they are sold for.

    Pieces of an article without sale price cost what they were bought for.
    """
    price = store_counts.prices_in_force([one.article_id], on).get(one.article_id)
    if one.device is not None:
        return price, worth_of(one.device, on)
    each = 0 if price is None else price.amount_ore if price.kind == "sale" else price.purchase_ore
    return price, each * (one.expected - one.counted)


def worth_of(device: Device, on: date) -> int:
    """What is left of a device's purchase price in öre, by the county's rule for its group; a usual life where it has none."""
    rule = queries_handling.return_rule(device.article, on)
    return residual_ore(device.purchase_ore, device.purchased_on, on, rule.life_months if rule else LIFE_MONTHS)
