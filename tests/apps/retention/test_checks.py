"""`handtag verify` finds what was removed by one person, too early, otherwise than agreed, or only in part."""

from datetime import timedelta

import pytest
from tests.support import culling, tampering
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import World

from handtag.apps.audit.checks import breaks, cuts_off_their_seals
from handtag.apps.audit.models import AccessEntry, LogCut, Seal
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.retention import checks
from handtag.apps.retention.models import Culled, Proposal

pytestmark = pytest.mark.damaged


@pytest.fixture
def gone(old: World) -> World:
    culling.performed(old)
    return old


def test_rows_that_vanish_without_a_culling_are_still_found(old: World) -> None:
    row = AccessEntry.objects.filter(principal_id=old.principals["lulea"].pk).earliest("pk").pk
    tampering.open_the_walls()
    tampering.delete(row)
    assert [one.entry_id for one in breaks()] == [row]


def test_a_record_that_still_speaks_is_found(gone: World) -> None:
    assert list(checks.culled_records_that_still_speak()) == []
    Prescription.objects.filter(person=gone.persons["asta"]).update(need="Faller")
    Person.objects.filter(pk=gone.persons["dagny"].pk).update(given_name="Dagny")
    assert len(list(checks.culled_records_that_still_speak())) == 2


def test_what_was_removed_under_no_approval_or_after_its_time_is_found(gone: World) -> None:
    assert list(checks.cullings_without_two_persons()) == []
    proposal = Proposal.objects.get()
    columns = {"principal": proposal.principal, "as_of": proposal.as_of, "plan_digest": "", "plan_decision": "", "contents_hash": ""}
    alone = Proposal.objects.create(
        key=gone.key("asta"), counts=[], proposed_by="user:1", proposed_at=ELEVEN_YEARS_ON, expires_at=ELEVEN_YEARS_ON, **columns
    )
    row = {"kind": "patient_records", "row_id": 1, "on": gone.today, "rows": 1, "digest": "", "culled_by": "user:1"}
    Culled.objects.create(proposal=alone, culled_at=ELEVEN_YEARS_ON, **row)
    Culled.objects.create(proposal=proposal, culled_at=ELEVEN_YEARS_ON + timedelta(days=20), **row | {"row_id": 999})
    assert len(list(checks.cullings_without_two_persons())) == 3


def test_what_was_removed_too_early_is_found(gone: World) -> None:
    assert list(checks.cullings_below_the_minimum()) == []
    row = {"row_id": 999, "rows": 1, "digest": "", "culled_by": "user:1", "culled_at": ELEVEN_YEARS_ON}
    Culled.objects.create(proposal=Proposal.objects.get(), kind="patient_records", on=ELEVEN_YEARS_ON.date() - timedelta(days=3652), **row)
    Culled.objects.create(proposal=Proposal.objects.get(), kind="imported_lists", on=ELEVEN_YEARS_ON.date(), **row)
    assert len(list(checks.cullings_below_the_minimum())) == 1


def test_what_was_not_agreed_on_and_a_cut_without_a_culling_are_found(gone: World) -> None:
    assert list(checks.cullings_off_their_proposals()) == []
    row = {"row_id": 999, "rows": 1, "digest": "x", "culled_by": "user:1", "culled_at": ELEVEN_YEARS_ON, "on": gone.today}
    Culled.objects.create(proposal=Proposal.objects.get(), kind="messages", **row)
    cut(gone, Seal.objects.filter(cut=None).earliest("pk"))
    assert len(list(checks.cullings_off_their_proposals())) == 2


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_a_log_that_was_cut_before_its_five_years_is_found(old: World) -> None:
    assert list(cuts_off_their_seals()) == []
    seal = Seal.objects.filter(log="access").earliest("pk")
    cut(old, seal, number=seal.number + 1)
    assert len(list(cuts_off_their_seals())) >= 2


def cut(world: World, seal: Seal, number: int | None = None) -> None:
    LogCut.objects.create(
        principal_id=seal.principal_id, log=seal.log, seal=seal, number=number or seal.number, until_id=seal.last_id, count=seal.count,
        hash=seal.hash, proposal_key=world.key("asta"), cut_at=seal.sealed_at + timedelta(days=1825),
    )  # fmt: skip
