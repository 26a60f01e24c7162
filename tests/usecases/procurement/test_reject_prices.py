"""A list that is turned down or taken back changes nothing and says why."""

import pytest
from tests.support.procurement import an_agreement, proposed
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.procurement.models import AgreementPrice, PriceDecision
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices
from handtag.usecases.procurement.reject_prices import RejectPrices, reject_prices


@pytest.mark.parametrize(("name", "decision"), [("bea", "rejected"), ("inga", "withdrawn")])
def test_another_person_rejects_and_who_proposed_withdraws(world: World, name: str, decision: str) -> None:
    made = proposed(world, an_agreement(world))
    world.run(reject_prices, RejectPrices(made.key, " Fel lista "), name)
    found = PriceDecision.objects.get()
    assert (found.decision, found.reason) == (decision, "Fel lista")
    assert AuditEntry.objects.filter(action=f"procurement.prices_{decision}").count() == 1
    with pytest.raises(Refused, match=r"procurement\.decided_already"):
        world.run(approve_prices, ApprovePrices(made.key, made.contents_hash), "bea")
    assert not AgreementPrice.objects.exists()


@pytest.mark.parametrize("reason", ["", " ", "x" * 401])
def test_it_says_why(world: World, reason: str) -> None:
    made = proposed(world, an_agreement(world))
    with pytest.raises(Refused, match=r"procurement\.reason_missing"):
        world.run(reject_prices, RejectPrices(made.key, reason), "bea")


def test_what_is_decided_stays_decided(world: World) -> None:
    made = proposed(world, an_agreement(world))
    world.run(approve_prices, ApprovePrices(made.key, made.contents_hash), "bea")
    with pytest.raises(Refused, match=r"procurement\.decided_already"):
        world.run(reject_prices, RejectPrices(made.key, "Ångrar mig"), "inga")


def test_a_list_that_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(reject_prices, RejectPrices(world.key("asta"), "Fel"), "bea")
