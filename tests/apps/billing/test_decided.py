"""What the databases themselves refuse of rents and charges that rest on no decision: tried by rows put in past every rule."""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.support.lending import close, lend, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge, Month
from handtag.apps.rentals.models import Rental

pytestmark = pytest.mark.damaged


@pytest.fixture
def charge(world: World) -> Charge:
    """Of a month's rent for what a person had and gave back."""
    lend(world, "D1001", on=date(2026, 11, 2))
    take_back(world, "D1001", date(2026, 11, 20))
    close(world, "2026-11", now=date(2026, 12, 2))
    return Charge.objects.get(kind="rent")


def taken(row: Rental | Charge, change: Callable[[Any], None]) -> bool:
    """Whether the database took a copy of the row with the change."""
    other = copy(row)
    other.pk = None
    change(other)
    try:
        with transaction.atomic():
            models.Model.save(other, force_insert=True)
    except IntegrityError as refused:
        return "decision" not in str(refused)
    return True


def without_decision(row: Any) -> None:
    row.decision = None


def test_a_rent_for_a_person_rests_on_a_decision(charge: Charge) -> None:
    rental = Rental.objects.get()
    assert taken(rental, lambda row: None)
    assert not taken(rental, without_decision)
    with pytest.raises(IntegrityError, match="decision"), transaction.atomic():
        Rental.objects.filter(pk=rental.pk).update(decision=None)


def test_a_charge_rests_on_a_decision_unless_it_is_for_nobody_or_was_decided_before(world: World, charge: Charge) -> None:
    def later(row: Any) -> None:
        row.month, row.first_day, row.last_day = open_one, date(2026, 12, 1), date(2026, 12, 1)

    def as_(rule: str) -> Callable[[Any], None]:
        def change(row: Any) -> None:
            row.month, row.decision, row.rule, row.kind, row.rental = open_one, None, rule, "sale", None

        return change

    open_one = Month.objects.get_or_create(centre=world.centre, first_day=date(2026, 12, 1))[0]
    assert taken(charge, later)
    assert not taken(charge, as_(charge.rule))
    assert taken(charge, as_("equipment"))
    assert taken(charge, as_("taken_over"))
