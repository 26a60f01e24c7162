"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.orders.subject import open_orders
from handtag.apps.takeover.models import TakenDevice, TakenOrder
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Section, Subject

MODELS = (TakenDevice, TakenOrder)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """What another system said of what the person had, by the viewer's care provider or at the centre it runs, without what a block
    hides.
    """
    ours = Q(unit__principal_id=viewer.principal_id) | Q(centre__run_by_id=viewer.principal_id)
    orders = open_orders(viewer, subject).filter(ours, kind="takeover_order")
    devices = TakenDevice.objects.filter(device__rentals__order_line__order__in=orders.values("pk")).order_by("pk")
    yield Section(
        "taken_devices", ("device", "from", "prescriber"), tuple(devices.values_list("device__number", "lent_since", "prescriber"))
    )
    numbers = TakenOrder.objects.filter(order__in=orders.values("pk")).order_by("pk")
    yield Section("taken_orders", ("order", "number"), tuple(numbers.values_list("order__number", "old_number")))
