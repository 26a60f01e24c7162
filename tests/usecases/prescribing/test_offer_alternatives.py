"""What the person could choose from, and what she chose."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from tests.support.prescribing import started
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.prescriptions.process import Offering
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.offer_alternatives import OfferAlternatives, offer_alternatives


def told(key: UUID) -> OfferAlternatives:
    return OfferAlternatives(key, ("Rollator Lätt", "Käpp"), "Käpp", TODAY)


def test_what_was_offered_and_chosen_is_kept_for_ever_and_not_logged(world: World) -> None:
    world.run(offer_alternatives, told(started(world)), "anna")
    row = Offering.objects.get()
    assert (row.offered, row.chosen, row.is_followed) == ("Rollator Lätt\nKäpp", "Käpp", True)
    assert "Käpp" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(DatabaseError), transaction.atomic():
        Offering.objects.update(chosen="Rollator Lätt")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"chosen": "Gåbock"}, "chosen"), ({"followed": False}, "reason"), ({"on": date(2026, 11, 24)}, "on"), ({"offered": ()}, "offered")],
)
def test_what_does_not_hang_together_is_refused_at_its_field(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(offer_alternatives, replace(told(started(world)), **changes), "anna")  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Offering.objects.exists()


def test_an_ended_prescription_and_another_unit_take_none(world: World) -> None:
    key = started(world)
    for name in ("bo", "cilla"):
        with pytest.raises(NotFound):
            world.run(offer_alternatives, told(key), name)
    with pytest.raises(NotAllowed):
        world.run(offer_alternatives, told(key), "asa")
    world.run(end_prescription, EndPrescription(key, "declined"), "anna")
    with pytest.raises(Refused, match="wrong_state"):
        world.run(offer_alternatives, replace(told(key), on=TODAY - timedelta(days=1)), "anna")
