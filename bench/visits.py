"""Which pages are measured: who opens each, where it is in the county at hand, and a word that must stand on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from handtag.domain.access import Viewer


@dataclass(frozen=True)
class Visit:
    """One page as one user of the demo county opens it; without a user name nobody is signed in."""

    name: str
    username: str
    address: str
    word: str


def visits(viewers: dict[str, Viewer]) -> Iterator[Visit]:
    """The pages each role works with, on its fullest cases: the biggest invoice, the order with most lines, and so on."""
    yield Visit("log in (nothing read)", "", reverse("account_login"), "</form>")
    yield from _open_pages()
    yield from _prescriber("karin", viewers["karin"])
    yield from _stores("lena", viewers["lena"])
    yield Visit("desk: start", "disa", "/", viewers["disa"].unit_name)
    yield from _controller("olle", viewers["olle"])
    yield from _officer("maj", viewers["maj"])
    yield Visit("administrator: start", "sia", "/", viewers["sia"].unit_name)


def _open_pages() -> Iterator[Visit]:
    from handtag.apps.agreements.queries import compiled_version, published_versions

    row = published_versions()[0]
    name = compiled_version(row.pk).document.products[0].name
    yield Visit("who pays: question", "", "/vem-betalar/", name)
    yield Visit("who pays: answer", "", f"/vem-betalar/?product={name}", row.version)
    yield Visit("agreement", "", f"/avtal/{row.agreement_id}/{row.version}/", name)
    yield Visit("agreement: search", "", f"/avtal/{row.agreement_id}/{row.version}/?q=rollator", row.version)


def _prescriber(who: str, viewer: Viewer) -> Iterator[Visit]:
    from handtag.apps.orders.models import Order
    from handtag.apps.people.models import Person
    from handtag.apps.prescriptions.models import Prescription

    person = _most(Person.objects.visible_to(viewer), "prescriptions")
    order = _most(Order.objects.visible_to(viewer).filter(person__in=Person.objects.visible_to(viewer)), "lines")
    prescription = _most(Prescription.objects.visible_to(viewer).exclude(article=None), "steps")
    newest_order = Order.objects.visible_to(viewer).order_by("-placed_at", "-pk")[0]
    begun = Prescription.objects.visible_to(viewer).filter(state__in=("started", "article_chosen")).order_by("-pk").first() or prescription
    newest = Prescription.objects.visible_to(viewer).order_by("-started_at", "-pk")[0]
    yield Visit("prescriber: start", who, "/", viewer.unit_name)
    yield Visit("prescriber: person", who, f"/personer/{person.key}/", person.family_name)
    yield Visit("prescriber: prescriptions", who, "/forskrivningar/?visa=all", f"/forskrivningar/{newest.key}/")
    yield Visit("prescriber: prescription", who, f"/forskrivningar/{prescription.key}/", prescription.article.name)
    yield Visit("prescriber: choose device", who, f"/forskrivningar/{begun.key}/hjalpmedel/", f"{begun.key}")
    yield Visit("prescriber: choose, search", who, f"/forskrivningar/{begun.key}/hjalpmedel/?q=rollator", "ollator")
    yield Visit("prescriber: orders", who, "/order/?visa=all", newest_order.number)
    yield Visit("prescriber: order", who, f"/order/{order.number}/", order.number)
    yield Visit("assortment", who, "/sortiment/", "/sortiment/")
    yield Visit("assortment: search", who, "/sortiment/?q=rollator", "ollator")


def _stores(who: str, viewer: Viewer) -> Iterator[Visit]:
    from handtag.apps.orders.queries_work import lines_to_pick
    from handtag.apps.stock.models import Device

    device = _most(Device.objects.visible_to(viewer), "moves")
    line = lines_to_pick(viewer)[0]
    yield Visit("stores: start", who, "/", viewer.unit_name)
    yield Visit("stores: pick list", who, "/lager/plock/", line.order.number)
    yield Visit("stores: devices", who, "/lager/", "/lager/hjalpmedel/")
    yield Visit("stores: devices, search", who, f"/lager/?q={device.number}", device.number)
    yield Visit("stores: device", who, f"/lager/hjalpmedel/{device.number}/", device.article.name)


def _controller(who: str, viewer: Viewer) -> Iterator[Visit]:
    from handtag.apps.billing.models import Charge, Invoice, Month

    invoice = _most(Invoice.objects.visible_to(viewer), "lines")
    charge = Charge.objects.visible_to(viewer).filter(kind="rent", invoice_line__invoice=invoice).order_by("-pk")[0]
    month = f"{_most(Month.objects.filter(centre_id=viewer.centre_id), 'charges').first_day:%Y-%m}"
    yield Visit("controller: start", who, "/", viewer.unit_name)
    yield Visit("controller: month", who, f"/fakturor/?manad={month}", month)
    yield Visit("controller: closing", who, f"/fakturor/manad/{month}/", month)
    yield Visit("controller: biggest invoice", who, f"/fakturor/{invoice.number}/", invoice.number)
    yield Visit("controller: charge", who, f"/fakturor/rad/{charge.pk}/", charge.article.name)


def _officer(who: str, viewer: Viewer) -> Iterator[Visit]:
    from handtag.apps.billing.models import Invoice

    yield Visit("officer: start", who, "/", viewer.principal_name)
    yield Visit("officer: invoices", who, "/fakturor/", viewer.principal_name)
    invoice = _most(Invoice.objects.visible_to(viewer), "lines")
    yield Visit("officer: biggest invoice", who, f"/fakturor/{invoice.number}/", invoice.number)


def _most(rows: QuerySet[Any], related: str) -> Any:
    """The row with most of something."""
    return rows.annotate(amount_of_it=Count(related)).order_by("-amount_of_it", "pk")[0]
