"""What a unit has begun to order and keeps as templates, and drafts of orders for persons, as pages read them."""

from uuid import UUID

from django.db.models import Count, QuerySet

from handtag.apps.orders.models import Draft, OrderSheet, SheetLine
from handtag.domain.access import Viewer

Lines = list[tuple[str, int]]


def begun(viewer: Viewer) -> list[SheetLine]:
    """The lines of what the viewer has begun to order for the unit, with their articles."""
    mine: QuerySet[OrderSheet] = OrderSheet.objects.visible_to(viewer).filter(name="", saved_by=viewer.code)
    return list(SheetLine.objects.filter(sheet__in=mine).select_related("article").order_by("pk"))


def templates(viewer: Viewer) -> QuerySet[OrderSheet]:
    """The unit's templates by name, each with `size`, its number of articles."""
    rows: QuerySet[OrderSheet] = OrderSheet.objects.visible_to(viewer).exclude(name="")
    return rows.annotate(size=Count("lines")).order_by("name")


def template_lines(viewer: Viewer, name: str) -> Lines:
    """Article number and quantity of each line of a template; what is phased out meanwhile is left out."""
    rows = SheetLine.objects.filter(sheet__in=OrderSheet.objects.visible_to(viewer).filter(name=name).exclude(name=""))
    return list(rows.exclude(article__assortment="phased_out").order_by("pk").values_list("article__number", "quantity"))


def draft_of(viewer: Viewer, prescription_key: UUID) -> Draft | None:
    """What was begun for a prescription of the viewer's unit."""
    found: Draft | None = Draft.objects.visible_to(viewer).filter(prescription__key=prescription_key).first()
    return found
