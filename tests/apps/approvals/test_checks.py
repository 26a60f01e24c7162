"""What was changed behind the walls is found: each check of approvals is seen to find something, and finds nothing in an honest county."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from tests.support.approvals import decided, needed, trust
from tests.support.prescribing import chosen, ordered
from tests.support.world import World

from handtag.apps.approvals import checks
from handtag.apps.approvals.models import Approval, CostNotice
from handtag.usecases.ordering.place_order import PlaceOrder, place_order


@contextmanager
def behind_the_walls() -> Iterator[None]:
    """An administrator takes away the triggers of these tables."""
    with connection.cursor() as cursor:
        for table in ("approvals_approvalevent", "approvals_costnotice"):
            for verb in ("update", "delete"):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")
    yield


def test_an_honest_county_has_nothing_wrong(world: World) -> None:
    approval = decided(world, "approved", "")
    world.run(place_order, PlaceOrder(approval.prescription.key, world.points["health_centre"].pk), "anna")
    assert list(checks.approvals_off_their_events()) == []
    assert list(checks.orders_before_their_approval()) == []
    assert list(checks.trust_prescriptions_nobody_was_told_of()) == []


@pytest.mark.damaged
def test_a_state_that_nothing_led_to_is_found(world: World) -> None:
    approval = needed(world)
    Approval.objects.filter(pk=approval.pk).update(state="approved", decided_by="user:1", decided_at=world.now)
    assert len(list(checks.approvals_off_their_events())) == 1


@pytest.mark.damaged
def test_a_broken_chain_of_events_is_found(world: World) -> None:
    approval = decided(world, "approved", "")
    with behind_the_walls():
        approval.events.filter(kind="asked").delete()
    assert len(list(checks.approvals_off_their_events())) == 1


@pytest.mark.damaged
def test_an_order_that_went_before_its_approval_is_found(world: World) -> None:
    placed = ordered(world)
    approval = needed(world, person="asta")
    Approval.objects.filter(pk=approval.pk).update(decision=placed.decision)
    assert len(list(checks.orders_before_their_approval())) == 1


@pytest.mark.damaged
def test_a_payer_who_was_not_told_or_not_asked_is_found(world: World) -> None:
    trust(world)
    chosen(world, person="asta", by="cilla", care_setting="health_centre")
    chosen(world, "rollator_plus", person="asta", by="cilla", care_setting="health_centre")
    assert list(checks.trust_prescriptions_nobody_was_told_of()) == []
    with behind_the_walls():
        CostNotice.objects.latest("pk").delete()
        last = Approval.objects.latest("pk")
        last.events.all().delete()
        last.delete()
    assert len(list(checks.trust_prescriptions_nobody_was_told_of())) == 2
