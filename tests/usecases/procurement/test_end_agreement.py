"""An agreement may end before its time, with a reason, never in the past."""

from datetime import date, timedelta

import pytest
from tests.support.procurement import an_agreement
from tests.support.world import TODAY, World

from handtag.apps.audit.models import AuditEntry
from handtag.domain.values.errors import Refused
from handtag.usecases.procurement.end_agreement import EndAgreement, end_agreement


def test_it_holds_through_its_last_day(world: World) -> None:
    agreement = an_agreement(world)
    world.run(end_agreement, EndAgreement(agreement.key, TODAY, "Leverantören i konkurs"), "inga")
    assert world.fresh(agreement).valid_to == TODAY
    assert AuditEntry.objects.get(action="procurement.agreement_ended").details["reason"] == "Leverantören i konkurs"


@pytest.mark.parametrize(
    ("day", "reason", "field"),
    [
        (TODAY - timedelta(days=1), "Hävt", "last_day"),
        (date(2027, 12, 31), "Hävt", "last_day"),
        (TODAY, " ", "reason"),
        (TODAY, "x" * 401, "reason"),
    ],
)
def test_what_is_refused_changes_nothing(world: World, day: date, reason: str, field: str) -> None:
    agreement = an_agreement(world)
    with pytest.raises(Refused) as refusal:
        world.run(end_agreement, EndAgreement(agreement.key, day, reason), "inga")
    assert refusal.value.field == field
    assert world.fresh(agreement).valid_to == date(2027, 12, 31)


def test_an_agreement_that_has_not_begun_ends_no_earlier_than_it_begins(world: World) -> None:
    agreement = an_agreement(world, valid_from=date(2027, 1, 1))
    with pytest.raises(Refused, match=r"procurement\.bad_last_day"):
        world.run(end_agreement, EndAgreement(agreement.key, TODAY, "Överprövad"), "inga")
