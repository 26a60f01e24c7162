"""What taking goods in has in common: what stands on a device or its package is read, and each device has a number of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stock import store
from handtag.apps.stock.models import Device, Location, Lot
from handtag.domain import stock
from handtag.domain.values.errors import Refused
from handtag.files import gs1
from handtag.usecases.base import Context

LONGEST_UDI = 120


class NewDevice(Protocol):
    """The number it keeps for life, and what its maker calls it: written, or in the GS1 code that stands on it."""

    @property
    def number(self) -> str: ...
    @property
    def serial_number(self) -> str: ...
    @property
    def code(self) -> str: ...


@dataclass(frozen=True)
class Made:
    """What the maker says of goods: the batch and its last civil day (inclusive), the serial number, and the code as it was read (UDI)."""

    lot: str = ""
    expires_on: date | None = None
    serial_number: str = ""
    udi: str = ""


def read_code(article: Article, code: str, said: Made, *, field: str) -> Made:
    """What is written goes before what the code says. Raises Refused for a code that cannot be read whole, or is another article's."""
    if not code.strip():
        return said
    read = gs1.read(code)
    if read is None:
        raise Refused("purchasing.unreadable_code", field=field, article=article.number)
    if read.gtin and article.gtin and read.gtin != article.gtin:
        raise Refused("purchasing.other_article", field=field, article=article.number)
    if len(read.raw) > LONGEST_UDI:
        raise Refused("stock.number_too_long", field=field, number=read.raw, longest=LONGEST_UDI)
    return Made(said.lot or read.lot, said.expires_on or read.expires_on, said.serial_number or read.serial_number, read.raw)


def check_not_expired(made: Made, on: date, *, field: str) -> None:
    """What has passed its last day is sent back, not put on a shelf. Raises Refused."""
    if made.expires_on is not None and made.expires_on < on:
        raise Refused("stock.expired", field=field, lot=made.lot or "–", on=made.expires_on)


def lot_of(article: Article, made: Made) -> Lot | None:
    return store.lot_of(article, made.lot, made.expires_on) if made.lot else None


def read_devices(article: Article, devices: Iterable[NewDevice], package: Made, on: date) -> dict[str, Made]:
    """By its number, what the maker says of each device; what stands on the package holds for all that say nothing themselves.

    Raises Refused naming the number that is missing, too long or taken.
    """
    found: dict[str, Made] = {}
    for new in devices:
        number = stock.plain_number(new.number)
        made = read_code(article, new.code, replace(package, serial_number=new.serial_number, udi=""), field="devices")
        made = replace(made, serial_number=stock.plain_number(made.serial_number))
        if not number:
            raise Refused("stock.number_missing", field="devices")
        for text, longest in ((number, stock.LONGEST_NUMBER), (made.serial_number, stock.LONGEST_SERIAL_NUMBER)):
            if len(text) > longest:
                raise Refused("stock.number_too_long", field="devices", number=text, longest=longest)
        if number in found:
            raise Refused("stock.number_taken", field="devices", number=number)
        check_not_expired(made, on, field="devices")
        found[number] = made
    return found


def add_devices(
    ctx: Context, centre: DeviceCentre, article: Article, location: Location, devices: dict[str, Made], *, on: date, purchase_ore: int,
    bin: str, order_number: str = "",
) -> list[Device]:  # fmt: skip
    """Into stock, each with its lot and the maker's code. Raises Refused when a number or a serial number is taken."""
    by_lot: dict[tuple[str, date | None], list[str]] = {}
    for number, made in devices.items():
        by_lot.setdefault((made.lot, made.expires_on if made.lot else None), []).append(number)
    added: list[Device] = []
    for numbers in by_lot.values():
        added += store.add_devices(
            centre, article, location, {number: devices[number].serial_number for number in numbers}, purchase_ore=purchase_ore, bin=bin,
            on=on, recorded_at=ctx.now, moved_by=ctx.viewer.code, lot=lot_of(article, devices[numbers[0]]),
            udis={number: devices[number].udi for number in numbers}, order_number=order_number,
        )  # fmt: skip
    return added
