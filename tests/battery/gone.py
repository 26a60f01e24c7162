"""The database goes away in the middle of a use case: its connection is cut at each fault point, or its disk is full."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.battery.crew import wrongs
from tests.battery.dump import dump

COMMAND = UUID("00000000-0000-4000-8000-0000000000d1")
STEPS = 12


def run(world: Any, how: str) -> dict[str, Any]:
    """How the use case ended each time the database was taken away, and everything that was not as it must be."""
    return {"cut": _while_cut, "full": _while_full}[how](world)


def _while_cut(world: Any) -> dict[str, Any]:
    """The connection is ended in the server at each fault point before the commit."""
    from django.db import connection
    from tests.support.lending import at, sent_order

    from handtag.usecases.base import Point, execute
    from handtag.usecases.ordering.confirm_delivery import ConfirmDelivery, confirm_delivery

    order = sent_order(world, "D1001", on=world.today)
    viewer, data = world.viewer("filip"), ConfirmDelivery(order.number, world.today)

    def act() -> Any:
        return execute(confirm_delivery, data, viewer, now=at(world.today), command_id=COMMAND)

    before, ends, wrong = dump(), [], []
    for point in (Point.ADMITTED, Point.LOADED, Point.STORED, Point.AUDITED, Point.ANSWERED, Point.BEFORE_COMMIT):
        ends.append(f"{point}: {_ended(act, point)}")
        connection.close()
        wrong += [] if dump() == before else [f"{point}: something is left"]
    return {"ends": ends, "wrong": wrong + _sent_again(act, before)}


def _while_full(world: Any) -> dict[str, Any]:
    """The file may grow by so many pages and no more, by more each time, until a big delivery of goods fits."""
    from django.db import connection
    from tests.support.lending import at

    from handtag.usecases.base import execute
    from handtag.usecases.stock.receive_goods import NewDevice, ReceiveGoods, receive_goods

    viewer = world.viewer("filip")
    data = ReceiveGoods("10001", "C", world.today, tuple(NewDevice(f"N{n}") for n in range(300)))

    def act() -> Any:
        return execute(receive_goods, data, viewer, now=at(world.today), command_id=COMMAND)

    with connection.cursor() as cursor:
        pages = cursor.execute("VACUUM").execute("PRAGMA page_count").fetchone()[0]
    before, ends, wrong = dump(), [], []
    for room in range(STEPS):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages + room}")
        ends.append(f"{room} pages: {_ended(act)}")
        connection.close()
        wrong += [] if dump() == before else [f"{room} pages: something is left"]
    return {"ends": ends, "wrong": wrong + _sent_again(act, before)}


def _sent_again(act: Callable[[], Any], before: list[str]) -> list[str]:
    """With the database back it takes effect, once."""
    from handtag.domain.values.errors import HandtagError

    try:
        first, after = act(), dump()
        second = act()
    except HandtagError as refusal:
        return [f"sent again it was refused: {refusal.code}"]
    is_once = first == second and len(after) > len(before) and dump() == after
    return ([] if is_once else ["sent again it took no effect, or two"]) + wrongs()


def _ended(act: Callable[[], Any], at: Any = None) -> str:
    from django.db import DatabaseError

    from handtag.domain.values.errors import HandtagError
    from handtag.usecases import base

    base.reached = lambda point: _cut() if point is at else None
    try:
        return f"answered {act()}"
    except (HandtagError, DatabaseError) as error:
        return type(error).__name__
    finally:
        base.reached = lambda point: None


def _cut() -> None:
    """Another connection ends this one in the server, as a failover or an administrator does."""
    import psycopg
    from django.db import connection

    settings = connection.settings_dict
    pid = connection.connection.info.backend_pid
    with psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
