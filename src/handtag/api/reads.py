"""What the pages show, as JSON: each through the query of its page, a person only after the reading is logged."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from handtag.api.auth import viewer_of
from handtag.api.errors import PROBLEMS
from handtag.apps.catalogue.queries import article_page
from handtag.apps.catalogue.search_index import search
from handtag.apps.orders.queries import OrderFilter, order_for_page, orders_for_list
from handtag.apps.people.queries import person_for_page
from handtag.apps.prescriptions.queries import prescription_for_page
from handtag.usecases.base import execute
from handtag.usecases.people.open_person import OpenPerson, open_person

router = Router(tags=["reads"])
PAGE = 100
Offset = Annotated[int, Query(ge=0, le=100_000_000)]


class ArticleOut(Schema):
    """An article with the price in force today: öre per month (rent) or per piece (sale), excluding VAT."""

    number: str
    name: str
    iso_code: str
    kind: str
    assortment: str
    price_kind: str | None
    price_ore: int | None


class LineOut(Schema):
    """One line: what was ordered, what was allocated, when it is promised and when it came."""

    article_number: str
    quantity: int
    device_number: str | None
    state: str
    promised_on: date
    delivered_on: date | None

    @staticmethod
    def resolve_article_number(line: Any) -> str:
        return str(line.article.number)

    @staticmethod
    def resolve_device_number(line: Any) -> str | None:
        return line.device.number if line.device else None


class OrderOut(Schema):
    """An order without the person: who reads about her asks for the person."""

    number: str
    kind: str
    state: str
    placed_at: datetime
    unit: str
    payer: str
    lines: list[LineOut]

    @staticmethod
    def resolve_unit(order: Any) -> str:
        return str(order.unit)

    @staticmethod
    def resolve_payer(order: Any) -> str:
        return str(order.payer)

    @staticmethod
    def resolve_lines(order: Any) -> list[Any]:
        return list(order.lines.all())


class PersonOut(Schema):
    """A person the caller's unit has a relation to. Where a person with protected identity can be found is never told."""

    key: UUID
    given_name: str
    family_name: str
    birth_date: date
    housing: str
    home_health_care_enrolled: bool | None
    protected_identity: bool
    municipality: str
    address: str
    phone: str

    @staticmethod
    def resolve_municipality(person: Any) -> str:
        return str(person.municipality.name)

    @staticmethod
    def resolve_address(person: Any) -> str:
        return str(person.address)

    @staticmethod
    def resolve_phone(person: Any) -> str:
        return str(person.phone)


class PrescriptionOut(Schema):
    """A prescription with the latest decision it rests on, in full."""

    key: UUID
    state: str
    need: str
    goal: str
    priority: int
    started_at: datetime
    article_number: str | None
    decision: dict[str, Any] | None

    @staticmethod
    def resolve_article_number(prescription: Any) -> str | None:
        return prescription.article.number if prescription.article else None

    @staticmethod
    def resolve_decision(prescription: Any) -> dict[str, Any] | None:
        return next((made.decision for made in prescription.decisions.all()), None)


@router.get("/articles", response={200: list[ArticleOut], **PROBLEMS}, operation_id="list_articles")
def list_articles(request: HttpRequest, q: str = "", iso: str = "", offset: Offset = 0) -> Any:
    """Articles that have every word of `q`, also inflected, as a part of a word or misspelt, the best first, a hundred at a time."""
    return search(viewer_of(request), q, {"iso": iso}, order="relevance" if q.strip() else "number")[offset : offset + PAGE]


@router.get("/articles/{number}", response={200: ArticleOut, **PROBLEMS}, operation_id="read_article")
def read_article(request: HttpRequest, number: str) -> Any:
    """One article of the caller's centre."""
    return article_page(viewer_of(request), number).article


@router.get("/orders", response={200: list[OrderOut], **PROBLEMS}, operation_id="list_orders")
def list_orders(request: HttpRequest, open: bool = False, offset: Offset = 0) -> Any:
    """The orders the caller may see, the latest first, a hundred at a time."""
    viewer = viewer_of(request)
    return list(orders_for_list(viewer, viewer.on, OrderFilter(open=open))[offset : offset + PAGE])


@router.get("/orders/{number}", response={200: OrderOut, **PROBLEMS}, operation_id="read_order")
def read_order(request: HttpRequest, number: str) -> Any:
    """One order with its lines."""
    viewer = viewer_of(request)
    return order_for_page(viewer, number, viewer.on)


@router.get("/persons/{key}", response={200: PersonOut, **PROBLEMS}, operation_id="read_person")
def read_person(request: HttpRequest, key: UUID) -> Any:
    """One person; the reading is logged before it is answered (Patientdatalagen 4 kap. 3 §)."""
    viewer = viewer_of(request)
    execute(open_person, OpenPerson(key), viewer, door="api")
    return person_for_page(viewer, key)


@router.get("/prescriptions/{key}", response={200: PrescriptionOut, **PROBLEMS}, operation_id="read_prescription")
def read_prescription(request: HttpRequest, key: UUID) -> Any:
    """One prescription of the caller's unit; reading it is reading about the person, and logged."""
    viewer = viewer_of(request)
    found = prescription_for_page(viewer, key)
    execute(open_person, OpenPerson(found.person.key), viewer, door="api")
    return found
