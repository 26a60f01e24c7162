"""Labels and documents that follow goods, as printed PDF. Words come with the data, in the reader's language; no person is ever named."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from handtag.files import barcodes, gs1, pdf

Words = Mapping[str, str]


@dataclass(frozen=True)
class Printed:
    """How a document is made: its words by key, their language, whose it is, and when."""

    words: Words
    language: str
    centre: str
    made_at: datetime


@dataclass(frozen=True)
class DeviceLabel:
    """`address` is the page of the device, that its QR opens."""

    number: str
    article: str
    address: str
    gtin: str = ""
    serial_number: str = ""


@dataclass(frozen=True)
class BinLabel:
    bin: str
    location: str
    address: str


@dataclass(frozen=True)
class Line:
    article: str
    name: str
    quantity: str
    device: str = ""
    serial: str = ""
    promised: str = ""


@dataclass(frozen=True)
class Stop:
    """One line of a pick list, in the order one walks."""

    bin: str
    device: str
    article: str
    quantity: str
    order: str
    to: str
    promised: str


@dataclass(frozen=True)
class About:
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DeliveryNote:
    """`lines` are in the parcel, `later` follow; `address` is what the QR opens."""

    number: str
    address: str
    about: tuple[About, ...]
    lines: tuple[Line, ...]
    later: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def device_labels(labels: Sequence[DeviceLabel], how: Printed) -> bytes:
    """A page to each device: QR to its page, GS1 DataMatrix for hand scanners where its number can be written so, and the text."""
    return _render("device_labels", {"labels": [_device(label, how) for label in labels]}, how)


def bin_labels(labels: Sequence[BinLabel], how: Printed) -> bytes:
    rows = [{"bin": label.bin, "location": label.location, "qr": barcodes.qr(label.address)} for label in labels]
    return _render("bin_labels", {"labels": rows}, how)


def parcel_label(number: str, address: str, to: Mapping[str, str], how: Printed) -> bytes:
    """`to` holds point, address, unit, contents and promised; `address` is what the QR opens."""
    message = gs1.order_message(number)
    code = {"code": barcodes.gs1_datamatrix(message) if message else None, "readable": message}
    return _render("parcel_label", {**to, **code, "number": number, "qr": barcodes.qr(address)}, how)


def delivery_note(note: DeliveryNote, how: Printed) -> bytes:
    """What is in the parcel, and what of the order follows later."""
    return _render("delivery_note", {**asdict(note), "qr": barcodes.qr(note.address)}, how)


def return_labels(labels: Sequence[DeviceLabel], reasons: Sequence[str], how: Printed) -> bytes:
    rows = [{"number": one.number, "article": one.article, "serial": one.serial_number, "qr": barcodes.qr(one.address)} for one in labels]
    return _render("return_labels", {"labels": rows, "reasons": list(reasons)}, how)


def pick_list(number: str, about: Sequence[About], areas: Sequence[tuple[str, Sequence[Stop]]], how: Printed) -> bytes:
    rows = [{"title": title, "stops": [asdict(stop) for stop in stops]} for title, stops in areas]
    return _render("pick_list", {"number": number, "about": [asdict(one) for one in about], "areas": rows}, how)


def _device(label: DeviceLabel, how: Printed) -> dict[str, object]:
    message = gs1.device_message(label.number, gtin=label.gtin, serial_number=label.serial_number)
    return {
        "number": label.number,
        "article": label.article,
        "qr": barcodes.qr(label.address),
        "code": barcodes.gs1_datamatrix(message) if message else None,
        "readable": message,
        "readable_parts": [f"({part}" for part in message.split("(") if part],
        "owner": how.centre,
    }


def _render(template: str, data: Mapping[str, object], how: Printed) -> bytes:
    said = {**data, "words": dict(how.words), "title": how.words["title"], "centre": how.centre}
    return pdf.render(template, said, language=how.language, made_at=how.made_at)
