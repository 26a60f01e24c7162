"""What the databases themselves refuse of holdings and pieces, whoever writes them: tried by rows put in past every rule."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.world import NOW, TODAY, World

from handtag.apps.stock.models import Balance, CountedMove, Device, Holding, Move, PiecesHeld
from handtag.apps.stock.store import change_balance, lot_of, post_move
from handtag.domain.values.errors import Refused

pytestmark = pytest.mark.damaged
DAY = timedelta(days=1)


def moved(world: World) -> tuple[Device, Move]:
    """A device that has changed place today, and the move."""
    device = world.devices["D1001"]
    move = post_move(device, "moved", "in_stock", on=TODAY, recorded_at=NOW, moved_by="user:1", location=world.locations["F"])
    return device, move


def row(device: Device, move: Move, **more: object) -> Holding:
    given = {"device": device, "article": device.article, "place": "lost", "since": TODAY, "began_by": move} | more
    return Holding(**given)


@pytest.mark.law("MDR art. 25")
def test_a_device_has_one_open_place(world: World) -> None:
    device, move = moved(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        row(device, move).save(force_insert=True)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_place_begins_where_the_last_one_ended(world: World, days: int) -> None:
    """Neither a gap nor an overlap."""
    device, move = moved(world)
    Holding.objects.filter(device=device, until=None).update(until=TODAY, ended_by=move)
    with pytest.raises(IntegrityError, match="begins on the day the one before it ended"), transaction.atomic():
        row(device, move, since=TODAY + days * DAY).save(force_insert=True)
    row(device, move).save(force_insert=True)


def test_of_a_place_only_the_end_is_written_and_once(world: World) -> None:
    device, move = moved(world)
    ended = Holding.objects.filter(device=device, until__isnull=False)
    still = Holding.objects.filter(device=device, until=None)
    for act in (
        lambda: ended.update(until=None, ended_by=None),
        lambda: still.update(bin="Z-99"),
        lambda: still.update(since=TODAY - 5 * DAY),
        lambda: still.update(location=None),
    ):
        with pytest.raises(IntegrityError, match="nothing changes but its end"), transaction.atomic():
            act()
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        still.delete()
    still.update(until=TODAY, ended_by=move)


@pytest.mark.parametrize("place", ["person", "unit", "device"])
def test_a_place_of_somebody_names_who(world: World, place: str) -> None:
    device, move = moved(world)
    Holding.objects.filter(device=device, until=None).update(until=TODAY, ended_by=move)
    with pytest.raises(IntegrityError), transaction.atomic():
        row(device, move, place=place).save(force_insert=True)


def test_no_place_holds_less_than_nothing_and_each_is_one_row(world: World) -> None:
    held = PiecesHeld.objects.get(article=world.articles["tray"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PiecesHeld.objects.filter(pk=held.pk).update(quantity=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PiecesHeld.objects.create(article=held.article, place="store", location=held.location, quantity=1)


def test_pieces_that_go_to_a_person_say_to_whom(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CountedMove.objects.create(
            article=world.articles["tray"], location=world.locations["C"], quantity=-1, kind="picked", against="person", moved_on=TODAY,
            recorded_at=NOW, moved_by="user:1",
        )  # fmt: skip


def test_pieces_are_taken_from_the_lot_that_expires_first_and_who_has_them_is_kept(world: World) -> None:
    article, central = world.articles["tray"], world.locations["C"]
    told = {"on": TODAY, "recorded_at": NOW, "moved_by": "user:1"}
    later, sooner = (lot_of(article, code, TODAY + days * DAY) for code, days in (("late", 90), ("soon", 30)))
    for lot in (later, sooner):
        change_balance(article, central, 2, kind="received", lot=lot, **told)
    change_balance(article, central, -5, kind="picked", person=world.persons["asta"], **told)
    taken = CountedMove.objects.filter(kind="picked").order_by("pk").values_list("lot__code", "quantity")
    assert list(taken) == [("SOON", -2), ("LATE", -2), (None, -1)]
    hers = PiecesHeld.objects.filter(person=world.persons["asta"]).order_by("pk").values_list("lot__code", "quantity")
    assert dict(hers) == {"SOON": 2, "LATE": 2, None: 1}
    assert Balance.objects.get(article=article, location=central).quantity == 19
    with pytest.raises(Refused), transaction.atomic():
        change_balance(article, central, 3, kind="returned", lot=sooner, person=world.persons["asta"], **told)


def test_lots_that_went_between_stores_come_in_as_they_went_without_being_named(world: World) -> None:
    article, told = world.articles["tray"], {"on": TODAY, "recorded_at": NOW, "moved_by": "user:1"}
    change_balance(article, world.locations["C"], 2, kind="received", lot=lot_of(article, "T1", TODAY + 30 * DAY), **told)
    change_balance(article, world.locations["C"], -3, kind="transferred_out", **told)
    change_balance(article, world.locations["F"], 3, kind="transferred_in", **told)
    there = PiecesHeld.objects.filter(article=article, location=world.locations["F"]).values_list("lot__code", "quantity")
    assert dict(there) == {"T1": 2, None: 1}
    assert not PiecesHeld.objects.filter(place="transit", quantity__gt=0).exists()
    with pytest.raises(Refused), transaction.atomic():
        change_balance(article, world.locations["F"], 1, kind="transferred_in", **told)


def test_a_lot_is_known_with_one_last_day(world: World) -> None:
    lot_of(world.articles["tray"], "l 1", TODAY)
    assert lot_of(world.articles["tray"], "L1").expires_on == TODAY
    with pytest.raises(Refused) as refusal:
        lot_of(world.articles["tray"], "L1", TODAY + DAY)
    assert refusal.value.code == "stock.lot_expires_otherwise"
