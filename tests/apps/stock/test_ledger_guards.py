"""What the databases themselves refuse of moves, whoever writes them: tried by rows put in past every rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.support.world import World

from handtag.apps.stock.models import DEVICE_STATES, Device, Move
from handtag.domain.stock import TRANSITIONS

pytestmark = pytest.mark.damaged  # rows without the state and place that go with them
DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
STATES = ["", *(state for state, _ in DEVICE_STATES)]


def put_in(device: Device, kind: str, before: str, after: str, *, on: date = DAY, at: datetime = NOON) -> bool:
    """Whether the database took the row."""
    row = Move(device=device, kind=kind, from_state=before, to_state=after, moved_on=on, recorded_at=at, moved_by="user:0")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def new_device(world: World, number: str) -> Device:
    old = world.devices["D1001"]
    return Device.objects.create(
        centre=old.centre, article=old.article, number=number, purchased_on=DAY, purchase_ore=1, state="in_stock", last_moved_on=DAY
    )


def test_a_move_begins_where_the_last_one_ended(world: World) -> None:
    device = world.devices["D1001"]
    assert not put_in(device, "picked", "reserved", "picked"), "it is in stock and not reserved"
    assert put_in(device, "reserved", "in_stock", "reserved")
    assert not put_in(device, "reserved", "in_stock", "reserved"), "not twice"
    assert put_in(device, "picked", "reserved", "picked")


def test_a_device_comes_in_once_and_first(world: World) -> None:
    device = new_device(world, "N1")
    assert not put_in(device, "moved", "in_stock", "in_stock"), "it has not come in"
    assert put_in(device, "received", "", "in_stock")
    assert not put_in(device, "received", "", "in_stock")


def test_the_database_knows_the_same_moves_as_the_rules(world: World) -> None:
    """Every kind from every state to every state: taken exactly when the rules say so."""
    legal = {
        (kind, before, rule.to_state or before)
        for kind, rule in TRANSITIONS.items() for before in rule.from_states
    }  # fmt: skip
    ways = {"": []} | {state: path_to(state) for state in STATES[1:]}
    taken = set()
    for number, (state, way) in enumerate(ways.items()):
        device = new_device(world, f"N{number}")
        for step in way:
            assert put_in(device, *step)
        for kind in [*TRANSITIONS, "adjusted", ""]:
            for after in STATES:
                with transaction.atomic():
                    if put_in(device, kind, state, after):
                        taken.add((kind, state, after))
                    transaction.set_rollback(True)
    assert taken == legal


def path_to(state: str) -> list[tuple[str, str, str]]:
    """Moves that bring a new device to a state."""
    paths: dict[str, list[tuple[str, str, str]]] = {"": []}
    waiting = [""]
    while waiting:
        here = waiting.pop(0)
        for kind, rule in TRANSITIONS.items():
            there = rule.to_state or here
            if here in rule.from_states and there not in paths:
                paths[there] = [*paths[here], (kind, here, there)]
                waiting.append(there)
    return paths[state]


def test_days_of_moves_never_go_backwards(world: World) -> None:
    device = world.devices["D1001"]
    assert put_in(device, "reserved", "in_stock", "reserved")
    assert not put_in(device, "picked", "reserved", "picked", on=DAY - timedelta(days=1))
    assert put_in(device, "picked", "reserved", "picked")


@pytest.mark.parametrize(
    ("at", "taken"),
    [
        (datetime(2026, 11, 19, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), connection.vendor == "sqlite"),  # it lets summer time stand all year
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), True),  # midnight in Sweden
        (datetime(2026, 11, 20, 12, 0, tzinfo=UTC), True),
    ],
)
def test_no_move_is_recorded_before_its_day_has_come_in_sweden(world: World, at: datetime, taken: bool) -> None:
    assert put_in(world.devices["D1001"], "reserved", "in_stock", "reserved", at=at) is taken
