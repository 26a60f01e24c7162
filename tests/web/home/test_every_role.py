"""Every role logs in and has a start page that leads only to places it may enter."""

import re
from datetime import date

import pytest
from tests.support.lending import close, lend
from tests.support.pages import persons_in, signed_in
from tests.support.strangers import NEWER
from tests.support.world import World

from handtag.apps.billing.models import Charge
from handtag.apps.orders.models import Order
from handtag.apps.orders.queries_payer import decisions_paid_by
from handtag.apps.organisations.models import Assignment
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.web.shell.roles import ROLE_NAMES


@pytest.mark.parametrize("name", NEWER)
def test_a_role_starts_with_places_it_may_enter(world: World, name: str) -> None:
    client = signed_in(world, name)
    page = client.get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert str(ROLE_NAMES[world.viewer(name).role]) in text
    assert persons_in(text.split("<main")[1]) == []
    places = set(re.findall(r'href="(/(?!static)[^"?#]*)"', text)) - {"/"}
    assert places
    assert {place: status for place in places if (status := client.get(place).status_code) not in {200, 302}} == {}


@pytest.fixture
def closed(world: World) -> World:
    """Region and Luleå both pay rent for November at the centre that the region runs."""
    lend(world, "D1001", on=date(2026, 11, 6), person="frida", unit="health_centre")
    lend(world, "D1002", on=date(2026, 11, 9), person="dagny", unit="lulea_care")
    close(world, "2026-11", now=date(2026, 12, 1))
    return world


def test_only_the_controller_at_the_centre_reads_what_others_pay(closed: World) -> None:
    """An approver, an auditor and a program at the same principal see what it pays itself."""
    payers = {
        name: set(Charge.objects.visible_to(closed.viewer(name)).values_list("payer__name", flat=True))
        for name in ("gun", "rolf", "prog", "atle")
    }
    assert payers == {"gun": {"Region Prov", "Luleå kommun"}, "rolf": {"Region Prov"}, "prog": {"Region Prov"}, "atle": {"Luleå kommun"}}


def test_the_quality_coordinator_sees_the_devices_of_every_unit_of_the_care_provider(closed: World) -> None:
    numbers = re.findall(r"D\d{4}", signed_in(closed, "karin").get("/lager/").content.decode())
    assert set(numbers) == {"D1002"}


def test_a_cost_centre_approver_sees_what_the_own_cost_centre_pays_and_not_the_rest_of_the_organisation(closed: World) -> None:
    def seen(unit: str) -> tuple[set[str], int, int, int]:
        assignment = closed.assignments["atle"]
        Assignment.objects.filter(pk=assignment.pk).update(unit=closed.units[unit])
        viewer = closed.viewer("atle")
        charges = Charge.objects.visible_to(viewer).values_list("cost_centre__code", flat=True)
        return (
            set(charges),
            Rental.objects.visible_to(viewer).count(),
            Order.objects.visible_to(viewer).count(),
            decisions_paid_by(viewer).count(),
        )

    assert seen("health_centre") == ({"R100"}, 1, 1, 1)
    assert seen("hospital") == (set(), 0, 0, 0), "same organisation, another cost centre"
    assert seen("lulea_care") == ({"K100"}, 1, 1, 1)
    assert seen("pitea_care") == (set(), 0, 0, 0), "the same code, another organisation"
    assert signed_in(closed, "atle").get("/").status_code == 200
    assert Device.objects.visible_to(closed.viewer("atle")).count() == 0
