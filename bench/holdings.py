"""Who holds lot Y now: the holdings kept with every move, against adding up indexed moves; and what keeping them costs a move.

The moves are made in the database itself, as a county of that size would have them. `--movements=10000000` for the size of the goal.
"""

import random
import sys
import time
from typing import Any

from bench import county
from bench.harness import Rival, compare

LOTS_ASKED = 200
PERSONS_PER_LOT = 60
TAKEN = 0.3  # of what persons were given, so much has come back


def main(*, quick: bool, movements: int | None = None) -> None:
    world = county.make()
    from django.db import connection

    from handtag.apps.stock.models import Lot
    from handtag.apps.stock.queries_holdings import holders_of_lot

    number = movements or (20_000 if quick else 1_000_000)
    started = time.perf_counter()
    _fill(world, number)
    print(f"{number} counted moves and their holdings made in {time.perf_counter() - started:.0f} s")
    lots = list(Lot.objects.order_by("pk"))
    chosen = [random.Random(7).choice(lots) for _ in range(LOTS_ASKED)]
    by_sum = (
        "SELECT person_id, -SUM(quantity) FROM stock_countedmove WHERE lot_id = %s AND against = 'person' "
        "GROUP BY person_id HAVING SUM(quantity) < 0 ORDER BY person_id"
    )
    bare = "SELECT person_id, quantity FROM stock_piecesheld WHERE lot_id = %s AND place = 'person' AND quantity > 0 ORDER BY person_id"

    def rows(question: str) -> list[object]:
        found = []
        with connection.cursor() as cursor:
            for lot in chosen:
                cursor.execute(question, [lot.pk])
                found.append([tuple(row) for row in cursor.fetchall()])
        return found

    def asked() -> list[object]:
        return [sorted((h.person, h.quantity) for h in holders_of_lot(lot) if h.place == "person") for lot in chosen]

    compare(
        f"Who holds a lot now, {number} movements, per lot",
        [Rival("SQL on what is held", lambda: rows(bare), LOTS_ASKED), Rival("holders_of_lot", asked, LOTS_ASKED),
         Rival("SQL adding up indexed moves", lambda: rows(by_sum), LOTS_ASKED)],
        rounds=7,
    )  # fmt: skip
    _written(world, 50 if quick else 300)


def _fill(world: Any, number: int) -> None:
    """Every lot is received, handed out piece by piece to persons, and some of it comes back; what is held is the sum."""
    from django.db import connection

    from handtag.apps.people.models import Person
    from handtag.apps.stock.models import Lot

    article, location = world.articles["catheter"], world.locations["C"]
    per_lot = int(PERSONS_PER_LOT * (1 + TAKEN)) + 1
    lots = Lot.objects.bulk_create(Lot(article=article, code=f"B{n:07d}") for n in range(max(1, number // per_lot)))
    _persons(PERSONS_PER_LOT * 20)
    persons = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    mixed = "lot.id * 7919 + step.n * 104729"
    which = f"({mixed}) % {len(persons)}"
    steps = f"(SELECT ROW_NUMBER() OVER (ORDER BY id) AS n FROM people_person ORDER BY id LIMIT {PERSONS_PER_LOT}) AS step"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE who AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS n, id FROM people_person")
        cursor.execute("CREATE INDEX who_n ON who (n)")
        told = f"'{world.today}', '{world.now:%Y-%m-%d %H:%M:%S}+00:00', 'bench', ''"
        into = (
            "INSERT INTO stock_countedmove (article_id, lot_id, location_id, quantity, kind, against, person_id, order_number, "
            "moved_on, recorded_at, moved_by, note)"
        )
        of_each = f"stock_lot AS lot WHERE lot.article_id = {article.pk}"
        cursor.execute(f"{into} SELECT {article.pk}, lot.id, {location.pk}, 1000, 'received', 'supplier', NULL, '', {told} FROM {of_each}")
        for kind, sign, most in (("picked", -1, PERSONS_PER_LOT), ("returned", 1, int(PERSONS_PER_LOT * TAKEN))):
            cursor.execute(
                f"{into} SELECT {article.pk}, lot.id, {location.pk}, {sign}, '{kind}', 'person', who.id, '', {told} "
                f"FROM stock_lot AS lot CROSS JOIN {steps} JOIN who ON who.n = {which} "
                f"WHERE lot.article_id = {article.pk} AND step.n <= {most}"
            )
        cursor.execute(
            "INSERT INTO stock_piecesheld (article_id, lot_id, place, location_id, person_id, quantity) "
            "SELECT article_id, lot_id, 'person', NULL, person_id, -SUM(quantity) FROM stock_countedmove "
            "WHERE against = 'person' AND lot_id IS NOT NULL GROUP BY article_id, lot_id, person_id"
        )
        cursor.execute(
            "INSERT INTO stock_piecesheld (article_id, lot_id, place, location_id, quantity) "
            "SELECT article_id, lot_id, 'store', location_id, SUM(quantity) FROM stock_countedmove WHERE lot_id IS NOT NULL "
            "GROUP BY article_id, lot_id, location_id"
        )
        cursor.execute("ANALYZE")
    assert len(lots) == Lot.objects.filter(code__startswith="B").count()


def _persons(more: int) -> None:
    """Rows to point at; they have no identity and no name of anyone."""
    from uuid import uuid4

    from handtag.apps.people.models import Person

    like = Person.objects.order_by("pk")[0]
    Person.objects.bulk_create(
        Person(
            key=uuid4(), given_name="Prov", family_name="Person", birth_date=like.birth_date, municipality=like.municipality,
            housing="ordinary", registered_at=like.registered_at,
        )
        for _ in range(max(0, more))
    )  # fmt: skip


def _written(world: Any, number: int) -> None:
    """Pieces to a person, committed: with what is held kept beside, and the bare row and balance."""
    from django.db import transaction
    from django.db.models import F

    from handtag.apps.people.models import Person
    from handtag.apps.stock.models import Balance, CountedMove, Lot
    from handtag.apps.stock.store import change_balance

    article, location = world.articles["catheter"], world.locations["C"]
    lot, person = Lot.objects.order_by("pk")[0], Person.objects.order_by("pk")[0]
    told = {"on": world.today, "recorded_at": world.now, "moved_by": "bench", "kind": "received"}
    change_balance(article, location, 1_000_000, lot=lot, **told)

    def bare() -> int:
        for _ in range(number):
            with transaction.atomic(durable=True):
                Balance.objects.filter(article=article, location=location, quantity__gte=1).update(quantity=F("quantity") - 1)
                CountedMove.objects.create(
                    article=article, location=location, quantity=-1, kind="picked", against="sold", lot=lot, moved_on=world.today,
                    recorded_at=world.now, moved_by="bench",
                )  # fmt: skip
        return number

    def kept() -> int:
        for _ in range(number):
            with transaction.atomic(durable=True):
                change_balance(article, location, -1, lot=lot, person=person, **told | {"kind": "picked"})
        return number

    rivals = [Rival("bare row and balance", bare, number), Rival("change_balance, with what is held", kept, number)]
    compare("Pieces to a person, committed, per move", rivals, rounds=5)


if __name__ == "__main__":
    asked = [int(word.partition("=")[2]) for word in sys.argv if word.startswith("--movements=")]
    main(quick="--quick" in sys.argv, movements=asked[0] if asked else None)
