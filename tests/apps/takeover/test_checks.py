"""`handtag verify` finds devices that say they were taken over and were not, and lendings that nobody pays; the database refuses a
takeover order that is somebody's decision."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.support.takeover import empty_county, take
from tests.support.tampering import open_the_walls
from tests.support.world import World

from handtag.apps.orders.checks import lent_devices_without_a_ground
from handtag.apps.orders.models import Order
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.takeover import checks
from handtag.apps.takeover.models import TakenDevice

pytestmark = [pytest.mark.damaged, pytest.mark.django_db]


@pytest.fixture
def county(db: None) -> World:
    county = empty_county()
    take(county)
    return county


def test_a_device_that_no_package_names_is_found(county: World) -> None:
    assert len(list(checks.taken_devices_off_their_packages())) == 0
    open_the_walls("takeover")
    TakenDevice.objects.filter(device__number="G-1").delete()
    assert [row.split(":")[0] for row in checks.taken_devices_off_their_packages()] == ["device G-1"]


def test_a_device_that_begins_on_another_day_than_its_package_is_found(county: World) -> None:
    open_the_walls("takeover")
    taken = TakenDevice.objects.get(device__number="G-2")
    type(taken.takeover).objects.update(takeover_on=date(2026, 11, 22))
    assert len(list(checks.taken_devices_off_their_packages())) == 4


def test_a_lending_that_nobody_pays_is_found(county: World) -> None:
    assert len(list(checks.taken_lendings_off_their_rents())) == 0
    open_the_walls("rentals")
    RentalEvent.objects.filter(rental__device__number="G-4").delete()
    Rental.objects.filter(device__number="G-4").delete()
    assert [row.split(":")[0] for row in checks.taken_lendings_off_their_rents()] == ["device G-4"]


def test_what_was_lent_rests_on_its_takeover_order_alone(county: World) -> None:
    assert len(list(lent_devices_without_a_ground())) == 0
    Order.objects.filter(kind="takeover_order", state="delivered").update(kind="collection_order")
    assert [row.split(":")[0] for row in lent_devices_without_a_ground()] == ["device G-1"]


@pytest.mark.parametrize("columns", [{"person": None}, {"agreement_version": None}])
def test_a_takeover_order_is_for_a_person_under_an_agreement(county: World, columns: dict[str, None]) -> None:
    order = Order.objects.filter(kind="takeover_order")
    with pytest.raises(IntegrityError), transaction.atomic():
        order.update(**columns)
