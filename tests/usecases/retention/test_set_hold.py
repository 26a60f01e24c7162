"""Nothing about a person is removed while a hold stands; whom it is about is written in the access log and shown to no one."""

import pytest
from tests.support import culling
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.apps.retention.models import LegalHold, Proposal
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.retention.propose_culling import ProposeCulling, propose_culling
from handtag.usecases.retention.set_hold import SetHold, set_hold


def test_what_is_held_is_not_proposed(world: World) -> None:
    culling.grown_old(world)
    culling.held(world)
    world.run(propose_culling, ProposeCulling(), "karin", now=ELEVEN_YEARS_ON)
    counts = {one["kind"]: one for one in Proposal.objects.get().counts}
    assert counts["patient_records"]["held"] == {"legal_hold": 1}
    assert counts["identities"]["held"]["legal_hold"] == 1
    assert counts["access_log"]["held"] == {"legal_hold": 1}  # the sealed stretch in which someone read about Dagny


def test_a_hold_is_logged_on_the_person(world: World) -> None:
    culling.held(world)
    assert AccessEntry.objects.get(action="person.held").person_key == world.key("dagny")
    assert LegalHold.objects.get().case_number == "HSN 2026/17"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": "whim"}, "unknown_reason"),
        ({"case_number": " "}, "case_missing"),
        ({"personnummer": personnummer("19330606")}, "no_person"),
    ],
)
def test_a_hold_needs_someone_who_is_registered_a_reason_and_a_case_number(world: World, changed: dict[str, str], code: str) -> None:
    given = {"personnummer": world.number("dagny"), "reason": "recall", "case_number": "1", **changed}
    with pytest.raises((Refused, NotFound), match=code):
        world.run(set_hold, SetHold(**given), "karin")
