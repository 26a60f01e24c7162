"""A month is closed for many rentals: the use case against the arithmetic alone and against a row at a time."""

import sys
from datetime import UTC, date, datetime

from bench import county
from bench.harness import Rival, compare

FIRST = date(2026, 2, 1)
MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
LATER = datetime(2026, 12, 1, 12, tzinfo=UTC)


def main(*, quick: bool) -> None:
    world = county.make()
    number = 3_000 if quick else 20_000
    county.lend_many(world, number, FIRST)
    from django.db import transaction

    from handtag.apps.billing import models, store
    from handtag.apps.billing.checks import rented_days_off_their_charges
    from handtag.domain.billing import rent_amount
    from handtag.domain.values.period import Month
    from handtag.usecases.base import execute
    from handtag.usecases.billing.close_month import CloseMonth, _rent_lines, close_month

    rounds = iter(MONTHS)
    viewer = world.viewer("gun", LATER.date())
    state = {"month": ""}
    price = world.articles["rollator"].prices.get().amount_ore

    def arithmetic() -> int:
        """Nothing read, nothing written; begins the round."""
        state["month"] = next(rounds)
        month = Month.parse(state["month"])
        return sum(rent_amount(price, (month.last - max(month.first, FIRST)).days + 1) for _ in range(number + 1))

    def row_by_row() -> int:
        """The same lines, each with an INSERT of its own; undone again."""
        month, lines = Month.parse(state["month"]), _rent_lines(world.centre.pk, Month.parse(state["month"]))
        with transaction.atomic():
            row = store.lock_month(world.centre.pk, month)
            for line in lines:
                store._rent_charge(row, line, LATER).save(force_insert=True)
            total = sum(models.Charge.objects.filter(month=row).values_list("amount_ore", flat=True))
            transaction.set_rollback(True)
        return total

    def use_case() -> int:
        return execute(close_month, CloseMonth(world.centre.pk, state["month"]), viewer, now=LATER).rent_ore

    rivals = [
        Rival("arithmetic alone, nothing written", arithmetic, number),
        Rival("use case close_month", use_case, number),
    ]
    slow = Rival("a row at a time", row_by_row, number)
    compare(f"Closing a month of {number} rentals, per rental", [rivals[0], slow, rivals[1]], rounds=3 if quick else 5)
    assert list(rented_days_off_their_charges()) == []


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
