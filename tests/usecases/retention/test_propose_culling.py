"""A proposal says what is old enough and what is held back, and removes nothing."""

from datetime import timedelta

import pytest
from tests.support import culling, lending
from tests.support.world import NOW, World

from handtag.apps.orders.models import Order
from handtag.apps.retention.models import Culled, Proposal
from handtag.domain.values.errors import Refused
from handtag.usecases.retention.propose_culling import ProposeCulling, propose_culling


def test_nothing_is_old_enough_within_the_time_of_the_law(old: World) -> None:
    with pytest.raises(Refused, match="nothing_old"):
        old.run(propose_culling, ProposeCulling(), "karin", now=NOW + timedelta(days=3600))


def test_an_open_order_is_never_forgotten(world: World) -> None:
    lending.allocated_order(world, "D1001")
    culling.grown_old(world)
    culling.performed(world)
    counts = {one["kind"]: one for one in Proposal.objects.get().counts}
    assert counts["patient_records"]["held"] == {"open_order": 1}
    gone = Culled.objects.filter(kind__in=["patient_records", "identities"]).values_list("row_id", flat=True)
    assert Order.objects.get().person_id not in gone


def test_who_is_known_to_another_care_provider_keeps_her_name(old: World) -> None:
    culling.performed(old)
    assert old.fresh(old.persons["asta"]).family_name == "Ask"
    proposal = Proposal.objects.get()
    held = {one["kind"]: one["held"] for one in proposal.counts}
    assert held["identities"] == {"other_records": 1}
