"""Prescriptions handed from one to another in tests, through the use cases, and what they need."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.support.lending import at
from tests.support.prescribing import lend, ordered
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import Case, Handover
from handtag.apps.handovers.store import add_case
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import ReturnRule
from handtag.domain.handing_over import Found
from handtag.usecases.handovers.accept_handover import AcceptHandover
from handtag.usecases.handovers.buy_out_device import BuyOutDevice
from handtag.usecases.handovers.carry_out_move import CarryOutMove
from handtag.usecases.handovers.change_payer import ChangePayer
from handtag.usecases.handovers.find_cases import FindCases
from handtag.usecases.handovers.offer_handover import OfferHandover, offer_handover
from handtag.usecases.handovers.return_handover import ReturnHandover
from handtag.usecases.handovers.settle_case import SettleCase
from handtag.usecases.handovers.tell_event import TellEvent
from handtag.usecases.handovers.withdraw_handover import WithdrawHandover

SAID: dict[str, Any] = {
    "reason": "discharged",
    "what": "Kan gå tio meter",
    "goal": "Gå till affären",
    "next_follow_up_on": TODAY + timedelta(days=200),
    "disclosure": "consented",
}


def lent(world: World, person: str = "bror", by: str = "anna", article: str = "rollator", on: date = TODAY) -> Prescription:
    """Delivered, with its rent running from the day."""
    placed = ordered(world, article, person=person, by=by)
    lend(world, placed, on)
    assert placed.prescription is not None
    return Prescription.objects.get(pk=placed.prescription.pk)


def offered(
    world: World, prescription: Prescription, unit: str = "lulea_care", to: str = "", by: str = "anna", on: date = TODAY, **said: Any
) -> UUID:
    who = world.assignments[to].pk if to else None
    return world.run(offer_handover, OfferHandover(prescription.key, world.units[unit].hsa_id, who, **{**SAID, **said}), by, now=at(on))


def handover(key: UUID) -> Handover:
    found: Handover = Handover.objects.get(key=key)
    return found


def moved_in(world: World, person: str = "bror") -> Prescription:
    """Lent while she lived at home, and now in special housing, where the municipality pays."""
    found = lent(world, person)
    Person.objects.filter(pk=found.person_id).update(housing="special_housing_sol")
    return found


def a_case(world: World, kind: str = "moved_away", on: date = TODAY) -> Case:
    found = lent(world)
    add_case(found, Found(kind, on, ""), key=uuid4(), by="system:timer", at=world.now)
    case: Case = Case.objects.get(prescription=found)
    return case


def written_off(world: World, months: int = 84) -> None:
    """The county's rule for how the price of everything is written off."""
    ReturnRule.objects.create(
        centre=world.centre, iso_prefix="", life_months=months, repair_percent=50, valid_from=date(2020, 1, 1), set_by="user:1",
        recorded_at=world.now,
    )  # fmt: skip


def valued(world: World) -> str:
    written_off(world)
    lent(world)
    number: str = Rental.objects.get().device.number
    return number


def _offer(world: World) -> OfferHandover:
    return OfferHandover(lent(world).key, world.units["lulea_care"].hsa_id, None, **SAID)


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "offer_handover": lambda w: (_offer(w), "anna"),
    "accept_handover": lambda w: (AcceptHandover(offered(w, lent(w)), {"care_setting": "home_visit"}), "cilla"),
    "return_handover": lambda w: (ReturnHandover(offered(w, lent(w)), "more_needed"), "cilla"),
    "withdraw_handover": lambda w: (WithdrawHandover(offered(w, lent(w))), "anna"),
    "change_payer": lambda w: (ChangePayer(moved_in(w).key, TODAY), "anna"),
    "find_cases": lambda w: (moved_in(w) and FindCases(), "timer"),
    "tell_event": lambda w: (TellEvent(lent(w).person.key, "deceased", TODAY), "anna"),
    "settle_case": lambda w: (SettleCase(a_case(w).key, "settled"), "anna"),
    "carry_out_move": lambda w: (CarryOutMove(lent(w).person.key, TODAY, "special_housing_sol", "2580", None), "anna"),
    "buy_out_device": lambda w: (BuyOutDevice(valued(w), "01", TODAY), "eva"),
}
