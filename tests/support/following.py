"""Follow-ups in tests: rules of the county, devices that are out, colleagues who come and go."""

from datetime import date
from typing import Any

from tests.support.prescribing import lend, ordered
from tests.support.world import GIVEN, LONG_AGO, World

from handtag.apps.organisations.models import Assignment
from handtag.apps.prescriptions.models import Prescription
from handtag.usecases.following.set_follow_up_rule import SetFollowUpRule, set_follow_up_rule

SOURCE = "Beslut i hjälpmedelsrådet 2026-10-01 § 4"


def rule(world: World, prefix: str, first: int, interval: int | None, *, begins: date | None = None, by: str = "ivan") -> None:
    data = SetFollowUpRule(world.county.code, prefix, first, interval, SOURCE, begins or world.today)
    world.run(set_follow_up_rule, data, by)


def out(world: World, person: str = "bror", by: str = "anna") -> Prescription:
    """A rollator delivered to the person, prescribed by one at the unit."""
    placed = ordered(world, person=person, by=by)
    lend(world, placed)
    assert placed.prescription is not None
    found: Prescription = Prescription.objects.get(pk=placed.prescription.pk)
    return found


def employed(world: World, name: str, unit: str, **columns: Any) -> Assignment:
    """The user of that name also prescribes at a unit."""
    user = world.assignments[name].user
    given: dict[str, Any] = {"role": "prescriber", "profession": "occupational_therapist", "valid_from": LONG_AGO, **GIVEN, **columns}
    return Assignment.objects.create(user=user, unit=world.units[unit], **given)
