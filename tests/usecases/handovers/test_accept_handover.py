"""A prescription goes from one prescriber to another: nothing is ownerless meanwhile, and the rent follows."""

from datetime import timedelta

import pytest
from tests.support.handovers import handover, lent, offered
from tests.support.lending import at
from tests.support.prescribing import chosen, prescription
from tests.support.proof import assert_nothing_lost
from tests.support.world import TODAY, World

from handtag.apps.prescriptions.models import FollowUp, Prescription
from handtag.apps.rentals.models import Rental
from handtag.domain.values.errors import Refused
from handtag.usecases.handovers.accept_handover import AcceptHandover, accept_handover

LATER = TODAY + timedelta(days=5)


def test_the_receiver_answers_for_it_from_the_day_it_is_accepted_and_the_rent_follows(world: World) -> None:
    given = lent(world)
    key = offered(world, given)
    new = prescription(world.run(accept_handover, AcceptHandover(key, {"care_setting": "home_visit"}), "cilla", now=at(LATER)))
    assert (new.unit, new.prescriber, new.person, new.need) == (
        world.units["lulea_care"],
        world.assignments["cilla"],
        given.person,
        given.need,
    )
    assert (new.state, new.goal, new.payer) == ("delivered", "Gå till affären", world.principals["lulea"])
    assert prescription(given.key).state == "ended"
    before, after = Rental.objects.order_by("pk")
    assert (before.payer, before.start_on, before.end_on) == (world.region, TODAY, LATER)
    assert (after.payer, after.unit, after.start_on, after.end_on) == (world.principals["lulea"], new.unit, LATER, None)
    assert (after.cost_centre, after.decision.prescription) == (new.unit.cost_centre, new)
    assert FollowUp.objects.get(prescription=new).due_on == handover(key).next_follow_up_on
    assert_nothing_lost()


def test_within_the_unit_another_prescriber_takes_over_and_nothing_else_changes(world: World) -> None:
    given = lent(world)
    key = offered(world, given, "health_centre", "nils", reason="staff_change")
    with pytest.raises(Refused, match="for_another"):
        world.run(accept_handover, AcceptHandover(key), "anna")
    assert world.run(accept_handover, AcceptHandover(key), "nils") == given.key
    assert prescription(given.key).responsible.assignment == world.assignments["nils"]
    assert Rental.objects.get().end_on is None
    assert Prescription.objects.count() == 1


def test_what_is_not_chosen_yet_is_assessed_by_the_receiver(world: World) -> None:
    given = prescription(chosen(world))
    new = prescription(world.run(accept_handover, AcceptHandover(offered(world, given)), "cilla"))
    assert (new.state, new.article, new.need) == ("started", None, given.need)
    assert prescription(given.key).state == "ended"


def test_who_pays_goes_on_paying_where_the_agreement_names_nobody(world: World) -> None:
    given = lent(world)
    new = prescription(world.run(accept_handover, AcceptHandover(offered(world, given)), "cilla", now=at(LATER)))  # where is not said
    assert new.payer == given.payer
    after = Rental.objects.get(end_on=None)
    assert (after.payer, after.unit, after.decision.decision["payer"]) == (given.payer, new.unit, "undetermined")
