"""What is used up is prescribed for a time."""

from datetime import date
from uuid import UUID

import pytest
from tests.support.prescribing import chosen, started
from tests.support.world import World

from handtag.apps.orders.models import Order, Standing
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.ordering.start_standing import StartStanding, start_standing

LAST = date(2027, 6, 30)


def terms(
    world: World, key: UUID, *, pieces: int = 90, interval: int = 30, valid_to: date = LAST, point: str = "health_centre"
) -> StartStanding:
    return StartStanding(key, world.points[point].pk, pieces, interval, valid_to)


def standing(world: World, person: str = "bror") -> UUID:
    """Ninety catheters every thirty days, prescribed by Nils."""
    return world.run(start_standing, terms(world, chosen(world, "catheter", person, "nils")), "nils")


def test_the_terms_are_kept_and_nothing_is_ordered_yet(world: World) -> None:
    found = Standing.objects.get(key=standing(world))
    assert (found.pieces, found.interval_days, found.valid_from, found.valid_to) == (90, 30, world.today, LAST)
    assert (found.decision.article.number, found.decision.payer) == ("40001", world.region)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pieces": 0}, "bad_quantity"),
        ({"interval": 6}, "bad_interval"),
        ({"interval": 184}, "bad_interval"),
        ({"valid_to": date(2026, 11, 22)}, "bad_valid_to"),
        ({"valid_to": date(2027, 11, 25)}, "bad_valid_to"),
    ],
)
def test_terms_are_possible_and_at_most_for_a_year(world: World, change: dict[str, object], code: str) -> None:
    key = chosen(world, "catheter", by="nils")
    with pytest.raises(Refused, match=code):
        world.run(start_standing, terms(world, key, **change), "nils")  # type: ignore[arg-type]
    assert not Standing.objects.exists()


def test_a_device_is_not_used_up(world: World) -> None:
    with pytest.raises(Refused, match="not_used_up"):
        world.run(start_standing, terms(world, chosen(world), pieces=1), "anna")


def test_one_at_a_time_on_a_decision_at_an_own_point(world: World) -> None:
    key = chosen(world, "catheter", by="nils")
    with pytest.raises(NotFound, match="no_delivery_point"):
        world.run(start_standing, terms(world, key, point="hospital"), "nils")
    world.run(start_standing, terms(world, key), "nils")
    with pytest.raises(Refused, match="standing_already"):
        world.run(start_standing, terms(world, key), "nils")
    with pytest.raises(Refused, match="no_decision"):
        world.run(start_standing, terms(world, started(world, "asta", "nils")), "nils")


def test_an_assistant_prescribes_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(start_standing, terms(world, chosen(world, "catheter", by="nils")), "asa")
