"""What was changed behind the walls is found: each check of handovers is seen to find something, and finds nothing in an honest county."""

import pytest
from django.db import connection
from tests.support.handovers import handover, lent, offered, valued
from tests.support.world import TODAY, World

from handtag.apps.handovers import checks
from handtag.apps.handovers.models import BuyOut, Handover, HandoverAnswer
from handtag.apps.handovers.store import add_handover
from handtag.apps.prescriptions.models import Prescription
from handtag.domain.handing_over import Said
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover
from handtag.usecases.handovers.buy_out_device import BuyOutDevice, buy_out_device


def without_triggers(table: str) -> None:
    """An administrator takes away the triggers of the table."""
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else f" ON {table}"
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update{on}")


@pytest.mark.damaged
def test_a_device_whose_prescription_somebody_ended_is_found(world: World) -> None:
    found = lent(world)
    assert len(list(checks.rented_devices_nobody_answers_for())) == 0
    Prescription.objects.filter(pk=found.pk).update(state="ended")
    assert len(list(checks.rented_devices_nobody_answers_for())) == 1


@pytest.mark.damaged
def test_a_handover_that_was_accepted_and_never_happened_is_found(world: World) -> None:
    found = lent(world)
    world.run(accept_handover, AcceptHandover(offered(world, found)), "cilla")
    assert len(list(checks.handovers_off_their_answers())) == 0
    Prescription.objects.filter(pk=found.pk).update(state="delivered")
    assert len(list(checks.handovers_off_their_answers())) == 1


@pytest.mark.damaged
def test_a_second_record_within_a_unit_is_found(world: World) -> None:
    found = lent(world)
    world.run(accept_handover, AcceptHandover(offered(world, found, "health_centre", "nils")), "nils")
    without_triggers("handovers_handoveranswer")
    HandoverAnswer.objects.update(successor=lent(world, "asta"))
    assert len(list(checks.handovers_off_their_answers())) == 1


@pytest.mark.damaged
def test_what_is_offered_to_two_at_once_is_found(world: World) -> None:
    found = lent(world)
    key = offered(world, found)
    assert len(list(checks.prescriptions_offered_twice())) == 0
    said = Said("discharged", "x", "x", TODAY)
    hospital = world.units["hospital"]
    add_handover(world.viewer("anna"), found, hospital, None, said, key=found.key, disclosure="", relation=None, at=world.now)
    assert len(list(checks.prescriptions_offered_twice())) == 1
    assert handover(key).prescription == found


@pytest.mark.damaged
def test_what_was_given_away_by_others_is_found(world: World) -> None:
    offered(world, lent(world))
    assert len(list(checks.handovers_from_others_records())) == 0
    without_triggers("handovers_handover")
    Handover.objects.update(from_unit=world.units["hospital"])
    assert len(list(checks.handovers_from_others_records())) == 1


@pytest.mark.damaged
def test_a_price_that_the_move_does_not_bear_out_is_found(world: World) -> None:
    world.run(buy_out_device, BuyOutDevice(valued(world), "01", TODAY), "eva")
    assert len(list(checks.buy_outs_off_their_moves())) == 0
    without_triggers("handovers_buyout")
    BuyOut.objects.update(amount_ore=1)
    assert len(list(checks.buy_outs_off_their_moves())) == 1
