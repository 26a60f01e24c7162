"""A proposal that is taken back is neither approved nor carried out, and the database says so too."""

import pytest
from django.db import DatabaseError, transaction
from tests.support import culling
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import World

from handtag.apps.prescriptions.models import Step
from handtag.apps.retention.models import Culled, Door, Proposal, Withdrawal
from handtag.domain.values.errors import Refused
from handtag.usecases.retention.approve_culling import approve_culling
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling
from handtag.usecases.retention.withdraw_culling import WithdrawCulling, withdraw_culling


def withdrawn(world: World, key: object) -> None:
    world.run(withdraw_culling, WithdrawCulling(key), "karin", now=ELEVEN_YEARS_ON)  # type: ignore[arg-type]


def test_what_is_withdrawn_is_not_approved(old: World) -> None:
    asked = culling.proposed(old)
    withdrawn(old, asked.proposal_key)
    with pytest.raises(Refused, match="withdrawn"):
        old.run(approve_culling, asked, "lova", now=ELEVEN_YEARS_ON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.update(approved_by="user:77", approved_at=ELEVEN_YEARS_ON)


def test_what_is_approved_and_withdrawn_is_not_carried_out(old: World) -> None:
    key = culling.approved(old)
    withdrawn(old, key)
    with pytest.raises(Refused, match="withdrawn"):
        old.run(perform_culling, PerformCulling(key), "karin", now=ELEVEN_YEARS_ON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Door.objects.create(proposal=Proposal.objects.get(), ledger=Step._meta.db_table, first_id=1, last_id=1)
    assert not Culled.objects.exists()


def test_a_proposal_is_withdrawn_once_and_not_when_it_is_done(old: World) -> None:
    key = culling.performed(old)
    with pytest.raises(Refused, match="finished"):
        withdrawn(old, key)
    with pytest.raises(DatabaseError), transaction.atomic():
        Withdrawal.objects.create(proposal=Proposal.objects.get(), withdrawn_by="user:1", withdrawn_at=ELEVEN_YEARS_ON)


def test_what_is_withdrawn_is_not_withdrawn_again(old: World) -> None:
    key = culling.proposed(old).proposal_key
    withdrawn(old, key)
    with pytest.raises(Refused, match="withdrawn"):
        withdrawn(old, key)
