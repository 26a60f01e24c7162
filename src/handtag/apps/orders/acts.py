"""Whom an act in the audit log was for: the log knows orders and prescriptions by their codes."""

from collections.abc import Iterable
from uuid import UUID

from handtag.apps.orders.models import Order
from handtag.apps.prescriptions.models import Prescription


def persons_behind(targets: Iterable[str]) -> dict[str, UUID]:
    """The person behind each code like `order:100001`, `prescription:…` or `person:…`; codes of other things are left out."""
    wanted = set(targets)
    numbers = {target.removeprefix("order:") for target in wanted if target.startswith("order:")}
    keys = {target.removeprefix("prescription:") for target in wanted if target.startswith("prescription:")}
    found = {target: UUID(target.removeprefix("person:")) for target in wanted if target.startswith("person:")}
    orders = Order.objects.filter(number__in=numbers, person__isnull=False).values_list("number", "person__key")
    prescriptions = Prescription.objects.filter(key__in=keys).values_list("key", "person__key")
    found |= {f"order:{number}": person for number, person in orders}
    return found | {f"prescription:{key}": person for key, person in prescriptions}
