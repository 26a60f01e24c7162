"""What a centre knows about a supplier is kept once and replaced."""

from dataclasses import replace

import pytest
from tests.support.stores import neighbour
from tests.support.world import World

from handtag.apps.catalogue.models import Supplier
from handtag.apps.procurement.models import SupplierDetails
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.procurement.describe_supplier import DescribeSupplier, describe_supplier


def test_details_are_replaced_not_doubled(world: World) -> None:
    said = DescribeSupplier(world.centre.pk, "Norrhjul AB", "556000-0001", "K-17", "order@example.org", "0920-1", "0007:5560000001")
    world.run(describe_supplier, said, "inga")
    world.run(describe_supplier, replace(said, customer_number=" K-18 "), "inga")
    found = SupplierDetails.objects.get()
    assert (found.supplier, found.customer_number, found.endpoint) == (
        Supplier.objects.get(name="Norrhjul AB"), "K-18", "0007:5560000001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"supplier": " "}, "supplier"),
        ({"supplier": "x" * 121}, "supplier"),
        ({"phone": "0" * 41}, "phone"),
        ({"order_email": "x"}, "order_email"),
    ],
)
def test_what_cannot_be_is_refused_and_no_supplier_made(world: World, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(describe_supplier, replace(DescribeSupplier(world.centre.pk, "Helt ny AB"), **changes), "inga")
    assert refusal.value.field == field
    assert not Supplier.objects.filter(name="Helt ny AB").exists()


def test_it_is_for_buyers_at_their_own_centre(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(describe_supplier, DescribeSupplier(world.centre.pk, "Norrhjul AB"), "filip")
    with pytest.raises(NotFound):
        world.run(describe_supplier, DescribeSupplier(0, "Norrhjul AB"), "inga")
    with pytest.raises(NotFound):
        world.run(describe_supplier, DescribeSupplier(neighbour(world).pk, "Norrhjul AB"), "inga")
