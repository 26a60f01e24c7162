"""Prescriptions and orders made through the use cases, for tests that begin after them."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.lending import deliver
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import Prescription
from handtag.usecases.ordering.place_order import PlaceOrder, place_order
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription
from handtag.usecases.promising import Accessory


def started(world: World, person: str = "bror", by: str = "anna") -> UUID:
    data = StartPrescription(world.key(person), "Svårt att gå längre sträckor", "Kan gå till affären", 2)
    return world.run(start_prescription, data, by)


def chosen(world: World, article: str = "rollator", person: str = "bror", by: str = "anna", **answers: Any) -> UUID:
    key = started(world, person, by)
    world.run(choose_article, ChooseArticle(key, world.articles[article].number, answers), by)
    return key


def ordered(world: World, article: str = "rollator", *accessories: tuple[str, int], person: str = "bror", by: str = "anna") -> Order:
    key = chosen(world, article, person, by)
    point = next(p for p in world.points.values() if p.unit_id == world.viewer(by).unit_id)
    wanted = tuple(Accessory(world.articles[name].number, quantity) for name, quantity in accessories)
    return order(world.run(place_order, PlaceOrder(key, point.pk, wanted), by))


def order(number: str) -> Order:
    found: Order = Order.objects.get(number=number)
    return found


def prescription(key: UUID) -> Prescription:
    found: Prescription = Prescription.objects.get(key=key)
    return found


def lend(world: World, placed: Order, on: date | None = None) -> None:
    """Deliver the order."""
    deliver(world, placed, on or world.today)
