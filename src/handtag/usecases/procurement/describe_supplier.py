"""What a centre knows about a supplier is written down: where orders go, who the centre is to it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handtag.apps.catalogue import store as catalogue
from handtag.apps.organisations import store as organisations
from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

LONGEST = {"supplier": 120, "organisation_number": 20, "customer_number": 40, "order_email": 254, "phone": 40, "endpoint": 60}


@dataclass(frozen=True)
class DescribeSupplier:
    """`customer_number`: ours at the supplier. `endpoint`: its electronic address, as `0007:5567891234`."""

    centre_id: int
    supplier: str
    organisation_number: str = ""
    customer_number: str = ""
    order_email: str = ""
    phone: str = ""
    endpoint: str = ""


@use_case(Permission.PROCURE, audits="procurement.supplier_described")
def describe_supplier(ctx: Context, data: DescribeSupplier) -> None:
    """A supplier is known once; each centre keeps its own details of it. Raises NotFound, Refused naming the field."""
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None or ctx.viewer.centre_id not in {0, centre.pk}:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.PROCURE)
    given = {name: getattr(data, name).strip() for name in LONGEST}
    name = given.pop("supplier")
    if not name:
        raise Refused("procurement.missing", field="supplier")
    for one, text in (*given.items(), ("supplier", name)):
        if len(text) > LONGEST[one]:
            raise Refused("procurement.too_long", field=one, most=LONGEST[one])
    try:
        validate_email(given["order_email"] or "empty@example.org")
    except ValidationError:
        raise Refused("procurement.bad_email", field="order_email") from None
    store.keep_details(centre, catalogue.suppliers_by_name([name])[name], given)
    ctx.audit("procurement.supplier_described", f"centre:{centre.pk}", supplier=name)
