"""Two persons: who proposed never approves, in time, and what was read is what is approved."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.support import culling
from tests.support.culling import ELEVEN_YEARS_ON
from tests.support.world import World

from handtag.apps.retention.models import Proposal
from handtag.domain.values.errors import Refused
from handtag.usecases.retention.approve_culling import ApproveCulling, approve_culling
from handtag.usecases.retention.perform_culling import PerformCulling, perform_culling


@pytest.mark.law("GDPR art. 17, Arkivlagen 10 §")
def test_who_proposed_does_not_approve_in_any_role(old: World) -> None:
    asked = culling.proposed(old)
    with pytest.raises(Refused, match="same_person"):
        old.run(approve_culling, asked, "karin", now=ELEVEN_YEARS_ON)


def test_the_database_itself_refuses_an_approval_by_the_proposer(old: World) -> None:
    proposal = Proposal.objects.get(key=culling.proposed(old).proposal_key)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(approved_by=proposal.proposed_by, approved_at=ELEVEN_YEARS_ON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(contents_hash="0" * 64)


def test_nothing_is_removed_before_approval_or_after_its_time(old: World) -> None:
    asked = culling.proposed(old)
    with pytest.raises(Refused, match="not_approved"):
        old.run(perform_culling, PerformCulling(asked.proposal_key), "karin", now=ELEVEN_YEARS_ON)
    with pytest.raises(Refused, match="expired"):
        old.run(approve_culling, asked, "lova", now=ELEVEN_YEARS_ON + timedelta(days=30))
    with pytest.raises(Refused, match="changed"):
        old.run(approve_culling, ApproveCulling(asked.proposal_key, "0" * 64), "lova", now=ELEVEN_YEARS_ON)
    old.run(approve_culling, asked, "lova", now=ELEVEN_YEARS_ON)
    with pytest.raises(Refused, match="approved_already"):
        old.run(approve_culling, asked, "lova", now=ELEVEN_YEARS_ON)
    with pytest.raises(Refused, match="expired"):
        old.run(perform_culling, PerformCulling(asked.proposal_key), "karin", now=ELEVEN_YEARS_ON + timedelta(days=14))
