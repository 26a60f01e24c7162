"""A closed month: every rented day charged once, at its day's price, to who rents; then only credits."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.support.lending import at, close, lend, make_ready, take_back
from tests.support.world import World

from handtag.apps.billing.models import Charge, Month
from handtag.apps.catalogue.models import PriceVersion
from handtag.apps.rentals.models import Rental, RentalEvent
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.billing.close_month import CloseMonth, close_month

DECEMBER = date(2026, 12, 1)


def rows(month: str = "2026-11") -> list[tuple[str, date, date, int, int]]:
    found = Charge.objects.filter(kind="rent", month__first_day=f"{month}-01").order_by("device__number", "first_day")
    return [(c.device.number, c.first_day, c.last_day, c.quantity, c.amount_ore) for c in found]


def test_a_rental_is_charged_from_delivery_to_return_both_counted(world: World) -> None:
    lend(world, "D1001", on=date(2026, 11, 10))
    take_back(world, "D1001", date(2026, 11, 20))
    answer = close(world, "2026-11", now=DECEMBER)
    # 91,00 kr × 12 / 365 × 11 days = 32,9095… kr
    assert rows() == [("D1001", date(2026, 11, 10), date(2026, 11, 20), 11, 3291)]
    assert (answer.month, answer.rent_lines, answer.rent_ore) == ("2026-11", 1, 3291)


@pytest.mark.law("LKBR 3 kap. vouchers")
def test_a_charge_names_everything_it_rests_on(world: World) -> None:
    order = lend(world, "D1001", on=date(2026, 11, 10))
    close(world, "2026-11", now=DECEMBER)
    charge, rental = Charge.objects.get(), Rental.objects.get()
    assert (charge.rental, charge.move, charge.order_line) == (rental, rental.start_move, order.lines.get())
    assert (charge.payer, charge.cost_centre, charge.article) == (order.payer, order.cost_centre, rental.article)
    assert (charge.decision, charge.agreement_version, charge.rule) == (order.decision, world.version, "home-visit")
    assert charge.price_version == PriceVersion.objects.get(article=rental.article)


@pytest.mark.law("LKBR 3 kap. entries")
def test_a_rental_that_goes_on_is_charged_month_by_month_without_a_gap(world: World) -> None:
    lend(world, "D1001", on=date(2026, 9, 30))
    close(world, "2026-09", now=date(2026, 10, 1))
    close(world, "2026-10", now=DECEMBER)
    close(world, "2026-11", now=DECEMBER)
    assert [(row[1], row[2], row[3]) for month in ("2026-09", "2026-10", "2026-11") for row in rows(month)] == [
        (date(2026, 9, 30), date(2026, 9, 30), 1),
        (date(2026, 10, 1), date(2026, 10, 31), 31),
        (date(2026, 11, 1), date(2026, 11, 30), 30),
    ]


def test_a_new_price_begins_a_new_line(world: World) -> None:
    lend(world, "D1001", on=date(2026, 11, 10))
    PriceVersion.objects.create(
        article=world.articles["rollator"], kind="rent_per_month", amount_ore=20_000, purchase_ore=1,
        valid_from=date(2026, 11, 16), recorded_at=world.now,
    )  # fmt: skip
    close(world, "2026-11", now=DECEMBER)
    assert rows() == [
        ("D1001", date(2026, 11, 10), date(2026, 11, 15), 6, 1795),  # 1795,06…
        ("D1001", date(2026, 11, 16), date(2026, 11, 30), 15, 9863),  # 9863,01…
    ]


def test_out_and_in_the_same_day_is_one_day(world: World) -> None:
    lend(world, "D1001", on=date(2026, 11, 10))
    take_back(world, "D1001", date(2026, 11, 10))
    close(world, "2026-11", now=DECEMBER)
    assert rows() == [("D1001", date(2026, 11, 10), date(2026, 11, 10), 1, 299)]


@pytest.mark.law("HSL 8 kap. 7 § one payer")
def test_a_day_shared_by_two_rentals_is_paid_by_who_receives_the_device(world: World) -> None:
    day = date(2026, 11, 10)
    lend(world, "D1001", on=date(2026, 11, 9))
    take_back(world, "D1001", day)
    make_ready(world, "D1001", day)
    lend(world, "D1001", on=day, person="elis", unit="pitea_care")
    close(world, "2026-11", now=DECEMBER)
    assert [(row[1], row[2]) for row in rows()] == [(date(2026, 11, 9), date(2026, 11, 9)), (day, date(2026, 11, 30))]
    assert [c.payer.name for c in Charge.objects.order_by("first_day")] == ["Luleå kommun", "Piteå kommun"]


@pytest.mark.law("LKBR 3 kap. entries")
def test_a_closed_month_takes_no_charge_and_no_delivery_also_by_sql(world: World) -> None:
    lend(world, "D1001", on=date(2026, 11, 10))
    close(world, "2026-11", now=DECEMBER)
    charge = Charge.objects.get()
    charge.pk, charge.kind, charge.rental = None, "sale", None
    with pytest.raises(IntegrityError, match="a closed month takes no charges"), transaction.atomic():
        charge.save(force_insert=True)
    event = RentalEvent.objects.get()
    event.pk = None
    with pytest.raises(IntegrityError, match="a closed month takes no deliveries"), transaction.atomic():
        event.save(force_insert=True)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Month.objects.filter(first_day=date(2026, 11, 1)).update(closed_at=None)


def test_a_month_is_closed_once(world: World) -> None:
    close(world, "2026-11", now=DECEMBER)
    with pytest.raises(Refused) as refusal:
        close(world, "2026-11", now=DECEMBER)
    assert refusal.value.code == "billing.already_closed"


def test_a_month_before_a_closed_one_is_closed_too(world: World) -> None:
    close(world, "2026-11", now=DECEMBER)
    with pytest.raises(Refused) as refusal:
        close(world, "2026-10", now=DECEMBER)
    assert refusal.value.code == "billing.already_closed"


def test_a_month_that_is_not_over_stays_open(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        close(world, "2026-11", now=date(2026, 11, 30))
    assert refusal.value.code == "billing.month_not_over"
    assert not Month.objects.exists()


@pytest.mark.law("LKBR 3 kap. entries")
def test_months_are_closed_in_order(world: World) -> None:
    lend(world, "D1001", on=date(2026, 10, 31))
    with pytest.raises(Refused) as refusal:
        close(world, "2026-11", now=DECEMBER)
    assert (refusal.value.code, refusal.value.params["month"]) == ("billing.earlier_month_open", "2026-10")
    close(world, "2026-10", now=DECEMBER)
    close(world, "2026-11", now=DECEMBER)


def test_sold_goods_hold_back_later_months_too(world: World) -> None:
    lend(world, pieces={"tray": 1}, on=date(2026, 10, 15))
    with pytest.raises(Refused) as refusal:
        close(world, "2026-11", now=DECEMBER)
    assert refusal.value.params["month"] == "2026-10"


@pytest.mark.parametrize("text", ["2026-13", "november", "", "2026"])
def test_what_is_no_month_is_refused(world: World, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        close(world, text, now=DECEMBER)
    assert (refusal.value.code, refusal.value.field) == ("billing.no_such_month", "month")


def test_an_unknown_centre_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(close_month, CloseMonth(0, "2026-11"), "gun", now=at(DECEMBER))


@pytest.mark.parametrize("name", ["anna", "eva", "filip", "hanna", "ivan"])
def test_others_close_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        world.run(close_month, CloseMonth(world.centre.pk, "2026-11"), name, now=at(DECEMBER))
    assert not Month.objects.exists()


def test_a_payers_controller_does_not_close_the_centres_books(world: World) -> None:
    hanna, gun = world.viewer("hanna"), world.viewer("gun")
    theirs = type(gun)(**{**vars(gun), "unit_id": hanna.unit_id, "principal_id": hanna.principal_id, "runs_centre": False})
    with pytest.raises(NotAllowed):
        execute(close_month, CloseMonth(world.centre.pk, "2026-11"), theirs, now=at(DECEMBER))


def test_a_month_is_closed_in_a_handful_of_queries(world: World, django_assert_max_num_queries: object) -> None:
    for number in ("D1001", "D1002", "D2001", "D2002"):
        lend(world, number, on=date(2026, 11, 10))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        close(world, "2026-11", now=DECEMBER)
