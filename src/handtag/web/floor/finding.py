"""What a scanned or typed code is of: one of ours first, then GS1, then a number as people type it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from handtag.apps.orders import queries_floor as floor
from handtag.apps.purchasing.queries_gate import order_by_code as purchase_by_code
from handtag.apps.stores.queries import transfer_by_code
from handtag.domain.access import Viewer
from handtag.files import gs1
from handtag.web.shell.scanned import address_on_label

LONGEST = 200
OURS = {"floor:device", "floor:order", "floor:shelf"}


@dataclass(frozen=True)
class Found:
    """At most one of device, article, order, transfer, purchase order and shelf; `read` is the GS1 message when there was one."""

    asked: str
    device: Any = None
    article: Any = None
    order: Any = None
    transfer: Any = None
    purchase: Any = None
    shelf: Any = None
    read: gs1.Gs1 | None = None

    @property
    def is_known(self) -> bool:
        return any((self.device, self.article, self.order, self.transfer, self.purchase, self.shelf))

    @property
    def number(self) -> str:
        """What it is called on a page and in the list of what was done."""
        if self.shelf:
            return str(self.shelf.bin or self.shelf.location.name)
        thing = self.device or self.order or self.article or self.transfer or self.purchase
        return str(thing.number) if thing else self.asked

    @property
    def url(self) -> str:
        """Its page on the floor; "" when nothing is known of it."""
        if self.shelf:
            return reverse("floor:shelf", args=[self.shelf.location.code, self.shelf.bin]) if self.shelf.bin else ""
        pages = {"device": "floor:device", "order": "floor:order", "article": "floor:article", "purchase": "purchasing:count"}
        for kind, place in pages.items():
            if thing := getattr(self, kind):
                return reverse(place, args=[thing.number])
        return reverse("stock:transfer", args=[self.transfer.pk]) if self.transfer else ""


def find(viewer: Viewer, text: str, *, location: str = "") -> Found:
    """What the code is of, among what the viewer may see. A number that is ours goes before the same digits as a GTIN."""
    asked = text.strip()[:LONGEST]
    read = gs1.read(asked)
    return (
        _on_our_label(viewer, asked)
        or _by_number(viewer, asked)
        or _by_gs1(viewer, asked, read)
        or _by_shelf(viewer, asked, location, read)
    )


def _on_our_label(viewer: Viewer, asked: str) -> Found | None:
    match = address_on_label(asked)
    if match is None or match.view_name not in OURS:
        return None
    given = match.kwargs
    found = {
        "floor:device": lambda: Found(asked, device=floor.device_by_code(viewer, given["number"])),
        "floor:order": lambda: Found(asked, order=floor.order_by_code(viewer, given["number"])),
        "floor:shelf": lambda: Found(asked, shelf=floor.shelf_by_code(viewer, given["location"], given["bin"])),
    }[match.view_name]()
    return found if found.is_known else None


def _by_number(viewer: Viewer, asked: str) -> Found | None:
    if device := floor.device_by_code(viewer, asked):
        return Found(asked, device=device)
    if order := floor.order_by_code(viewer, asked):
        return Found(asked, order=order)
    if article := floor.article_by_code(viewer, asked):
        return Found(asked, article=article)
    if transfer := transfer_by_code(viewer, asked):
        return Found(asked, transfer=transfer)
    purchase = purchase_by_code(viewer, asked)
    return Found(asked, purchase=purchase) if purchase else None


def _by_gs1(viewer: Viewer, asked: str, read: gs1.Gs1 | None) -> Found | None:
    """Our own number in it, else the very device by article and serial number, else the article."""
    if read is None:
        return None
    if read.order_number and (order := floor.order_by_code(viewer, read.order_number)):
        return Found(asked, order=order, read=read)
    if read.order_number and (purchase := purchase_by_code(viewer, read.order_number)):
        return Found(asked, purchase=purchase, read=read)
    if read.device_number and (device := floor.device_by_code(viewer, read.device_number)):
        return Found(asked, device=device, read=read)
    article = floor.article_by_code(viewer, "", gtin=read.gtin) if read.gtin else None
    if article is None:
        return None
    device = floor.device_by_code(viewer, "", gtin=read.gtin, serial_number=read.serial_number) if read.serial_number else None
    return Found(asked, device=device, read=read) if device else Found(asked, article=article, read=read)


def _by_shelf(viewer: Viewer, asked: str, location: str, read: gs1.Gs1 | None) -> Found:
    return Found(asked, shelf=floor.shelf_by_bin(viewer, asked, location=location), read=read)
