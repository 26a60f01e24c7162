"""Who moves from the county may keep the device: the new county buys it at its residual value."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.handovers import lent, valued
from tests.support.lending import at
from tests.support.prescribing import prescription
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import BuyOut, Case
from handtag.apps.people.models import CareRelation, Person
from handtag.apps.rentals.models import Rental
from handtag.domain.values.errors import Refused
from handtag.usecases.handovers.buy_out_device import BuyOutDevice, buy_out_device
from handtag.usecases.handovers.find_cases import FindCases, find_cases

DAY = timedelta(days=1)


def found(world: World, on: date = TODAY) -> list[tuple[str, date, str]]:
    world.run(find_cases, FindCases(), "timer", now=at(on))
    return list(Case.objects.order_by("pk").values_list("kind", "happens_on", "payer"))


def person_is(world: World, **columns: Any) -> None:
    Person.objects.filter(key=world.key("bror")).update(**columns)


def test_who_moves_away_keeps_the_device_and_the_new_county_pays_what_is_left_of_it(world: World) -> None:
    number = valued(world)
    rental = Rental.objects.get()
    amount = world.run(buy_out_device, BuyOutDevice(number, "01", TODAY + DAY), "eva", now=at(TODAY + DAY))
    row = BuyOut.objects.get()
    assert (row.rental, row.county_code, row.amount_ore, row.sold_on) == (rental, "01", amount, TODAY + DAY)
    rental.refresh_from_db()
    assert (rental.end_on, rental.end_move.kind, rental.device.state, rental.end_move.value_ore) == (TODAY + DAY, "sold", "sold", amount)
    assert 0 < amount < rental.device.purchase_ore


def test_only_another_county_buys_and_only_what_has_a_value(world: World) -> None:
    lent(world)
    number = Rental.objects.get().device.number
    for county, code in (("25", "not_away"), ("02", "not_away"), ("01", "no_value")):
        with pytest.raises(Refused, match=code):
            world.run(buy_out_device, BuyOutDevice(number, county, TODAY), "eva")
    assert Rental.objects.get().end_on is None
    assert prescription(Rental.objects.get().decision.prescription.key).state == "delivered"
    assert CareRelation.objects.exists()
