"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.orders.subject import open_orders
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Section, Subject, Where

MODELS = (Rental, RentalEvent)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """What was rented for the person by the viewer's care provider or from the centre it runs, without what a block hides."""
    ours = Q(unit__principal_id=viewer.principal_id) | Q(centre__run_by_id=viewer.principal_id)
    found = Rental.objects.filter(ours, order_line__order__in=open_orders(viewer, subject).values("pk"))
    columns = ("device__number", "article__name", "start_on", "end_on", "unit__name", "payer__name")
    rows = (
        (device, article, start, end, Where(unit), Where(payer))
        for device, article, start, end, unit, payer in found.order_by("pk").values_list(*columns)
    )
    yield Section("rentals", ("device", "article", "from", "to", "unit", "payer"), tuple(rows))
