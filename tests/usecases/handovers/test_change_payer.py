"""Who pays changes from a day: each day of a loan is paid by exactly one, closed months stay as they are, and both ledgers only grow."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.handovers import lent
from tests.support.lending import at, close, take_back
from tests.support.prescribing import prescription
from tests.support.proof import assert_nothing_lost
from tests.support.world import TODAY, World

from handtag.apps.billing.models import Charge
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.apps.stock.models import Move
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.domain.values.period import Month
from handtag.usecases.handovers.change_payer import ChangePayer, change_payer
from handtag.usecases.people.state_care_relation import StateCareRelation, state_care_relation
from handtag.usecases.people.update_circumstances import UpdateCircumstances, update_circumstances

DAY = timedelta(days=1)


def lives(world: World, housing: str, *, on: date = TODAY, municipality: str = "2580") -> None:
    """Bror lives so from now on: in special housing the municipality pays, at home the region."""
    world.run(update_circumstances, UpdateCircumstances(world.key("bror"), housing, municipality, False), "anna", now=at(on))


def change(world: World, given_: Prescription, on: date, *, now: date | None = None) -> int:
    return world.run(change_payer, ChangePayer(given_.key, on), "anna", now=at(now or on))


def test_the_new_payer_pays_from_the_day_and_the_old_one_until_it(world: World) -> None:
    found = lent(world)
    on = TODAY + 10 * DAY
    lives(world, "special_housing_sol")
    assert change(world, found, on) == 1
    before, after = Rental.objects.order_by("pk")
    assert (before.payer, before.end_on, after.payer, after.start_on) == (world.region, on, world.principals["lulea"], on)
    assert (after.unit, after.decision.prescription, prescription(found.key).payer) == (found.unit, found, world.principals["lulea"])
    move = Move.objects.get(kind="changed_payer")
    assert (move.from_state, move.to_state, move.person, move.payer) == ("with_person", "with_person", found.person, after.payer)
    assert before.end_move == after.start_move == move
    close(world, "2026-11", now=date(2026, 12, 10))
    close(world, "2026-12", now=date(2027, 1, 2))
    paid = Counter({payer: sum(rows) for payer, rows in _days().items()})
    assert paid == {world.region.pk: (on - TODAY).days, world.principals["lulea"].pk: (date(2026, 12, 31) - on).days + 1}


def test_the_same_payer_is_no_change(world: World) -> None:
    found = lent(world)
    with pytest.raises(Refused, match="same_payer"):
        change(world, found, TODAY + DAY)
    assert PrescriptionDecision.objects.count() == 1


def test_a_closed_month_is_left_as_it_is(world: World) -> None:
    found = lent(world)
    lives(world, "special_housing_sol")
    close(world, "2026-11", now=date(2026, 12, 3))
    kept = list(Charge.objects.values())
    with pytest.raises(Refused) as refusal:
        change(world, found, date(2026, 11, 25), now=date(2026, 12, 3))
    assert (refusal.value.code, refusal.value.params["first_open"]) == ("billing.month_closed", date(2026, 12, 1))
    change(world, found, date(2026, 12, 1), now=date(2026, 12, 3))
    assert list(Charge.objects.values()) == kept


def test_no_day_before_the_rent_or_to_come(world: World) -> None:
    found = lent(world, on=TODAY + 3 * DAY)
    lives(world, "special_housing_sol")
    for on, code in ((TODAY, "stock.day_before_last_move"), (TODAY + 9 * DAY, "stock.day_in_future")):
        with pytest.raises(Refused) as refusal:
            change(world, found, on, now=TODAY + 8 * DAY)
        assert refusal.value.code == code


def test_only_the_unit_that_answers_changes_it(world: World) -> None:
    found = lent(world)
    for by in ("bo", "cilla"):
        with pytest.raises(NotFound):
            world.run(change_payer, ChangePayer(found.key, TODAY), by)
    with pytest.raises(NotAllowed):
        world.run(change_payer, ChangePayer(found.key, TODAY), "eva")


def test_what_has_come_back_has_no_payer_to_change(world: World) -> None:
    found = lent(world)
    take_back(world, Rental.objects.get().device.number, TODAY + DAY)
    lives(world, "special_housing_sol")
    with pytest.raises(Refused, match="nothing_lent"):
        change(world, found, TODAY + DAY)


def test_what_the_text_leaves_open_changes_nothing(world: World) -> None:
    """Nobody says where a municipality's prescriber meets who has moved home again."""
    lives(world, "special_housing_sol")
    world.run(state_care_relation, StateCareRelation(world.key("bror"), "care_relation"), "cilla")
    found = lent(world, by="cilla")
    lives(world, "ordinary")
    with pytest.raises(Refused) as refusal:
        world.run(change_payer, ChangePayer(found.key, TODAY), "cilla")
    assert (refusal.value.code, refusal.value.params["payer"]) == ("handovers.payer_open", "undetermined")
    assert prescription(found.key).payer == Rental.objects.get().payer == world.principals["lulea"]
    world.run(change_payer, ChangePayer(found.key, TODAY, {"care_setting": "health_centre"}), "cilla")
    assert Rental.objects.get(end_on=None).payer == world.region


@contextmanager
def undone() -> Iterator[None]:
    """What one example wrote is gone before the next; the use cases inside may say that they are durable, as in any test."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


HOUSING = ("ordinary", "special_housing_sol")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(HOUSING)), max_size=6),
    out=st.integers(0, 30),
    home=st.integers(0, 30),
)
def test_days_billed_by_all_payers_are_the_days_held(world: World, steps: list[tuple[int, str]], out: int, home: int) -> None:
    """R1 and R2: whoever has it last on a day pays it; every day from the delivery to the return is paid once."""
    with undone():
        answers = {"ordinary": world.region.pk, "special_housing_sol": world.principals["lulea"].pk}.__getitem__
        first = TODAY + out * DAY
        found = lent(world, on=first)
        rows = [(RentalEvent.objects.count(), Move.objects.count())]
        day, expected, payer = first, {}, world.region.pk
        for days, housing in steps:
            expected |= {day + n * DAY: payer for n in range(days)}
            day += days * DAY
            lives(world, housing, on=day)
            if answers(housing) == payer:
                with pytest.raises(Refused, match="same_payer"):
                    change(world, found, day)
            else:
                change(world, found, day)
                payer = answers(housing)
            rows.append((RentalEvent.objects.count(), Move.objects.count()))
        assert rows == sorted(rows)
        last = day + home * DAY
        expected |= {day + n * DAY: payer for n in range(home + 1)}
        take_back(world, Rental.objects.filter(end_on=None).get().device.number, last)
        month = Month.of(first)
        while month <= Month.of(last):
            close(world, str(month), now=month.last + 5 * DAY + timedelta(days=400))
            month = month.next()
        assert _by_day() == expected
        assert_nothing_lost()


def _days() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for payer, quantity in Charge.objects.filter(kind="rent").values_list("payer_id", "quantity"):
        found.setdefault(payer, []).append(quantity)
    return found


def _by_day() -> dict[date, int]:
    paid: list[tuple[date, int]] = []
    for payer, first, last in Charge.objects.filter(kind="rent").values_list("payer_id", "first_day", "last_day"):
        paid += [(first + n * DAY, payer) for n in range((last - first).days + 1)]
    assert len(paid) == len(dict(paid)), "no day twice"
    return dict(paid)
